import { expect, it } from 'vitest'
import { endpointConnections } from './endpointConnection.ts'
import { readOnlyInMaps } from './wire/paths.ts'
import { writable } from './writable.ts'

const type = 'Microsoft.MachineLearningServices/workspaces'

it('a workspace is never sent with the older switch open beside the newer one (WKSP-08)', () => {
  const body = writable(type, { properties: { allowPublicAccessWhenBehindVnet: true, publicNetworkAccess: 'Enabled', hbiWorkspace: false } })
  expect(body).toEqual({ properties: { publicNetworkAccess: 'Enabled', hbiWorkspace: false } })
})

it('the older switch stays where it is all that is said', () => {
  expect(writable(type, { properties: { allowPublicAccessWhenBehindVnet: false } })).toEqual({ properties: { allowPublicAccessWhenBehindVnet: false } })
})

const identity = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ml.one'

it.each(Object.keys(readOnlyInMaps))('of a user-assigned identity only the id is sent, since Azure writes the rest: %s', (mapped) => {
  const read = { identity: { type: 'SystemAssigned,UserAssigned', principalId: 'p', tenantId: 't', userAssignedIdentities: { [identity]: { principalId: 'p', ClientId: 'c' } } } }
  expect(writable(mapped, read)).toEqual({ identity: { type: 'SystemAssigned,UserAssigned', userAssignedIdentities: { [identity]: {} } } })
})

it('a registry is sent without rules for subnets, which the version that is written does not have (ACR-06)', () => {
  const rules = { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7', action: 'Allow' }] }
  expect(writable('Microsoft.ContainerRegistry/registries', { properties: { networkRuleSet: { ...rules, virtualNetworkRules: [{ id: '/subscriptions/x', action: 'Allow' }] } } })).toEqual({ properties: { networkRuleSet: rules } })
})

it.each(endpointConnections.map((each) => each.type))('of a connection only its state is sent, as the documented approvals do: %s', (connection) => {
  const state = { status: 'Pending', description: 'Please approve', actionsRequired: 'None' }
  const read = {
    id: `${identity}/privateEndpointConnections/one`, name: 'one', type: connection, etag: 'W/"1"', location: 'westeurope', tags: {}, sku: { name: 'Basic' }, identity: { type: 'SystemAssigned', principalId: 'p' }, systemData: { createdBy: 'somebody' },
    properties: { provisioningState: 'Succeeded', groupIds: ['blob'], privateEndpoint: { id: identity, subnetArmId: identity }, privateLinkServiceConnectionState: state },
  }
  expect(writable(connection, read)).toEqual({ properties: { privateLinkServiceConnectionState: state } })
})
