import { type ArmId, groupOf, idKey, nameOf, resourceId, subscriptionOf } from '../base/armId.ts'
import type { Choices } from './choices.ts'

/** Microsoft's abbreviations for the kinds that we make (Cloud Adoption Framework; `ampls` has no entry there). */
export type Kind = 'pep' | 'vnet' | 'snet' | 'nsg' | 'rt' | 'ng' | 'pip' | 'bas' | 'nic' | 'vm' | 'ampls' | 'log' | 'cr'

/** The most characters that Azure takes in a name of a kind (resource name rules); 80 for those that are not here. */
const longest: Readonly<Partial<Record<Kind, number>>> = { pep: 64, vnet: 64, log: 63, cr: 50 }
/** Room for a number behind a name that is taken (`free`). */
const numbering = '-99'.length

/** A name by the administrator's pattern: `{kind}`, `{name}`, `{group}`. Where it is longer than Azure takes, the group is cut first and then the name, since the name tells resources apart. */
export function nameFor(choices: Choices, kind: Kind, name: string): string {
  const { resourceGroup, namePattern } = choices.access.placement
  // A group's name may hold signs that no other resource's may.
  const group = resourceGroup === 'undecided' ? '' : nameOf(resourceGroup).replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  const most = (longest[kind] ?? 80) - numbering
  const kinded = namePattern.replaceAll('{kind}', kind)
  const named = filled(kinded, 'group', group, most - kinded.replaceAll('{group}', '').replaceAll('{name}', name).length)
  return filled(named, 'name', name, most - named.replaceAll('{name}', '').length).replace(/^[-._]+/, '').slice(0, most).replace(/[-._]+$/, '')
}

/** A pattern with `text` at its placeholder, cut to what of `room` each place has; an empty text takes the separator behind it along. */
function filled(pattern: string, placeholder: 'group' | 'name', text: string, room: number): string {
  const parts = pattern.split(`{${placeholder}}`)
  const cut = text.slice(0, Math.max(0, Math.floor(room / Math.max(1, parts.length - 1)))).replaceAll(/^[-._]+|[-._]+$/g, '')
  return parts.map((part, index) => (cut === '' && index > 0 ? part.replace(/^[-._]/, '') : part)).join(cut)
}

/** The id of a new resource where new resources go; null while that is undecided. */
export function placed(choices: Choices, type: string, name: string): ArmId | null {
  const { resourceGroup } = choices.access.placement
  return resourceGroup === 'undecided' ? null : resourceId(resourceGroup, type, name)
}

/** The resource group for something that has to be in the subscription of a resource: the group of new resources, or the resource's own where that is elsewhere. */
export function scopeNear(choices: Choices, id: ArmId): ArmId | null {
  const { resourceGroup } = choices.access.placement
  return resourceGroup !== 'undecided' && idKey(subscriptionOf(resourceGroup)) === idKey(subscriptionOf(id)) ? resourceGroup : groupOf(id)
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
