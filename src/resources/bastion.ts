import { apiVersion } from '../facts/ask.ts'
import { objectsAt, regionOf, textAt } from './accessors.ts'
import { idAt, networkOf, ownId, toId } from './references.ts'
import type { ResourceType } from './resourceType.ts'
import type { BastionWire } from './wire/bastion.ts'

const type = 'Microsoft.Network/bastionHosts'

/** Azure Bastion hosts. The Developer tier names its network; the others stand in its AzureBastionSubnet. */
export const bastion: ResourceType<'bastions', BastionWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'bastions',
  read: (body, reading) => {
    const configuration = objectsAt(body, 'properties.ipConfigurations')[0] ?? {}
    const subnetId = idAt(configuration, 'properties.subnet.id', reading)
    const networkId = networkOf(subnetId, reading) ?? idAt(body, 'properties.virtualNetwork.id', reading)
    if (networkId === null) return null
    return {
      id: ownId(body, reading),
      region: regionOf(body),
      sku: textAt(body, 'sku.name') ?? 'Basic',
      networkId,
      subnetId,
      publicAddressId: idAt(configuration, 'properties.publicIPAddress.id', reading),
    }
  },
  create: ({ region, sku, networkId, subnetId, publicAddressId }) => ({
    location: region,
    sku: { name: sku },
    properties:
      subnetId === null
        ? { virtualNetwork: toId(networkId) }
        : {
            ipConfigurations: [
              {
                name: 'IpConf',
                properties: {
                  privateIPAllocationMethod: 'Dynamic',
                  subnet: toId(subnetId),
                  ...(publicAddressId === null ? {} : { publicIPAddress: toId(publicAddressId) }),
                },
              },
            ],
          },
  }),
}
