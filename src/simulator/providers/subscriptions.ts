/** Directories, subscriptions, regions, groups, and the generic list of resources. */
import type { JsonObject } from '../../base/json.ts'
import { badRequest } from '../arm/errors.ts'
import { paged, parameter } from '../arm/paging.ts'
import { json, type Reply } from '../reply.ts'
import { subscriptionOf } from '../router.ts'
import { typeKeyOf } from '../shelf.ts'
import { isTracked } from '../tracked.ts'
import type { Subscription, Tenant } from '../world.ts'
import { type Ask, idOf, isInside, regionsOf, subscriptionNamed, subscriptionsOf, visible } from './ask.ts'

const tenantBody = ({ id, name, domain }: Tenant): JsonObject => ({
  id: `/tenants/${id}`, tenantId: id, displayName: name, countryCode: 'DE', defaultDomain: domain, domains: [domain], tenantCategory: 'Home', tenantType: 'AAD',
})

const subscriptionBody = ({ id, name, tenantId, state }: Subscription): JsonObject => ({
  id: `/subscriptions/${id}`, authorizationSource: 'RoleBased', managedByTenants: [], subscriptionId: id, tenantId, displayName: name, state,
  subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' },
})

/** The directories that the caller's account is in. */
export function tenants({ state, url, caller }: Ask): Reply {
  const own = new Set(caller.account.tenants.map(({ id }) => id))
  return paged(state, url, state.world.tenants.filter(({ id }) => own.has(id)).map(tenantBody))
}

/** The subscriptions of the token's directory. */
export const subscriptions = (ask: Ask): Reply => paged(ask.state, ask.url, subscriptionsOf(ask).map(subscriptionBody))

/** One subscription; the router has checked that it is there. */
export function subscription({ state }: Ask, id: string): Reply {
  const found = subscriptionNamed(state, subscriptionOf(id) ?? '')
  return json(200, found === null ? {} : subscriptionBody(found))
}

/** The regions of the world. */
export const locations = ({ state, url }: Ask, id: string): Reply =>
  paged(state, url, regionsOf(state).map((name) => ({ id: `${id}/locations/${name}`, name, type: 'Region', displayName: name, regionalDisplayName: name })))

/** The groups of a subscription that the caller may read. */
export const groups = (ask: Ask, scope: string): Reply =>
  paged(ask.state, ask.url, ask.state.shelf.ofType('microsoft.resources/resourcegroups').filter((body) => isInside(idOf(body), scope) && visible(ask, body)))

const listed = ['id', 'name', 'type', 'kind', 'managedBy', 'location', 'tags', 'sku', 'plan', 'identity', 'zones', 'extendedLocation', 'systemData']

/** An item of the generic list: no properties. */
const brief = (body: JsonObject): JsonObject => Object.fromEntries(listed.flatMap((key) => (body[key] === undefined || body[key] === null ? [] : [[key, body[key]]])))

/** All that the inventory has in a subscription or group, briefly. */
export function resources(ask: Ask, scope: string): Reply {
  const filter = parameter(ask.url, '$filter')
  const type = filter === null ? null : /^\s*resourceType\s+eq\s+'([^']+)'\s*$/i.exec(filter)?.[1]
  if (type === undefined) return badRequest(`The filter '${filter}' is not understood.`, '$filter')
  const found = type === null ? ask.state.shelf.all() : ask.state.shelf.ofType(type)
  return paged(ask.state, ask.url, found.filter((body) => isTracked(typeKeyOf(idOf(body))) && isInside(idOf(body), scope) && visible(ask, body)).map(brief))
}
