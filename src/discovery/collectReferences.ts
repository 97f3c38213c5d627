/** Which resources a body names. Only what a workspace's isolation depends on; what a foreign resource names is not followed. */
import { type ArmId, idKey, parentOf, parseArmId, typeOf } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import { objectsAt, textAt, textsAt } from '../resources/accessors.ts'
import { publicHost } from '../resources/publicHost.ts'

/** A body with its id. */
export type Identified = JsonObject & { readonly id: ArmId }

/** The types that this folder speaks of, by short names, in lower case. */
export const types = {
  workspace: 'microsoft.machinelearningservices/workspaces',
  compute: 'microsoft.machinelearningservices/workspaces/computes',
  datastore: 'microsoft.machinelearningservices/workspaces/datastores',
  account: 'microsoft.storage/storageaccounts',
  vault: 'microsoft.keyvault/vaults',
  registry: 'microsoft.containerregistry/registries',
  component: 'microsoft.insights/components',
  logWorkspace: 'microsoft.operationalinsights/workspaces',
  linkScope: 'microsoft.insights/privatelinkscopes',
  scopedResource: 'microsoft.insights/privatelinkscopes/scopedresources',
  network: 'microsoft.network/virtualnetworks',
  securityGroup: 'microsoft.network/networksecuritygroups',
  routeTable: 'microsoft.network/routetables',
  natGateway: 'microsoft.network/natgateways',
  publicAddress: 'microsoft.network/publicipaddresses',
  firewall: 'microsoft.network/azurefirewalls',
  endpoint: 'microsoft.network/privateendpoints',
  zoneGroup: 'microsoft.network/privateendpoints/privatednszonegroups',
  networkInterface: 'microsoft.network/networkinterfaces',
  machine: 'microsoft.compute/virtualmachines',
  bastion: 'microsoft.network/bastionhosts',
  gateway: 'microsoft.network/virtualnetworkgateways',
  gatewayConnection: 'microsoft.network/connections',
  localGateway: 'microsoft.network/localnetworkgateways',
  zone: 'microsoft.network/privatednszones',
  zoneLink: 'microsoft.network/privatednszones/virtualnetworklinks',
} as const

/** The resource that an id lies in: the network of a subnet, the scope of a scoped resource; null for what is no id. */
export function resourceIn(text: unknown): ArmId | null {
  let id = parseArmId(text)
  while (id !== null && typeOf(id).split('/').length > 2) id = parentOf(id)
  return id
}

const resources = (texts: readonly (string | null)[]): readonly ArmId[] => texts.flatMap((text) => resourceIn(text) ?? [])
const each = (body: JsonObject, list: string, path: string): readonly string[] => objectsAt(body, list).flatMap((item) => textAt(item, path) ?? [])
const inConfigurations = (body: JsonObject, path: string): readonly string[] => each(body, 'properties.ipConfigurations', path)

type Named = (body: JsonObject) => readonly ArmId[]

/** Remembers what a body names: each is looked at in every round, and a subscription may have thousands. */
function once(named: Named): Named {
  const known = new WeakMap<JsonObject, readonly ArmId[]>()
  return (body) => {
    const found = known.get(body) ?? named(body)
    known.set(body, found)
    return found
  }
}

const workspaceNames: Named = (body) => resources([
  ...['storageAccount', 'keyVault', 'containerRegistry', 'applicationInsights', 'hubResourceId', 'encryption.keyVaultProperties.keyVaultArmId'].map((name) => textAt(body, `properties.${name}`)),
  // A hub and a feature store may have more than one of each.
  ...['storageAccounts', 'keyVaults', 'containerRegistries'].flatMap((name) => textsAt(body, `properties.${name}`)),
])

/** What a body of a type names and what has to be known to judge it. Networks and endpoints of services are looked at one by one, in `belonging`. */
export const namedBy: Readonly<Record<string, Named>> = {
  [types.workspace]: workspaceNames,
  [types.component]: (body) => resources([textAt(body, 'properties.WorkspaceResourceId'), ...each(body, 'properties.PrivateLinkScopedResources', 'ResourceId')]),
  [types.logWorkspace]: (body) => resources(each(body, 'properties.privateLinkScopedResources', 'resourceId')),
  [types.endpoint]: (body) => resources(each(body, 'properties.networkInterfaces', 'id')),
  [types.networkInterface]: (body) => resources([
    ...inConfigurations(body, 'properties.publicIPAddress.id'), textAt(body, 'properties.networkSecurityGroup.id'), textAt(body, 'properties.virtualMachine.id'),
  ]),
  [types.natGateway]: (body) => resources(each(body, 'properties.publicIpAddresses', 'id')),
  [types.firewall]: (body) => resources([...inConfigurations(body, 'properties.publicIPAddress.id'), textAt(body, 'properties.firewallPolicy.id')]),
  [types.bastion]: (body) => resources(inConfigurations(body, 'properties.publicIPAddress.id')),
  [types.gateway]: (body) => resources(inConfigurations(body, 'properties.publicIPAddress.id')),
  [types.gatewayConnection]: (body) => resources([textAt(body, 'properties.localNetworkGateway2.id')]),
}

