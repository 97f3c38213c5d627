// Writes src/resources/wire: one file of TypeScript types per ARM type that we create or manage, and paths.ts (read-only and secret paths).
// Reads the published schemas from AZURE_TYPES (default ../shared/azure-types). `wireFiles` gives the same files without writing them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile } from 'json-schema-to-typescript'
import { unmarkedSecrets } from './wireSecrets.mjs'

/** ARM types with the name that they have in the estate. Types that are only read need none. */
const named = {
  'Microsoft.Authorization/roleAssignments': 'roleAssignment',
  'Microsoft.Compute/virtualMachines': 'machine',
  'Microsoft.ContainerRegistry/registries': 'registry',
  'Microsoft.Insights/components': 'component',
  'Microsoft.Insights/privateLinkScopes': 'linkScope',
  'Microsoft.Insights/privateLinkScopes/scopedResources': 'scopedResource',
  'Microsoft.KeyVault/vaults': 'vault',
  'Microsoft.MachineLearningServices/workspaces': 'workspace',
  'Microsoft.MachineLearningServices/workspaces/computes': 'compute',
  'Microsoft.Network/bastionHosts': 'bastion',
  'Microsoft.Network/natGateways': 'natGateway',
  'Microsoft.Network/networkInterfaces': 'networkInterface',
  'Microsoft.Network/networkSecurityGroups': 'securityGroup',
  'Microsoft.Network/networkSecurityGroups/securityRules': 'securityRule',
  'Microsoft.Network/privateDnsZones': 'zone',
  'Microsoft.Network/privateDnsZones/A': 'record',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': 'zoneLink',
  'Microsoft.Network/privateEndpoints': 'privateEndpoint',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': 'zoneGroup',
  'Microsoft.Network/publicIPAddresses': 'publicAddress',
  'Microsoft.Network/routeTables': 'routeTable',
  'Microsoft.Network/routeTables/routes': 'tableRoute',
  'Microsoft.Network/virtualNetworks': 'virtualNetwork',
  'Microsoft.Network/virtualNetworks/subnets': 'subnet',
  'Microsoft.OperationalInsights/workspaces': 'logWorkspace',
  'Microsoft.Storage/storageAccounts': 'storageAccount',
}

/** Parts that we never send, by type: without them a file stays readable. */
const left = {
  'Microsoft.Compute/virtualMachines': new Set([
    'additionalUnattendContent', 'applicationProfile', 'availabilitySet', 'billingProfile', 'capacityReservation', 'dataDisks', 'extendedLocation', 'host', 'hostGroup',
    'linuxConfiguration', 'networkInterfaceConfigurations', 'plan', 'placement', 'proximityPlacementGroup', 'resiliencyProfile', 'scheduledEventsPolicy', 'scheduledEventsProfile',
    'virtualMachineScaleSet', 'winRM', 'secrets', 'encryptionSettings', 'proxyAgentSettings', 'interconnectGroupProfile',
  ]),
}

/**
 * Paths that only Azure writes although no schema marks them: recorded answers and the published example of an update give them back
 * (azure-types/examples ml-workspace-list-2023, spec-ml-workspace-update), no recorded or published request holds them.
 */
const unmarked = {
  'Microsoft.MachineLearningServices/workspaces': ['properties.creationTime', 'properties.discoveryUrl', 'properties.managedNetwork.changeableIsolationModes'],
}

/** Connections of private endpoints as their targets list them: we approve them, and make none. */
const connections = [
  'Microsoft.ContainerRegistry/registries', 'Microsoft.Insights/privateLinkScopes', 'Microsoft.KeyVault/vaults', 'Microsoft.MachineLearningServices/workspaces',
  'Microsoft.Storage/storageAccounts',
].map((target) => `${target}/privateEndpointConnections`)

/**
 * What a connection shows besides its state: the documented approvals send the state alone (azure-types/examples
 * spec-ml-privateendpointconnection-put), and no schema knows `groupIds`, which answers hold.
 */
const besideState = ['etag', 'identity', 'location', 'name', 'properties.groupIds', 'properties.linkIdentifier', 'properties.privateEndpoint', 'sku', 'systemData', 'tags']

/** Inline definitions that stand for resources of their own although they have no location. */
const references = new Set([
  'ApplicationGatewayBackendAddressPool', 'ApplicationGatewayIPConfiguration', 'BackendAddressPool', 'FrontendIPConfiguration', 'InboundNatRule', 'IPConfiguration',
  'IPConfigurationProfile', 'NetworkInterfaceTapConfiguration', 'Route', 'SecurityRule', 'ServiceEndpointPolicyDefinition', 'Subnet', 'VirtualNetworkPeering',
])

