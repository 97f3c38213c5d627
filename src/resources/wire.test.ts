import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOnlyPaths, secretPaths } from './wire/paths.ts'
import { writable } from './writable.ts'

const folder = join(import.meta.dirname, 'wire')
const azureTypes = process.env['AZURE_TYPES'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'azure-types')
const present = existsSync(join(azureTypes, 'index.json'))

describe('wire', () => {
  it.runIf(present)('is what the published schemas give', async () => {
    const { wireFiles } = (await import('../../scripts/wire.mjs')) as { readonly wireFiles: (from: string) => Promise<ReadonlyMap<string, string>> }
    const files = await wireFiles(azureTypes)
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort())
    for (const [name, text] of files) expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
  })

  it.skipIf(present)(`is not compared: no schemas in ${azureTypes}`, () => { expect(readdirSync(folder)).toContain('paths.ts') })

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
