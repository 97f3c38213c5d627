// Writes src/simulator/bodies.json: what a request's body may hold, for every ARM type that can be written, equal definitions once.
// Reads the published schemas from AZURE_TYPES (default ../shared/azure-types).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMain, root, writeOrCheck } from './files.mjs'

const folder = process.env['AZURE_TYPES'] ?? join(root, '../shared/azure-types')
const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8'))

/** Words of a schema that decide about a body; the rest is a note for readers. */
const kept = ['type', 'const', 'enum', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum', 'required', 'readOnly']

const byText = ([one], [other]) => (one < other ? -1 : 1)

/** One node with its references replaced by numbers of `bodies.json`; `numberOf` gives the number of a name. */
function slim(node, numberOf) {
  if (typeof node !== 'object' || node === null) return node
  const words = Object.entries(node).filter(([key]) => kept.includes(key))
  const parts = []
  // Values that a service documents are all that a body of ours may have (azure-types/README.md); long lists, such as sizes, grow.
  if (node['x-known-values'] !== undefined && node['x-known-values'].length <= 24) parts.push(['words', node['x-known-values']])
  if (node.$ref !== undefined) parts.push(['ref', numberOf(node.$ref.slice(node.$ref.lastIndexOf('/') + 1))])
  if (node.properties !== undefined) parts.push(['properties', Object.fromEntries(Object.entries(node.properties).map(([key, inner]) => [key, slim(inner, numberOf)]))])
  if (node.items !== undefined) parts.push(['items', slim(node.items, numberOf)])
  if (typeof node.additionalProperties === 'object') parts.push(['values', slim(node.additionalProperties, numberOf)])
  if (node.properties !== undefined && node.additionalProperties !== false) parts.push(['open', true])
  if (node.discriminator !== undefined) parts.push(['by', node.discriminator.propertyName])
  for (const word of ['oneOf', 'anyOf']) if (node[word] !== undefined) parts.push(['either', node[word].map((inner) => slim(inner, numberOf))])
  return Object.fromEntries([...words, ...parts])
}

/** Names of all definitions that a node refers to, in the order of their appearance. */
const refsIn = (node) => [...JSON.stringify(node).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name)

/** The definitions that a schema needs from a name on, depth first. */
function reachable(schema, name, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  for (const next of refsIn(schema.$defs[name])) reachable(schema, next, found)
  return found
}

/** The text of bodies.json. A definition is known again by its name and by all that it reaches. */
export function bodies() {
  const numbers = new Map()
  const texts = []
  const types = []
  for (const [type, { file }] of Object.entries(read('index.json').types).sort(byText)) {
    const schema = read(file)
    const keyOf = (name) => JSON.stringify([...reachable(schema, name)].sort((one, other) => (one < other ? -1 : 1)).map((one) => [one, schema.$defs[one]]))
    const numberOf = (name) => {
      const key = `${name} ${keyOf(name)}`
      const known = numbers.get(key)
      if (known !== undefined) return known
      const number = texts.length
      numbers.set(key, number)
      texts.push('')
      texts[number] = JSON.stringify(slim(schema.$defs[name], numberOf))
      return number
    }
    types.push(`    ${JSON.stringify(type)}: ${numberOf(schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1))}`)
  }
  return `{\n  "nodes": [\n${texts.map((text) => `    ${text}`).join(',\n')}\n  ],\n  "types": {\n${types.join(',\n')}\n  }\n}\n`
}

if (isMain(import.meta.url)) {
  if (existsSync(folder)) writeOrCheck(new Map([['src/simulator/bodies.json', bodies()]]))
  else console.log(`${folder} is absent: src/simulator/bodies.json stays as it is`)
}
