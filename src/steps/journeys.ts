/** Who has to reach what, from the estate and the choices; an estate's paths are these journeys, walked by `reach`. */
import { type ArmId, idKey, nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { computesOutside, computeSubnetIds, entryOf, networkOf, placedComputes, workspaceNetworkIds } from '../estate/questions.ts'
import { networkRules, regionTag } from '../facts/ask.ts'
import type { Goal, Journey, Origin, Service, TagFlow, Who } from '../reach/journey.ts'
import type { Choices } from './choices.ts'
import { jumpBoxInto } from './connectivity/leads.ts'
import { usesPeeredGateway, waysInto } from './connectivity/ways.ts'
import { chosenNetworkId, chosenSubnetId, placesComputes } from './subnets.ts'

/** A service that belongs to the workspace. */
type ServiceGoal = Extract<Goal, { to: 'service' }>
type FromSubnet = Extract<Origin, { at: 'subnet' }>

/** Every journey of an estate, by who goes: administrators first, then what the workspace needs, then everybody else who is let in. */
export function journeys(estate: Estate, choices: Choices): readonly Journey[] {
  const targets = services(estate, choices)
  const only = (...wanted: readonly Service[]) => targets.filter(({ service }) => wanted.includes(service))
  const studio = only('api', 'notebooks', 'blob', 'file')
  const machines = machineOrigins(estate, choices)
  const all = [
    ...from('administrators', administrators(estate, choices), studio),
    ...from('workspace', { at: 'workspace' }, only('blob', 'file', 'vault', 'registry')),
    ...computeOrigins(estate, choices).flatMap((origin) => [...from('computes', origin, only('blob', 'file', 'dfs', 'vault', 'registry', 'api', 'ingestion')), ...outbound(estate, origin)]),
    ...from('build', { at: 'build' }, only('registry')),
    ...machines.flatMap((origin) => from('machines', origin, only('api', 'blob', 'file', 'dfs'))),
    ...from('outside', { at: 'internet', addresses: [] }, targets),
    ...listed(estate, targets),
    ...otherSubnets(estate, targets, [...computeOrigins(estate, choices), ...machines]),
  ]
  return [...new Map(all.map((journey) => [journey.id, journey])).values()]
}

const placeOf = (origin: Origin): string => {
  switch (origin.at) {
    case 'subnet': return `${origin.subnetId}${origin.interfaceId === null ? '' : `+${origin.interfaceId}`}`
    case 'gateway': return `${origin.kind}@${origin.networkId}`
    case 'internet': case 'azureNetwork': case 'workspace': case 'build': case 'undecided': return origin.at
  }
}

const from = (who: Who, origin: Origin, goals: readonly ServiceGoal[]): readonly Journey[] =>
  goals.map((goal) => ({ id: `${who} ${placeOf(origin)} ${goal.service} ${goal.targetId}`, who, from: origin, goal }))

/** What belongs to the workspace. A registry that the choices make has its place already in the desired estate. */
function services(estate: Estate, choices: Choices): readonly ServiceGoal[] {
  const { id, storageAccountId, vaultId, registryId, componentId } = estate.workspace
  const of = (targetId: ArmId, ...kinds: readonly Service[]): readonly ServiceGoal[] => kinds.map((service) => ({ to: 'service', service, targetId }))
  const chosen = new Map(choices.storage.accounts.map((account) => [account.id, account.groups]))
  return [
    ...of(id, 'api', 'notebooks'),
    ...of(storageAccountId, 'blob', 'file', ...(choices.storage.parallelRunStep === 'used' ? ['queue' as const, 'table' as const] : [])),
    ...otherAccounts(estate).flatMap(({ accountId, kinds }) => of(accountId, ...new Set<Service>([...kinds, ...(chosen.get(accountId) ?? [])]))),
    ...of(vaultId, 'vault'),
    ...(registryId === null ? [] : of(registryId, 'registry')),
    ...(componentId === null ? [] : of(componentId, 'ingestion', 'query')),
  ]
}

const serviceOf: Readonly<Record<string, Service>> = { AzureBlob: 'blob', AzureFile: 'file', AzureDataLakeGen2: 'dfs' }

/** Accounts beside the default one that datastores lead to; one that was not read has no id to ask for. */
function otherAccounts(estate: Estate): readonly { readonly accountId: ArmId; readonly kinds: readonly Service[] }[] {
  return estate.storageAccounts.filter(({ id }) => id !== estate.workspace.storageAccountId).flatMap(({ id }) => {
    const kinds = estate.datastores.filter(({ accountName }) => accountName !== null && idKey(accountName) === idKey(nameOf(id))).flatMap(({ kind }) => serviceOf[kind] ?? [])
    return kinds.length === 0 ? [] : [{ accountId: id, kinds: [...new Set(kinds)].sort() }]
  })
}

const homeNetwork = (estate: Estate, choices: Choices): ArmId | null => chosenNetworkId(choices) ?? workspaceNetworkIds(estate)[0] ?? null

const gatewayKinds = { vpnPointToSite: 'Vpn', vpnSiteToSite: 'Vpn', expressRoute: 'ExpressRoute', alreadyConnected: 'unseen' } as const

/** Where administrators come in by the chosen way. */
function administrators(estate: Estate, choices: Choices): Origin {
  const { method, resolution } = choices.connectivity
  const networkId = homeNetwork(estate, choices)
  const subnetId = jumpSubnet(estate, choices)
  if (subnetId !== null) return { ...fromMachines(estate, subnetId, guardedIn(estate, subnetId)), through: 'bastion' }
  if (method === 'undecided' || method === 'bastion' || networkId === null) return { at: 'undecided' }
  return { at: 'gateway', networkId, kind: gatewayKinds[method], resolution: resolution === 'attested' || resolution === 'forwarders' ? resolution : 'undecided' }
}

/** The subnet of the machines that administrators open by a Bastion host: the chosen one, or where nobody comes in by a gateway, the one that is there. */
function jumpSubnet(estate: Estate, choices: Choices): ArmId | null {
  const { method } = choices.connectivity
  const home = homeNetwork(estate, choices)
  if (method === 'bastion') return chosenSubnetId(choices, 'jumpBoxSubnet')
  if (method !== 'alreadyConnected' || home === null || usesPeeredGateway(estate, home) || waysInto(estate, home).gateways.length > 0) return null
  return jumpBoxInto(estate, choices, home)?.subnetId ?? null
}

/** The interface to follow where every machine of a subnet has one with a security group of its own; null where one has none. */
function guardedIn(estate: Estate, subnetId: ArmId): ArmId | null {
  const here = estate.interfaces.filter((each) => each.subnetId === subnetId && each.machineId !== null)
  return here.every(({ securityGroupId }) => securityGroupId !== null) ? (here[0]?.id ?? null) : null
}

/** The subnets with computes, the one chosen for them, and computes that Azure keeps in a network of its own. */
function computeOrigins(estate: Estate, choices: Choices): readonly Origin[] {
  const chosen = placesComputes(choices) ? chosenSubnetId(choices, 'computeSubnet') : null
  const ids = [...new Set([...computeSubnetIds(estate), ...(chosen === null ? [] : [chosen])])].sort()
  const placed = placedComputes(estate)
  return [
    ...ids.map((subnetId): Origin => ({ at: 'subnet', subnetId, interfaceId: null, through: null, ownAddress: addressesOf(placed.filter((each) => each.subnetId === subnetId).map(({ publicIp }) => publicIp)) })),
    ...(computesOutside(estate).length > 0 ? [{ at: 'azureNetwork' } as const] : []),
  ]
}

/** Whether all have public addresses, none has, or that differs or was not said. */
function addressesOf(own: readonly (boolean | null)[]): FromSubnet['ownAddress'] {
  if (own.every((each) => each === false)) return 'no'
  return own.every((each) => each === true) ? 'yes' : 'unknown'
}

/** The traffic to Azure's own services that every compute needs, as one journey: the first tag that is stopped is named. */
function outbound(estate: Estate, origin: Origin): readonly Journey[] {
  const flows = networkRules(estate.cloud)
    .filter(({ direction, emit, tag, requirement }) => direction === 'Outbound' && emit && tag !== null && (requirement === 'required' || requirement === 'required (dependency)'))
    .flatMap(({ tag, ports, protocol }) => ports.map((port): TagFlow => ({ tag: (tag ?? '').replace('{region}', regionTag(estate.workspace.region)), protocol, port })))
  return [{ id: `computes ${placeOf(origin)} outbound`, who: 'computes', from: origin, goal: { to: 'tags', flows } }]
}

/** Machines in the workspace's networks, by subnet and by the security group of their interface; not those that administrators come to. */
function machineOrigins(estate: Estate, choices: Choices): readonly FromSubnet[] {
  const home = homeNetwork(estate, choices)
  const networks = new Set([...workspaceNetworkIds(estate), ...(home === null ? [] : [home])])
  const jump = jumpSubnet(estate, choices)
  const here = estate.interfaces.filter(({ machineId, subnetId }) => machineId !== null && subnetId !== jump && networks.has(networkOf(subnetId)))
  const kinds = new Map(here.map((each) => [`${each.subnetId} ${each.securityGroupId ?? ''}`, each]))
  return [...kinds.values()].map(({ subnetId, securityGroupId, id }) => fromMachines(estate, subnetId, securityGroupId === null ? null : id))
}

const fromMachines = (estate: Estate, subnetId: ArmId, interfaceId: ArmId | null): FromSubnet => {
  const interfaces = estate.interfaces.filter((each) => each.subnetId === subnetId && each.machineId !== null && (interfaceId === null || each.id === interfaceId))
  return { at: 'subnet', subnetId, interfaceId, through: null, ownAddress: addressesOf(interfaces.map(({ publicAddressId }) => publicAddressId !== null)) }
}

const exceptionsOf = (estate: Estate, targetId: ArmId) =>
  entryOf(estate.storageAccounts, targetId)?.exceptions ?? entryOf(estate.vaults, targetId)?.exceptions ?? entryOf(estate.registries, targetId)?.exceptions

/** Clients whose public addresses a firewall lets in by name. */
const listed = (estate: Estate, targets: readonly ServiceGoal[]): readonly Journey[] => targets.flatMap((goal) => {
  const addresses = goal.targetId === estate.workspace.id ? estate.workspace.allowedAddresses : (exceptionsOf(estate, goal.targetId)?.addresses ?? [])
  return addresses.length === 0 ? [] : from('listed', { at: 'internet', addresses }, [goal])
})

/** Subnets that a firewall lets in by name and that none of ours is: they lose when it closes for good. */
const otherSubnets = (estate: Estate, targets: readonly ServiceGoal[], ours: readonly Origin[]): readonly Journey[] => targets.flatMap((goal) => {
  const known = new Set(ours.flatMap((origin) => (origin.at === 'subnet' ? [origin.subnetId] : [])))
  const ids = (exceptionsOf(estate, goal.targetId)?.subnetIds ?? []).filter((id) => !known.has(id))
  return ids.flatMap((subnetId) => from('otherSubnet', { at: 'subnet', subnetId, interfaceId: null, ownAddress: 'unknown', through: null }, [goal]))
})
