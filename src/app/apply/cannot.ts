/** Whether a plan can be carried out from here. Pure. */
import type { View } from '../../session/derive.ts'
import type { Identity } from '../../session/live.ts'
import type { Design } from '../../session/session.ts'

/** Why not: where the estate comes from, who is signed in, or what the plan lacks. */
export type CannotApply = 'sample' | 'file' | 'off' | 'out' | 'empty' | 'missing'

/** Why a plan cannot be carried out; null where it can. While it is not known who is signed in, the page shows and Start waits. */
export function cannotApply({ view, design, identity }: { readonly view: Pick<View, 'plan' | 'open'>; readonly design: Pick<Design, 'origin' | 'unparsed'>; readonly identity: Pick<Identity, 'is'> }): CannotApply | null {
  if (design.origin.from !== 'azure') return design.origin.from
  if (identity.is === 'off' || identity.is === 'out') return identity.is
  if (view.plan.length === 0) return 'empty'
  return Object.values(view.open).some((fields) => fields.length > 0) || Object.keys(design.unparsed).length > 0 ? 'missing' : null
}
