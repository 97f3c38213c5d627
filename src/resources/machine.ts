import { nameOf } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import type { Machine } from '../estate/network.ts'
import { apiVersion } from '../facts/ask.ts'
import { regionOf, textAt, valueAt, wordAt } from './accessors.ts'
import { idsAt, ownId } from './references.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { MachineWire } from './wire/machine.ts'

const type = 'Microsoft.Compute/virtualMachines'
const longestComputerName = 15
/** The administrator's name of a jump box whose entry gives none. */
const usualName = 'azureuser'

/** Azure names the system with the disk; a shortened answer may name it with the profile only, and is a Windows jump box otherwise. */
const osOf = (body: Body): Machine['os'] =>
  wordAt(body, 'properties.storageProfile.osDisk.osType', ['Windows', 'Linux']) ??
  (valueAt(body, 'properties.osProfile.linuxConfiguration') === undefined ? 'Windows' : 'Linux')

function read(body: Body, reading: Reading): Machine {
  const adminName = textAt(body, 'properties.osProfile.adminUsername')
  return {
    id: ownId(body, reading),
    region: regionOf(body),
    size: textAt(body, 'properties.hardwareProfile.vmSize') ?? '',
    os: osOf(body),
    interfaceIds: idsAt(body, 'properties.networkProfile.networkInterfaces', reading),
    ...(adminName === null ? {} : { adminName }),
  }
}

function create({ id, region, size, os, interfaceIds, adminName }: Machine): MachineWire {
  if (os !== 'Windows') throw new Error(`there is no image for a new machine with ${os}: ${id}`)
  return {
    location: region,
    properties: {
      hardwareProfile: { vmSize: size },
      storageProfile: {
        imageReference: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter-azure-edition', version: 'latest' },
        osDisk: { osType: 'Windows', createOption: 'FromImage', caching: 'ReadWrite', deleteOption: 'Delete' },
      },
      osProfile: { computerName: nameOf(id).slice(0, longestComputerName), adminUsername: adminName ?? usualName },
      securityProfile: { securityType: 'TrustedLaunch', uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } },
      networkProfile: { networkInterfaces: interfaceIds.map((interfaceId, index) => ({ id: interfaceId, properties: { primary: index === 0 } })) },
    },
  }
}

/** Virtual machines; a new one is a Windows jump box whose password is a parameter. */
export const machine: ResourceType<'machines', MachineWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'machines',
  read,
  create,
  secrets: () => [
    { path: 'properties.osProfile.adminPassword', parameter: 'jumpBoxPassword', description: 'Password of the administrator of the jump box.' },
  ],
}
