/** From a path to what it names. Pure: a route says what is meant, not whether it is there. */

/** What a path of ARM names. `type` is in lower case; `id` and `scope` keep the letters of the path. */
export type Route =
  | { readonly is: 'tenants' }
  | { readonly is: 'subscriptions' }
  | { readonly is: 'subscription'; readonly id: string }
  | { readonly is: 'locations'; readonly id: string }
  | { readonly is: 'groups'; readonly scope: string }
  /** The generic list of a subscription or a group. */
  | { readonly is: 'resources'; readonly scope: string }
  | { readonly is: 'providers'; readonly scope: string }
  | { readonly is: 'provider'; readonly scope: string; readonly namespace: string }
  | { readonly is: 'graph' }
  | { readonly is: 'permissions'; readonly scope: string }
  /** A resource or a group. */
  | { readonly is: 'resource'; readonly id: string; readonly type: string }
  /** All of a type in a subscription or group, below a resource, or attached to a scope. */
  | { readonly is: 'list'; readonly scope: string; readonly type: string }

/** Types that sit on any scope, in their own `providers` part. */
const attached = new Set(['locks', 'roleassignments', 'roledefinitions', 'denyassignments', 'permissions', 'diagnosticsettings'])

/** Whether resources of this type sit on other resources. */
export const isAttached = (type: string): boolean => attached.has(type.split('/')[1] ?? '')

/** The type that a route is about, in ARM's letters where the path has none. */
export function typeOfRoute(route: Route): string {
  switch (route.is) {
    case 'tenants': return 'Microsoft.Resources/tenants'
    case 'subscriptions':
    case 'subscription': return 'Microsoft.Resources/subscriptions'
    case 'locations': return 'Microsoft.Resources/subscriptions/locations'
    case 'groups': return 'Microsoft.Resources/resourceGroups'
    case 'resources': return 'Microsoft.Resources/resources'
    case 'providers':
    case 'provider': return 'Microsoft.Resources/providers'
    case 'graph': return 'Microsoft.ResourceGraph/resources'
    case 'permissions': return 'Microsoft.Authorization/permissions'
    case 'resource':
    case 'list': return route.type
  }
}

/** The id that rights are asked for, or null where everybody may ask. */
export function scopeOfRoute(route: Route): string | null {
  switch (route.is) {
    case 'tenants':
    case 'subscriptions':
    case 'graph': return null
    case 'subscription':
    case 'locations':
    case 'resource': return route.id
    case 'groups':
    case 'resources':
    case 'providers':
    case 'provider':
    case 'permissions':
    case 'list': return route.scope
  }
}

function decoded(path: string): readonly string[] | null {
  try {
    const segments = path.replace(/\/+$/, '').split('/').slice(1).map(decodeURIComponent)
    return segments.some((segment) => segment === '' || segment === '.' || segment === '..' || /[/\\?#]/.test(segment)) ? null : segments
  } catch {
    return null
  }
}

const joined = (segments: readonly string[]): string => `/${segments.join('/')}`

/** What a path outside every provider names. */
function container(segments: readonly string[]): Route | null {
  const [first, , third, , fifth] = segments.map((segment) => segment.toLowerCase())
  if (first === 'tenants' && segments.length === 1) return { is: 'tenants' }
  if (first !== 'subscriptions') return null
  const scope = joined(segments.slice(0, segments.length > 4 ? 4 : 2))
  if (segments.length === 1) return { is: 'subscriptions' }
  if (segments.length === 2) return { is: 'subscription', id: scope }
  if (segments.length === 3 && third === 'locations') return { is: 'locations', id: scope }
  if (segments.length === 3 && third === 'resourcegroups') return { is: 'groups', scope }
  if (segments.length === 3 && third === 'resources') return { is: 'resources', scope }
  if (segments.length === 4 && third === 'resourcegroups') return { is: 'resource', id: joined(segments), type: 'microsoft.resources/resourcegroups' }
  if (segments.length === 5 && third === 'resourcegroups' && fifth === 'resources') return { is: 'resources', scope }
  return null
}

/** What the path names, or null when it names nothing. */
export function routeOf(path: string): Route | null {
  const segments = decoded(path)
  if (segments === null) return null
  const lower = segments.map((segment) => segment.toLowerCase())
  const at = lower.lastIndexOf('providers')
  if (at < 0) return container(segments)
  const scope = at === 0 ? '' : joined(segments.slice(0, at))
  const [namespace, ...rest] = lower.slice(at + 1)
  if (at > 0 && lower[0] !== 'subscriptions') return null
  if (namespace === undefined) return at === 2 ? { is: 'providers', scope } : null
  if (rest.length === 0) return at === 2 ? { is: 'provider', scope, namespace: segments[at + 1] ?? '' } : null
  const type = [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/')
  if (scope === '') return type === 'microsoft.resourcegraph/resources' && rest.length === 1 ? { is: 'graph' } : null
  if (type === 'microsoft.authorization/permissions' && rest.length === 1) return { is: 'permissions', scope }
  if (rest.length % 2 === 0) return { is: 'resource', id: joined(segments), type }
  return { is: 'list', scope: rest.length === 1 ? scope : joined(segments.slice(0, -1)), type }
}

/** The subscription in a path, or null. */
export function subscriptionOf(path: string): string | null {
  const [, first, id] = path.split('/', 3)
  return first?.toLowerCase() === 'subscriptions' && id !== undefined && id !== '' ? decodeURIComponent(id) : null
}
