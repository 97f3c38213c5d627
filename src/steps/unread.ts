/** What a verdict can lack, as data: rules name it, `unread.en.ts` has its words. */
import type { ArmId } from '../base/armId.ts'

/** A list of ARM that was refused, by its type; of one resource the rules name the id. */
export type UnreadList =
  | 'Microsoft.Authorization/locks' | 'Microsoft.Authorization/roleAssignments'
  | 'Microsoft.Insights/components' | 'Microsoft.Insights/privateLinkScopes' | 'Microsoft.Insights/privateLinkScopes/scopedResources'
  | 'Microsoft.MachineLearningServices/workspaces/computes' | 'Microsoft.MachineLearningServices/workspaces/datastores'
  | 'Microsoft.Network/bastionHosts' | 'Microsoft.Network/connections' | 'Microsoft.Network/networkInterfaces'
  | 'Microsoft.Network/privateDnsZones/A' | 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'
  | 'Microsoft.Network/privateEndpoints' | 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'
  | 'Microsoft.Network/virtualNetworkGateways' | 'Microsoft.Network/virtualNetworks' | 'Microsoft.Network/virtualNetworks/subnets' | 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'

/** A property, in ARM's spelling, that Azure's answer did not hold, or held in a form that is not understood. */
export type UnreadProperty =
  | 'enableNodePublicIp' | 'networkRuleBypassOptions' | 'properties.accessModeSettings' | 'properties.allowBlobPublicAccess' | 'properties.createdOn'
  | 'properties.networkAcls.bypass' | 'properties.networkAcls.defaultAction' | 'properties.publicNetworkAccess' | 'properties.roleAssignmentMode'
  | 'remoteAddressSpace' | 'scaleSettings.maxNodeCount' | 'sku.name' | 'vmSize' | 'vpnClientProtocols' | 'vpnType'

/** What is in no list of its own and no property: a state of several resources, what a snapshot leaves out, or what Azure does not record. */
export type UnreadState =
  | 'accountFirewall' | 'addresses' | 'bastionAddress' | 'cnameRecord' | 'datastoreAccount' | 'dnsNetwork' | 'documentedZones' | 'endpointNames' | 'endpointNetwork' | 'firewallRules'
  | 'forwarders' | 'forwardersOnPremises' | 'fullZoneGroup' | 'hiddenEndpoint' | 'hiddenZone' | 'identityPrincipal' | 'keyVaultOfKey' | 'kubernetesIdentity' | 'kubernetesName' | 'kubernetesRange' | 'kubernetesSubnet' | 'linkedZone' | 'nameResolution' | 'natUnread'
  | 'natWithoutAddress' | 'outbound' | 'ownersOfAddresses' | 'ownPrincipal' | 'pairedRegion' | 'peering' | 'perimeter' | 'permissions' | 'policies' | 'providers' | 'remoteGateway' | 'routeInside' | 'routes' | 'routesDiffer'
  | 'routesOfAddresses' | 'securityRules' | 'serviceAddresses' | 'tenant' | 'unclearGroup' | 'unclearNat' | 'unclearRoute' | 'unclearRule' | 'way'

/** What was not read or is not recorded in Azure; an id where it is one resource. */
export type Unread = ArmId | UnreadList | UnreadProperty | UnreadState

/** The endpoint behind a connection that the snapshot does not hold: its id, where the connection says it. */
export const hiddenEndpoint = ({ endpointId }: { readonly endpointId: ArmId | null }): Unread => endpointId ?? 'hiddenEndpoint'
