import { type ArmId, nameOf, parentOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { endpointIsReplaced } from '../estate/phases.ts'
import { networkOf } from '../estate/questions.ts'
import { apiVersion, groupSpelled, isEndpointGroup, zones } from '../facts/ask.ts'
import { objectsAt, regionOf, textAt, textsAt, wordAt } from './accessors.ts'
import { statusAt, targetsWord } from './connectionState.ts'
import { publicHost } from './publicHost.ts'
import { idsAt, toId } from './references.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { PrivateEndpointWire } from './wire/privateEndpoint.ts'

const type = 'Microsoft.Network/privateEndpoints'

type Name = { readonly host: string; readonly address: string }

const named = (hosts: readonly string[], addresses: readonly (string | null)[]): readonly Name[] =>
  hosts.flatMap((host) => addresses.flatMap((address) => (address === null ? [] : [{ host: host.toLowerCase().replace(/\.$/, ''), address }])))

const fromInterfaces = (body: Body, reading: Reading): readonly Name[] =>
  objectsAt(body, 'properties.networkInterfaces')
    .flatMap((reference) => objectsAt(reading.at(reading.id(textAt(reference, 'id'))), 'properties.ipConfigurations'))
    .flatMap((config) => named(textsAt(config, 'properties.privateLinkConnectionProperties.fqdns'), [textAt(config, 'properties.privateIPAddress')]))

const fromZoneGroup = (id: ArmId, reading: Reading): readonly Name[] =>
  reading
    .of(`${type}/privateDnsZoneGroups`)
    .filter((group) => {
      const groupId = reading.id(group['id'])
      return groupId !== null && reading.id(parentOf(groupId)) === id
    })
    .flatMap((group) => objectsAt(group, 'properties.privateDnsZoneConfigs'))
    .flatMap((config) => objectsAt(config, 'properties.recordSets'))
    .flatMap((record) => named([publicHost(textAt(record, 'fqdn') ?? '')], textsAt(record, 'ipAddresses')))

const fromDnsConfigs = (body: Body): readonly Name[] =>
  objectsAt(body, 'properties.customDnsConfigs').flatMap((config) => named([textAt(config, 'fqdn') ?? ''], textsAt(config, 'ipAddresses')))

/**
 * What Azure named it: its interface says it best, then its zone group, then its DNS configuration, which is empty beside a zone group.
 * Null where none of them says a name, while Azure still makes the endpoint too: only of one that is not made yet do we know that names come.
 */
function namesOf(id: ArmId, body: Body, reading: Reading): PrivateEndpoint['names'] {
  const found = [() => fromInterfaces(body, reading), () => fromZoneGroup(id, reading), () => fromDnsConfigs(body)]
  for (const names of found) {
    const some = names()
    if (some.length > 0) return some
  }
  return null
}

/** Tags as read; none is the same as an empty set. */
function tagsOf(body: Body): Pick<PrivateEndpoint, 'tags'> {
  const tags = isObject(body['tags']) ? Object.entries(body['tags']).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])) : []
  return tags.length === 0 ? {} : { tags: Object.fromEntries(tags) }
}

/** What was set for its interface. */
function chosenOf(body: Body, reading: Reading): Pick<PrivateEndpoint, 'chosen'> {
  const interfaceName = textAt(body, 'properties.customNetworkInterfaceName')
  const addresses = objectsAt(body, 'properties.ipConfigurations').flatMap((configuration) => {
    const [name, address] = [textAt(configuration, 'name'), textAt(configuration, 'properties.privateIPAddress')]
    return name === null || address === null ? [] : [{ name, address, group: textAt(configuration, 'properties.groupId') ?? '', member: textAt(configuration, 'properties.memberName') ?? '' }]
  })
  const applicationGroupIds = idsAt(body, 'properties.applicationSecurityGroups', reading)
  return interfaceName === null && addresses.length === 0 && applicationGroupIds.length === 0 ? {} : { chosen: { interfaceName, addresses, applicationGroupIds } }
}

/** No write mends an endpoint that failed: it has to be made again, as one that was disconnected (fault-catalogue.md F35, F66). */
const hasFailed = (body: Body): boolean => wordAt(body, 'properties.provisioningState', ['Failed']) !== null

