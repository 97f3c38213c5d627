/** Resource Graph's tables: the inventory as rows. What the caller may not read is left out without a word. */
import type { Json, JsonObject } from '../../base/json.ts'
import { type Ask, idOf, subscriptionsOf, visible } from '../providers/ask.ts'
import { subscriptionOf } from '../router.ts'
import { isDnsRecord, isTracked } from '../tracked.ts'

/** The columns of a row; types and group names come in lower case, ids as they are. */
const columns = ['kind', 'location', 'managedBy', 'sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation']

function rowOf(body: JsonObject, tenantId: string, type: string): JsonObject {
  const id = idOf(body)
  const group = /\/resourcegroups\/([^/]+)/i.exec(id)?.[1] ?? ''
  const rest: readonly (readonly [string, Json])[] = columns.map((name) => [name, body[name] ?? (name === 'kind' || name === 'location' || name === 'managedBy' ? '' : null)])
  return { id, name: body['name'] ?? id.split('/').at(-1) ?? '', type, tenantId, resourceGroup: group.toLowerCase(), subscriptionId: subscriptionOf(id) ?? '', ...Object.fromEntries(rest) }
}

const groupType = 'microsoft.resources/resourcegroups'

const tests: Readonly<Record<string, (type: string) => boolean>> = {
  resources: isTracked,
  dnsresources: isDnsRecord,
  authorizationresources: (type) => type === 'microsoft.authorization/roleassignments',
}

/** The subscriptions and groups as rows; their types are longer here than elsewhere. */
function containers(ask: Ask, among: ReadonlySet<string>): readonly JsonObject[] {
  const subscriptions = subscriptionsOf(ask).filter(({ id }) => among.has(id.toLowerCase()))
  const rows = subscriptions.map(({ id, name, tenantId, state }) => ({
    ...rowOf({ id: `/subscriptions/${id}`, name, properties: { state, subscriptionPolicies: { quotaId: 'PayAsYouGo_2014-09-01' } } }, tenantId, 'microsoft.resources/subscriptions'), subscriptionId: id,
  }))
  const tenant = new Map(subscriptions.map(({ id, tenantId }) => [id.toLowerCase(), tenantId]))
  const groups = ask.state.shelf.ofType(groupType).filter((body) => tenant.has((subscriptionOf(idOf(body)) ?? '').toLowerCase()) && visible(ask, body))
  return [...rows, ...groups.map((body) => rowOf(body, ask.caller.tenantId, 'microsoft.resources/subscriptions/resourcegroups'))]
}

/** The rows of a table within these subscriptions (lower case), or null when there is no such table. */
export function tableRows(ask: Ask, table: string, among: ReadonlySet<string>): readonly JsonObject[] | null {
  const name = table.toLowerCase()
  if (name === 'resourcecontainers') return containers(ask, among)
  const test = tests[name]
  if (test === undefined) return null
  const found = ask.state.shelf.matching(test).filter(([, body]) => among.has((subscriptionOf(idOf(body)) ?? '').toLowerCase()) && visible(ask, body))
  return found.map(([type, body]) => rowOf(body, ask.caller.tenantId, type))
}
