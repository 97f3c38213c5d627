/** The address plan: how many addresses each need takes by all choices, what a subnet has left, and the ranges that must not meet. */
import { type ArmId, groupOf, nameOf, resourceId } from '../base/armId.ts'
import { type Range, type Span, firstFree, parseRange, rangesOf, usable } from '../base/cidr.ts'
import type { Estate } from '../estate/estate.ts'
import type { Subnet, VirtualNetwork } from '../estate/network.ts'
import { endpointAddresses, endpointsOf, networkOf } from '../estate/questions.ts'
import { type SpecialSubnet, specialSubnets } from '../facts/address.ts'
import { type EndpointGroup, addressDemand, isEndpointGroup, plannedDemand } from '../facts/ask.ts'
import type { Choices } from './choices.ts'
import { recreated } from './recreate.ts'
import type { SubnetNeed } from './subnets.ts'
import { chosenSubnetId, placesComputes } from './subnets.ts'

/** An endpoint that the choices ask for. `answer`: whether somebody said so, or whether a question that is still open could ask for it. */
export interface WantedEndpoint {
  readonly targetId: ArmId
  readonly group: EndpointGroup
  readonly answer: 'given' | 'open'
}

/** Whom addresses are for; names a word of the screen. */
export type Consumer = 'workspace' | 'storage' | 'vault' | 'registry' | 'monitor' | 'nodes' | 'instances' | 'inUse' | 'jumpBox'

/** What one need takes, in parts; none where a fixed size is asked for instead of a count (AzureBastionSubnet). */
export interface Demand {
  readonly need: SubnetNeed
  readonly parts: readonly { readonly consumer: Consumer; readonly count: number }[]
  readonly needed: number
}

/** What Azure asks of a subnet with a name or purpose of its own (facts specialSubnets). */
export const specialSubnet = (name: string): SpecialSubnet | undefined => {
  const all: readonly SpecialSubnet[] = specialSubnets
  return all.find((each) => each.name === name)
}

const answered = (value: string): WantedEndpoint['answer'] => (value === 'undecided' ? 'open' : 'given')

/** Every endpoint that the choices ask for or, while a question is open, may ask for. */
export function wantedEndpoints(estate: Estate, choices: Choices): readonly WantedEndpoint[] {
  const { workspace } = estate
  const one = (targetId: ArmId | null, group: EndpointGroup, reach: string, wish: string): readonly WantedEndpoint[] =>
    targetId === null || (reach !== wish && reach !== 'undecided') ? [] : [{ targetId, group, answer: answered(reach) }]
  return [
    ...one(workspace.id, 'amlworkspace', choices.workspace.reach, 'privateEndpoint'),
    ...storageEndpoints(estate, choices),
    ...one(workspace.vaultId, 'vault', choices.keyVault.reach, 'privateEndpoint'),
    ...one(registryTarget(estate, choices), 'registry', choices.registry.decision, 'private'),
    ...one(scopeTarget(estate, choices), 'azuremonitor', choices.monitoring.decision, 'linkScope'),
  ]
}

function storageEndpoints(estate: Estate, choices: Choices): readonly WantedEndpoint[] {
  const { accounts, parallelRunStep } = choices.storage
  const ownId = estate.workspace.storageAccountId
  const listed = accounts.some(({ id }) => id === ownId) ? accounts : [{ id: ownId, reach: 'undecided' as const, groups: [] }, ...accounts]
  return listed.flatMap(({ id, reach, groups }): readonly WantedEndpoint[] => {
    if (reach === 'serviceEndpoint') return []
    const base: readonly EndpointGroup[] = id === ownId ? ['blob', 'file'] : groups
    const always = base.map((group): WantedEndpoint => ({ targetId: id, group, answer: answered(reach) }))
    if (id !== ownId || parallelRunStep === 'notUsed') return always
    const pipelines: readonly EndpointGroup[] = ['queue', 'table']
    const answer = reach === 'privateEndpoint' ? answered(parallelRunStep) : 'open'
    return [...always, ...pipelines.map((group): WantedEndpoint => ({ targetId: id, group, answer }))]
  })
}

