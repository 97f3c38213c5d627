import { type ArmId, nameOf, subscriptionOf } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import { computeSubnetIds, connectionsFromElsewhere, defaultAccount, endpointsOf, entryOf, networkOf, relation, seen, workspaceNetworkIds } from '../../../estate/questions.ts'
import type { Registry } from '../../../estate/services.ts'
import { limit, zones } from '../../../facts/ask.ts'
import type { Choices } from '../../choices.ts'
import { pathFaults, placeOf, recordOf, zoneUnseen } from '../../privatePath.ts'
import { anyEndpoint } from '../../privateWay.ts'
import { identityHolds } from '../../roleAssignment.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { accessWord } from '../../sentences.ts'
import { clientNetworks, isPrivate, isSecured, ofRegistry, pullRoles } from '../subject.ts'
import { hiddenEndpoint, type Unread } from '../../unread.ts'

const endpointType = 'Microsoft.Network/privateEndpoints'
const groupType = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'
const peeringType = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'

/** ACR-01: no registry yet. A task by hand, or a choice to wait, is the answer. */
function absent(estate: Estate): readonly Place[] {
  const awaited = estate.tasks.some(({ task }) => task === 'createRegistry')
  return estate.workspace.registryId !== null || awaited ? [] : [{ at: estate.workspace.id, data: { containerRegistry: null } }]
}

/** ACR-30: a private path counts as decided, whatever the choices say. Public on purpose is no decision about a registry that lets nobody in. */
function undecidedPath(estate: Estate, choices: Choices): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    const { decision } = choices.registry
    const isPublic = decision === 'publicOnPurpose'
    if (decision === 'private' || anyEndpoint(estate, registry.id) || registry.exceptions.subnetIds.length > 0 || (isPublic && !isShut(registry))) return []
    if (!seen(estate, endpointType, registry.id)) return [unknownAt(registry.id, endpointType)]
    const { publicAccess, defaultAction } = registry.exposure
    const data = { privateEndpointConnections: connectionsFromElsewhere(estate, registry.id).map(({ status }) => status), publicNetworkAccess: accessWord(publicAccess) }
    return [{ at: registry.id, data: isPublic ? { ...data, decision, defaultAction: defaultAction === 'closed' ? 'Deny' : 'Allow' } : data }]
  })
}

/** No network is let in: switched off, or denied without an address that is not. */
const isShut = ({ exposure, exceptions }: Registry): boolean =>
  exposure.publicAccess === 'closed' || (exposure.defaultAction === 'closed' && exceptions.addresses.length === 0)

/** ACR-03: a registry that is public on purpose may stay as it is. */
const tier = (estate: Estate, choices: Choices): readonly Place[] =>
  ofRegistry(estate, (registry) => {
    const wanted = isSecured(estate, choices, registry) || choices.registry.decision !== 'publicOnPurpose'
    if (!wanted || registry.sku === 'Premium') return []
    return registry.sku === '' ? [unknownAt(registry.id, 'sku.name')] : [{ at: registry.id, data: { 'sku.name': registry.sku } }]
  })

/** ACR-04: the networks of the computes against those of the registry's endpoints. */
function network(estate: Estate): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    const own = [...new Set(endpointsOf(estate, registry.id).map(({ subnetId }) => networkOf(subnetId)))]
    if (own.length === 0) return connectionsFromElsewhere(estate, registry.id).filter(({ status }) => status === 'approved').slice(0, 1).map((each) => unknownAt(registry.id, hiddenEndpoint(each)))
    return clientNetworks(estate).flatMap((client): readonly Place[] => {
      const relations = own.map((each) => relation(estate, each, client))
      const data = { network: client, endpointNetworks: own }
      if (relations.includes('same')) return []
      if (relations.includes('peered')) return [{ at: registry.id, level: 'should', data: { ...data, relation: 'peered' } }]
      const unseen = [client, ...own].flatMap((each): readonly Unread[] => (entryOf(estate.networks, each) === undefined ? [each] : seen(estate, peeringType, each) ? [] : [peeringType]))[0]
      return unseen === undefined ? [{ at: registry.id, data: { ...data, relation: 'unrelated' } }] : [unknownAt(registry.id, unseen, data)]
    })
  })
}

