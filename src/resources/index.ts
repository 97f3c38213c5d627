import type { Slices } from '../base/slices.ts'
import type { Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { bastion } from './bastion.ts'
import { component } from './component.ts'
import { compute } from './compute.ts'
import { datastore } from './datastore.ts'
import { endpointConnections } from './endpointConnection.ts'
import { firewall } from './firewall.ts'
import { gateway } from './gateway.ts'
import { gatewayConnection } from './gatewayConnection.ts'
import { linkScope } from './linkScope.ts'
import { localGateway } from './localGateway.ts'
import { lock } from './lock.ts'
import { logWorkspace } from './logWorkspace.ts'
import { machine } from './machine.ts'
import { natGateway } from './natGateway.ts'
import { networkInterface } from './networkInterface.ts'
import { peering } from './peering.ts'
import { type ManagedType, planned, type PlannedType, planWith, side, slicedPlanWith } from './plan.ts'
import { privateEndpoint } from './privateEndpoint.ts'
import { provider } from './provider.ts'
import { publicAddress } from './publicAddress.ts'
import { record } from './record.ts'
import { registry } from './registry.ts'
import { roleAssignment } from './roleAssignment.ts'
import { routeTable } from './routeTable.ts'
import { scopedResource } from './scopedResource.ts'
import { securityGroup } from './securityGroup.ts'
import { securityRule } from './securityRule.ts'
import { storageAccount } from './storageAccount.ts'
import { subnet } from './subnet.ts'
import { tableRoute } from './tableRoute.ts'
import { vault } from './vault.ts'
import { virtualNetwork } from './virtualNetwork.ts'
import { workspace } from './workspace.ts'
import { zone } from './zone.ts'
import { zoneGroup } from './zoneGroup.ts'
import { zoneLink } from './zoneLink.ts'

/** All resource types, in the order in which a plan tells equals: network, ways in, services, names, rights, workspace. */
export const resourceTypes: readonly PlannedType[] = [
  planned(provider),
  planned(virtualNetwork), side(planned(securityGroup), planned(securityRule)), side(planned(routeTable), planned(tableRoute)), planned(publicAddress), planned(natGateway),
  planned(subnet), planned(peering), planned(firewall),
  planned(gateway), planned(localGateway), planned(gatewayConnection), planned(bastion), planned(networkInterface), planned(machine),
  planned(logWorkspace), planned(component), planned(linkScope), planned(scopedResource),
  planned(registry), planned(vault), planned(storageAccount),
  planned(zone),
  // An endpoint's names change the moment it exists, so its records follow at once.
  side(planned(privateEndpoint), planned(zoneGroup)), ...endpointConnections.map(planned), planned(record), planned(zoneLink),
  planned(roleAssignment), planned(lock),
  planned(compute), planned(datastore), planned(workspace),
]

/** What plans may change, by type in lower case. */
export const managedTypes: ReadonlyMap<string, ManagedType> = new Map(resourceTypes.flatMap(({ managed }) => managed).map((each) => [each.key, each]))

/** The changes that lead from `current` to `desired`; none for equal estates. Throws when changes wait for each other, which is a mistake of ours. */
export const plan = (current: Estate, desired: Estate): readonly Change[] => planWith(resourceTypes, current, desired)

/** The same changes, worked out in slices. */
export const slicedPlan = (current: Estate, desired: Estate): Slices<readonly Change[]> => slicedPlanWith(resourceTypes, current, desired)
