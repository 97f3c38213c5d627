import { type ArmId, groupOf, idKey, nameOf, resourceId } from '../base/armId.ts'
import type { Choices } from './choices.ts'

/** Microsoft's abbreviations for the kinds that we make (Cloud Adoption Framework; `ampls` has no entry there). */
export type Kind = 'pep' | 'vnet' | 'snet' | 'nsg' | 'rt' | 'ng' | 'pip' | 'bas' | 'nic' | 'vm' | 'ampls' | 'log' | 'cr'

/** A name by the administrator's pattern: `{kind}`, `{name}`, `{group}`; cut to `longest` characters without a separator at the end. */
export function nameFor(choices: Choices, kind: Kind, name: string, longest = 80): string {
  const { resourceGroup, namePattern } = choices.access.placement
  const group = resourceGroup === 'undecided' ? '' : nameOf(resourceGroup)
  const full = namePattern.replaceAll('{kind}', kind).replaceAll('{name}', name).replaceAll('{group}', group)
  return full.slice(0, longest).replace(/[-._]+$/, '')
}

/** The id of a new resource where new resources go; null while that is undecided. */
export function placed(choices: Choices, type: string, name: string): ArmId | null {
  const { resourceGroup } = choices.access.placement
  return resourceGroup === 'undecided' ? null : resourceId(resourceGroup, type, name)
}

/** `id`, or the first of `id-2`, `id-3` … that no other resource has. `taken` holds ids of any spelling. */
export function free(id: ArmId, taken: Iterable<string>): ArmId {
  const keys = new Set([...taken].map(idKey))
  return firstOf(id, (candidate) => (keys.has(idKey(candidate)) ? null : candidate))
}

/** As `free`; a resource that `isLeft` is as good as a free name. */
export function freeOrLeft<Entry extends { readonly id: ArmId }>(id: ArmId, entries: readonly Entry[], isLeft: (entry: Entry) => boolean): ArmId {
  const known = new Map(entries.map((entry) => [idKey(entry.id), entry]))
  return firstOf(id, (candidate) => {
    const entry = known.get(idKey(candidate))
    if (entry === undefined) return candidate
    return isLeft(entry) ? entry.id : null
  })
}

/** The first of `id`, `id-2`, `id-3` … that is taken up. */
function firstOf(id: ArmId, take: (candidate: ArmId) => ArmId | null): ArmId {
  for (let number = 1; ; number += 1) {
    const found = take((number === 1 ? id : `${id}-${number}`) as ArmId)
    if (found !== null) return found
  }
}

/** The group where zones that do not exist yet are made. */
export const zoneScope = (choices: Choices): ArmId | null => {
  const { zoneGroup } = choices.workspace
  const { resourceGroup } = choices.access.placement
  return zoneGroup ?? (resourceGroup === 'undecided' ? null : (groupOf(resourceGroup) ?? resourceGroup))
}