/** ACR-05: with service endpoints, the registry admits the subnets of computes and storage. */
function serviceEndpointSubnet(estate: Estate): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    const admitted = registry.exceptions.subnetIds
    if (admitted.length === 0) return []
    const account = defaultAccount(estate)
    if (account === 'unread') return [unknownAt(registry.id, estate.workspace.storageAccountId)]
    const needed = [...new Set([...computeSubnetIds(estate), ...account.exceptions.subnetIds])].sort()
    return needed.filter((subnet) => !admitted.includes(subnet)).map((subnet) => ({ at: registry.id, data: { subnet, virtualNetworkRules: admitted } }))
  })
}

/** Places of the registry by service endpoint: only its preview interface lists the subnets it admits (ACR-06). */
const admitting = (estate: Estate, broken: (registry: Registry) => boolean): readonly Place[] =>
  ofRegistry(estate, (registry) => {
    const { subnetIds } = registry.exceptions
    return subnetIds.length > 0 && broken(registry) ? [{ at: registry.id, data: { virtualNetworkRules: subnetIds } }] : []
  })

/** ACR-08: endpoint, approval, zone, link and records. A connection of another subscription that waits is an endpoint, not the lack of one. */
function privatePath(estate: Estate, choices: Choices): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    if (!isPrivate(estate, choices, registry)) return []
    const waiting = connectionsFromElsewhere(estate, registry.id).filter(({ status }) => status === 'pending')
    return pathFaults(estate, { targetId: registry.id, group: 'registry' }, workspaceNetworkIds(estate)).flatMap((fault): readonly Place[] =>
      fault.fault === 'noEndpoint' && waiting.length > 0 ? waiting.map(({ id, status }) => ({ at: id, data: { fault: 'notApproved', status } })) : [placeOf(fault)])
  })
}

/** ACR-09. */
const trusted = (estate: Estate, choices: Choices): readonly Place[] =>
  ofRegistry(estate, (registry) => {
    const { trustedServices } = registry.exceptions
    if (!isPrivate(estate, choices, registry) || trustedServices === 'allowed') return []
    return trustedServices === 'unknown' ? [unknownAt(registry.id, 'networkRuleBypassOptions')] : [{ at: registry.id, data: { networkRuleBypassOptions: 'None' } }]
  })

/** ACR-10. A user-assigned identity does not do, though its principal is known; where one acts for the workspace, the principal of the workspace's own is not. */
function identityPulls(estate: Estate, choices: Choices): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    if (!isPrivate(estate, choices, registry)) return []
    const { identity, actsAs } = estate.workspace
    if (!/systemassigned/i.test(identity)) return [{ at: registry.id, data: { identity } }]
    if (actsAs !== undefined) return [unknownAt(registry.id, 'ownPrincipal')]
    const roles = pullRoles(registry)
    if (roles === null) return [unknownAt(registry.id, 'properties.roleAssignmentMode')]
    const holds = identityHolds(estate, registry.id, roles)
    if (holds === 'held') return []
    return holds === 'unknown' ? [unknownAt(registry.id, estate.workspace.principalId === null ? 'identityPrincipal' : 'Microsoft.Authorization/roleAssignments')] : [{ at: registry.id, data: { missingRole: roles[0] } }]
  })
}

/** ACR-22: records by hand have to name every region's data endpoint; those of an endpoint with a zone group are Azure's. */
function handWrittenRecords(estate: Estate, choices: Choices): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    if (!isPrivate(estate, choices, registry)) return []
    const names = zones('registry', estate.cloud)
    return endpointsOf(estate, registry.id, 'registry').flatMap((endpoint): readonly Place[] => {
      if (estate.zoneGroups.some(({ endpointId }) => endpointId === endpoint.id)) return []
      if (!seen(estate, groupType, endpoint.id)) return [unknownAt(endpoint.id, groupType)]
      if (endpoint.names === null) return [unknownAt(endpoint.id, 'endpointNames')]
      if (endpoint.names === 'pending') return []
      const missing = endpoint.names.filter(({ host, address }) => {
        const expected = recordOf(host, 'registry', names, estate)
        return expected !== null && !estate.records.some((record) => nameOf(record.zoneId).toLowerCase() === expected.zone && record.name.toLowerCase() === expected.name && record.addresses.includes(address))
      })
      const unseen = missing.length === 0 ? undefined : names.find((zone) => zoneUnseen(estate, endpoint, zone))
      if (unseen !== undefined) return [unknownAt(endpoint.id, 'hiddenZone', { zone: unseen })]
      return missing.length === 0 ? [] : [{ at: endpoint.id, data: { records: missing.map(({ host, address }) => `${host} ${address}`) } }]
    })
  })
}

