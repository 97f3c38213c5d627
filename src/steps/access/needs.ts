/** Which rights the chosen changes need at resources that exist, and which of them the caller does not hold (PRE-13, PRE-14, PRE-30). */
import { type ArmId, childId, groupOf, isWithin, nameOf, typeOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Subnet } from '../../estate/network.ts'
import { egressOf } from '../../estate/egress.ts'
import { connectionsFromElsewhere, entryOf, networkOf, publicly } from '../../estate/questions.ts'
import { resolvingNetworkIds } from '../../estate/resolution.ts'
import type { Task } from '../../estate/services.ts'
import { type EndpointGroup, type OperationId, operation, zones } from '../../facts/ask.ts'
import { type WantedEndpoint, missingEndpoints } from '../addressPlan.ts'
import type { Choices } from '../choices.ts'
import { computeSubnetIdsWith, endpointSubnetIdsWith, ownEndpoints } from '../concerned.ts'
import { type Right, right } from '../../estate/rights.ts'
import { chosenNetworkId, chosenSubnetId } from '../subnets.ts'

/** One action at one scope, and what it is for. */
export interface Need {
  readonly at: ArmId
  readonly action: string
  /** The operation of the facts that holds the action, for its title and the roles that have it. */
  readonly operation: OperationId
  /** What the right is for: a resource that is written, or that another refers to. */
  readonly use: 'write' | 'reference'
}

/** A need with what the permissions API says of it. */
export interface Judged extends Need {
  readonly right: Right
}

const need = (at: ArmId, operationId: OperationId, action: string, use: Need['use'] = 'write'): Need => ({ at, operation: operationId, action, use })

/** Needs at resources that the snapshot shows, told by what is still missing for the choices. Each once. */
export function neededRights(estate: Estate, choices: Choices): readonly Need[] {
  const all = [...zoneNeeds(estate, choices), ...subnetNeeds(estate, choices), ...serviceNeeds(estate, choices), ...placementNeeds(estate, choices)]
  return all.filter(({ at, action }, index) => all.findIndex((other) => other.at === at && other.action === action) === index)
}

const zoneJoin = 'Microsoft.Network/privateDnsZones/join/action'
const linkWrite = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks/write'
const subnetWrite = 'Microsoft.Network/virtualNetworks/subnets/write'

/** Zones that an endpoint here does not write into yet, or that are not linked where names resolve; and those of endpoints still to come. */
function zoneNeeds(estate: Estate, choices: Choices): readonly Need[] {
  if (choices.workspace.dnsWriter !== 'thisPlan') return []
  const there = ownEndpoints(estate).filter(({ status }) => status === 'approved').flatMap(({ id, groups, subnetId }) =>
    groups.flatMap((group) => zonesMissing(estate, group as EndpointGroup, id, networkOf(subnetId))))
  const network = chosenNetworkId(choices)
  const coming = given(estate, choices).flatMap(({ group }) => zonesMissing(estate, group, null, network))
  return [...there, ...coming]
}

function zonesMissing(estate: Estate, group: EndpointGroup, endpointId: ArmId | null, networkId: ArmId | null): readonly Need[] {
  const grouped = estate.zoneGroups.filter((each) => each.endpointId === endpointId).flatMap((each) => each.zones.map(({ zoneId }) => zoneId))
  const resolving = networkId === null ? [] : resolvingNetworkIds(estate, networkId)
  return zones(group, estate.cloud).flatMap((name): readonly Need[] => {
    const candidates = estate.zones.filter((zone) => zone.name === name)
    const chosen = candidates.find(({ id }) => grouped.includes(id)) ?? candidates.find(({ id }) => estate.zoneLinks.some(({ zoneId }) => zoneId === id)) ?? candidates[0]
    if (chosen === undefined) return []
    const join = grouped.includes(chosen.id) ? [] : [need(chosen.id, 'rbac-pe-dns', zoneJoin)]
    const unlinked = resolving === 'unknown' ? [] : resolving.filter((id) => !estate.zoneLinks.some((link) => link.zoneId === chosen.id && link.networkId === id))
    return [...join, ...(unlinked.length === 0 ? [] : [need(chosen.id, 'rbac-pe-dns', linkWrite)])]
  })
}

