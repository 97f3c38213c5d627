import { type ArmId, nameOf } from '../../base/armId.ts'
import { type Range, contains, overlaps, parseRange, rangesOf } from '../../base/cidr.ts'
import type { Estate } from '../../estate/estate.ts'
import { entryOf } from '../../estate/questions.ts'
import { reservedRanges, subnetRules } from '../../facts/address.ts'
import { freeRange, gatewayPrefix, lacksGatewaySubnet, rangesToJoin, specialSubnet, usableIn } from '../addressPlan.ts'
import type { Choices } from '../choices.ts'
import { subnetsIn } from '../concerned.ts'
import { type SubnetNeed, chosenNetworkId, placesComputes } from '../subnets.ts'

/** What is wrong with a chosen range, while it is being chosen; `other` names the other party. */
export type Conflict =
  | { readonly conflict: 'nameTaken'; readonly other: string; readonly range: string }
  | { readonly conflict: 'overlaps'; readonly other: string; readonly range: string }
  | { readonly conflict: 'reserved'; readonly other: string; readonly range: string }
  | { readonly conflict: 'gateway'; readonly least: number }
  | { readonly conflict: 'outside'; readonly range: string }
  | { readonly conflict: 'size'; readonly least: number; readonly most: number }
  | { readonly conflict: 'small'; readonly needed: number; readonly usable: number }

/** A conflict and the first free range of a fitting length that would end it. */
export interface Found {
  readonly conflict: Conflict
  readonly instead: string | null
}

/** A range in use or planned in the chosen network. */
export interface Taken {
  readonly name: string
  readonly text: string
  readonly range: Range
  readonly use: 'exists' | 'planned'
  readonly need: SubnetNeed | null
  readonly id: ArmId | null
}

const needs: readonly SubnetNeed[] = ['computeSubnet', 'endpointSubnet', 'bastionSubnet', 'jumpBoxSubnet']

/** The needs that the choices really have: Bastion's subnets only with Bastion, the computes' only outside a managed network. */
export const activeNeeds = (choices: Choices): readonly SubnetNeed[] =>
  needs.filter((need) => (need === 'computeSubnet' ? placesComputes(choices) : need === 'endpointSubnet' || choices.connectivity.method === 'bastion'))

/** The prefixes of the chosen network. */
export function networkPrefixes(estate: Estate, choices: Choices): readonly string[] {
  const { network } = choices.addressSpace
  if (network === 'undecided') return []
  return network.use === 'new' ? network.prefixes : (entryOf(estate.networks, network.id)?.prefixes ?? [])
}

/** The ranges taken in the chosen network: its subnets, and the new ones that the choices plan. `estate` is the current one. */
export function takenRanges(estate: Estate, choices: Choices): readonly Taken[] {
  const networkId = chosenNetworkId(choices)
  const existing = networkId === null ? [] : subnetsIn(estate, networkId).flatMap(({ id, prefixes }) => rangesOf(prefixes).map((range): Taken => ({ name: nameOf(id), text: range.text, range, use: 'exists', need: null, id })))
  const planned = activeNeeds(choices).flatMap((need): readonly Taken[] => {
    const choice = choices.addressSpace[need]
    const range = choice === 'undecided' || choice.use === 'existing' ? null : parseRange(choice.prefix)
    return range === null || choice === 'undecided' || choice.use === 'existing' ? [] : [{ name: choice.name, text: range.text, range, use: 'planned', need, id: null }]
  })
  return [...existing, ...planned]
}

/** The smallest and largest prefix length for a need. */
function lengths(need: SubnetNeed): { readonly least: number; readonly most: number } {
  const special = need === 'bastionSubnet' ? specialSubnet('AzureBastionSubnet') : undefined
  return { least: special?.minPrefix ?? subnetRules.smallestPrefix, most: special?.maxPrefix ?? subnetRules.largestPrefix }
}

