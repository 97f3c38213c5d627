import type { ArmId } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { flagAt, objectsAt, regionOf, valueAt } from './accessors.ts'
import { idAt, idsAt, ownId, toId } from './references.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { NetworkInterfaceWire } from './wire/networkInterface.ts'

const type = 'Microsoft.Network/networkInterfaces'

/** The interfaces that are private endpoints' own, by what either of the two says: they are folded into the endpoint and are no entries. */
export const interfacesOfEndpoints = (reading: Reading): ReadonlySet<ArmId> =>
  new Set([
    ...reading.of('Microsoft.Network/privateEndpoints').flatMap((endpoint) => idsAt(endpoint, 'properties.networkInterfaces', reading)),
    ...reading.of(type).flatMap((body) => (valueAt(body, 'properties.privateEndpoint.id') === undefined ? [] : [ownId(body, reading)])),
  ])

/** Interfaces of machines. An interface has one subnet here, that of its primary configuration, whose public address comes before those of the others (CONN-16). */
export const networkInterface: ResourceType<'interfaces', NetworkInterfaceWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'interfaces',
  read: (body, reading) => {
    const configurations = objectsAt(body, 'properties.ipConfigurations')
    const primary = configurations.find((configuration) => flagAt(configuration, 'properties.primary') === true) ?? configurations[0]
    const subnetId = primary === undefined ? null : idAt(primary, 'properties.subnet.id', reading)
    if (primary === undefined || subnetId === null) return null
    return {
      id: ownId(body, reading),
      region: regionOf(body),
      subnetId,
      publicAddressId: [primary, ...configurations].flatMap((each) => idAt(each, 'properties.publicIPAddress.id', reading) ?? [])[0] ?? null,
      securityGroupId: idAt(body, 'properties.networkSecurityGroup.id', reading),
      machineId: idAt(body, 'properties.virtualMachine.id', reading),
    }
  },
  create: ({ region, subnetId, publicAddressId, securityGroupId }) => ({
    location: region,
    properties: {
      ipConfigurations: [
        {
          name: 'ipconfig1',
          properties: {
            primary: true,
            privateIPAllocationMethod: 'Dynamic',
            subnet: toId(subnetId),
            ...(publicAddressId === null ? {} : { publicIPAddress: toId(publicAddressId) }),
          },
        },
      ],
      ...(securityGroupId === null ? {} : { networkSecurityGroup: toId(securityGroupId) }),
    },
  }),
}
