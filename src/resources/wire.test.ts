import { describe, expect, it } from 'vitest'
import type { Json } from '../base/json.ts'
import { withoutPaths } from '../base/withoutPaths.ts'
import { readOnlyPaths, secretPaths } from './wire/paths.ts'
import { writable } from './writable.ts'

/** A body that holds a value at a path, and another one beside it at each level. */
function at([segment = '', ...rest]: readonly string[], value: Json): Record<string, Json> {
  const name = segment.replace('[]', '')
  const inner = rest.length === 0 ? value : at(rest, value)
  return { also: 'also-here', [name]: name === segment ? inner : [inner] }
}

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
    expect(secretPaths['microsoft.network/connections']).toContain('properties.sharedKey')
  })

  it.each([
    ['Microsoft.Compute/virtualMachines/extensions', 'properties.protectedSettings'],
    ['Microsoft.Insights/components', 'properties.ConnectionString'],
    ['Microsoft.Insights/components', 'properties.HockeyAppToken'],
    ['Microsoft.Insights/components', 'properties.InstrumentationKey'],
    ['Microsoft.MachineLearningServices/workspaces/computes', 'properties.properties.administratorAccount.password'],
    ['Microsoft.MachineLearningServices/workspaces/computes', 'properties.properties.customServices[].environmentVariables.TOKEN.value'],
    ['Microsoft.MachineLearningServices/workspaces/computes', 'properties.properties.databricksAccessToken'],
    ['Microsoft.MachineLearningServices/workspaces/computes', 'properties.properties.setupScripts.scripts.creationScript.scriptArguments'],
    ['Microsoft.MachineLearningServices/workspaces/computes', 'properties.properties.setupScripts.scripts.creationScript.scriptData'],
    ['Microsoft.MachineLearningServices/workspaces/computes', 'properties.properties.setupScripts.scripts.startupScript.scriptArguments'],
    ['Microsoft.MachineLearningServices/workspaces/computes', 'properties.properties.setupScripts.scripts.startupScript.scriptData'],
    ['Microsoft.MachineLearningServices/workspaces/connections', 'properties.credentials.key'],
    ['Microsoft.MachineLearningServices/workspaces/connections', 'properties.credentials.keys.a'],
    ['Microsoft.MachineLearningServices/workspaces/connections', 'properties.credentials.sas'],
    ['Microsoft.MachineLearningServices/workspaces/connections', 'properties.credentials.secretAccessKey'],
    ['Microsoft.Network/connections', 'properties.authorizationKey'],
    ['Microsoft.Network/connections', 'properties.sharedKey'],
    ['Microsoft.Network/expressRouteCircuits', 'properties.activationKey'],
    ['Microsoft.Network/expressRouteCircuits', 'properties.authorizationKey'],
    ['Microsoft.Network/expressRouteCircuits', 'properties.authorizations[].properties.authorizationKey'],
    ['Microsoft.Network/expressRouteCircuits', 'properties.peerings[].properties.connections[].properties.authorizationKey'],
    ['Microsoft.Network/expressRouteCircuits', 'properties.peerings[].properties.sharedKey'],
    ['Microsoft.Network/expressRouteCircuits', 'properties.serviceKey'],
  ])('keeps no secret of %s in %s, which its schema does not mark, and all that stands beside it', (type, path) => {
    const told = JSON.stringify(withoutPaths(at(path.split('.'), 'not-for-us'), secretPaths[type.toLowerCase()] ?? []))
    expect([told.includes('not-for-us'), told.includes('also-here')]).toEqual([false, true])
  })

  it('marks as secret nothing that a whole body of ours is sent with: without it Azure would erase it', () => {
    // Computes and circuits are never changed; what is left of the types that are, Azure alone writes.
    const sent = ['containerregistry/registries', 'insights/components', 'insights/privatelinkscopes', 'keyvault/vaults', 'machinelearningservices/workspaces', 'operationalinsights/workspaces', 'storage/storageaccounts', 'network/virtualnetworks']
    const kept = sent.flatMap((type) => (secretPaths[`microsoft.${type}`] ?? []).filter((path) => readOnlyPaths[`microsoft.${type}`]?.includes(path) !== true))
    expect(kept).toEqual([])
  })
})
