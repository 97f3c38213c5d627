import type { ArmId } from '../../base/armId.ts'
import { parseRange } from '../../base/cidr.ts'
import type { Estate } from '../../estate/estate.ts'
import { entryOf } from '../../estate/questions.ts'
import { type Demand, demands, roomIn, usableIn } from '../addressPlan.ts'
import type { Choices } from '../choices.ts'
import { candidateNetworks, concernedNetworkIds, settledSubnet, subnetsIn } from '../concerned.ts'
import type { SubnetNeed } from '../subnets.ts'
import { type SubnetChoice, networkName, networkRanges, subnetChoice } from './choices.ts'
import { type Found, activeNeeds, conflictOf } from './conflicts.ts'
import { serves } from './serviceSubnets.ts'

/** Whether somebody has to say which ranges are joined: other networks reach this one, as far as Azure shows (ADDR-03). */
export const asksForRanges = ({ gateways, peerings }: Estate): boolean => gateways.length + peerings.length > 0

/** What a text means, or why it means nothing. */
type Parsed<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string }

/** A range in its normal form: bits after the prefix are dropped. */
export function parsePrefix(text: string, why: string): Parsed<string> {
  const range = parseRange(text.trim())
  return range === null ? { ok: false, why } : { ok: true, value: range.text }
}

/** Ranges separated by commas or blanks; the word for "none" gives an empty list. */
export function parsePrefixes(text: string, none: string, why: string): Parsed<readonly string[]> {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  if (parts.length === 1 && parts[0]?.toLowerCase() === none) return { ok: true, value: [] }
  const ranges = parts.map((part) => parseRange(part))
  return parts.length === 0 || ranges.includes(null) ? { ok: false, why } : { ok: true, value: ranges.flatMap((range) => range?.text ?? []) }
}

/** The ranges of a new network, which do not meet each other. */
export function parseNetworkRanges(text: string, why: { readonly range: string; readonly overlap: string }): Parsed<readonly string[]> {
  const parsed = parsePrefixes(text, '', why.range)
  return !parsed.ok || networkRanges.safeParse(parsed.value).success ? parsed : { ok: false, why: why.overlap }
}

/** A subnet's name as Azure takes it. */
export function parseSubnetName(text: string, why: string): Parsed<string> {
  const name = text.trim()
  return subnetChoice.safeParse({ use: 'new', name, prefix: '10.0.0.0/29' }).success ? { ok: true, value: name } : { ok: false, why }
}

/** A network's name as Azure takes it. */
export function parseNetworkName(text: string, why: string): Parsed<string> {
  const name = text.trim()
  return networkName.safeParse(name).success ? { ok: true, value: name } : { ok: false, why }
}

/** The networks that can be chosen: those that the workspace lives in, and those of its region and subscription. */
export function networksToChoose(estate: Estate, choices: Choices): readonly { readonly id: ArmId; readonly region: string }[] {
  const ids = [...new Set([...concernedNetworkIds(estate, choices), ...candidateNetworks(estate).map(({ id }) => id)])]
  return ids.map((id) => ({ id, region: entryOf(estate.networks, id)?.region ?? '' }))
}

/** What a choice of subnet is called in a list: its id, `new`, or `undecided`. */
export const choiceKey = (choice: SubnetChoice): string => (choice === 'undecided' ? 'undecided' : choice.use === 'existing' ? choice.id : 'new')

/** The subnets that can be chosen for a need in the chosen network: none of another service, but one that is chosen already. */
export function subnetsToChoose(estate: Estate, choices: Choices, need: SubnetNeed): readonly ArmId[] {
  const { network } = choices.addressSpace
  const chosen = choices.addressSpace[need]
  if (network === 'undecided' || network.use === 'new') return []
  return subnetsIn(estate, network.id).filter((subnet) => serves(subnet, need) || choiceKey(chosen) === subnet.id).map(({ id }) => id)
}

/** A row of the demand table. */
export interface DemandRow extends Demand {
  readonly choice: SubnetChoice
  readonly prefixes: readonly string[]
  readonly usable: number | null
  readonly left: number | null
  readonly found: Found | null
}

/** Who needs addresses, with what the chosen subnet gives and leaves. `estate` is the current one. */
export function demandRows(estate: Estate, choices: Choices): readonly DemandRow[] {
  const all = demands(estate, choices)
  return activeNeeds(choices).map((need): DemandRow => {
    const demand = all.find((each) => each.need === need) ?? { need, parts: [], needed: 0 }
    const choice = choices.addressSpace[need]
    const prefixes = prefixesOf(estate, choices, need, choice)
    const usable = prefixes.length === 0 ? null : usableIn(prefixes)
    return { ...demand, choice, prefixes, usable, left: usable === null || demand.needed === 0 ? null : usable - takenBeside(estate, choices, need) - demand.needed, found: conflictOf(estate, choices, need, demand.needed) }
  })
}

function prefixesOf(estate: Estate, choices: Choices, need: SubnetNeed, choice: SubnetChoice): readonly string[] {
  if (choice === 'undecided') return []
  return choice.use === 'new' ? [choice.prefix] : (entryOf(estate.subnets, settledSubnet(estate, choices, need))?.prefixes ?? [])
}

/** What an existing subnet holds beside the demand itself; the endpoints' demand counts what is in use already. */
function takenBeside(estate: Estate, choices: Choices, need: SubnetNeed): number {
  const subnet = need === 'endpointSubnet' ? undefined : entryOf(estate.subnets, settledSubnet(estate, choices, need))
  return subnet === undefined ? 0 : roomIn(estate, choices, subnet).used
}