/** The registry that will be private: the workspace's, the one to attach, or the one to make (its name stands for it here). */
function registryTarget(estate: Estate, choices: Choices): ArmId | null {
  const { absent } = choices.registry
  if (estate.workspace.registryId !== null) return estate.workspace.registryId
  if (typeof absent === 'string') return null
  return absent.use === 'existing' ? absent.id : resourceId(groupOf(estate.workspace.id) ?? estate.workspace.id, 'Microsoft.ContainerRegistry/registries', absent.name)
}

/** The scope that will have an endpoint; one that is still to be made is counted by its type alone. */
function scopeTarget(estate: Estate, choices: Choices): ArmId | null {
  if (estate.workspace.componentId === null) return null
  const { scope } = choices.monitoring
  const existing = typeof scope !== 'string' && scope.use === 'existing' ? scope.id : estate.linkScopes.find(({ id }) => estate.scopedResources.some((each) => each.scopeId === id && each.linkedId === estate.workspace.componentId))?.id
  return existing ?? resourceId(groupOf(estate.workspace.id) ?? estate.workspace.id, 'Microsoft.Insights/privateLinkScopes', typeof scope === 'string' ? 'new' : scope.use === 'new' ? scope.name : 'new')
}

/** Addresses of one endpoint: at least, or what to reserve; a registry takes one more for each added replica (ACR-PL). */
export function addressesOf(estate: Estate, { targetId, group }: Pick<WantedEndpoint, 'targetId' | 'group'>, count: 'least' | 'planned'): number {
  const replicas = group === 'registry' ? (estate.registries.find(({ id }) => id === targetId)?.replicas.length ?? 0) : 0
  return (count === 'least' ? addressDemand(group) : plannedDemand(group)) + replicas
}

/** Whether Azure has given the endpoint its addresses, so that a count of the subnet's usage holds them. */
const isNew = (names: Estate['endpoints'][number]['names']): boolean => names === 'pending'

/** The wanted endpoints that do not exist yet: none in the network, or one whose addresses are still to come. */
export function missingEndpoints(estate: Estate, choices: Choices, networkId: ArmId | null): readonly WantedEndpoint[] {
  return wantedEndpoints(estate, choices).filter(({ targetId, group }) => {
    const there = endpointsOf(estate, targetId, group).filter(({ subnetId }) => networkId === null || networkOf(subnetId) === networkId)
    // A new scope or registry has another id in the estate than in the plan, so its endpoint is told by its group.
    const made = there.length > 0 ? there : estate.endpoints.filter(({ groups, names }) => isNew(names) && groups.includes(group) && (group === 'registry' || group === 'azuremonitor'))
    return made.length === 0
  })
}

/** Addresses that endpoints still to come take in a subnet: `sure` by answers that were given, `reserved` with what an open question may ask for and a spare. */
export function comingAddresses(estate: Estate, choices: Choices, subnetId: ArmId, wish: 'sure' | 'reserved'): number {
  const count = wish === 'sure' ? 'least' : 'planned'
  const pending = estate.endpoints.filter((endpoint) => endpoint.subnetId === subnetId && isNew(endpoint.names))
  const made = pending.reduce((sum, { targetId, groups }) => sum + groups.reduce((inner, group) => inner + (isEndpointGroup(group) ? addressesOf(estate, { targetId, group }, count) : 1), 0), 0)
  const chosen = chosenSubnetId(choices, 'endpointSubnet')
  if (chosen !== null && chosen !== subnetId) return made
  return missingEndpoints(estate, choices, networkOf(subnetId))
    .filter(({ answer }) => wish === 'reserved' || answer === 'given')
    .reduce((sum, wanted) => sum + addressesOf(estate, wanted, count), made)
}

/** The addresses of a /24: new subnets begin in one that holds nothing, so that those that exist can still grow into the space behind them. */
const block = 256
const wholeBlocks = ({ first, last }: Span): Span => ({ first: first - (first % block), last: last + block - 1 - (last % block) })

/** A free range for a subnet: in a /24 that holds nothing while there is one, else the lowest that is free; null when none is. */
export const freeRange = (within: readonly Span[], used: readonly Span[], prefix: number): string | null =>
  firstFree(within, used.map(wholeBlocks), prefix) ?? firstFree(within, used, prefix)