/** The endpoints whose connections a service, a workspace or a scope lists. */
export const connectedEndpoints: Named = (body) => resources(each(body, 'properties.privateEndpointConnections', 'properties.privateEndpoint.id'))

/** Those of them that carry traffic. */
export const approvedEndpoints: Named = (body) =>
  resources(objectsAt(body, 'properties.privateEndpointConnections').filter((one) => textAt(one, 'properties.privateLinkServiceConnectionState.status')?.toLowerCase() === 'approved').map((one) => textAt(one, 'properties.privateEndpoint.id')))

/** What an endpoint leads to, approved by itself or by hand. */
export const targetsOf: Named = once((body) => resources(['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].flatMap((list) => each(body, `properties.${list}`, 'properties.privateLinkServiceId'))))

/** The network that something stands in, by its subnet, or by itself. */
export const networksOf: Named = once((body) => resources([
  ...inConfigurations(body, 'properties.subnet.id'), textAt(body, 'properties.subnet.id'), textAt(body, 'properties.properties.subnet.id'), textAt(body, 'properties.properties.aksNetworkingConfiguration.subnetId'), textAt(body, 'properties.virtualNetwork.id'),
]))

/** The networks whose subnets a service lets in. */
export const networksLetIn: Named = (body) => resources(['networkAcls', 'networkRuleSet'].flatMap((rules) => each(body, `properties.${rules}.virtualNetworkRules`, 'id')))

/** The networks that a network is peered with. */
export const peersOf: Named = once((body) => resources(each(body, 'properties.virtualNetworkPeerings', 'properties.remoteVirtualNetwork.id')))

/** What hangs on the subnets of a network: security groups, route tables, NAT gateways. */
export const attachmentsOf: Named = (body) =>
  resources(['networkSecurityGroup', 'routeTable', 'natGateway'].flatMap((name) => each(body, 'properties.subnets', `properties.${name}.id`)))

/** The endpoints that stand in the subnets of a network: it names those that Resource Graph keeps back, too. */
export const endpointsIn: Named = (body) => resources(objectsAt(body, 'properties.subnets').flatMap((subnet) => each(subnet, 'properties.privateEndpoints', 'id')))

/** Types that a subnet names by their ip configurations. */
const standing: ReadonlySet<string> = new Set([types.networkInterface, types.bastion, types.gateway, types.firewall])

/** What stands in the subnets of a network, as the network itself says: so it is found without Resource Graph, too. */
export const standingIn: Named = once((body) => [...new Map(
  resources(objectsAt(body, 'properties.subnets').flatMap((subnet) => each(subnet, 'properties.ipConfigurations', 'id'))).filter((id) => standing.has(idKey(typeOf(id)))).map((id) => [idKey(id), id]),
).values()])

/** The gateways that a connection joins. */
export const gatewaysOf: Named = (body) => resources(['virtualNetworkGateway1', 'virtualNetworkGateway2'].map((name) => textAt(body, `properties.${name}.id`)))

/** The zones that an endpoint's group writes into. */
export const zonesOf: Named = (body) => resources(each(body, 'properties.privateDnsZoneConfigs', 'properties.privateDnsZoneId'))

/** The public hosts that an interface of an endpoint, its zone group or the endpoint itself tells, in lower case. */
export function hostsIn(body: JsonObject): readonly string[] {
  const texts = [
    ...objectsAt(body, 'properties.ipConfigurations').flatMap((one) => textsAt(one, 'properties.privateLinkConnectionProperties.fqdns')),
    ...objectsAt(body, 'properties.privateDnsZoneConfigs').flatMap((one) => each(one, 'properties.recordSets', 'fqdn')), ...each(body, 'properties.customDnsConfigs', 'fqdn'),
  ]
  return texts.map(publicHost)
}

/** What a monitoring scope's member stands for. */
export const linkedResource: Named = (body) => resources([textAt(body, 'properties.linkedResourceId')])