/** ACR-23: a replica takes an address in every endpoint subnet. */
function replicasHaveRoom(estate: Estate): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    if (registry.replicas.length === 0) return []
    return [...new Set(endpointsOf(estate, registry.id).map(({ subnetId }) => subnetId))].flatMap((subnetId): readonly Place[] => {
      const usage = estate.usages.find((each) => each.subnetId === subnetId)
      if (usage === undefined) return [unknownAt(subnetId, 'addresses')]
      return usage.used < usage.limit ? [] : [{ at: subnetId, data: { currentValue: usage.used, limit: usage.limit, replicas: registry.replicas } }]
    })
  })
}

/** ACR-24: at a limit nothing more can be added; that matters while an endpoint is still to come, beyond it always. */
function withinLimits(estate: Estate, choices: Choices): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    const present = endpointsOf(estate, registry.id).length
    const endpoints = present + connectionsFromElsewhere(estate, registry.id).length
    const toCome = choices.registry.decision === 'private' && present === 0 ? 1 : 0
    const counts = [
      { what: 'privateEndpointConnections', count: endpoints + toCome, limit: limit('acr-pe') },
      { what: 'ipRules', count: registry.exceptions.addresses.length, limit: limit('acr-iprules') },
      { what: 'virtualNetworkRules', count: registry.exceptions.subnetIds.length, limit: limit('acr-vnetrules') },
    ]
    const over = counts.filter(({ count, limit: most }) => count > most).map((each) => ({ at: registry.id, data: each }))
    const countable = seen(estate, 'Microsoft.ContainerRegistry/registries/privateEndpointConnections', registry.id) && seen(estate, endpointType, registry.id)
    return over.length > 0 || countable ? over : [unknownAt(registry.id, endpointType)]
  })
}

/** ACR-28: in every subscription that holds an endpoint of the registry. */
function providerIsRegistered(estate: Estate): readonly Place[] {
  return ofRegistry(estate, (registry) => {
    const subscriptions = [...new Set(endpointsOf(estate, registry.id).map(({ id }) => subscriptionOf(id).toLowerCase()))]
    return subscriptions.flatMap((subscription): readonly Place[] => {
      const provider = estate.providers.find(({ id, namespace }) => subscriptionOf(id).toLowerCase() === subscription && namespace.toLowerCase() === 'microsoft.containerregistry')
      const scope = `/subscriptions/${subscription}` as ArmId
      if (provider === undefined) return [unknownAt(scope, 'providers', { namespace: 'Microsoft.ContainerRegistry', subscription: subscriptionOf(scope) })]
      return provider.state === 'notRegistered' ? [{ at: provider.id, data: { registrationState: 'NotRegistered' } }] : []
    })
  })
}

/** The registry itself: tier, private path, what it lets in, limits. */
export const reach = {
  'registry-exists': { requirement: 'ACR-01', level: 'should', broken: absent },
  'registry-is-decided': { requirement: 'ACR-30', level: 'must', broken: undecidedPath },
  'registry-is-premium': { requirement: 'ACR-03', level: 'must', broken: tier },
  'registry-shares-the-network': { requirement: 'ACR-04', level: 'must', broken: network },
  'registry-admits-the-computes-subnet': { requirement: 'ACR-05', level: 'must', broken: serviceEndpointSubnet },
  'registry-has-no-service-endpoint': { requirement: 'ACR-06', level: 'should', broken: (estate) => admitting(estate, () => true) },
  'registry-has-one-kind-of-endpoint': { requirement: 'ACR-07', level: 'must', broken: (estate, choices) => admitting(estate, (registry) => isPrivate(estate, choices, registry)) },
  'registry-has-a-private-path': { requirement: 'ACR-08', level: 'must', broken: privatePath },
  'registry-lets-trusted-services-in': { requirement: 'ACR-09', level: 'must', broken: trusted },
  'workspace-identity-pulls-images': { requirement: 'ACR-10', level: 'should', broken: identityPulls },
  'closing-cuts-no-subnet-off': { requirement: 'ACR-21', level: 'should', broken: (estate) => admitting(estate, ({ exposure }) => exposure.publicAccess === 'closed') },
  'hand-written-records-are-complete': { requirement: 'ACR-22', level: 'should', broken: handWrittenRecords },
  'replicas-have-room': { requirement: 'ACR-23', level: 'should', broken: replicasHaveRoom },
  'registry-is-within-limits': { requirement: 'ACR-24', level: 'must', broken: withinLimits },
  'registry-provider-is-registered': { requirement: 'ACR-28', level: 'must', broken: providerIsRegistered },
} satisfies Rulebook
