/** Bodies that we would send, held against the schemas that Microsoft publishes (azure-types/README.md, "Three ways"). */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { childId } from './base/armId.ts'
import { isObject, type Json, type JsonObject } from './base/json.ts'
import { hub } from './estate/fixtures/hub.ts'
import { ids, open } from './estate/fixtures/open.ts'
import { secured } from './estate/fixtures/secured.ts'
import type { Estate } from './estate/estate.ts'
import { bastion } from './resources/bastion.ts'
import { component } from './resources/component.ts'
import { compute } from './resources/compute.ts'
import { endpointConnections } from './resources/endpointConnection.ts'
import { plan } from './resources/index.ts'
import { linkScope } from './resources/linkScope.ts'
import { logWorkspace } from './resources/logWorkspace.ts'
import { machine } from './resources/machine.ts'
import { natGateway } from './resources/natGateway.ts'
import { networkInterface } from './resources/networkInterface.ts'
import { privateEndpoint } from './resources/privateEndpoint.ts'
import { publicAddress } from './resources/publicAddress.ts'
import { record } from './resources/record.ts'
import { registry } from './resources/registry.ts'
import type { EntryOf, Kept, ResourceType } from './resources/resourceType.ts'
import { roleAssignment } from './resources/roleAssignment.ts'
import { routeTable } from './resources/routeTable.ts'
import { scopedResource } from './resources/scopedResource.ts'
import { securityGroup } from './resources/securityGroup.ts'
import { securityRule } from './resources/securityRule.ts'
import { storageAccount } from './resources/storageAccount.ts'
import { subnet } from './resources/subnet.ts'
import { tableRoute } from './resources/tableRoute.ts'
import { vault } from './resources/vault.ts'
import { virtualNetwork } from './resources/virtualNetwork.ts'
import { workspace } from './resources/workspace.ts'
import { zone } from './resources/zone.ts'
import { zoneGroup } from './resources/zoneGroup.ts'
import { zoneLink } from './resources/zoneLink.ts'

const azureTypes = process.env['AZURE_TYPES'] ?? join(import.meta.dirname, '..', '..', 'shared', 'azure-types')
const present = existsSync(join(azureTypes, 'index.json'))
const files: Readonly<Record<string, { readonly file: string }>> = present
  ? (JSON.parse(readFileSync(join(azureTypes, 'index.json'), 'utf8')) as { types: Record<string, { file: string }> }).types
  : {}

/** A schema in which sending a read-only property is an error. */
function strict(node: Json): Json {
  if (Array.isArray(node)) return node.map((item: Json) => strict(item))
  if (!isObject(node)) return node
  const entries = Object.entries(node).map(([key, value]): readonly [string, Json] => {
    if (key !== 'properties' || !isObject(value)) return [key, strict(value)]
    return [key, Object.fromEntries(Object.entries(value).filter(([, inner]) => !isObject(inner) || inner['readOnly'] !== true).map(([name, inner]) => [name, strict(inner)]))]
  })
  return Object.fromEntries(entries)
}

// The published schemas are large: neither held against the meta-schema nor made smaller, they compile in half the time.
const ajv = new Ajv2020({ strict: false, discriminator: true, allErrors: true, validateSchema: false, code: { optimize: false } })
const compiled = new Map<string, ValidateFunction>()

function validator(type: string): ValidateFunction {
  const file = Object.entries(files).find(([name]) => name.toLowerCase() === type.toLowerCase())?.[1].file
  if (file === undefined) throw new Error(`no schema of ${type}`)
  const validate = compiled.get(file) ?? ajv.compile(strict(JSON.parse(readFileSync(join(azureTypes, file), 'utf8')) as Json) as object)
  compiled.set(file, validate)
  return validate
}

