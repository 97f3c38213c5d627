/** What the command line says while it reads Azure. */
import type { Failure } from '../arm/failure.ts'
import type { Ids } from '../arm/headers.ts'
import type { Collecting, Reading } from '../discovery/collecting.ts'
import type { Snapshot } from '../discovery/snapshot.ts'

/** The lines of what changed since the last report: one for each read that began or ended. */
export function progressLines(): (collecting: Collecting) => readonly string[] {
  const before = new Map<string, Reading['state']>()
  return ({ readings }) => readings.flatMap((reading) => {
    if (before.get(reading.key) === reading.state) return []
    before.set(reading.key, reading.state)
    return lineOf(reading)
  })
}

function lineOf({ what, state, failure }: Reading): readonly string[] {
  switch (state) {
    case 'waiting': return []
    case 'reading': return [`reading ${what}`]
    case 'read': return [`read    ${what}`]
    case 'absent': return [`absent  ${what}`]
    case 'refused': return [`refused ${what}${failure === null ? '' : ` (${answerOf(failure)})`}`]
  }
}

const answerOf = (failure: Failure): string => ('status' in failure && failure.status !== null ? [failure.status, failure.fault?.code].filter((part) => part !== null).join(' ') : failure.is === 'silent' ? 'no answer' : 'unexpected address')

/** A resource that could not be read, or a list of a type in it. */
type Refusal = Pick<Snapshot['refused'][number], 'id' | 'type' | 'status' | 'code'>

/** What could not be read, one line for each resource or list, with what helps. */
export const refusalLines = (refused: readonly Refusal[]): readonly string[] =>
  refused.map(({ id, type, status, code }) => {
    const what = type === undefined || type === null ? id : `${type} in ${id}`
    return `${what} could not be read (${status === 0 ? code : `${status} ${code}`}); rules that depend on it are reported as unknown; ${remedy({ id, status, code })}`
  })

function remedy({ id, status, code }: { readonly id: string; readonly status: number; readonly code: string }): string {
  if (status === 401 || code === 'SubscriptionNotFound') return 'it is in another directory: collect with a token for that one'
  if (status === 404) return 'Azure does not have it any more'
  if (status === 403) return `ask for Reader on ${id}`
  return 'collect again'
}

/** Why there is no snapshot, in one line with one next action and the id by which Azure's log knows the request. */
export function failureLine(failure: Failure): string {
  switch (failure.is) {
    case 'stopped': return 'stopped; no file was written'
    case 'silent': return `no answer from Azure; nothing was changed and no file was written. Check the network and run it again${quoted(failure.ids)}`
    case 'astray': return `Azure answered with an unexpected address (${failure.at}); nothing was sent there and no file was written`
    case 'signIn': return `Azure does not accept the token any more (${codeOf(failure.fault.code)}); no file was written. ${signInAgain(failure)}${quoted(failure.ids)}`
    case 'denied': return `Azure refuses to show it (${failure.status} ${codeOf(failure.fault.code)}); no file was written. Ask for Reader on the workspace${quoted(failure.ids)}`
    case 'notFound': return `Azure has no such workspace, or not in this directory (${failure.status} ${codeOf(failure.fault.code)}); no file was written. Check the id and the directory of the token${quoted(failure.ids)}`
    case 'throttled': return `Azure asks to wait longer than ten minutes (429); no file was written. Run it again later${quoted(failure.ids)}`
    case 'ambiguous': return `the answer was lost; no file was written. Run it again${quoted(failure.ids)}`
    case 'busy': case 'conflict': case 'stale': case 'unexpected':
      return `Azure answered ${failure.status} ${codeOf(failure.fault.code)}; no file was written. Run it again${quoted(failure.ids)}`
  }
}

const codeOf = (code: string | null): string => code ?? 'without a code'

const signInAgain = ({ claims, tenant }: Extract<Failure, { readonly is: 'signIn' }>): string =>
  claims !== null ? 'Your organisation asks you to sign in again: run az login and collect again' : `Get a new token${tenant === null ? '' : ` for the directory ${tenant}`} and collect again`

/** Our own id is known even where Azure's are not. */
function quoted({ correlation, request, sent }: Ids): string {
  const id = correlation ?? request ?? sent
  return id === null ? '' : ` (correlation id ${id})`
}
