/** The page's own configuration, public/config.json: which application, directory and cloud. Nothing tenant-specific is in the build. */
import { z } from 'zod'
import { type Json, parseJson } from './base/json.ts'
import { type Cloud, type CloudId, clouds } from './facts/clouds.ts'

/** What does not fit: the property's path (empty: the whole file), what was found there, what fits. */
export interface ConfigFault {
  readonly property: string
  readonly found: string
  readonly expected: string
}

/** Which build reads the file: the demo's may name http addresses, the product's may not. */
export type Build = 'product' | 'demo'

/** A configuration that fits. `arm` and `authority` are origins. */
export interface Config {
  /** The application's id; empty: this site is not set up for sign-in. */
  readonly clientId: string
  /** A directory's id, or `organizations` for any. */
  readonly tenant: string
  readonly cloud: CloudId
  readonly arm: string
  readonly authority: string
  /** Further hosts that may sign in; filled for a custom environment only. */
  readonly knownAuthorities: readonly string[]
  /** What the demo's sign-in service says of itself, for MSAL, which takes no http authority otherwise; null in the product. */
  readonly metadata: string | null
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/

const expected = {
  file: 'a JSON object with clientId, tenant and cloud',
  clientId: 'the application (client) id of the registration, a GUID, or an empty text while sign-in is not set up',
  tenant: '"organizations" or the id of one directory, a GUID',
  cloud: `one of ${Object.keys(clouds).join(', ')}`,
  endpoints: 'an object with resourceManager, authority and knownAuthorities, each of which may be left out',
  origin: 'an https origin without a path, such as https://management.contoso.example',
  hosts: 'a list of host names, such as ["login.contoso.example"]',
  demo: 'false, or no such property: only the demo build (npm run demo) takes true',
  metadata: 'no such property: only the demo build (npm run demo) takes it',
  known: 'no such property: known are clientId, tenant, cloud, endpoints and demo',
  knownEndpoint: 'no such property: known are resourceManager, authority and knownAuthorities',
} as const

const fits = <Value extends string>(is: (text: string) => boolean, error: string) => z.string({ error }).refine((text): text is Value => is(text), { error })

const isOrigin = (text: string, build: Build): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, origin } = new URL(text)
  return origin === text.replace(/\/$/, '').toLowerCase() && (protocol === 'https:' || (build === 'demo' && LOCAL.test(origin)))
}

const isHost = (text: string): boolean => URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text.toLowerCase()

const schemaOf = (build: Build) => {
  const origin = fits((text) => isOrigin(text, build), expected.origin)
  const forDemo = <Schema extends z.ZodType>(schema: Schema) => (build === 'demo' ? schema : z.never({ error: expected.metadata })).optional()
  return z.strictObject({
    clientId: fits((text) => text === '' || GUID.test(text), expected.clientId),
    tenant: fits((text) => text === 'organizations' || GUID.test(text), expected.tenant),
    cloud: fits<CloudId>((text) => Object.hasOwn(clouds, text), expected.cloud),
    endpoints: z.strictObject({
      resourceManager: origin.optional(),
      authority: origin.optional(),
      knownAuthorities: z.array(fits(isHost, expected.hosts), { error: expected.hosts }).optional(),
      authorityMetadata: forDemo(z.record(z.string(), z.unknown())),
    }, { error: expected.endpoints }).optional(),
    demo: z.boolean({ error: expected.demo }).refine((demo) => !demo || build === 'demo', { error: expected.demo }).optional(),
  }, { error: expected.file })
}

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<PropertyKey, unknown>>)[key] : undefined), value)

const nameOf = (path: readonly PropertyKey[]): string => path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '')

/** The first thing that does not fit. */
function faultIn(value: Json, { issues }: z.ZodError): ConfigFault {
  const [issue] = issues
  if (issue === undefined) return { property: '', found: shown(value), expected: expected.file }
  if (issue.code !== 'unrecognized_keys') return { property: nameOf(issue.path), found: shown(valueAt(value, issue.path)), expected: issue.message }
  const path = [...issue.path, issue.keys[0] ?? '']
  return { property: nameOf(path), found: shown(valueAt(value, path)), expected: issue.path.length === 0 ? expected.known : expected.knownEndpoint }
}

/** Reads the text of the configuration file, or says which property does not fit. */
export function readConfig(text: string, build: Build): { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly fault: ConfigFault } {
  const parsed = parseJson(text)
  if (!parsed.ok) return { ok: false, fault: { property: '', found: `text that is not JSON: ${parsed.why}`, expected: expected.file } }
  const read = schemaOf(build).safeParse(parsed.value)
  if (!read.success) return { ok: false, fault: faultIn(parsed.value, read.error) }
  const { clientId, tenant, cloud, endpoints } = read.data
  const own: Cloud = clouds[cloud]
  const authority = new URL(endpoints?.authority ?? own.authority).origin
  const isCustom = endpoints?.authority !== undefined && authority !== own.authority
  return {
    ok: true,
    config: {
      clientId, tenant, cloud, authority,
      arm: new URL(endpoints?.resourceManager ?? own.arm).origin,
      knownAuthorities: [...new Set([...(isCustom ? [new URL(authority).host] : []), ...(endpoints?.knownAuthorities ?? [])])],
      metadata: endpoints?.authorityMetadata === undefined ? null : JSON.stringify(endpoints.authorityMetadata),
    },
  }
}

/** The fault of a file that could not be had at all. */
export const noFile = (found: string): ConfigFault => ({ property: '', found, expected: expected.file })