const given = (estate: Estate, choices: Choices): readonly WantedEndpoint[] => missingEndpoints(estate, choices, chosenNetworkId(choices)).filter(({ answer }) => answer === 'given')

function subnetNeeds(estate: Estate, choices: Choices): readonly Need[] {
  const written = writtenSubnets(estate, choices)
  const { network } = choices.addressSpace
  const holder = network !== 'undecided' && network.use === 'existing' ? network.id : null
  const makes = (['endpointSubnet', 'computeSubnet'] as const).some((each) => isNewSubnet(estate, choices, each))
  return [
    ...written.flatMap((subnet) => [need(subnet.id, 'rbac-subnet-update', subnetWrite), ...referenceNeeds(subnet)]),
    ...(makes && holder !== null ? [need(holder, 'rbac-vnet-create', subnetWrite)] : []),
  ]
}

const isNewSubnet = (estate: Estate, choices: Choices, which: 'endpointSubnet' | 'computeSubnet'): boolean => {
  const choice = choices.addressSpace[which]
  return choice !== 'undecided' && choice.use === 'new' && entryOf(estate.subnets, chosenSubnetId(choices, which)) === undefined
}

/** Existing subnets that the choices still have to write. */
function writtenSubnets(estate: Estate, choices: Choices): readonly Subnet[] {
  const endpoint = entryOf(estate.subnets, chosenSubnetId(choices, 'endpointSubnet'))
  const computes = computeSubnetIdsWith(estate, choices).flatMap((id) => entryOf(estate.subnets, id) ?? [])
  const { egress, rules } = choices.outbound
  const byService = choices.keyVault.reach === 'serviceEndpoint' || choices.storage.accounts.some(({ reach }) => reach === 'serviceEndpoint')
  const changes = (subnet: Subnet): boolean =>
    (egress === 'natGateway' && subnet.natGatewayId === null && egressOf(estate, subnet) !== 'appliance') || (egress === 'firewallRoute' && subnet.routeTableId === null)
    || (rules === 'requiredOnly' && subnet.securityGroupId === null) || (byService && subnet.serviceEndpoints.length === 0)
  const policies = endpoint !== undefined && endpoint.endpointPolicies !== 'Disabled' ? [endpoint] : []
  return [...policies, ...computes.filter(changes)]
}

/** Azure checks the join on everything that a written subnet refers to, not only on what is added (PRE-30). */
export function referenceNeeds(subnet: Subnet): readonly Need[] {
  const joins = operation('rbac-subnet-update').conditional?.[0]?.actions ?? []
  const refers = [subnet.securityGroupId, subnet.routeTableId, subnet.natGatewayId, ...subnet.serviceEndpointPolicyIds].flatMap((id) => id ?? [])
  return refers.flatMap((id) => {
    const action = joins.find((each) => each.toLowerCase() === `${typeOf(id)}/join/action`.toLowerCase())
    return action === undefined ? [] : [need(id, 'rbac-subnet-update', action, 'reference')]
  })
}

/** Joins that a later write of a subnet would need: of the subnets that hold computes and endpoints. */
export const referencesOfSubnets = (estate: Estate, choices: Choices): readonly Need[] =>
  [...new Set([...computeSubnetIdsWith(estate, choices), ...endpointSubnetIdsWith(estate, choices)])].flatMap((id) => { const subnet = entryOf(estate.subnets, id); return subnet === undefined ? [] : referenceNeeds(subnet) })

const write = (at: ArmId, operationId: OperationId): readonly Need[] => operation(operationId).actions.slice(0, 1).map((action) => need(at, operationId, action))