const gatewaySubnet = 'GatewaySubnet'
const buildsGateway: readonly Choices['connectivity']['method'][] = ['vpnPointToSite', 'vpnSiteToSite', 'expressRoute']
/** The prefix length to keep free for a gateway's subnet (VPN, ER). */
export const gatewayPrefix = specialSubnet(gatewaySubnet)?.recommendedPrefix ?? 27

/** Whether a network has the subnet that gateways look for. */
export const hasGatewaySubnet = (estate: Estate, id: ArmId | null): boolean => estate.subnets.some((subnet) => subnet.networkId === id && nameOf(subnet.id).toLowerCase() === gatewaySubnet.toLowerCase())

/** Whether a gateway is to be built by hand whose subnet the network lacks (CONN-09); `null` is a network that is to be made. One that uses a peer's gateway takes none of its own. */
export const lacksGatewaySubnet = (estate: Estate, choices: Choices, networkId: ArmId | null): boolean =>
  buildsGateway.includes(choices.connectivity.method)
  && !hasGatewaySubnet(estate, networkId)
  && !estate.peerings.some((peering) => peering.networkId === networkId && peering.usesRemoteGateways)

/** The range for a gateway's subnet in a network as it is: null when none is free. */
export const gatewayRange = (estate: Estate, { id, prefixes }: VirtualNetwork): string | null =>
  freeRange(rangesOf(prefixes), rangesOf(estate.subnets.filter(({ networkId }) => networkId === id).flatMap((subnet) => subnet.prefixes)), gatewayPrefix)

/** Addresses that a subnet's prefixes give out. */
export const usableIn = (prefixes: readonly string[]): number => rangesOf(prefixes).reduce((sum, { prefix }) => sum + usable(prefix), 0)

/** What a subnet has: `counted` from Azure's own numbers, `new` when nothing can be in it yet, `unknown` when neither is known. */
export function roomIn(estate: Estate, choices: Choices, subnet: Subnet): { readonly used: number; readonly limit: number; readonly from: 'counted' | 'new' | 'unknown' } {
  const usage = estate.usages.find(({ subnetId }) => subnetId === subnet.id)
  if (usage !== undefined) return { used: usage.used, limit: usage.limit, from: 'counted' }
  const needs: readonly SubnetNeed[] = ['endpointSubnet', 'computeSubnet', 'bastionSubnet', 'jumpBoxSubnet']
  const made = needs.some((need) => { const choice = choices.addressSpace[need]; return choice !== 'undecided' && choice.use === 'new' && chosenSubnetId(choices, need) === subnet.id })
  return { used: made ? 0 : seenIn(estate, subnet.id), limit: usableIn(subnet.prefixes), from: made ? 'new' : 'unknown' }
}

/** The addresses of endpoints and machines that the snapshot shows in a subnet: the least that is taken. */
export function seenIn(estate: Estate, subnetId: ArmId): number {
  const addresses = estate.endpoints.filter((endpoint) => endpoint.subnetId === subnetId).flatMap(endpointAddresses)
  return new Set(addresses).size + estate.interfaces.filter((each) => each.subnetId === subnetId).length
}

/** Computes whose nodes draw addresses from a subnet, those to be made or made again there included. */
export function computeDemand(estate: Estate, choices: Choices, subnetId: ArmId | null): { readonly nodes: number; readonly instances: number; readonly uncounted: readonly ArmId[] } {
  const coming = chosenSubnetId(choices, 'computeSubnet') === subnetId ? recreated(estate, choices) : []
  const here = [...estate.computes.filter((compute) => compute.subnetId !== null && compute.subnetId === subnetId), ...coming]
  const clusters = here.filter(({ kind }) => kind === 'AmlCompute')
  const { build } = choices.registry
  const planned = typeof build !== 'string' && build.use === 'new' && !estate.computes.some(({ id }) => id.endsWith(`/${build.name}`)) && placesComputes(choices) && chosenSubnetId(choices, 'computeSubnet') === subnetId ? build.maxNodes : 0
  return {
    nodes: clusters.reduce((sum, { maxNodes }) => sum + (maxNodes ?? 0), planned),
    instances: here.filter(({ kind }) => kind === 'ComputeInstance').length,
    uncounted: clusters.filter(({ maxNodes }) => maxNodes === null).map(({ id }) => id),
  }
}