/** What the schema says against a body; a `part` of an existing resource's body need not be complete. */
const complaints = (type: string, body: JsonObject, kind: 'whole' | 'part' = 'whole'): readonly string[] => {
  const validate = validator(type)
  validate(withoutNulls(body))
  return (validate.errors ?? []).filter(({ keyword }) => kind === 'whole' || keyword !== 'required').map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`)
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutNulls(item))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]) => [key, withoutNulls(inner)]))
}

function merged(one: JsonObject, other: JsonObject): JsonObject {
  const both = Object.entries(other).map(([key, value]): readonly [string, Json] => {
    const before = one[key]
    return [key, isObject(before) && isObject(value) ? merged(before, value) : value]
  })
  return { ...one, ...Object.fromEntries(both) }
}

const placed = (path: readonly string[], value: string): JsonObject => {
  const [key = '', ...rest] = path
  return { [key]: rest.length === 0 ? value : placed(rest, value) }
}

/** The whole body of a new resource, with a word in place of each secret; of a type that we never create, what we may change. */
function bodyOf<List extends Kept>(type: ResourceType<List>, entry: EntryOf<List>, estate: Estate): JsonObject {
  const body = merged(type.create?.(entry, estate) ?? {}, type.manage?.(entry) ?? {})
  return (type.secrets?.(entry) ?? []).reduce((whole, { path }) => merged(whole, placed(path.split('.'), 'a word')), body)
}

interface Sent {
  readonly type: string
  readonly kind: 'whole' | 'part'
  readonly bodies: readonly JsonObject[]
}
const sent = <List extends Kept>(type: ResourceType<List>, entries: readonly EntryOf<List>[]): Sent => ({
  type: type.type,
  kind: type.create === undefined ? 'part' : 'whole',
  bodies: entries.map((entry) => bodyOf(type, entry, secured)),
})

const [network] = secured.networks
const [machineBefore] = secured.machines
const [host] = secured.bastions
const table = childId(ids.networkGroup, 'providers/Microsoft.Network/routeTables', 'rt-a')
const route = { id: childId(table, 'routes', 'default'), tableId: table, prefix: '0.0.0.0/0' }

const all: readonly Sent[] = [
  sent(virtualNetwork, network === undefined ? [] : [network, { ...network, dnsServers: ['10.50.4.4'], prefixes: ['10.0.0.0/16', '10.1.0.0/16'] }]),
  sent(subnet, secured.subnets.flatMap((each) => [
    each,
    { ...each, prefixes: ['10.0.0.0/24', '10.0.1.0/24'], routeTableId: table, serviceEndpoints: ['Microsoft.Storage'], serviceEndpointPolicyIds: [table], delegations: ['Microsoft.Network/dnsResolvers'], defaultOutbound: null },
  ])),
  sent(securityGroup, secured.securityGroups),
  sent(securityRule, [...secured.securityRules, ...secured.securityRules.map((each) => ({ ...each, sources: ['10.0.0.0/24', '10.0.1.0/24'], sourcePorts: ['1-2', '5'], description: 'why' }))]),
  sent(routeTable, [{ id: table, region: 'westeurope' }]),
  sent(tableRoute, [{ ...route, nextHop: 'VirtualAppliance', nextHopAddress: '10.50.0.68' }, { ...route, nextHop: 'Internet', nextHopAddress: null }]),
  sent(natGateway, secured.natGateways),
  sent(publicAddress, secured.publicAddresses),
  sent(networkInterface, secured.interfaces.flatMap((each) => [each, { ...each, publicAddressId: table, securityGroupId: table }])),
  sent(machine, machineBefore === undefined ? [] : [machineBefore, { ...machineBefore, adminName: 'jumper' }]),
  sent(bastion, host === undefined ? [] : [host, { ...host, sku: 'Developer', subnetId: null, publicAddressId: null }]),
  sent(privateEndpoint, secured.endpoints.flatMap((each) => [each, { ...each, manual: true, status: 'pending' as const }])),
  sent(zone, secured.zones),
  sent(zoneLink, secured.zoneLinks.flatMap((each) => [each, { ...each, fallsBack: true, registers: true }])),
  sent(record, secured.records),
  sent(zoneGroup, secured.zoneGroups),
  sent(storageAccount, [...open.storageAccounts, ...secured.storageAccounts]),
  sent(vault, [...open.vaults, ...secured.vaults]),
  sent(registry, [...open.registries, ...secured.registries]),
  sent(component, [...open.components, ...secured.components]),
  sent(logWorkspace, [...open.logWorkspaces, ...secured.logWorkspaces]),
  sent(linkScope, secured.linkScopes),
  sent(scopedResource, secured.scopedResources),
  sent(roleAssignment, [...secured.roleAssignments, ...hub.roleAssignments]),
  sent(compute, secured.computes.filter(({ kind }) => kind === 'AmlCompute')),
  sent(workspace, [open.workspace, secured.workspace]),
  ...endpointConnections.map((type) => sent(type, secured.connections)),
]

describe('the bodies that we send', () => {
  // One line says when the schemas are absent.
  it.skipIf(present)(`are not held against schemas: none in ${azureTypes}`, () => { expect(all.length).toBeGreaterThan(0) })

  for (const { type, kind, bodies } of all) {
    // A compiled schema of a large type takes a moment, so each type is a test of its own.
    it.runIf(present && bodies.length > 0)(`keep the schema of ${type}`, () => {
      expect(bodies.flatMap((body) => complaints(type, body, kind))).toEqual([])
    })
  }

  it.runIf(present)('keep the schemas in a plan that secures an open estate', () => {
    const changes = plan(open, secured)
    expect(changes.length).toBeGreaterThan(50)
    const faults = changes.flatMap((change) => {
      if (change.do === 'create') return complaints(change.type, change.body).map((fault) => `${change.key}: ${fault}`)
      if (change.do === 'update') return complaints(change.type, change.patch, 'part').map((fault) => `${change.key}: ${fault}`)
      return []
    })
    expect(faults).toEqual([])
  })

  it.runIf(present)('would be caught with a property that ARM does not have, or one that only Azure writes', () => {
    const [body = {}] = all[0]?.bodies ?? []
    expect(complaints(virtualNetwork.type, { ...body, colour: 'red' })).toHaveLength(1)
    expect(complaints(virtualNetwork.type, merged(body, { properties: { provisioningState: 'Succeeded' } }))).toHaveLength(1)
  })
})
