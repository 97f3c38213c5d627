/** ARM resource ids: make, compare, take apart. Ids compare without case, so an estate keeps one spelling per resource (`spelling`). */

declare const brand: unique symbol
/** An absolute ARM id such as `/subscriptions/…/providers/Microsoft.Network/virtualNetworks/vnet-a`, without a trailing slash. */
export type ArmId = string & { readonly [brand]: 'ArmId' }

const SHAPE = /^\/subscriptions\/[^/\s]+(\/[^/]+)*$/i

/** The id in `text`, or null when it is none. Surrounding blanks and a trailing slash are dropped; letters stay as they are. */
export function parseArmId(text: unknown): ArmId | null {
  if (typeof text !== 'string') return null
  const trimmed = text.trim().replace(/\/+$/, '')
  return SHAPE.test(trimmed) ? (trimmed as ArmId) : null
}

/** The id in `text`; throws for our own mistakes, such as a malformed literal. */
export function armId(text: string): ArmId {
  const id = parseArmId(text)
  if (id === null) throw new Error(`not an ARM id: ${JSON.stringify(text)}`)
  return id
}

/** What two spellings of one id have in common: the id in lower case. */
export const idKey = (id: string): string => id.toLowerCase()

/** Whether both texts name the same resource. Needed only where one of them comes from outside an estate. */
export const sameId = (one: string, other: string): boolean => idKey(one) === idKey(other)

/** The child resource `name` of `parent`, for a type segment such as `subnets`. */
export const childId = (parent: ArmId, segment: string, name: string): ArmId => `${parent}/${segment}/${name}` as ArmId

/** A resource of `type` (`Microsoft.Network/privateEndpoints`) named `name` in a resource group, subscription, or on another resource. */
export const resourceId = (scope: ArmId, type: string, name: string): ArmId => `${scope}/providers/${type}/${name}` as ArmId

/** The resource group `name` of a subscription given by its GUID. */
export const groupId = (subscription: string, name: string): ArmId =>
  `/subscriptions/${subscription}/resourceGroups/${name}` as ArmId

const segmentsOf = (id: string): readonly string[] => id.split('/').slice(1)

const lastProviders = (segments: readonly string[]): number =>
  segments.reduce((found, segment, index) => (segment.toLowerCase() === 'providers' ? index : found), -1)

/** The last segment: a resource's own name. */
export const nameOf = (id: ArmId): string => segmentsOf(id).at(-1) ?? ''

/** The full type, such as `Microsoft.Network/virtualNetworks/subnets`, in the letters of the id; a group or subscription has `Microsoft.Resources/…`. */
export function typeOf(id: ArmId): string {
  const segments = segmentsOf(id)
  const at = lastProviders(segments)
  if (at < 0) return segments.length > 2 ? 'Microsoft.Resources/resourceGroups' : 'Microsoft.Resources/subscriptions'
  const namespace = segments[at + 1] ?? ''
  return [namespace, ...segments.slice(at + 2).filter((_, index) => index % 2 === 0)].join('/')
}

/** The subscription's GUID. */
export const subscriptionOf = (id: ArmId): string => segmentsOf(id)[1] ?? ''

/** The resource group as an id, or null for what lies above groups. */
export function groupOf(id: ArmId): ArmId | null {
  const segments = segmentsOf(id)
  return segments[2]?.toLowerCase() === 'resourcegroups' && segments[3] !== undefined
    ? (`/${segments.slice(0, 4).join('/')}` as ArmId)
    : null
}

/** The parent resource of a child; for an extension the resource it sits on; for a top-level resource its group or subscription. */
export function parentOf(id: ArmId): ArmId {
  const segments = segmentsOf(id)
  const at = lastProviders(segments)
  const own = at < 0 ? 0 : segments.length - at
  return `/${segments.slice(0, own > 4 ? -2 : at < 0 ? -2 : at).join('/')}` as ArmId
}

/** Whether `id` is `scope` or lies inside it. */
export function isWithin(id: string, scope: string): boolean {
  const [inner, outer] = [idKey(id), idKey(scope).replace(/\/+$/, '')]
  return inner === outer || inner.startsWith(`${outer}/`)
}

/**
 * A function that gives every id one spelling: that of the resource itself when it is among `resources`, else the first in
 * sort order of those seen in `mentions`, else the id's own; a child begins with the letters of its parent.
 */
export function spelling(resources: Iterable<string>, mentions: Iterable<string> = []): (id: ArmId) => ArmId {
  const own = firstByKey(resources)
  const known = firstByKey(mentions)
  const spelled = new Map<string, ArmId>()
  const spell = (id: ArmId): ArmId => {
    const key = idKey(id)
    const before = spelled.get(key)
    if (before !== undefined) return before
    const letters = own.get(key) ?? known.get(key) ?? id
    const parent = nearestResource(key, own)
    // Spellings differ in case only, so the parent's letters take exactly the place of the prefix.
    const result = (parent === null ? letters : spell(parent as ArmId) + letters.slice(parent.length)) as ArmId
    // An id that nobody else spells keeps its own letters, whichever was asked for first.
    if (own.has(key) || known.has(key)) spelled.set(key, result)
    return result
  }
  return spell
}

function firstByKey(ids: Iterable<string>): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  for (const id of [...ids].sort()) if (!first.has(idKey(id))) first.set(idKey(id), id)
  return first
}

/** The key of the closest known resource above an id; null when there is none. */
function nearestResource(key: string, known: ReadonlyMap<string, string>): string | null {
  for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
    const above = key.slice(0, end)
    if (known.has(above)) return above
  }
  return null
}