/** What is wrong with the range chosen for a need, the gravest first; null when nothing is. */
export function conflictOf(estate: Estate, choices: Choices, need: SubnetNeed, needed: number): Found | null {
  const taken = takenRanges(estate, choices)
  const own = taken.find((each) => each.need === need)
  if (own === undefined) return null
  // A subnet that was made by these very answers is the answer, and no other party.
  const others = taken.filter((each) => each !== own && !(each.use === 'exists' && each.name === own.name && each.text === own.text))
  const prefixes = networkPrefixes(estate, choices)
  const { least, most } = lengths(need)
  const fitting = Math.min(Math.max(own.range.prefix, most), least)
  const used = others.map(({ range }) => range)
  const free = (prefix: number) => freeRange(rangesOf(prefixes), [...used, ...gatewayRoom(estate, choices, used), ...joined(estate, choices)], prefix)
  const namesake = others.find(({ name }) => name.toLowerCase() === own.name.toLowerCase())
  if (namesake !== undefined) return { conflict: { conflict: 'nameTaken', other: namesake.name, range: namesake.text }, instead: null }
  const met = others.find(({ range }) => overlaps(range, own.range))
  if (met !== undefined) return { conflict: { conflict: 'overlaps', other: met.name, range: met.text }, instead: free(fitting) }
  if (!rangesOf(prefixes).some((range) => contains(range, own.range))) return { conflict: { conflict: 'outside', range: prefixes.join(', ') }, instead: free(fitting) }
  if (own.range.prefix > least || own.range.prefix < most) return { conflict: { conflict: 'size', least, most }, instead: free(fitting) }
  const usable = usableIn([own.text])
  if (usable < needed) return { conflict: { conflict: 'small', needed, usable }, instead: free(lengthFor(needed)) }
  const lost = gatewayRoom(estate, choices, used).length > 0 && gatewayRoom(estate, choices, [...used, own.range]).length === 0
  return lost ? { conflict: { conflict: 'gateway', least: gatewayPrefix }, instead: free(lengthFor(needed)) } : null
}

/** The range to leave to a gateway that is to be built by hand: one where it needs a subnet and there is room, else none. */
export function gatewayRoom(estate: Estate, choices: Choices, used: readonly Range[]): readonly Range[] {
  const range = lacksGatewaySubnet(estate, choices, chosenNetworkId(choices)) ? freeRange(rangesOf(networkPrefixes(estate, choices)), used, gatewayPrefix) : null
  return range === null ? [] : rangesOf([range])
}

function lengthFor(needed: number): number {
  for (let prefix: number = subnetRules.smallestPrefix; prefix > 0; prefix -= 1) if (usableIn([`0.0.0.0/${prefix}`]) >= needed) return prefix
  return 0
}

const joined = (estate: Estate, choices: Choices): readonly Range[] => {
  const networkId = chosenNetworkId(choices)
  return networkId === null ? [] : rangesToJoin(estate, choices, networkId).map(({ range }) => range)
}

/** A range that must not meet the network, with whether it does. */
export interface Apart {
  readonly text: string
  readonly what: 'docker' | 'peered' | 'site' | 'clients' | 'declared'
  readonly name: string
  readonly meets: boolean
}

/** The ranges that must not meet the chosen network: the Docker bridge of the article, and all that is joined to it. */
export function rangesApart(estate: Estate, choices: Choices): readonly Apart[] {
  const own = rangesOf(networkPrefixes(estate, choices))
  const networkId = chosenNetworkId(choices)
  const docker = reservedRanges.filter(({ kind }) => kind === 'docker-bridge').map(({ cidr }) => ({ text: cidr as string, what: 'docker' as const, name: '' }))
  const others = networkId === null ? [] : rangesToJoin(estate, choices, networkId).map(({ text, what, name }) => ({ text, what, name: name === null ? '' : nameOf(name) }))
  return [...docker, ...others].map((row) => { const range = parseRange(row.text); return { ...row, meets: range !== null && own.some((each) => overlaps(each, range)) } })
}

/** What is wrong with a prefix of a new network; null when nothing is (ADDR-01, ADDR-02). */
export function prefixConflict(prefix: string): Conflict | null {
  const range = parseRange(prefix)
  if (range === null) return null
  const met = reservedRanges.filter(({ severity }) => severity === 'error').find(({ cidr }) => { const other = parseRange(cidr); return other !== null && overlaps(other, range) })
  return met === undefined ? null : { conflict: 'reserved', other: met.kind, range: met.cidr }
}
