import { z } from 'zod'
import type { ArmId } from '../base/armId.ts'
import { aLock, aPermission, aProvider, aRoleAssignment, anOwner, anUnread } from './access.ts'
import { aRecord, aZone, aZoneGroup, aZoneLink } from './dns.ts'
import { anEntry, anId, listOf } from './entry.ts'
import {
  aBastion, aConnection, aFirewall, aGateway, aLocalGateway, aMachine, aNatGateway, aPeering, aPrivateEndpoint, aPublicAddress, aRouteTable,
  aSecurityGroup, aSecurityRule, aSubnet, aSubnetUsage, aTableRoute, aVirtualNetwork, anInterface,
} from './network.ts'
import {
  aComponent, aCompute, aDatastore, aLinkScope, aLogWorkspace, aRegistry, aScopedResource, aStorageAccount, aTask, aVault, aWorkspace, anEndpointConnection,
} from './services.ts'

/** The clouds whose documented values we know. */
export const aCloud = z.enum(['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'])

/** One workspace and all that belongs to it, as we understand it: one flat entry per ARM resource that is written on its own. */
export const anEstate = anEntry({
  cloud: aCloud,
  /** When the snapshot was taken, ISO 8601. */
  takenAt: z.string(),
  workspace: aWorkspace,
  computes: listOf(aCompute),
  datastores: listOf(aDatastore),
  connections: listOf(anEndpointConnection),
  storageAccounts: listOf(aStorageAccount),
  vaults: listOf(aVault),
  registries: listOf(aRegistry),
  components: listOf(aComponent),
  logWorkspaces: listOf(aLogWorkspace),
  linkScopes: listOf(aLinkScope),
  scopedResources: listOf(aScopedResource),

  networks: listOf(aVirtualNetwork),
  subnets: listOf(aSubnet),
  peerings: listOf(aPeering),
  securityGroups: listOf(aSecurityGroup),
  securityRules: listOf(aSecurityRule),
  routeTables: listOf(aRouteTable),
  routes: listOf(aTableRoute),
  natGateways: listOf(aNatGateway),
  publicAddresses: listOf(aPublicAddress),
  firewalls: listOf(aFirewall),
  endpoints: listOf(aPrivateEndpoint),
  interfaces: listOf(anInterface),
  machines: listOf(aMachine),
  bastions: listOf(aBastion),
  gateways: listOf(aGateway),
  gatewayConnections: listOf(aConnection),
  localGateways: listOf(aLocalGateway),

  zones: listOf(aZone),
  zoneLinks: listOf(aZoneLink),
  records: listOf(aRecord),
  zoneGroups: listOf(aZoneGroup),

  locks: listOf(aLock),
  providers: listOf(aProvider),
  roleAssignments: listOf(aRoleAssignment),
  permissions: listOf(aPermission),
  usages: listOf(aSubnetUsage),

  /** Reads that were refused; what depends on them is unknown. */
  unread: listOf(anUnread),
  /** ARM paths of managed properties whose value we do not understand; a change that would touch one becomes a task by hand. */
  unknownParts: listOf(anEntry({ id: anId, path: z.string() })),
  /** Types in the snapshot that we do not read, with how often they occur, so that nothing is skipped in silence. */
  otherTypes: listOf(anEntry({ type: z.string(), count: z.number() })),

  /** Desired only: whose rights a change needs, tags of new resources, tasks by hand. */
  owners: listOf(anOwner),
  newTags: z.record(z.string(), z.string()).readonly(),
  tasks: listOf(aTask),
})
export type Estate = z.infer<typeof anEstate>

/** The names of the estate's lists whose entries are resources with an id. */
export type EntryList = {
  [Key in keyof Estate]: Estate[Key] extends readonly { readonly id: ArmId }[] ? Key : never
}[keyof Estate]
