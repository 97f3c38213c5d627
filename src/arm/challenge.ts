/** What a 401 asks for: `WWW-Authenticate` taken apart scheme by scheme (faults F12 to F14). */
import { isObject, parseJson } from '../base/json.ts'

/** One challenge of the header: its scheme and parameters, names in lower case. */
export interface Challenge {
  readonly scheme: string
  readonly parameters: ReadonlyMap<string, string>
}

const LONGEST = 16_384
/** A name alone begins a challenge; a name with a value, quoted or bare, is a parameter of the one before. */
const PART = /[\s,]*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/gy

/** The challenges in a header, in their order; several schemes may share it. */
export function challengesIn(header: string): readonly Challenge[] {
  const found: { scheme: string; parameters: Map<string, string> }[] = []
  for (const [, name = '', quoted, bare] of header.slice(0, LONGEST).matchAll(PART)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare
    if (value === undefined) found.push({ scheme: name, parameters: new Map() })
    else found.at(-1)?.parameters.set(name.toLowerCase(), value)
  }
  return found
}

const bearers = (header: string): readonly Challenge[] => challengesIn(header).filter(({ scheme }) => scheme.toLowerCase() === 'bearer')

/** The claims that the first Bearer challenge with any asks for, as JSON text, whatever its `error` says; null when there are none. */
export function claimsIn(header: string): string | null {
  for (const { parameters } of bearers(header)) {
    const claims = decoded(parameters.get('claims') ?? '')
    if (claims !== null) return claims
  }
  return null
}

/** The tenant whose sign-in Azure names as the right one, by the address in the challenge; null when it names none. */
export function tenantIn(header: string): string | null {
  for (const { parameters } of bearers(header)) {
    const authority = parameters.get('authorization_uri') ?? parameters.get('authorization') ?? ''
    const tenant = URL.canParse(authority) ? new URL(authority).pathname.split('/')[1] : undefined
    if (tenant !== undefined && tenant !== '' && tenant !== 'common') return tenant
  }
  return null
}

/** The JSON in base64 of either alphabet, with or without padding; null when it is no JSON object. */
function decoded(text: string): string | null {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  if (base64 === '' || !/^[A-Za-z0-9+/]+$/.test(base64) || base64.length % 4 === 1) return null
  const json = new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
  const parsed = parseJson(json)
  return parsed.ok && isObject(parsed.value) ? json : null
}
