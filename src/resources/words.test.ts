/** Azure compares names and words without case, and so do we: what it writes in other letters is the same thing. */
import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import { expanded, readingOf } from '../discovery/inline.ts'
import { compute } from './compute.ts'
import { datastore } from './datastore.ts'
import { networkInterface } from './networkInterface.ts'
import { publicAddress } from './publicAddress.ts'
import { registry } from './registry.ts'
import type { Kept, ResourceType } from './resourceType.ts'
import { storageAccount } from './storageAccount.ts'

const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers'
const workspaceId = `${group}/Microsoft.MachineLearningServices/workspaces/mlw`

/** The body with every word in capitals; ids and what stands in `kept` stay. */
const loud = (value: Json, kept: readonly string[]): Json => {
  if (typeof value === 'string') return value.startsWith('/') || kept.includes(value) ? value : value.toUpperCase()
  if (isList(value)) return value.map((item) => loud(item, kept))
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, loud(item, kept)])) : value
}

function readBoth<List extends Kept>(type: ResourceType<List>, body: JsonObject, kept: readonly string[] = []) {
  const read = (each: JsonObject) => type.read(each, readingOf(expanded([each]), []))
  const other = loud(body, kept)
  return isObject(other) ? [read(body), read(other)] : []
}

describe('a word of Azure in other letters is the same word:', () => {
  it.each([
    ['the kind of a compute', readBoth(compute, { id: `${workspaceId}/computes/c`, location: 'westeurope', properties: { computeType: 'AmlCompute', properties: { vmSize: 'STANDARD_DS3_V2' } } })],
    ['the kind of a datastore', readBoth(datastore, { id: `${workspaceId}/datastores/d`, properties: { datastoreType: 'AzureDataLakeGen1', credentials: { credentialsType: 'ServicePrincipal' } } })],
    ['the kind of a storage account', readBoth(storageAccount, { id: `${group}/Microsoft.Storage/storageAccounts/st`, location: 'westeurope', kind: 'BlobStorage', sku: { name: 'Premium_LRS' }, properties: {} }, ['Premium_LRS'])],
    ['the tier of a registry', readBoth(registry, { id: `${group}/Microsoft.ContainerRegistry/registries/cr`, location: 'westeurope', sku: { name: 'Premium' }, properties: {} })],
    ['the tier of an address', readBoth(publicAddress, { id: `${group}/Microsoft.Network/publicIPAddresses/p`, location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } })],
  ])('%s', (_, [one, other]) => {
    expect(one).not.toBeNull()
    expect(other).toEqual(one)
  })

  it('one that we do not know stays as it was written', () => {
    const [one, other] = readBoth(compute, { id: `${workspaceId}/computes/c`, properties: { computeType: 'Newest', properties: {} } })
    expect([one?.kind, other?.kind]).toEqual(['Newest', 'NEWEST'])
  })
})

it('a machine has a public address, also where only a second configuration of its interface has it (CONN-16)', () => {
  const address = armId(`${group}/Microsoft.Network/publicIPAddresses/p`)
  const subnet = { id: `${group}/Microsoft.Network/virtualNetworks/v/subnets/s` }
  const body = {
    id: `${group}/Microsoft.Network/networkInterfaces/n`, location: 'westeurope',
    properties: { ipConfigurations: [{ properties: { primary: true, subnet } }, { properties: { primary: false, subnet, publicIPAddress: { id: address } } }] },
  }
  expect(networkInterface.read(body, readingOf(expanded([body]), []))?.publicAddressId).toBe(address)
})
