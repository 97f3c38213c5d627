/** Whether a security group lets one flow pass, as "Coverage of a required flow" of the catalogue reads it. */
import { contains, overlaps, parseRange, rangeOf, rangesOf, type Range } from '../base/cidr.ts'
import type { SecurityRule } from '../estate/network.ts'
import { privateRanges } from '../facts/address.ts'
import type { TagFlow } from './journey.ts'

/** The other end of a flow: private addresses in this network or a peered one, or a service tag. */
export type Far = { readonly ranges: readonly Range[] } | { readonly tag: string }

/** One flow through a group. `near` is this end: the ranges of the subnet whose group it is. `untold`: the end that is one address somewhere in its ranges. */
export interface Flow extends Pick<TagFlow, 'protocol' | 'port'> {
  readonly direction: SecurityRule['direction']
  readonly near: readonly Range[]
  readonly far: Far
  readonly untold?: 'near' | 'far'
}

/** What becomes of a flow; `by` is the rule that decides, or that cannot be compared. Null: no rule meets the flow, and those that every group ends with decide. */
export type Passing =
  | { readonly passes: 'yes' | 'no' | 'unknown'; readonly by: SecurityRule }
  | { readonly passes: 'yes' | 'no'; readonly by: null }

/** How much of a flow one side of a rule holds. `unclear`: something that cannot be compared. */
type Share = 'all' | 'part' | 'none' | 'unclear'

const rank: Readonly<Record<Share, number>> = { all: 3, part: 2, unclear: 1, none: 0 }
const most = (shares: readonly Share[]): Share => shares.reduce((best, share) => (rank[share] > rank[best] ? share : best), 'none')
const least = (shares: readonly Share[]): Share => shares.reduce((worst, share) => (rank[share] < rank[worst] ? share : worst), 'all')
const everything = new Set(['*', 'any', '0.0.0.0/0'])
const rangeIn = (text: string): Range | null => parseRange(text) ?? rangeOf(text)
const isReference = (text: string): boolean => text.includes('/subscriptions/')

/** The first rule by priority that meets the whole flow decides; an earlier deny of a part of it breaks it too. `rules` are in order. */
export function passing(rules: readonly SecurityRule[], flow: Flow): Passing {
  // Rules that cannot be compared and came first: a deny may take a part away, an allow may give what a later rule denies.
  const doubts: { Allow?: SecurityRule; Deny?: SecurityRule } = {}
  for (const rule of rules.filter(({ direction }) => direction === flow.direction)) {
    const share = shareOf(rule, flow)
    if (share === 'unclear') doubts[rule.access] ??= rule
    if (share === 'none' || share === 'unclear' || (share === 'part' && rule.access === 'Allow')) continue
    const doubt = doubts[rule.access === 'Allow' ? 'Deny' : 'Allow']
    if (doubt !== undefined) return { passes: 'unknown', by: doubt }
    return { passes: rule.access === 'Allow' ? 'yes' : 'no', by: rule }
  }
  // The rules that every group ends with let pass what stays in the network or goes out, and nothing from outside.
  const lets = flow.direction === 'Outbound' || 'ranges' in flow.far
  const doubt = doubts[lets ? 'Deny' : 'Allow']
  return doubt === undefined ? { passes: lets ? 'yes' : 'no', by: null } : { passes: 'unknown', by: doubt }
}

/** Whether the rules deny the internet as such (TCP 443 stands for it): the first that holds all of it is a deny. `near` is this end. */
export const deniesTheInternet = (rules: readonly SecurityRule[], near: readonly Range[]): boolean =>
  rules.find((rule) => rule.direction === 'Outbound' && shareOf(rule, { direction: 'Outbound', far: { tag: 'Internet' }, protocol: 'Tcp', port: '443', near }) === 'all')?.access === 'Deny'

function shareOf(rule: SecurityRule, flow: Flow): Share {
  const [far, near] = flow.direction === 'Outbound' ? [rule.destinations, rule.sources] : [rule.sources, rule.destinations]
  const shares = { far: most(far.map((text) => farShare(text, flow.far))), near: most(near.map((text) => nearShare(text, flow.near))) }
  // A rule for a part of the ranges may or may not hold the one address in them.
  if (flow.untold !== undefined && shares[flow.untold] === 'part') shares[flow.untold] = 'unclear'
  return least([shares.far, shares.near, protocolShare(rule.protocol, flow.protocol), portShare(rule.destinationPorts, flow.port), rule.sourcePorts.length === 0 ? 'unclear' : most(rule.sourcePorts.map(clientShare))])
}

const farShare = (text: string, far: Far): Share => ('tag' in far ? tagShare(text.toLowerCase(), far.tag.toLowerCase()) : nearShare(text, far.ranges))

/** Addresses inside the network: VirtualNetwork holds them, a service tag does not, an application security group may. */
function nearShare(text: string, ranges: readonly Range[]): Share {
  const lower = text.toLowerCase()
  if (everything.has(lower) || lower === 'virtualnetwork') return 'all'
  if (isReference(text)) return 'unclear'
  const range = rangeIn(text)
  if (range === null) return 'none'
  if (ranges.length === 0) return 'unclear'
  return ranges.every((each) => contains(range, each)) ? 'all' : ranges.some((each) => overlaps(range, each)) ? 'part' : 'none'
}

/** Tags compare without case. A global tag holds its regional ones; Internet and * hold every service tag. */
function tagShare(rule: string, wanted: string): Share {
  if (everything.has(rule) || rule === wanted || rule === 'internet') return 'all'
  if (rule === 'virtualnetwork' || rule === 'azureloadbalancer') return 'none'
  if (isReference(rule)) return 'none'
  const range = rangeIn(rule)
  // Service tags hold public addresses, so a private range meets none of them.
  if (range !== null) return rangesOf(privateRanges).some((each) => contains(each, range)) ? 'none' : 'unclear'
  if (wanted.startsWith(`${rule}.`)) return 'all'
  if (rule.startsWith(`${wanted}.`)) return 'part'
  return rule === 'azurecloud' || rule.startsWith('azurecloud.') ? 'unclear' : 'none'
}

const protocolShare = (rule: string, flow: Flow['protocol']): Share => {
  const lower = rule.toLowerCase()
  if (lower === '*' || lower === 'any' || lower === flow.toLowerCase()) return 'all'
  return flow === '*' ? 'part' : 'none'
}

const portsIn = (text: string): readonly [number, number] => {
  if (text === '*') return [0, 65535]
  const [first = '', last = first] = text.split('-')
  return [Number(first), Number(last)]
}

const portShare = (ports: readonly string[], port: string): Share =>
  ports.map(portsIn).some(([first, last]) => first <= Number(port) && Number(port) <= last) ? 'all' : 'none'

/** The ports that a client sends from: any but the well-known ones, by its operating system (RFC 6335). */
const [firstClientPort, lastClientPort] = [1024, 65535]

function clientShare(text: string): Share {
  const [first, last] = portsIn(text)
  if (first <= firstClientPort && lastClientPort <= last) return 'all'
  return last < firstClientPort || !(first <= lastClientPort) ? 'none' : 'part'
}
