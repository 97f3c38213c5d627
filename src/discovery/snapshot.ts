/** The snapshot file: what Azure said, unchanged but for secrets. */
import { z } from 'zod'
import { type ArmId, idKey, parseArmId, typeOf } from '../base/armId.ts'
import { withoutPaths } from '../base/withoutPaths.ts'
import { isObject, type JsonObject, parseJson } from '../base/json.ts'
import { aCloud } from '../estate/estate.ts'
import { secretPaths } from '../resources/wire/paths.ts'

/** The newest form of the file that this version reads. */
const version = 1

/** The largest file that is opened, in bytes. */
export const fileSizeLimit = 50 * 1024 * 1024

const aBody = z.custom<JsonObject>((value) => isObject(value) && typeof value['id'] === 'string', 'a resource without an id')

/** A snapshot file. Bodies and what else Azure said are kept whole; only what we rely on is looked at. */
export const aSnapshot = z.looseObject({
  ringfence: z.literal(version),
  takenAt: z.iso.datetime({ offset: true }),
  cloud: aCloud,
  workspaceId: z.string().refine((id) => parseArmId(id) !== null, 'not an ARM id'),
  resources: z.array(aBody).readonly(),
  permissions: z.record(z.string(), z.array(z.looseObject({ actions: z.array(z.string()), notActions: z.array(z.string()).default([]) }))),
  usages: z.record(z.string(), z.array(z.looseObject({ id: z.string(), currentValue: z.number(), limit: z.number() }))),
  providers: z.record(z.string(), z.record(z.string(), z.string())),
  refused: z.array(z.looseObject({ id: z.string(), status: z.number(), code: z.string(), type: z.string().nullish() })),
})
export type Snapshot = Readonly<z.infer<typeof aSnapshot>>

/** Why a file is not opened. */
export type OpenFailure =
  | { readonly is: 'tooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly is: 'notJson'; readonly why: string }
  /** `missing` are the parts that are absent or of another kind, such as `resources[3]`. */
  | { readonly is: 'notSnapshot'; readonly missing: readonly string[] }
  | { readonly is: 'newer'; readonly version: number }
  | { readonly is: 'noWorkspace'; readonly workspaceId: string }
  | { readonly is: 'workspaceRefused'; readonly workspaceId: string; readonly status: number; readonly code: string }
  /** The workspace's body lacks these properties, without which nothing about it can be said. */
  | { readonly is: 'workspaceUnreadable'; readonly workspaceId: string; readonly missing: readonly string[] }

/** An opened file, or why it was not opened. */
export type Opened = { readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly failure: OpenFailure }

const refuse = (failure: OpenFailure): Opened => ({ ok: false, failure })

/** The snapshot in `text`, without secrets; `bytes` is the file's size, so that a page can ask before it reads. Never throws. */
export function openSnapshot(text: string, bytes: number = text.length): Opened {
  if (bytes > fileSizeLimit) return refuse({ is: 'tooLarge', bytes, limit: fileSizeLimit })
  const parsed = parseJson(text)
  if (!parsed.ok) return refuse({ is: 'notJson', why: parsed.why })
  const form = isObject(parsed.value) ? parsed.value['ringfence'] : undefined
  if (typeof form === 'number' && form > version) return refuse({ is: 'newer', version: form })
  const checked = aSnapshot.safeParse(parsed.value)
  if (!checked.success) return refuse({ is: 'notSnapshot', missing: missingParts(checked.error) })
  const failure = workspaceFailure(checked.data)
  return failure === null ? { ok: true, snapshot: { ...checked.data, resources: checked.data.resources.map(withoutSecrets) } } : refuse(failure)
}

const shownParts = 5

const missingParts = (error: z.ZodError): readonly string[] =>
  [...new Set(error.issues.map(({ path }) => (path.length === 0 ? 'the whole file' : path.reduce<string>(placed, ''))))].slice(0, shownParts)

const placed = (before: string, key: PropertyKey): string => (typeof key === 'number' ? `${before}[${key}]` : before === '' ? String(key) : `${before}.${String(key)}`)

function workspaceFailure({ workspaceId, resources, refused }: Snapshot): OpenFailure | null {
  const key = keyOf(workspaceId)
  const body = resources.find(({ id }) => keyOf(id) === key)
  if (body === undefined) {
    const denied = refused.find(({ id }) => keyOf(id) === key)
    return denied === undefined ? { is: 'noWorkspace', workspaceId } : { is: 'workspaceRefused', workspaceId, status: denied.status, code: denied.code }
  }
  const properties = isObject(body['properties']) ? body['properties'] : {}
  const missing = ['storageAccount', 'keyVault'].filter((name) => parseArmId(properties[name]) === null)
  return missing.length === 0 ? null : { is: 'workspaceUnreadable', workspaceId, missing: missing.map((name) => `properties.${name}`) }
}

const keyOf = (id: unknown): string | null => {
  const parsed = parseArmId(id)
  return parsed === null ? null : idKey(parsed)
}

/** The type of a body, in lower case. The id decides: what a body says of its own type is not always the type that it is written as. */
export function typeKey(body: JsonObject): string {
  const id: ArmId | null = parseArmId(body['id'])
  if (id !== null) return typeOf(id).toLowerCase()
  return typeof body['type'] === 'string' ? body['type'].toLowerCase() : ''
}

/** The body without what its schema marks as secret. */
export const withoutSecrets = (body: JsonObject): JsonObject => withoutPaths(body, secretPaths[typeKey(body)] ?? [])
