/** What stands against a write beside rights and locks: etags, work on the same thing, rights on what the body names, quotas (arm-protocol.md sections 4, 9 and 13). */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import { enveloped, linkedAuthorizationFailed, type Said } from '../arm/errors.ts'
import { actionOf } from '../arm/faulty.ts'
import { may } from '../arm/rights.ts'
import { isInside, subscriptionNamed } from '../providers/ask.ts'
import type { Reply } from '../reply.ts'
import { subscriptionOf } from '../router.ts'
import { shapeOf } from '../shapes.ts'
import { parentKeyOf, typeKeyOf } from '../shelf.ts'
import { refuse, type Writing } from './building.ts'
import { holding, type Operation } from './operations.ts'
import { idsIn } from './policies.ts'
import { textAt } from './values.ts'

/** What a caller has to be allowed to do to a resource before it names it in a body, by the type of the named resource. */
const joins: Readonly<Record<string, string>> = {
  'microsoft.network/virtualnetworks/subnets': 'join', 'microsoft.network/virtualnetworks': 'join', 'microsoft.network/networksecuritygroups': 'join', 'microsoft.network/routetables': 'join',
  'microsoft.network/natgateways': 'join', 'microsoft.network/publicipaddresses': 'join', 'microsoft.network/networkinterfaces': 'join', 'microsoft.network/serviceendpointpolicies': 'join',
  'microsoft.network/applicationsecuritygroups': 'join', 'microsoft.network/privatednszones': 'join',
}

function joinOf({ type }: Writing, named: string): string | null {
  const key = typeKeyOf(named)
  if (key === 'microsoft.network/virtualnetworks/subnets' && !/^microsoft\.(network|compute|machinelearningservices)\//.test(type)) return 'joinViaServiceEndpoint'
  if (type === 'microsoft.network/virtualnetworks/virtualnetworkpeerings') return 'peer'
  return joins[key] ?? null
}

/** The resources that a body names anew; a subnet is asked about all of them, changed or not. */
function namedIn({ id, type, stored }: Writing, body: JsonObject): readonly string[] {
  const isChild = type.split('/').length > 2
  const isWhole = type === 'microsoft.network/virtualnetworks/subnets'
  const known = isWhole || stored === null ? new Set<string>() : new Set(idsIn(stored).map(idKey))
  return [...new Set(idsIn(body['properties'], known))].filter((one) => !(isChild && isInside(one, parentKeyOf(id))) && !isInside(one, id) && !isInside(id, one))
}

/** 403: the caller may not name a resource; 400: the resource is not there (F49). */
export function linked(writing: Writing, body: JsonObject): Reply | null {
  const { state, id, method } = writing
  const known = writing.stored === null ? new Set<string>() : new Set(idsIn(writing.stored).map(idKey))
  for (const named of namedIn(writing, body)) {
    const join = joinOf(writing, named)
    if (join === null) continue
    const action = `${shapeOf(typeKeyOf(named))?.type ?? typeKeyOf(named)}/${join}/action`
    const isElsewhere = subscriptionNamed(state, subscriptionOf(named) ?? '') === null
    if (isElsewhere || !may(state, action, named)) return linkedAuthorizationFailed({ action: actionOf(method, id), scope: id }, { action, scope: named })
    if (state.shelf.get(named) === null && !known.has(idKey(named))) return refuse('InvalidResourceReference', `Resource ${named} referenced by resource ${id} was not found.`).refused
  }
  return null
}

/** 412 for a type that honours etags at once; null when all conditions are met. */
export function precondition({ kind, stored }: Writing, headers: Headers): Reply | null {
  if (kind.etags !== 'now') return null
  const [match, noneMatch] = [headers.get('if-match'), headers.get('if-none-match')]
  const isStale = match !== null && (match === '*' ? stored === null : match !== textAt(stored ?? {}, 'etag'))
  const isThere = noneMatch === '*' && stored !== null
  return isStale || isThere ? enveloped(412, { code: 'PreconditionFailed', message: `Precondition failed: ${isThere ? 'the resource exists already' : 'the etag is not the current one'}.` }) : null
}

/** What work that is going on means for a write: an answer, or a failure that its own work will end with. */
export type Busy = { readonly is: 'answer'; readonly reply: Reply } | { readonly is: 'failure'; readonly said: Said }

const another = (operation: Operation): Said => ({
  code: 'AnotherOperationInProgress', message: `Another operation on this or a dependent resource is in progress. To retrieve the status of the operation use uri: operations/${operation.key}.`, details: [],
})

const notProvisioned = (id: string): Said => ({
  code: 'RetryableError', message: 'A retryable error occurred.', details: [{ code: 'ReferencedResourceNotProvisioned', message: `Cannot proceed with operation because resource ${id} is in Updating state.` }],
})

const storageBusy: Said = { code: 'StorageAccountOperationInProgress', message: 'An operation is currently performing on this storage account that requires exclusive access.' }

const answer = (status: number, said: Said): Busy => ({ is: 'answer', reply: enveloped(status, said) })

/** Work that goes on at what this write needs for itself, in each service's own words (F23, F36, F37, F41), or null. */
export function busy({ state, id, type }: Writing, holds: readonly string[], body: JsonObject | null): Busy | null {
  const operation = holding(state.works, [id, ...holds])
  if (operation !== null) {
    const held = [id, ...holds].find((one) => operation.holds.includes(idKey(one))) ?? id
    const isOwn = idKey(held) === idKey(id)
    if (typeKeyOf(held) === 'microsoft.storage/storageaccounts') return type.startsWith('microsoft.network/') ? { is: 'failure', said: storageBusy } : answer(409, storageBusy)
    if (!type.startsWith('microsoft.network/')) return answer(409, { code: 'Conflict', message: `Another operation is in progress on ${held}.` })
    return isOwn || type.startsWith('microsoft.network/virtualnetworks') ? answer(409, another(operation)) : answer(429, notProvisioned(held))
  }
  if (body === null || !type.startsWith('microsoft.network/')) return null
  const working = new Set([...state.works.running.values()].map((one) => idKey(one.id)))
  const named = idsIn(body['properties']).find((one) => working.has(idKey(one)) && !isInside(one, id) && !isInside(id, one) && joins[typeKeyOf(one)] !== undefined)
  return named === undefined ? null : answer(429, notProvisioned(named))
}

/** 409: the subscription has as many of a type as it may (F56). */
export function overQuota({ state, id, type, stored }: Writing): Reply | null {
  const subscription = subscriptionOf(id)?.toLowerCase() ?? ''
  const quota = stored !== null ? undefined : (state.world.quotas ?? []).find((one) => one.type.toLowerCase() === type && one.subscription.toLowerCase() === subscription)
  if (quota === undefined) return null
  const used = state.shelf.ofType(type).filter((one) => isInside(textAt(one, 'id'), `/subscriptions/${subscription}`)).length
  return used < quota.most ? null : enveloped(409, { code: 'QuotaExceeded', message: `The quota of ${quota.type} is exceeded: limit ${quota.most}, used ${used}.` })
}
