import { describe, expect, it } from 'vitest'
import { readOnlyPaths, secretPaths } from './wire/paths.ts'
import { writable } from './writable.ts'

describe('wire', () => {
  it('knows what only Azure writes, in lists too', () => {
    expect(readOnlyPaths['microsoft.network/virtualnetworks/subnets']).toContain('properties.provisioningState')
    expect(readOnlyPaths['microsoft.network/virtualnetworks']).toContain('properties.subnets[].properties.provisioningState')
    expect(readOnlyPaths['microsoft.network/privateendpoints']).toContain('properties.networkInterfaces')
  })

  it('knows what Azure writes although the schema does not mark it, so that a whole workspace can be sent', () => {
    const given = { kind: 'Default', properties: { friendlyName: 'x', creationTime: '2025-01-01', discoveryUrl: 'https://x', managedNetwork: { isolationMode: 'Disabled', changeableIsolationModes: ['AllowInternetOutbound'] } } }
    expect(writable('Microsoft.MachineLearningServices/workspaces', given)).toEqual({ kind: 'Default', properties: { friendlyName: 'x', managedNetwork: { isolationMode: 'Disabled' } } })
  })

  it('knows where secrets can be', () => {
    expect(secretPaths['microsoft.compute/virtualmachines']).toEqual(['properties.osProfile.adminPassword'])
    expect(secretPaths['microsoft.machinelearningservices/workspaces/datastores']).toEqual(['properties.credentials.secrets'])
    expect(secretPaths['microsoft.network/connections']).toEqual(['properties.sharedKey'])
  })
})
