import type { Subnet } from '../estate/network.ts'
import { apiVersion } from '../facts/ask.ts'
import { flagAt, objectsAt, textAt, textsAt, wordAt } from './accessors.ts'
import { idAt, idsAt, ownId, parentId, toId } from './references.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { Body } from '../changes/change.ts'
import type { SubnetWire } from './wire/subnet.ts'

const type = 'Microsoft.Network/virtualNetworks/subnets'
const policies = ['Disabled', 'Enabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled'] as const

function prefixesOf(body: Body): readonly string[] {
  const several = textsAt(body, 'properties.addressPrefixes')
  const one = textAt(body, 'properties.addressPrefix')
  return several.length > 0 || one === null ? several : [one]
}

function read(body: Body, reading: Reading): Subnet | null {
  const id = ownId(body, reading)
  // Absent means Disabled, the documented default; a word that we do not know makes the subnet one that we do not understand.
  const written = textAt(body, 'properties.privateEndpointNetworkPolicies')
  const endpointPolicies = written === null ? 'Disabled' : wordAt(body, 'properties.privateEndpointNetworkPolicies', policies)
  if (endpointPolicies === null) return null
  return {
    id,
    networkId: parentId(id, reading),
    prefixes: prefixesOf(body),
    securityGroupId: idAt(body, 'properties.networkSecurityGroup.id', reading),
    routeTableId: idAt(body, 'properties.routeTable.id', reading),
    natGatewayId: idAt(body, 'properties.natGateway.id', reading),
    serviceEndpoints: objectsAt(body, 'properties.serviceEndpoints').flatMap((endpoint) => textAt(endpoint, 'service') ?? []),
    serviceEndpointPolicyIds: idsAt(body, 'properties.serviceEndpointPolicies', reading),
    delegations: objectsAt(body, 'properties.delegations').flatMap((delegation) => textAt(delegation, 'properties.serviceName') ?? []),
    endpointPolicies,
    defaultOutbound: flagAt(body, 'properties.defaultOutboundAccess'),
  }
}

function create({ prefixes, delegations, defaultOutbound }: Subnet): SubnetWire {
  const [first, ...others] = prefixes
  return {
    properties: {
      ...(first !== undefined && others.length === 0 ? { addressPrefix: first } : { addressPrefixes: prefixes }),
      ...(delegations.length > 0 ? { delegations: delegations.map((serviceName) => ({ name: serviceName.replaceAll('/', '.'), properties: { serviceName } })) } : {}),
      // Always written, since what its absence means depends on the version (ADDR-19): `null` in a picture is outbound allowed.
      defaultOutboundAccess: defaultOutbound ?? true,
    },
  }
}

const manage = (subnet: Subnet): SubnetWire => ({
  properties: {
    ...(subnet.securityGroupId === null ? {} : { networkSecurityGroup: toId(subnet.securityGroupId) }),
    ...(subnet.routeTableId === null ? {} : { routeTable: toId(subnet.routeTableId) }),
    ...(subnet.natGatewayId === null ? {} : { natGateway: toId(subnet.natGatewayId) }),
    ...(subnet.serviceEndpoints.length === 0 ? {} : { serviceEndpoints: subnet.serviceEndpoints.map((service) => ({ service })) }),
    ...(subnet.serviceEndpointPolicyIds.length === 0 ? {} : { serviceEndpointPolicies: subnet.serviceEndpointPolicyIds.map(toId) }),
    privateEndpointNetworkPolicies: subnet.endpointPolicies,
  },
})

const lacks = (one: readonly string[], other: readonly string[]): boolean => {
  const has = new Set(other.map((service) => service.toLowerCase()))
  return one.some((service) => !has.has(service.toLowerCase()))
}

/** Subnets, written one by one and whole. Prefix, delegations and default outbound access are set when one is made and never changed. */
export const subnet: ResourceType<'subnets', SubnetWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'subnets',
  read,
  create,
  manage,
  update: 'put',
  locks: ({ networkId }) => [networkId],
  // What is put on a subnet has its contents first: a group without its allow rules, or a table without its routes, would act at once.
  after: ({ securityGroupId, routeTableId }, { securityRules, routes }) => [
    ...securityRules.filter(({ groupId, access }) => groupId === securityGroupId && access === 'Allow').map(({ id }) => id),
    ...routes.filter(({ tableId }) => tableId === routeTableId).map(({ id }) => id),
  ],
  // A service endpoint that comes or goes changes source addresses and drops open connections (STOR-22).
  interrupts: (before, after) =>
    before !== null && (lacks(after.serviceEndpoints, before.serviceEndpoints) || lacks(before.serviceEndpoints, after.serviceEndpoints)),
}