/** Services whose settings the choices still change. */
function serviceNeeds(estate: Estate, choices: Choices): readonly Need[] {
  const { workspace } = estate
  const vault = entryOf(estate.vaults, workspace.vaultId)
  const registry = entryOf(estate.registries, workspace.registryId)
  const closesWorkspace = choices.workspace.publicAccess === 'disable' && workspace.exposure.publicAccess !== 'closed'
  const accounts = choices.storage.accounts.filter(({ id, reach }) => { const account = entryOf(estate.storageAccounts, id); return reach !== 'undecided' && account !== undefined && publicly(account.exposure) !== 'closed' })
  return [
    ...(closesWorkspace ? write(workspace.id, 'rbac-ws-update') : []),
    ...accounts.flatMap(({ id }) => write(id, 'rbac-stor')),
    ...(vault !== undefined && choices.keyVault.reach !== 'undecided' && publicly(vault.exposure) !== 'closed' ? write(vault.id, 'rbac-kv') : []),
    ...(registry !== undefined && choices.registry.decision === 'private' && (registry.sku !== 'Premium' || publicly(registry.exposure) !== 'closed') ? write(registry.id, 'rbac-acr') : []),
  ]
}

/** Endpoints that are still to be made go into the group for new resources. */
function placementNeeds(estate: Estate, choices: Choices): readonly Need[] {
  const { resourceGroup } = choices.access.placement
  return resourceGroup === 'undecided' || given(estate, choices).length === 0 ? [] : write(resourceGroup, 'rbac-pe')
}

const approvals: Readonly<Partial<Record<EndpointGroup, OperationId>>> = {
  amlworkspace: 'rbac-approve-ws', blob: 'rbac-approve-stor', file: 'rbac-approve-stor', queue: 'rbac-approve-stor', table: 'rbac-approve-stor', dfs: 'rbac-approve-stor',
  vault: 'rbac-approve-kv', registry: 'rbac-approve-acr', azuremonitor: 'rbac-approve-ampls',
}

/** Approvals that endpoints to existing targets need: of those still to come, of new ones, and of those that wait. */
export function approvalNeeds(estate: Estate, choices: Choices): readonly Need[] {
  const coming = given(estate, choices).map(({ targetId, group }) => ({ targetId, group }))
  const waiting = ownEndpoints(estate).filter(({ status, names }) => status === 'pending' || names === 'pending').flatMap(({ targetId, groups }) => groups.map((group) => ({ targetId, group: group as EndpointGroup })))
  const elsewhere = [estate.workspace.id].flatMap((targetId) => connectionsFromElsewhere(estate, targetId).filter(({ status }) => status === 'pending').map(() => ({ targetId, group: 'amlworkspace' as const })))
  const all = [...coming, ...waiting, ...elsewhere].flatMap(({ targetId, group }) => { const id = approvals[group]; return id === undefined ? [] : write(targetId, id) })
  return all.filter(({ at, action }, index) => all.findIndex((other) => other.at === at && other.action === action) === index)
}

/** The needs with their rights. */
export const judged = (estate: Estate, needs: readonly Need[]): readonly Judged[] => needs.map((each) => ({ ...each, right: right(estate, each.at, each.action) }))

/** Whether another team owns the scope, so that the change is exported for it. */
export const ownedElsewhere = (choices: Choices, at: ArmId): boolean => choices.access.otherTeams.some(({ scope }) => isWithin(at, scope))

/** One task for each resource where a right is missing and no team was named that has it. */
export function missingRightTasks(estate: Estate, choices: Choices): readonly Task[] {
  const missing = judged(estate, neededRights(estate, choices)).filter((each) => each.right === 'refused' && !ownedElsewhere(choices, each.at))
  return [...new Set(missing.map(({ at }) => at))].map((at): Task => ({
    id: childId(at, 'tasks', 'changeOwnedElsewhere'), task: 'changeOwnedElsewhere',
    data: { scope: at, name: nameOf(at), group: groupOf(at) ?? at, what: missing.filter((each) => each.at === at).map(({ action }) => action) },
  }))
}
