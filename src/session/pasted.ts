/** What somebody typed into the search, where it is an id or an address of the portal instead of words. */
import { type ArmId, parseArmId, typeOf } from '../base/armId.ts'
import { workspaceIdIn } from '../discovery/address.ts'
import type { CloudId } from '../facts/clouds.ts'
import type { Target } from './session.ts'

/** A workspace, or what else the text is; `words` is a search like any other, `cloud` an address of another cloud than this site is for. */
export type Pasted =
  | { readonly is: 'words' | 'group' | 'subscription' }
  | { readonly is: 'workspace'; readonly target: Target }
  | { readonly is: 'cloud'; readonly cloud: CloudId }
  | { readonly is: 'other'; readonly type: string }

function otherId(id: ArmId): Pasted {
  const type = typeOf(id)
  switch (type.toLowerCase()) {
    case 'microsoft.resources/resourcegroups': return { is: 'group' }
    case 'microsoft.resources/subscriptions': return { is: 'subscription' }
    default: return { is: 'other', type }
  }
}

/** Reads an id or an address; an address that names no directory is of the one that is shown. */
export function pastedIn(text: string, shown: { readonly cloud: CloudId; readonly tenant: string | null }): Pasted {
  const found = workspaceIdIn(text)
  if (found !== null && found.cloud !== null && found.cloud !== shown.cloud) return { is: 'cloud', cloud: found.cloud }
  if (found !== null) return { is: 'workspace', target: { workspaceId: found.workspaceId, tenant: found.tenant ?? shown.tenant } }
  const id = parseArmId(text)
  return id === null ? { is: 'words' } : otherId(id)
}