const pascal = (name) => name[0].toUpperCase() + name.slice(1)
const last = (ref) => ref.slice(ref.lastIndexOf('/') + 1)
const byText = (one, other) => (one < other ? -1 : one > other ? 1 : 0)

const standsForResource = (name, definition) =>
  references.has(name) || (definition.properties?.id !== undefined && definition.properties.location !== undefined)

/** The schema without what a request does not hold: read-only parts, other resources, limits; nothing is required, since a body comes in two parts. */
function sendable(node, schema, context) {
  if (node.$ref !== undefined) return reference(last(node.$ref), schema, context)
  if (node.const !== undefined) return { const: node.const }
  if (node.oneOf !== undefined) return { anyOf: node.oneOf.map((branch) => sendable(branch, schema, context)) }
  if (node.type === 'array') return { type: 'array', items: node.items === undefined ? { tsType: 'Json' } : sendable(node.items, schema, context) }
  if (node.type === 'object' && node.properties !== undefined) return sendableObject(node, schema, context)
  if (node.type === 'object') {
    if (typeof node.additionalProperties !== 'object') return { tsType: 'JsonObject' }
    return { type: 'object', additionalProperties: sendable(node.additionalProperties, schema, context) }
  }
  if (node.enum !== undefined) return { enum: node.enum }
  return node.type === undefined ? { tsType: 'Json' } : { type: node.type }
}

function sendableObject(node, schema, context) {
  const kept = Object.entries(node.properties).filter(([name, value]) => value.readOnly !== true && !context.left.has(name))
  const tag = schema.tags.get(node)
  if (kept.length === 0) return { tsType: 'JsonObject' }
  return {
    type: 'object', additionalProperties: false, required: tag === undefined ? [] : [tag],
    properties: Object.fromEntries(kept.map(([name, value]) => [name, sendable(value, schema, context)])),
  }
}

function reference(name, schema, context) {
  const definition = schema.$defs[name]
  const shown = standsForResource(name, definition) ? 'Reference' : name.replaceAll('.', '_')
  if (context.out[shown] === undefined) {
    context.out[shown] = {}
    context.out[shown] = shown === 'Reference' ? { type: 'object', additionalProperties: false, properties: { id: { type: 'string' } } } : sendable(definition, schema, context)
  }
  return { $ref: `#/definitions/${shown}` }
}

/** Which property tells the branches of a union apart, by branch. */
function tagsOf(schema) {
  const tags = new Map()
  for (const definition of Object.values(schema.$defs)) {
    for (const branch of definition.oneOf ?? []) tags.set(branch.$ref === undefined ? branch : schema.$defs[last(branch.$ref)], definition.discriminator?.propertyName)
  }
  return tags
}

