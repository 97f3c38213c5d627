/** What a name resolves to in a network: its linked zones first, then the public answer, which is an alias as soon as an endpoint exists (arm-protocol.md section 14). */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import { parentKeyOf } from '../shelf.ts'
import type { State } from '../state.ts'
import { objectsAt, textAt, textsAt } from '../write/values.ts'
import { groupIn, privateNames, statusOf, suffixesOf, targetOf } from './names.ts'

/** What a look-up says. `missing`: a linked zone says that the name does not exist. `forwarded`: the network asks servers of its own, and what they say is not known here. */
export type Resolved =
  | { readonly is: 'private'; readonly addresses: readonly string[]; readonly record: string }
  | { readonly is: 'public' }
  | { readonly is: 'missing'; readonly zone: string }
  | { readonly is: 'forwarded'; readonly servers: readonly string[] }

/** Azure's own resolver (facts.json `azureDns`). */
const azureResolver = '168.63.129.16'

const nameIn = (id: string): string => (id.split('/').at(-1) ?? '').toLowerCase()
const linkType = 'microsoft.network/privatednszones/virtualnetworklinks'

interface LinkedZone {
  readonly zone: string
  readonly name: string
  readonly falls: 'back' | 'not'
}

/** The zones that a network asks: those whose link is complete. */
const zonesOf = ({ shelf }: State, network: string): readonly LinkedZone[] => shelf.ofType(linkType)
  .filter((link) => idKey(textAt(link, 'properties.virtualNetwork.id')) === idKey(network) && textAt(link, 'properties.virtualNetworkLinkState') === 'Completed')
  .map((link) => ({ zone: parentKeyOf(textAt(link, 'id')), name: nameIn(parentKeyOf(textAt(link, 'id'))), falls: textAt(link, 'properties.resolutionPolicy') === 'NxDomainRedirect' ? 'back' as const : 'not' as const }))

/** The record of a name in a zone, or one with a star for its first labels. */
function recordIn({ shelf }: State, zone: string, label: string): JsonObject | null {
  const labels = label.split('.')
  const candidates = [label, ...labels.map((_, index) => ['*', ...labels.slice(index + 1)].join('.'))]
  return candidates.map((one) => shelf.get(`${zone}/A/${one === '' ? '@' : one}`)).find((one) => one !== null) ?? null
}

/** What the zones of a network say about a name; null when none is about it. */
function asked(state: State, network: string, host: string): Resolved | 'fallsBack' | null {
  const zones = zonesOf(state, network).filter(({ name }) => host === name || host.endsWith(`.${name}`)).toSorted((one, other) => other.name.length - one.name.length)
  const found = zones[0]
  if (found === undefined) return null
  const record = recordIn(state, found.zone, host.slice(0, Math.max(0, host.length - found.name.length - 1)))
  if (record !== null) return { is: 'private', addresses: objectsAt(record, 'properties.aRecords').map((one) => textAt(one, 'ipv4Address')), record: textAt(record, 'id') }
  return found.falls === 'back' ? 'fallsBack' : { is: 'missing', zone: found.zone }
}

/** Whether a name is one with a star for its first label, or the same. */
const isNamed = (pattern: string, host: string): boolean => pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)))

/** The private name that a public one is an alias of: with any approved endpoint, and always for monitoring. */
function aliasOf(state: State, host: string): string | null {
  const { monitor, insights, automation } = suffixesOf(state.world)
  const always = [monitor, `oms.${insights}`, `ods.${insights}`, automation].find((suffix) => host.endsWith(`.${suffix}`))
  if (always !== undefined) return `${host.slice(0, host.length - always.length)}privatelink.${always}`
  for (const endpoint of state.shelf.ofType('microsoft.network/privateendpoints')) {
    const target = statusOf(endpoint) === 'Approved' ? state.shelf.get(targetOf(endpoint)) : null
    const name = target === null ? undefined : privateNames(state.world, state.shelf, target, groupIn(endpoint)).find((one) => isNamed(one.host, host))
    if (name !== undefined) return `${name.record.startsWith('*.') ? host.slice(0, host.length - name.host.length + 1) + name.record.slice(1) : name.record}.${name.zone}`
  }
  return null
}

/** What a name resolves to in a network, or from the internet when `from` is null. */
export function resolve(state: State, name: string, from: string | null): Resolved {
  const host = name.toLowerCase().replace(/\.$/, '')
  if (from === null) return { is: 'public' }
  const network = state.shelf.get(from)
  const servers = network === null ? [] : textsAt(network, 'properties.dhcpOptions.dnsServers').filter((one) => one !== azureResolver)
  if (servers.length > 0) return { is: 'forwarded', servers }
  const direct = asked(state, from, host)
  if (direct !== null && direct !== 'fallsBack') return direct
  const alias = aliasOf(state, host)
  const answer = alias === null ? null : asked(state, from, alias)
  return answer === null || answer === 'fallsBack' ? { is: 'public' } : answer
}
