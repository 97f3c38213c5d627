/** Whether a security group lets a required flow pass, as "Coverage of a required flow" of the catalogue reads it. */
import { contains, overlaps, parseRange, rangeOf, rangesOf, type Range } from '../base/cidr.ts'
import type { SecurityRule } from '../estate/network.ts'
import { privateRanges } from '../facts/address.ts'

/** One protocol and port of a row. `far` is the tag at the other end; `ranges` are its addresses where they are known (VirtualNetwork). */
export interface Flow {
  readonly direction: SecurityRule['direction']
  readonly tag: string
  readonly protocol: 'Tcp' | 'Udp' | '*'
  readonly port: string
  /** The subnet's own ranges. */
  readonly near: readonly Range[]
  readonly ranges?: readonly Range[]
}

/** What becomes of a flow. `by` decides it; a `default` means that no rule of the group meets it. */
export type Verdict =
  | { readonly passes: 'yes' | 'no' | 'unknown'; readonly by: SecurityRule }
  | { readonly passes: 'default' }

/** How much of a flow one side of a rule holds; `unclear`: addresses that cannot be compared with a tag. */
type Share = 'all' | 'part' | 'none' | 'unclear'

const everything = new Set(['*', 'any', '0.0.0.0/0'])
const rank: Readonly<Record<Share, number>> = { all: 3, part: 2, unclear: 1, none: 0 }
const most = (shares: readonly Share[]): Share => shares.reduce((best, share) => (rank[share] > rank[best] ? share : best), 'none')
const rangeIn = (text: string): Range | null => parseRange(text) ?? rangeOf(text)

/** The first rule by priority that meets the flow decides; an earlier deny of a part of it breaks it too. `rules` are in order. */
export function verdictOf(rules: readonly SecurityRule[], flow: Flow): Verdict {
  // Rules of addresses that came first: a deny may take a part away, an allow may give what a later rule denies.
  const doubts: { Allow?: SecurityRule; Deny?: SecurityRule } = {}
  for (const rule of rules.filter(({ direction }) => direction === flow.direction)) {
    const share = shareOf(rule, flow)
    if (share === 'unclear') doubts[rule.access] ??= rule
    if (share === 'none' || share === 'unclear' || (rule.access === 'Allow' && share === 'part')) continue
    const doubt = doubts[rule.access === 'Allow' ? 'Deny' : 'Allow']
    if (doubt !== undefined) return { passes: 'unknown', by: doubt }
    return { passes: rule.access === 'Allow' ? 'yes' : 'no', by: rule }
  }
  // The rules that every group ends with let out what is not denied, and let in nothing from outside.
  const doubt = doubts[flow.direction === 'Outbound' ? 'Deny' : 'Allow']
  return doubt === undefined ? { passes: 'default' } : { passes: 'unknown', by: doubt }
}

/** Whether the rules deny the internet as such (TCP 443 stands for it): the first that holds all of it is a deny. */
export const deniesTheInternet = (rules: readonly SecurityRule[], near: readonly Range[]): boolean =>
  rules.find((rule) => rule.direction === 'Outbound' && shareOf(rule, { direction: 'Outbound', tag: 'Internet', protocol: 'Tcp', port: '443', near }) === 'all')?.access === 'Deny'

function shareOf(rule: SecurityRule, flow: Flow): Share {
  const [far, near] = flow.direction === 'Outbound' ? [rule.destinations, rule.sources] : [rule.sources, rule.destinations]
  const shares = [
    most(far.map((text) => farShare(text, flow))), most(near.map((text) => nearShare(text, flow.near))), protocolShare(rule.protocol, flow.protocol),
    portShare(rule.destinationPorts, flow.port), rule.sourcePorts.some((port) => port === '*' || port === '0-65535') ? 'all' as const : 'part' as const,
  ]
  return shares.reduce<Share>((least, share) => (rank[share] < rank[least] ? share : least), 'all')
}

/** Tags compare without case. A global tag holds its regional ones; Internet and * hold every service tag. */
function farShare(text: string, { tag, ranges }: Flow): Share {
  const [rule, wanted] = [text.toLowerCase(), tag.toLowerCase()]
  if (everything.has(rule) || rule === wanted) return 'all'
  const isNetwork = wanted === 'virtualnetwork'
  if (rule === 'internet') return isNetwork ? 'none' : 'all'
  if (rule === 'virtualnetwork' || rule === 'azureloadbalancer') return 'none'
  const range = rangeIn(text)
  if (range !== null) return addressShare(range, isNetwork, ranges)
  if (wanted === 'internet') return 'part'
  if (isNetwork) return 'none'
  if (wanted.startsWith(`${rule}.`)) return 'all'
  if (rule.startsWith(`${wanted}.`)) return 'part'
  // AzureCloud holds the addresses of Azure's datacentres; which services' tags lie inside it is not documented row by row.
  return rule === 'azurecloud' || rule.startsWith('azurecloud.') ? 'unclear' : 'none'
}

function addressShare(range: Range, isNetwork: boolean, ranges: readonly Range[] | undefined): Share {
  if (isNetwork) return ranges === undefined || ranges.length === 0 ? 'unclear' : rangeShare(range, ranges)
  // Service tags hold public addresses, so a private range meets none of them.
  return rangesOf(privateRanges).some((each) => contains(each, range)) ? 'none' : 'unclear'
}

const rangeShare = (range: Range, ranges: readonly Range[]): Share =>
  ranges.every((each) => contains(range, each)) ? 'all' : ranges.some((each) => overlaps(range, each)) ? 'part' : 'none'

function nearShare(text: string, near: readonly Range[]): Share {
  const lower = text.toLowerCase()
  if (everything.has(lower) || lower === 'virtualnetwork') return 'all'
  const range = rangeIn(text)
  if (range === null) return 'none'
  return near.length === 0 ? 'unclear' : rangeShare(range, near)
}

const protocolShare = (rule: string, flow: Flow['protocol']): Share => {
  const lower = rule.toLowerCase()
  if (lower === '*' || lower === 'any' || lower === flow.toLowerCase()) return 'all'
  return flow === '*' ? 'part' : 'none'
}

function portShare(ports: readonly string[], port: string): Share {
  const [from, to] = bounds(port)
  const shares = ports.map((text): Share => {
    if (text === '*') return 'all'
    const [first, last] = bounds(text)
    if (first <= from && to <= last) return 'all'
    return first <= to && from <= last ? 'part' : 'none'
  })
  return most(shares)
}

const bounds = (text: string): readonly [number, number] => {
  if (text === '*') return [0, 65_535]
  const [first = '', last = first] = text.split('-')
  return [Number(first), Number(last)]
}
