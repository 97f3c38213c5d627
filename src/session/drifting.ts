/** How far the estate is on the way of a review that somebody else made. */
import { idKey } from '../base/armId.ts'
import type { Slices } from '../base/slices.ts'
import type { Estate } from '../estate/estate.ts'
import { reduced, type Review } from '../review/content.ts'
import { type Drifted, drift } from '../review/drift.ts'
import { grantsOf } from '../review/grants.ts'
import { mask } from '../review/mask/mask.ts'
import { upright } from '../review/people.ts'
import type { Base, View } from './derive.ts'
import { roleNamed } from './review.ts'

/** The difference between a review and the estate as it is now; `otherWorkspace`: the estate is that of another one. */
export type Difference = { readonly is: 'otherWorkspace' } | { readonly is: 'compared'; readonly takenAt: string; readonly rows: readonly Drifted[] }

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** An estate without what a link numbers or rewrites: GUIDs, the principals of role assignments, and descriptions. */
function unnumbered(estate: Estate): Estate {
  const text = JSON.stringify({ ...reduced(estate), roleAssignments: grantsOf(estate, roleNamed), securityRules: estate.securityRules.map((rule) => ({ ...rule, description: '' })) })
  return JSON.parse(text.replaceAll(GUID, '00000000-0000-0000-0000-000000000000')) as Estate
}

/** Every id of a resource in an estate, in its order. */
const idsIn = (estate: Estate): readonly string[] => [estate.workspace.id, ...Object.values(estate).flatMap((list: unknown) => (Array.isArray(list) ? list.flatMap((entry: { readonly id?: string }) => entry.id ?? []) : []))]

/**
 * The estate in the review's pseudonyms. What the plan made since has the names that the plan gives it in pseudonyms, not pseudonyms of
 * its own: its original id is what the planned one becomes with the original names.
 */
function masked({ current, proposal }: Base, desired: Estate): Estate {
  const { design: { estate }, unmask } = mask({ estate: current, choices: proposal.choices, risks: [] })
  const planned = new Map(idsIn(desired).map((id) => [idKey(unmask(id)), id]))
  const [before, after] = [idsIn(current), idsIn(estate)]
  const renamed = new Map(before.flatMap((id, index) => {
    const [own, wanted] = [after[index], planned.get(idKey(id))]
    return own === undefined || wanted === undefined || own === wanted ? [] : [[own, wanted] as const]
  }))
  const rename = (text: string): string => {
    const known = renamed.get(text)
    const cut = text.lastIndexOf('/')
    return known ?? (cut > 0 && text.startsWith('/subscriptions/') ? rename(text.slice(0, cut)) + text.slice(cut) : text)
  }
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return rename(value)
    if (Array.isArray(value)) return value.map(walk)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])) : value
  }
  return renamed.size === 0 ? estate : (walk(estate) as Estate)
}

/** Compares a review with an estate. Where names were replaced, those of the estate are replaced in the same way. */
export function* differenceOf(review: Review, view: View, base: Base): Slices<Difference> {
  yield
  const { current, proposal } = base
  const now = review.names === 'masked' ? masked(base, view.desired) : upright({ estate: reduced(current), choices: proposal.choices, risks: [] }).estate
  if (idKey(now.workspace.id) !== idKey(review.estate.workspace.id)) return { is: 'otherWorkspace' }
  yield
  const pictures = { current: unnumbered(view.base.current), desired: unnumbered(view.desired) }
  yield
  return { is: 'compared', takenAt: current.takenAt, rows: drift(pictures, unnumbered(now)) }
}
