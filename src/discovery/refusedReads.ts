/** What could not be read, as a scope and a type, so that rules answer "unknown" there and nowhere else. Pure. */
import { type ArmId, idKey, isWithin, parseArmId } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { Unread } from '../estate/access.ts'
import type { Workspace } from '../estate/services.ts'
import type { Reading } from '../resources/resourceType.ts'
import type { Snapshot } from './snapshot.ts'

const assignments = 'Microsoft.Authorization/roleAssignments'

/** A resource that was not read, or (`type`) the list of a type inside a scope. */
interface Target {
  readonly id: string
  readonly type: string | null
}

/** The path of an address: without host, query and a slash at the end. */
const pathOf = (text: string): string => text.trim().replace(/^https:\/\/[^/]+/i, '').replace(/[?#].*$/, '').replace(/\/+$/, '')

const types = (segments: readonly string[]): string => [segments[0] ?? '', ...segments.slice(1).filter((_, index) => index % 2 === 0)].join('/')

/**
 * The resource or the list that an address names. Behind the last `providers` a resource has a namespace and pairs of type and name; an
 * address that ends with a type is a list: of children of a resource, or of a scope's resources.
 */
export function targetOf(text: string): Target {
  const path = pathOf(text)
  const segments = path.split('/').slice(1)
  const at = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers')
  if (at < 0) return segments.length % 2 === 0 ? { id: path, type: null } : { id: `/${segments.slice(0, -1).join('/')}`, type: `Microsoft.Resources/${segments.at(-1) ?? ''}` }
  const own = segments.slice(at + 1)
  if (own.length === 0) return { id: `/${segments.slice(0, at).join('/')}`, type: 'Microsoft.Resources/providers' }
  if (own.length % 2 === 1) return { id: path, type: null }
  return { id: `/${segments.slice(0, own.length === 2 ? at : -1).join('/')}`, type: types(own) }
}

const subscriptionOf = (workspaceId: ArmId): ArmId | null => parseArmId(workspaceId.split('/').slice(0, 3).join('/'))

/** The refusals of a snapshot. One above subscriptions (a management group) counts for the subscription of the workspace, which inherits from it. */
export const refusedReads = ({ refused }: Snapshot, reading: Reading, { id: workspaceId }: Pick<Workspace, 'id'>): readonly Unread[] =>
  refused.flatMap(({ id: text, type, status, code }): readonly Unread[] => {
    const listed = targetOf(text)
    const wanted = type ?? listed.type
    const own = reading.id(type === undefined || type === null ? listed.id : scopeOf(text, listed))
    if (own !== null) return [{ id: own, type: wanted, status, code }]
    const above = subscriptionOf(workspaceId)
    return above === null ? [] : [{ id: above, type: wanted ?? typeAbove(text), status, code }]
  })

/** A refusal that says its type names the scope itself, unless the address still ends with that type. */
const scopeOf = (text: string, listed: Target): string => (listed.type === null ? pathOf(text) : listed.id)

/** The type of a resource outside subscriptions, such as a role assignment at a management group. */
const typeAbove = (text: string): string => types(pathOf(text).split('/').slice(pathOf(text).split('/').findLastIndex((segment) => segment.toLowerCase() === 'providers') + 1))

/**
 * Roles that the workspace's own identity holds through a management group or the whole directory. They have no place among the
 * estate's ids; that the identity holds none is therefore not known.
 */
export function inheritedRoles(resources: readonly JsonObject[], { id, principalId }: Pick<Workspace, 'id' | 'principalId'>): readonly Unread[] {
  const scope = subscriptionOf(id)
  const inherited = resources.some((body) => {
    const properties = isObject(body['properties']) ? body['properties'] : {}
    return parseArmId(body['id']) === null && typeof body['id'] === 'string' && idKey(targetType(body)) === idKey(assignments) && principalId !== null && properties['principalId'] === principalId
  })
  return inherited && scope !== null && isWithin(id, scope) ? [{ id: scope, type: assignments, status: 200, code: 'InheritedRole' }] : []
}

const targetType = (body: JsonObject): string => (typeof body['type'] === 'string' ? body['type'] : typeof body['id'] === 'string' ? typeAbove(body['id']) : '')
