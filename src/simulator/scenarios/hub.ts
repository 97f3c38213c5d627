/** The scenario `hub`: `open` as a spoke, its names resolved in a peered hub of another subscription. Its estate is the fixture of the same name. */
import type { JsonObject } from '../../base/json.ts'
import { ids, network, ownerOf, peering, placed, reference, registered, snapshotOf, subnet, subscription, usage, zone, zoneLink } from './bodies.ts'
import { namespaces, openNetwork, services } from './open.ts'

const hubSubscription = '/subscriptions/c8e14b7f-2a60-4d93-a5f7-91d0b3e6c284'
const inHub = (type: string, name: string): string => `${hubSubscription}/resourceGroups/rg-hub/providers/Microsoft.Network/${type}/${name}`
const hubNetwork = inHub('virtualNetworks', 'vnet-hub')
const gateway = inHub('virtualNetworkGateways', 'ergw-hub')

/** The zones of the public cloud (facts.json `privateLink`). */
const zoneNames = [
  'privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net', 'privatelink.blob.core.windows.net', 'privatelink.file.core.windows.net', 'privatelink.queue.core.windows.net', 'privatelink.table.core.windows.net',
  'privatelink.vaultcore.azure.net', 'privatelink.azurecr.io',
]

const zones = zoneNames.flatMap((name) => {
  const id = inHub('privateDnsZones', name)
  return [zone(id, 0), zoneLink(id, 'lnk-vnet-hub', hubNetwork)]
})

const networkHub = network(hubNetwork, '10.10.0.0/20', {
  subnets: [subnet(hubNetwork, 'snet-dns', '10.10.0.0/27'), subnet(hubNetwork, 'GatewaySubnet', '10.10.1.0/27')],
  virtualNetworkPeerings: [peering(hubNetwork, 'to-demand', { id: ids.network, prefix: '10.20.0.0/16' }, 'no')],
})

const spoke = openNetwork({ dhcpOptions: { dnsServers: ['10.10.0.4', '10.10.0.5'] }, virtualNetworkPeerings: [peering(ids.network, 'to-hub', { id: hubNetwork, prefix: '10.10.0.0/20' }, 'yes')] })

const gatewayBody = placed(gateway, {
  gatewayType: 'ExpressRoute', sku: { name: 'ErGw1AZ', tier: 'ErGw1AZ' }, enableBgp: false, activeActive: false,
  ipConfigurations: [{ name: 'default', properties: { subnet: reference(`${hubNetwork}/subnets/GatewaySubnet`) } }],
})

const connection = placed(inHub('connections', 'con-site'), { connectionType: 'ExpressRoute', connectionStatus: 'Connected', virtualNetworkGateway1: reference(gateway) })

const reader = { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }

/** The snapshot. */
export const hub: JsonObject = snapshotOf([...services, spoke, networkHub, gatewayBody, connection, ...zones], {
  permissions: { ...ownerOf(subscription), [hubSubscription]: [reader], [`${hubSubscription}/resourceGroups/rg-hub`]: [reader] },
  providers: { ...registered(subscription, namespaces), ...registered(hubSubscription, ['Microsoft.Network']) },
  usages: { [ids.network]: [usage(ids.network, 'snet-training', 6, 251)] },
})