function read(body: Body, reading: Reading): PrivateEndpoint | null {
  const id = reading.id(body['id'])
  const manual: readonly JsonObject[] = objectsAt(body, 'properties.manualPrivateLinkServiceConnections')
  const connection = [...objectsAt(body, 'properties.privateLinkServiceConnections'), ...manual][0]
  const subnetId = reading.id(textAt(body, 'properties.subnet.id'))
  const targetId = reading.id(textAt(connection, 'properties.privateLinkServiceId'))
  if (id === null || connection === undefined || subnetId === null || targetId === null) return null
  const told = targetsWord(id, reading.at(targetId), reading) ?? statusAt(connection, 'properties.privateLinkServiceConnectionState') ?? 'pending'
  return {
    id, subnetId, targetId,
    region: regionOf(body),
    groups: textsAt(connection, 'properties.groupIds').map(groupSpelled),
    status: told !== 'rejected' && hasFailed(body) ? 'disconnected' : told,
    manual: manual.includes(connection),
    names: namesOf(id, body, reading),
    ...tagsOf(body),
    ...chosenOf(body, reading),
  }
}

const chosenBody = ({ interfaceName, addresses, applicationGroupIds }: NonNullable<PrivateEndpoint['chosen']>): NonNullable<PrivateEndpointWire['properties']> => ({
  ...(interfaceName === null ? {} : { customNetworkInterfaceName: interfaceName }),
  ...(addresses.length === 0 ? {} : { ipConfigurations: addresses.map(({ name, group, member, address }) => ({ name, properties: { groupId: group, memberName: member, privateIPAddress: address } })) }),
  ...(applicationGroupIds.length === 0 ? {} : { applicationSecurityGroups: applicationGroupIds.map(toId) }),
})

function create(endpoint: PrivateEndpoint): PrivateEndpointWire {
  const connection = {
    name: nameOf(endpoint.id),
    properties: {
      privateLinkServiceId: endpoint.targetId,
      groupIds: endpoint.groups,
      ...(endpoint.manual ? { requestMessage: `Private access to ${endpoint.groups.join(', ')} for Azure Machine Learning` } : {}),
    },
  }
  return {
    location: endpoint.region,
    ...(endpoint.tags === undefined ? {} : { tags: endpoint.tags }),
    properties: {
      subnet: { id: endpoint.subnetId },
      ...(endpoint.manual ? { manualPrivateLinkServiceConnections: [connection] } : { privateLinkServiceConnections: [connection] }),
      ...(endpoint.chosen === undefined ? {} : chosenBody(endpoint.chosen)),
    },
  }
}

/**
 * Whether a network asks a zone that is linked already for the endpoint's names, and the target has no record there: from the moment the
 * endpoint exists until its records are written, the answer is that the name does not exist (arm-protocol section 14, point 5).
 */
function leavesNamesBlank({ id, targetId, groups }: PrivateEndpoint, from: Estate): boolean {
  const names = new Set(groups.filter(isEndpointGroup).flatMap((group) => zones(group, from.cloud)))
  const others = from.endpoints.filter((other) => other.id !== id && other.targetId === targetId && other.status === 'approved' && other.groups.some((group) => groups.includes(group)))
  const isServed = (zoneId: ArmId): boolean => from.zoneGroups.some((group) => others.some((other) => other.id === group.endpointId) && group.zones.some((zone) => zone.zoneId === zoneId))
  return from.zoneLinks.some(({ zoneId, fallsBack }) => !fallsBack && names.has(nameOf(zoneId).toLowerCase()) && !isServed(zoneId))
}

const removals = (targetId: ArmId, { tasks }: Estate): readonly ArmId[] => tasks.filter(({ id, task }) => task === 'removeSubnetRules' && parentOf(id) === targetId).map(({ id }) => id)

/** Private endpoints. One whose connection is gone, or that leads elsewhere, can only be replaced (WKSP-02). */
export const privateEndpoint: ResourceType<'endpoints', PrivateEndpointWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'endpoints',
  read,
  create,
  replaces: endpointIsReplaced,
  // Endpoints of one subnet or one target cannot be written side by side.
  locks: ({ subnetId, targetId }) => [networkOf(subnetId), targetId],
  // The number of an endpoint's addresses depends on what is in the scope by then (MON-13); a registry takes none beside rules for subnets (ACR-07).
  after: ({ targetId, subnetId }, estate) => [subnetId, ...estate.scopedResources.filter(({ scopeId }) => scopeId === targetId).map(({ id }) => id), ...removals(targetId, estate)],
  interrupts: (before, after, from) => before === null && leavesNamesBlank(after, from),
  removable: true,
}
