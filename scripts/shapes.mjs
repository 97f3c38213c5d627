// Writes src/simulator/shapes.json: which ARM types there are and the api-versions that each of them answers to.
// Reads the published list from AZURE_TYPES (default ../shared/azure-types): index.json, and operations.json for what is no resource.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMain, root, writeOrCheck } from './files.mjs'

const folder = process.env['AZURE_TYPES'] ?? join(root, '../shared/azure-types')
const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8'))

/** Kinds of records in a private DNS zone; the published list has A only, and all of them are one interface. */
const records = ['AAAA', 'ALL', 'CNAME', 'MX', 'PTR', 'SOA', 'SRV', 'TXT']

/** What has no segment `providers` in its path, by the path's last fixed segment. */
const containers = {
  subscriptions: 'Microsoft.Resources/subscriptions',
  locations: 'Microsoft.Resources/subscriptions/locations',
  resources: 'Microsoft.Resources/resources',
  providers: 'Microsoft.Resources/providers',
}

/** The type that a path of operations.json reads or lists, or null where the path names none. */
function typeOfPath(path) {
  const segments = path.split('/').slice(1)
  const at = segments.lastIndexOf('providers')
  const namespace = segments[at + 1] ?? '{'
  if (at >= 0 && !namespace.startsWith('{')) return [namespace, ...segments.slice(at + 2).filter((_, index) => index % 2 === 0)].join('/')
  const fixed = segments.filter((segment) => !segment.startsWith('{')).at(-1)
  return containers[fixed] ?? null
}

const exampleVersions = (operation) =>
  (operation.examples ?? []).map((id) => read(`examples/${id}.json`).request?.url ?? '').map((url) => /api-version=([\w-]+)/.exec(url)?.[1]).filter((version) => version !== undefined)

/** The text of shapes.json: sets of versions, and for each type the number of its set. */
export function shapes() {
  const versions = new Map()
  const add = (type, more) => versions.set(type, new Set([...(versions.get(type) ?? []), ...more]))
  for (const [type, entry] of Object.entries(read('index.json').types)) add(type, [entry.apiVersion, ...entry.stableApiVersions, ...entry.previewApiVersions])
  const known = new Map([...versions.keys()].map((type) => [type.toLowerCase(), type]))
  for (const operation of read('operations.json').filter(({ method, path }) => method === 'GET' || path.endsWith('/resources'))) {
    const type = typeOfPath(operation.path)
    if (type === null || type.includes('{')) continue
    const resource = known.get(type.toLowerCase())
    // A list may be served in a version that no schema of the type was published for (deny assignments).
    if (resource !== undefined) {
      add(resource, [operation.apiVersion].filter((version) => /^\d{4}-/.test(version)))
      continue
    }
    add(type, [operation.apiVersion, ...exampleVersions(operation), ...(versions.get(type.split('/').slice(0, -1).join('/')) ?? [])])
  }
  add('Microsoft.Resources/tenants', versions.get('Microsoft.Resources/subscriptions') ?? [])
  // operations.json notes this newer version beside the one that it lists.
  add('Microsoft.ResourceGraph/resources', ['2024-04-01'])
  for (const record of records) add(`Microsoft.Network/privateDnsZones/${record}`, versions.get('Microsoft.Network/privateDnsZones/A') ?? [])
  return printed(versions)
}

function printed(versions) {
  const texts = [...versions].sort(([one], [other]) => (one < other ? -1 : 1)).map(([type, set]) => [type, JSON.stringify([...set].toSorted((one, other) => (one < other ? -1 : 1)))])
  const sets = [...new Set(texts.map(([, text]) => text))]
  const types = texts.map(([type, text]) => `    ${JSON.stringify(type)}: ${sets.indexOf(text)}`)
  return `{\n  "sets": [\n${sets.map((text) => `    ${text}`).join(',\n')}\n  ],\n  "types": {\n${types.join(',\n')}\n  }\n}\n`
}

if (isMain(import.meta.url)) {
  if (existsSync(folder)) writeOrCheck(new Map([['src/simulator/shapes.json', shapes()]]))
  else console.log(`${folder} is absent: src/simulator/shapes.json stays as it is`)
}
