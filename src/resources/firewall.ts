import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt } from './accessors.ts'
import { idAt, ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.Network/azureFirewalls'

/** Azure Firewalls; read only. One in a virtual hub has its address elsewhere and no subnet. */
export const firewall: ResourceType<'firewalls'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'firewalls',
  read: (body, reading) => {
    const configurations = objectsAt(body, 'properties.ipConfigurations')
    const addresses = configurations.flatMap((configuration) => textAt(configuration, 'properties.privateIPAddress') ?? [])
    return {
      id: ownId(body, reading),
      tier: textAt(body, 'properties.sku.tier') ?? 'Standard',
      subnetIds: configurations.flatMap((configuration) => idAt(configuration, 'properties.subnet.id', reading) ?? []),
      privateAddress: addresses[0] ?? textAt(body, 'properties.hubIPAddresses.privateIPAddress'),
      policyId: idAt(body, 'properties.firewallPolicy.id', reading),
    }
  },
}
