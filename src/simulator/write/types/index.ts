/** Which rules each type has beside the schemas. A type without an entry is kept as it was sent. */
import type { Maker, Remover } from '../building.ts'
import { lock, roleAssignment } from './access.ts'
import { endpointConnection, privateEndpoint, withoutConnection, withoutEndpoint } from './endpoints.ts'
import { bastion, gatewayConnection, machine, natGateway, networkGateway, networkInterface, publicAddress, withoutInterface, withoutMachine, withoutPublicAddress } from './hosts.ts'
import { compute, datastore, userIdentity, withoutCompute, withoutWorkspace, workspace } from './learning.ts'
import { component, linkScope, logWorkspace, scopedResource, withoutLinkScope } from './monitor.ts'
import { peering, route, routeTable, securityGroup, securityRule, subnet, virtualNetwork, withoutHolder, withoutNetwork, withoutPeering, withoutSubnet } from './networks.ts'
import { registry, storageAccount, vault, withoutVault } from './services.ts'
import { zoneGroup, withoutZoneGroup } from './zoneGroups.ts'
import { record, withoutLink, withoutRecord, withoutZone, zone, zoneLink } from './zones.ts'

/** How a type is made and taken away. */
interface Rules {
  readonly make?: Maker
  readonly remove?: Remover
}

const connection: Rules = { make: endpointConnection, remove: withoutConnection }

const rules: Readonly<Record<string, Rules>> = {
  'microsoft.network/virtualnetworks': { make: virtualNetwork, remove: withoutNetwork },
  'microsoft.network/virtualnetworks/subnets': { make: subnet, remove: withoutSubnet },
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': { make: peering, remove: withoutPeering },
  'microsoft.network/networksecuritygroups': { make: securityGroup, remove: withoutHolder },
  'microsoft.network/networksecuritygroups/securityrules': { make: securityRule },
  'microsoft.network/routetables': { make: routeTable, remove: withoutHolder },
  'microsoft.network/routetables/routes': { make: route },
  'microsoft.network/publicipaddresses': { make: publicAddress, remove: withoutPublicAddress },
  'microsoft.network/natgateways': { make: natGateway, remove: withoutHolder },
  'microsoft.network/networkinterfaces': { make: networkInterface, remove: withoutInterface },
  'microsoft.network/privateendpoints': { make: privateEndpoint, remove: withoutEndpoint },
  'microsoft.network/privateendpoints/privatednszonegroups': { make: zoneGroup, remove: withoutZoneGroup },
  'microsoft.network/bastionhosts': { make: bastion },
  'microsoft.network/virtualnetworkgateways': { make: networkGateway },
  'microsoft.network/connections': { make: gatewayConnection },
  'microsoft.network/privatednszones': { make: zone, remove: withoutZone },
  'microsoft.network/privatednszones/virtualnetworklinks': { make: zoneLink, remove: withoutLink },
  'microsoft.network/privatednszones/a': { make: record, remove: withoutRecord },
  'microsoft.storage/storageaccounts': { make: storageAccount },
  'microsoft.keyvault/vaults': { make: vault, remove: withoutVault },
  'microsoft.containerregistry/registries': { make: registry },
  'microsoft.machinelearningservices/workspaces': { make: workspace, remove: withoutWorkspace },
  'microsoft.machinelearningservices/workspaces/computes': { make: compute, remove: withoutCompute },
  'microsoft.machinelearningservices/workspaces/datastores': { make: datastore },
  'microsoft.insights/components': { make: component },
  'microsoft.insights/privatelinkscopes': { make: linkScope, remove: withoutLinkScope },
  'microsoft.insights/privatelinkscopes/scopedresources': { make: scopedResource },
  'microsoft.operationalinsights/workspaces': { make: logWorkspace },
  'microsoft.authorization/roleassignments': { make: roleAssignment },
  'microsoft.authorization/locks': { make: lock },
  'microsoft.managedidentity/userassignedidentities': { make: userIdentity },
  'microsoft.compute/virtualmachines': { make: machine, remove: withoutMachine },
  'microsoft.storage/storageaccounts/privateendpointconnections': connection,
  'microsoft.keyvault/vaults/privateendpointconnections': connection,
  'microsoft.containerregistry/registries/privateendpointconnections': connection,
  'microsoft.machinelearningservices/workspaces/privateendpointconnections': connection,
  'microsoft.insights/privatelinkscopes/privateendpointconnections': connection,
}

/** How a type (lower case) is made. */
export const makerOf = (type: string): Maker => rules[type]?.make ?? ((_, body) => ({ body }))

/** How a type (lower case) is taken away. */
export const removerOf = (type: string): Remover => rules[type]?.remove ?? (() => ({}))
