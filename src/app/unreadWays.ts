/** What helps with something that was not read: only a refusal for want of a right is mended by one. Pure. */
import type { Estate } from '../estate/estate.ts'

/** `right`: a right is missing; `gone`: Azure does not have it; `directory`: it is in another one; `inherited`, `form`, `index`: see the words; `again`: no answer, or one that may pass. */
export type Way = 'right' | 'gone' | 'directory' | 'inherited' | 'form' | 'index' | 'again'

type Unread = Pick<Estate['unread'][number], 'status' | 'code'>

const byCode: Readonly<Record<string, Way>> = {
  InheritedRole: 'inherited', Unreadable: 'form', NotJson: 'again', NoRows: 'index', ResultTruncated: 'index', SubscriptionNotFound: 'directory', InvalidAuthenticationTokenTenant: 'directory',
}

/** The way on for one of them; codes of ours come with a status that says nothing of a refusal. */
export function wayOf({ status, code }: Unread): Way {
  const known = byCode[code]
  if (known !== undefined) return known
  if (status === 403) return 'right'
  if (status === 401) return 'directory'
  return status === 404 || status === 410 ? 'gone' : 'again'
}

/** Whether a right would help with all of them. */
export const areRefusals = (unread: readonly Unread[]): boolean => unread.every((one) => wayOf(one) === 'right')
