import { type ArmId, idKey, nameOf, parentOf } from '../base/armId.ts'
import { hostOf } from './folded.ts'
import { nounOf } from './types.ts'

/** Names by what they stand for; asked twice for the same thing, the same name is given. */
export type Names = (thing: string, wish: string) => string

/** What our own files use: words of the language, functions, and names that every module has. */
const TAKEN = [
  'phase', 'closed', 'location', 'tags', 'targetScope', 'param', 'var', 'resource', 'module', 'output', 'import', 'metadata', 'type', 'func', 'existing', 'if', 'for', 'in',
  'true', 'false', 'null', 'using', 'extends', 'assert', 'extension', 'provider', 'with', 'as', 'string', 'int', 'bool', 'object', 'array', 'any', 'az', 'sys', 'this',
  'environment', 'resourceGroup', 'subscription', 'tenant', 'managementGroup', 'resourceId', 'extensionResourceId', 'subscriptionResourceId', 'json', 'format', 'deployment',
  'readEnvironmentVariable', 'length', 'first', 'last', 'max', 'min', 'union', 'empty', 'range', 'concat', 'contains', 'split', 'join', 'replace', 'items', 'map', 'filter', 'sort',
  'resourceGroups', 'count', 'dependsOn', 'forEach', 'lifecycle', 'locals', 'providers', 'source', 'version',
]

const LONGEST = 60

/** A giver of names that are unique without regard to case. */
export function names(): Names {
  const given = new Map<string, string>()
  const taken = new Set(TAKEN.map((word) => word.toLowerCase()))
  return (thing, wish) => {
    const found = given.get(thing)
    if (found !== undefined) return found
    const base = wish.slice(0, LONGEST)
    const isFree = (name: string): boolean => !taken.has(name.toLowerCase())
    let name = base
    for (let number = 2; !isFree(name); number += 1) name = `${base}${number}`
    taken.add(name.toLowerCase())
    given.set(thing, name)
    return name
  }
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const wordsOf = (text: string): readonly string[] => text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`

/** The words of a text as one: `snet-private-endpoints` becomes `snetPrivateEndpoints`. */
export function camel(text: string): string {
  const [first = '', ...rest] = wordsOf(text)
  const start = /^[A-Z0-9]+$/.test(first) ? first.toLowerCase() : `${first.slice(0, 1).toLowerCase()}${first.slice(1)}`
  return [start, ...rest.map(capital)].join('')
}

/** The same with a capital at the beginning. */
export const pascal = (text: string): string => wordsOf(text).map(capital).join('')

/** A name for a resource of `type`, made from its own; children that are often called alike carry their parent's too. */
export function symbolFor(id: ArmId, type: string): string {
  const [own, noun] = [nameOf(id), nounOf(type)]
  const kind = type.toLowerCase()
  if (kind.endsWith('/privatednszones')) return zoneSymbol(own)
  const host = hostOf(id)
  if (kind.endsWith('/privatednszonegroups')) return `${named(nameOf(parentOf(id)), 'endpoint')}Dns`
  if (kind.endsWith('/virtualnetworklinks')) return `${zoneSymbol(nameOf(parentOf(id)))}Link`
  if (kind.endsWith('/roleassignments')) return `role${pascal(nameOf(host ?? parentOf(id)))}`
  return named(GUID.test(own) ? '' : own, noun)
}

const zoneSymbol = (zone: string): string => `zone${pascal(zone.replace(/^privatelink\./i, '').replace(/\.core\..*$/i, ''))}`

function named(own: string, noun: string): string {
  const word = camel(own)
  if (word === '') return camel(noun)
  return /^[0-9]/.test(word) ? `${camel(noun)}${pascal(own)}` : word
}

// A parameter whose name suggests a secret has to be @secure (Bicep's secure-secrets-in-params); an id is none, so it is named after what it is.
const SUSPICIOUS = /secret|passw|pwd|key|token|credential/i

/** A name for the parameter that holds the id of a resource. */
export function idParameterFor(id: ArmId, type: string): string {
  const symbol = symbolFor(id, type)
  return `${SUSPICIOUS.test(symbol) ? camel(nounOf(type).replaceAll('key vault', 'vault')) : symbol}Id`
}

/** A name for the parameter that holds a field as it was read. */
export function fieldParameterFor(symbol: string, field: string): string {
  const wish = `${symbol}${pascal(field)}`
  return SUSPICIOUS.test(wish) ? `${SUSPICIOUS.test(symbol) ? 'value' : symbol}AsRead` : wish
}

/** What `Names` calls the resource with this id. */
export const resourceThing = (id: ArmId): string => `resource ${idKey(id)}`