/** Type aliases instead of interfaces (those are not assignable to JSON), everything read-only, our own layout. */
function restyled(text) {
  return text
    .replace(/^export interface (\w+) \{$/gm, 'export type $1 = {')
    .replace(/^(\s+)(\[k: string\]|[\w$]+\??|"[^"]+"\??|'[^']+'\??):/gm, '$1readonly $2:')
    .replace(/: (\([^()]*\)|[\w.]+)\[\](\[\])?/g, (_, item, twice) => (twice === undefined ? `: readonly ${item}[]` : `: readonly (readonly ${item}[])[]`))
    .replaceAll('"', "'")
    .replace(/;$/gm, '')
    .trim()
}

async function typesOf(type, schema) {
  const name = `${pascal(named[type])}Wire`
  const context = { out: {}, left: left[type] ?? new Set() }
  schema.tags = tagsOf(schema)
  const root = schema.$defs[last(schema.$ref)]
  const envelope = new Set(['id', 'name', 'type', 'apiVersion'])
  const body = { ...root, properties: Object.fromEntries(Object.entries(root.properties).filter(([key]) => !envelope.has(key))) }
  const text = await compile({ title: name, ...sendable(body, schema, context), definitions: context.out }, name, {
    bannerComment: '', ignoreMinAndMaxItems: true, unreachableDefinitions: false, declareExternallyReferenced: true,
  })
  const types = restyled(text).replace(/^export type (?!.*Wire = )/gm, 'type ')
  const needs = ['Json', 'JsonObject'].filter((word) => new RegExp(`\\b${word}\\b`).test(types))
  const imports = needs.length === 0 ? '' : `import type { ${needs.join(', ')} } from '../../base/json.ts'\n\n`
  const comment = `/** What a request for ${type} may hold (${schema['x-resource'].apiVersion}); generated by scripts/wire.mjs. */\n`
  return `${imports}${types.replace(`export type ${name} = `, `${comment}export type ${name} = `)}\n`
}

/** Paths below the root at which `found` holds; an array is a `[]` segment, a name that people choose is `*`. What stands for another resource holds an id only, and circles are left. */
function pathsWhere(schema, found) {
  const paths = new Set()
  const walk = (node, path, inside) => {
    const name = node.$ref === undefined ? null : last(node.$ref)
    const target = name === null ? node : schema.$defs[name]
    if (name !== null && (inside.includes(name) || (target.properties?.id !== undefined && target.properties.location !== undefined && inside.length > 0))) return
    const within = name === null ? inside : [...inside, name]
    for (const [key, value] of Object.entries(target.properties ?? {})) {
      const here = path === '' ? key : `${path}.${key}`
      if (here === 'apiVersion') continue
      if (found(value)) paths.add(here)
      else walk(value, here, within)
    }
    if (target.items !== undefined) walk(target.items, `${path}[]`, within)
    if (typeof target.additionalProperties === 'object') walk(target.additionalProperties, `${path}.*`, within)
    for (const branch of target.oneOf ?? []) walk(branch, path, within)
  }
  walk({ $ref: schema.$ref }, '', [])
  return [...paths].sort(byText)
}

const isReadOnly = (node) => node.readOnly === true
const isInMap = (path) => path.includes('.*')
const isSecret = (node) => node['x-sensitive'] === true || (node.writeOnly === true && node.$ref?.endsWith('Secrets') === true)

const listed = (entries) => entries
  .filter(([, paths]) => paths.length > 0)
  .map(([type, paths]) => `  '${type.toLowerCase()}': [\n${paths.map((path) => `    '${path}',\n`).join('')}  ],\n`)
  .join('')

/** What only Azure writes of a type, sorted, without what lies in another path of the list. */
function readOnlyPathsOf(type, schema) {
  const more = connections.includes(type) ? besideState : (unmarked[type] ?? [])
  const own = pathsWhere(schema, isReadOnly).filter((path) => !more.some((whole) => path.startsWith(`${whole}.`)))
  return [...new Set([...own, ...more])].sort(byText)
}

function pathsFile(schemas) {
  const all = schemas.filter(([type]) => named[type] !== undefined || connections.includes(type)).map(([type, schema]) => [type, readOnlyPathsOf(type, schema)])
  const readOnly = all.map(([type, paths]) => [type, paths.filter((path) => !isInMap(path))])
  const inMaps = all.map(([type, paths]) => [type, paths.filter(isInMap)])
  const secret = schemas.map(([type, schema]) => [type, [...new Set([...pathsWhere(schema, isSecret), ...(unmarkedSecrets[type] ?? [])])].sort(byText)])
  return `/** Paths of ARM bodies, by type in lower case; an array is a \`[]\` behind its name. Generated by scripts/wire.mjs from the published schemas and its list of what they leave unmarked. */
type Paths = Readonly<Record<string, readonly string[]>>

/** What only Azure writes, for the types that we create, manage or approve; a request without these is accepted. */
export const readOnlyPaths: Paths = {
${listed(readOnly)}}

/** The same inside maps, whose names people choose: \`*\` stands for every name. */
export const readOnlyInMaps: Paths = {
${listed(inMaps)}}

/** What may hold a secret, for every type whose schema is known. */
export const secretPaths: Paths = {
${listed(secret)}}
`
}

/** The generated files by name. */
export async function wireFiles(azureTypes) {
  const index = JSON.parse(readFileSync(join(azureTypes, 'index.json'), 'utf8'))
  const schemas = Object.entries(index.types)
    .sort(([one], [other]) => byText(one, other))
    .map(([type, { file }]) => [type, JSON.parse(readFileSync(join(azureTypes, file), 'utf8'))])
  const files = new Map([['paths.ts', pathsFile(schemas)]])
  for (const [type, schema] of schemas) if (named[type] !== undefined) files.set(`${named[type]}.ts`, await typesOf(type, schema))
  return files
}

const project = join(fileURLToPath(import.meta.url), '..', '..')
/** Where the published schemas are expected. */
export const azureTypesFolder = process.env.AZURE_TYPES ?? join(project, '..', 'shared', 'azure-types')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(join(azureTypesFolder, 'index.json'))) {
    console.log(`wire: no schemas in ${azureTypesFolder} (set AZURE_TYPES); nothing was written`)
  } else {
    const folder = join(project, 'src', 'resources', 'wire')
    mkdirSync(folder, { recursive: true })
    const files = await wireFiles(azureTypesFolder)
    for (const [name, text] of files) writeFileSync(join(folder, name), text)
    console.log(`wire: ${files.size} files written to ${folder}`)
  }
}
