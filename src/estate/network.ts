import { z } from 'zod'
import { anEntry, anId, connectionStatus, listOf } from './entry.ts'

export const aVirtualNetwork = anEntry({ id: anId, region: z.string(), prefixes: listOf(z.string()), dnsServers: listOf(z.string()) })
export type VirtualNetwork = z.infer<typeof aVirtualNetwork>

/** `serviceEndpoints` are service names; `defaultOutbound` null means the property is absent (older API: outbound allowed). */
export const aSubnet = anEntry({
  id: anId, networkId: anId, prefixes: listOf(z.string()),
  securityGroupId: anId.nullable(), routeTableId: anId.nullable(), natGatewayId: anId.nullable(),
  serviceEndpoints: listOf(z.string()), serviceEndpointPolicyIds: listOf(anId), delegations: listOf(z.string()),
  endpointPolicies: z.enum(['Disabled', 'Enabled', 'NetworkSecurityGroupEnabled', 'RouteTableEnabled']),
  defaultOutbound: z.boolean().nullable(),
})
export type Subnet = z.infer<typeof aSubnet>

export const aPeering = anEntry({
  id: anId, networkId: anId, remoteNetworkId: anId, remotePrefixes: listOf(z.string()), connected: z.boolean(), usesRemoteGateways: z.boolean(),
})
export type Peering = z.infer<typeof aPeering>

export const aSecurityGroup = anEntry({ id: anId, region: z.string() })
export type SecurityGroup = z.infer<typeof aSecurityGroup>

/** One rule of a security group, singular and plural properties merged into lists. Tags and addresses stand side by side in `sources` and `destinations`. */
export const aSecurityRule = anEntry({
  id: anId, groupId: anId, direction: z.enum(['Inbound', 'Outbound']), access: z.enum(['Allow', 'Deny']), priority: z.number(),
  protocol: z.string(), sources: listOf(z.string()), sourcePorts: listOf(z.string()), destinations: listOf(z.string()), destinationPorts: listOf(z.string()),
  description: z.string().nullable(),
})
export type SecurityRule = z.infer<typeof aSecurityRule>

export const aRouteTable = anEntry({ id: anId, region: z.string() })
export type RouteTable = z.infer<typeof aRouteTable>

/** A row of a route table; `prefix` is a range or a service tag. */
export const aTableRoute = anEntry({
  id: anId, tableId: anId, prefix: z.string(),
  nextHop: z.enum(['Internet', 'VirtualAppliance', 'None', 'VnetLocal', 'VirtualNetworkGateway']), nextHopAddress: z.string().nullable(),
})
export type TableRoute = z.infer<typeof aTableRoute>

/** A NAT gateway with its IPv4 addresses and prefixes of such; it carries nothing while it has neither. `tier`: one other than Standard, which takes addresses of its own tier only. */
export const aNatGateway = anEntry({ id: anId, region: z.string(), publicAddressIds: listOf(anId), publicPrefixIds: listOf(anId).optional(), tier: z.string().optional() })
export type NatGateway = z.infer<typeof aNatGateway>

export const aPublicAddress = anEntry({ id: anId, region: z.string(), sku: z.string(), allocation: z.enum(['Static', 'Dynamic']) })
export type PublicAddress = z.infer<typeof aPublicAddress>

export const aFirewall = anEntry({ id: anId, tier: z.string(), subnetIds: listOf(anId), privateAddress: z.string().nullable(), policyId: anId.nullable() })
export type Firewall = z.infer<typeof aFirewall>

/**
 * A private endpoint. `names` are the host names and addresses Azure gave it (from its network interface, its zone group or its DNS
 * configuration, in this order); `null` when none of them says any, `pending` for one that is still to be made.
 * `manual`: requested with a message because the owner of the target approves by hand. `tags` are kept because an endpoint that is made
 * again would lose them, and so is `chosen`: what somebody set for its interface instead of leaving it to Azure.
 */
export const aPrivateEndpoint = anEntry({
  id: anId, region: z.string(), subnetId: anId, targetId: anId, groups: listOf(z.string()), status: connectionStatus, manual: z.boolean(),
  names: z.union([listOf(anEntry({ host: z.string(), address: z.string() })), z.literal('pending'), z.null()]),
  tags: z.record(z.string(), z.string()).readonly().optional(),
  chosen: anEntry({
    interfaceName: z.string().nullable(), addresses: listOf(anEntry({ name: z.string(), group: z.string(), member: z.string(), address: z.string() })), applicationGroupIds: listOf(anId),
  }).optional(),
})
export type PrivateEndpoint = z.infer<typeof aPrivateEndpoint>

/** The interface of a machine (a private endpoint's own is folded into the endpoint). */
export const anInterface = anEntry({
  id: anId, region: z.string(), subnetId: anId, publicAddressId: anId.nullable(), securityGroupId: anId.nullable(), machineId: anId.nullable(),
})
export type NetworkInterface = z.infer<typeof anInterface>

/** A machine. `adminName` is its administrator's name, where Azure tells it or a new jump box is given one. */
export const aMachine = anEntry({
  id: anId, region: z.string(), size: z.string(), os: z.enum(['Windows', 'Linux']), interfaceIds: listOf(anId), adminName: z.string().optional(),
})
export type Machine = z.infer<typeof aMachine>

/** A Bastion host. One without a subnet of its own, of the Developer SKU, names its network, so that every host has one. */
export const aBastion = anEntry({ id: anId, region: z.string(), sku: z.string(), networkId: anId, subnetId: anId.nullable(), publicAddressId: anId.nullable() })
export type Bastion = z.infer<typeof aBastion>

export const aGateway = anEntry({
  id: anId, region: z.string(), networkId: anId, kind: z.enum(['Vpn', 'ExpressRoute']), vpnType: z.string().nullable(), sku: z.string(),
  clientPools: listOf(z.string()), tunnels: listOf(z.string()),
})
export type Gateway = z.infer<typeof aGateway>

export const aConnection = anEntry({ id: anId, gatewayId: anId, kind: z.string(), localGatewayId: anId.nullable(), connected: z.boolean() })
export type GatewayConnection = z.infer<typeof aConnection>

export const aLocalGateway = anEntry({ id: anId, prefixes: listOf(z.string()) })
export type LocalGateway = z.infer<typeof aLocalGateway>

/** Addresses in use and in all, as Azure counts them per subnet (VN/usages). */
export const aSubnetUsage = anEntry({ subnetId: anId, used: z.number(), limit: z.number() })
export type SubnetUsage = z.infer<typeof aSubnetUsage>