const consumerOf: Readonly<Record<EndpointGroup, Consumer>> = {
  amlworkspace: 'workspace', blob: 'storage', file: 'storage', queue: 'storage', table: 'storage', dfs: 'storage', vault: 'vault', registry: 'registry', azuremonitor: 'monitor',
}

const demandOf = (need: SubnetNeed, parts: Demand['parts']): Demand => {
  const some = parts.filter(({ count }) => count > 0)
  return { need, parts: some, needed: some.reduce((sum, { count }) => sum + count, 0) }
}

/** What each need takes by the choices, with questions still open counted in, so that a proposal has room for any answer. */
export function demands(estate: Estate, choices: Choices): readonly Demand[] {
  const endpointSubnet = chosenSubnetId(choices, 'endpointSubnet')
  const network = endpointSubnet === null ? null : networkOf(endpointSubnet)
  const missing = missingEndpoints(estate, choices, network)
  const consumers: readonly Consumer[] = ['workspace', 'storage', 'vault', 'registry', 'monitor']
  const parts = consumers.map((consumer) => ({
    consumer, count: missing.filter(({ group }) => consumerOf[group] === consumer).reduce((sum, wanted) => sum + addressesOf(estate, wanted, 'planned'), 0),
  }))
  const computeSubnet = chosenSubnetId(choices, 'computeSubnet')
  const { nodes, instances } = computeDemand(estate, choices, computeSubnet)
  const compute = demandOf('computeSubnet', [{ consumer: 'nodes', count: nodes }, { consumer: 'instances', count: instances }])
  const bastion = choices.connectivity.method === 'bastion' ? [demandOf('bastionSubnet', []), demandOf('jumpBoxSubnet', [{ consumer: 'jumpBox', count: 1 }])] : []
  const used = endpointSubnet === null ? 0 : (estate.usages.find(({ subnetId }) => subnetId === endpointSubnet)?.used ?? seenIn(estate, endpointSubnet))
  return [demandOf('endpointSubnet', [...parts, { consumer: 'inUse', count: used }]), ...(placesComputes(choices) ? [compute] : []), ...bastion]
}

/** A range that a network must not meet, with how it is known. */
export interface OtherRange {
  readonly range: Range
  readonly text: string
  readonly what: 'peered' | 'site' | 'clients' | 'declared'
  readonly name: ArmId | null
}

/** Ranges that are or will be joined to a network: peered networks, sites behind gateways, VPN clients, and what was declared (ADDR-03). */
export function rangesToJoin(estate: Estate, choices: Choices, networkId: ArmId): readonly OtherRange[] {
  const peerings = estate.peerings.filter((peering) => peering.networkId === networkId)
  const reachable = [networkId, ...peerings.filter(({ usesRemoteGateways }) => usesRemoteGateways).map(({ remoteNetworkId }) => remoteNetworkId)]
  const gateways = estate.gateways.filter((gateway) => reachable.includes(gateway.networkId))
  const sites = estate.gatewayConnections.filter(({ gatewayId }) => gateways.some(({ id }) => id === gatewayId)).flatMap(({ localGatewayId }) => estate.localGateways.filter(({ id }) => id === localGatewayId))
  const row = (texts: readonly string[], what: OtherRange['what'], name: ArmId | null): readonly OtherRange[] =>
    texts.flatMap((text) => { const range = parseRange(text); return range === null ? [] : [{ range, text, what, name }] })
  const declared = choices.addressSpace.otherRanges
  return [
    ...peerings.flatMap(({ remoteNetworkId, remotePrefixes }) => row(remotePrefixes, 'peered', remoteNetworkId)),
    ...sites.flatMap(({ id, prefixes }) => row(prefixes, 'site', id)),
    ...gateways.flatMap(({ id, clientPools }) => row(clientPools, 'clients', id)),
    ...row(declared === 'undecided' ? [] : declared, 'declared', null),
  ]
}
