import type { ArmId } from '../base/armId.ts'
import type { EntryList, Estate } from './estate.ts'

/** Makes one list out of the same list of several estates. */
type Join = <Entry extends { readonly id: ArmId }>(lists: readonly (readonly Entry[])[]) => readonly Entry[]

/** Every list of the estates, joined: the one place that names them all. A list that is forgotten does not compile. */
export const joined = (estates: readonly Estate[], join: Join): Pick<Estate, EntryList> => ({
  computes: join(estates.map((estate) => estate.computes)),
  datastores: join(estates.map((estate) => estate.datastores)),
  connections: join(estates.map((estate) => estate.connections)),
  storageAccounts: join(estates.map((estate) => estate.storageAccounts)),
  vaults: join(estates.map((estate) => estate.vaults)),
  registries: join(estates.map((estate) => estate.registries)),
  components: join(estates.map((estate) => estate.components)),
  logWorkspaces: join(estates.map((estate) => estate.logWorkspaces)),
  linkScopes: join(estates.map((estate) => estate.linkScopes)),
  scopedResources: join(estates.map((estate) => estate.scopedResources)),
  networks: join(estates.map((estate) => estate.networks)),
  subnets: join(estates.map((estate) => estate.subnets)),
  peerings: join(estates.map((estate) => estate.peerings)),
  securityGroups: join(estates.map((estate) => estate.securityGroups)),
  securityRules: join(estates.map((estate) => estate.securityRules)),
  routeTables: join(estates.map((estate) => estate.routeTables)),
  routes: join(estates.map((estate) => estate.routes)),
  natGateways: join(estates.map((estate) => estate.natGateways)),
  publicAddresses: join(estates.map((estate) => estate.publicAddresses)),
  firewalls: join(estates.map((estate) => estate.firewalls)),
  endpoints: join(estates.map((estate) => estate.endpoints)),
  interfaces: join(estates.map((estate) => estate.interfaces)),
  machines: join(estates.map((estate) => estate.machines)),
  bastions: join(estates.map((estate) => estate.bastions)),
  gateways: join(estates.map((estate) => estate.gateways)),
  gatewayConnections: join(estates.map((estate) => estate.gatewayConnections)),
  localGateways: join(estates.map((estate) => estate.localGateways)),
  zones: join(estates.map((estate) => estate.zones)),
  zoneLinks: join(estates.map((estate) => estate.zoneLinks)),
  records: join(estates.map((estate) => estate.records)),
  zoneGroups: join(estates.map((estate) => estate.zoneGroups)),
  locks: join(estates.map((estate) => estate.locks)),
  providers: join(estates.map((estate) => estate.providers)),
  roleAssignments: join(estates.map((estate) => estate.roleAssignments)),
  unread: join(estates.map((estate) => estate.unread)),
  unknownParts: join(estates.map((estate) => estate.unknownParts)),
  tasks: join(estates.map((estate) => estate.tasks)),
})
