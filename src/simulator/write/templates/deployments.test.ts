import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../base/json.ts'
import type { Parsed, Read } from '../../fixtures/asking.ts'
import { desk, group, ids, networks, subscription, world } from '../../fixtures/writing.ts'
import type { World } from '../../world.ts'
import { evaluated } from './expressions.ts'

const deployment = `${group}/providers/Microsoft.Resources/deployments/d`
const around = { group, location: 'westeurope', parameters: { name: 'st', list: [1, 2] }, variables: { closed: "[equals(parameters('name'), 'ST')]" }, suffixes: { storage: 'core.windows.net' } }

const account = (properties: JsonObject, name = 'stdemand'): JsonObject => ({ type: 'Microsoft.Storage/storageAccounts', apiVersion: '2025-06-01', name, location: 'westeurope', kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties })
const template = (...resources: readonly JsonObject[]): JsonObject => ({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', parameters: { door: { type: 'string' } }, resources })
const validate = (change: Partial<World>, whole: JsonObject, parameters: JsonObject = { door: { value: 'Disabled' } }): Promise<Read> =>
  desk(world(change)).send('POST', `${deployment}/validate?api-version=2025-04-01`, { properties: { mode: 'Incremental', template: whole, parameters } })
const codes = ({ status, body }: { readonly status: number; readonly body: Parsed }): readonly unknown[] => [status, body.error.code, ...(body.error.details ?? []).map(({ code }: Parsed) => code)]

describe('an expression', () => {
  it.each([
    ["[concat('a', parameters('name'))]", 'ast'], ["[format('{0}-{1}{{', 'a', 2)]", 'a-2{'], ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')]", `${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`],
    ["[resourceId('rg-net', 'Microsoft.Network/virtualNetworks', 'v')]", `${networks}/providers/Microsoft.Network/virtualNetworks/v`], ["[if(variables('closed'), 'Deny', 'Allow')]", 'Deny'],
    ['[environment().suffixes.storage]', 'core.windows.net'], ['[resourceGroup().location]', 'westeurope'], ["[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r')]", `${subscription}/providers/Microsoft.Authorization/roleDefinitions/r`],
    ["[parameters('list')]", [1, 2]], ["[concat(parameters('list'), createArray(3))]", [1, 2, 3]], ['[[text]', '[text]'], ["['it''s']", "it's"],
    ["[extensionResourceId(resourceId('Microsoft.Storage/storageAccounts', 's'), 'Microsoft.Authorization/locks', 'k')]", `${group}/providers/Microsoft.Storage/storageAccounts/s/providers/Microsoft.Authorization/locks/k`],
  ])('%s is %j', (text, value) => {
    expect(evaluated(text, around)).toEqual(value)
  })

  it('with an unknown function is a mistake that is named', async () => {
    const wrong = await validate({}, template(account({ publicNetworkAccess: "[copied('x')]" })))
    expect([...codes(wrong), wrong.body.error.message.includes("'copied'"), wrong.body.error.additionalInfo[0].type]).toEqual([400, 'InvalidTemplate', true, 'TemplateViolation'])
  })
})

describe('validate', () => {
  const whole = template(account({ publicNetworkAccess: "[parameters('door')]" }))

  it('answers at once what would be deployed, nested templates included', async () => {
    const nested = { type: 'Microsoft.Resources/deployments', apiVersion: '2025-04-01', name: 'n', resourceGroup: 'rg-net', properties: { mode: 'Incremental', template: { ...template({ type: 'Microsoft.Network/routeTables', apiVersion: '2025-05-01', name: 'rt', location: 'westeurope' }), parameters: {} } } }
    const { status, body } = await validate({}, { ...whole, resources: [...whole['resources'] as readonly JsonObject[], nested] })
    expect([status, body.properties.provisioningState, body.properties.validatedResources]).toEqual([200, 'Succeeded', [{ id: ids.account }, { id: `${networks}/providers/Microsoft.Network/routeTables/rt` }]])
  })

  it('refuses for policy, locks, registration, properties, versions, parameters, and all of them at once', async () => {
    const policy = { name: 'open', scope: subscription, type: 'Microsoft.Storage/storageAccounts', property: 'properties.publicNetworkAccess', wanted: 'Enabled', effect: 'deny' as const }
    expect(codes(await validate({ policies: [policy] }, whole))).toEqual([400, 'InvalidTemplateDeployment', 'RequestDisallowedByPolicy'])
    const lock = { id: `${group}/providers/Microsoft.Authorization/locks/k`, name: 'k', properties: { level: 'ReadOnly' } }
    expect(codes(await validate({ resources: [...world().resources, lock] }, whole))).toEqual([400, 'InvalidTemplateDeployment', 'ScopeLocked'])
    expect(codes(await validate({ providers: {} }, whole))).toEqual([400, 'InvalidTemplateDeployment', 'MissingSubscriptionRegistration'])
    expect(codes(await validate({}, template(account({ publicAccess: 'x' }, 'stnew'), { ...account({}), apiVersion: '2031-01-01' })))).toEqual([400, 'InvalidTemplateDeployment', 'InvalidTemplate', 'NoRegisteredProviderFound'])
    expect(codes(await validate({}, whole, {}))).toEqual([400, 'InvalidTemplate'])
    expect(codes(await validate({}, { resources: [] }))).toEqual([400, 'InvalidTemplate'])
  })
})

describe('whatIf', () => {
  it('tells later what is made, changed, and left', async () => {
    const at = desk(world())
    const whole = template(account({ publicNetworkAccess: "[parameters('door')]" }), account({}, 'stnew'), { type: 'Microsoft.Network/virtualNetworks', apiVersion: '2025-05-01', name: 'v2', location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } })
    const first = await at.send('POST', `${deployment}/whatIf?api-version=2025-04-01`, { properties: { mode: 'Incremental', template: whole, parameters: { door: { value: 'Disabled' } } } })
    expect([first.status, first.text, first.headers.get('retry-after')]).toEqual([202, '', '15'])
    at.advance(20)
    const { body } = await at.get(first.headers.get('location') ?? '')
    expect(body.properties.changes.map(({ changeType }: Parsed) => changeType)).toEqual(['Modify', 'Create', 'Create'])
    expect(body.properties.changes[0].delta).toEqual([{ path: 'properties.publicNetworkAccess', propertyChangeType: 'Modify', before: 'Enabled', after: 'Disabled' }])
    expect(at.cloud.body(ids.account)).toMatchObject({ properties: { publicNetworkAccess: 'Enabled' } })
  })

  it('never deploys, and does nothing in mode Complete', async () => {
    const at = desk(world())
    expect(codes(await at.send('PUT', deployment, { properties: { mode: 'Incremental', template: { ...template(account({})), parameters: {} } } }))).toEqual([400, 'NotSimulated'])
    expect(codes(await at.send('POST', `${deployment}/validate?api-version=2025-04-01`, { properties: { mode: 'Complete', template: template() } }))).toEqual([400, 'NotSimulated'])
  })
})
