/** From a snapshot file to a world that answers what the snapshot says. The file's form is ours; its reader here is the simulator's own. */
import { isObject, type Json, type JsonObject } from '../../base/json.ts'
import type { Clock } from '../clock.ts'
import { objectIn, objectsIn, textIn } from '../fields.ts'
import { subscriptionOf } from '../router.ts'
import { emptyWorld, home, type Permission, type Refused, type Subscription, type World } from '../world.ts'

const textsIn = (body: JsonObject, key: string): readonly string[] => {
  const list = body[key]
  return Array.isArray(list) ? list.filter((one: unknown): one is string => typeof one === 'string') : []
}

const permissionOf = (entry: JsonObject): Permission => ({
  actions: textsIn(entry, 'actions'), notActions: textsIn(entry, 'notActions'), dataActions: textsIn(entry, 'dataActions'), notDataActions: textsIn(entry, 'notDataActions'),
})

const lists = (body: JsonObject): Readonly<Record<string, readonly JsonObject[]>> => Object.fromEntries(Object.keys(body).map((key) => [key, objectsIn(body, key)]))

function refusedOf(entry: JsonObject): Refused {
  const { id, code, status, type } = { id: textIn(entry, 'id'), code: textIn(entry, 'code'), status: entry['status'], type: textIn(entry, 'type') }
  return { id, code, status: typeof status === 'number' ? status : 403, ...(type === '' ? {} : { type }) }
}

const textsOf = (body: JsonObject): Readonly<Record<string, string>> => Object.fromEntries(Object.keys(body).map((key) => [key, textIn(body, key)]))

/** Every subscription that the snapshot speaks of, in the order of appearance. */
function subscriptionsIn(snapshot: JsonObject, tenantId: string): readonly Subscription[] {
  const idsOf = (key: string): readonly string[] => objectsIn(snapshot, key).map((body) => textIn(body, 'id'))
  const ids = [textIn(snapshot, 'workspaceId'), ...idsOf('resources'), ...Object.keys(objectIn(snapshot, 'permissions')), ...idsOf('refused')]
  const found = new Map<string, string>()
  for (const id of [...ids.map((one) => subscriptionOf(one) ?? ''), ...Object.keys(objectIn(snapshot, 'providers'))]) {
    if (id !== '' && !found.has(id.toLowerCase())) found.set(id.toLowerCase(), id)
  }
  return [...found.values()].map((id, index) => ({ id, name: `Subscription ${index + 1}`, tenantId, state: 'Enabled' }))
}

function tenantIn(snapshot: JsonObject): string {
  const workspace = objectsIn(snapshot, 'resources').find((body) => textIn(body, 'id').toLowerCase() === textIn(snapshot, 'workspaceId').toLowerCase())
  return workspace === undefined ? home.id : textIn(objectIn(workspace, 'properties'), 'tenantId') || home.id
}

/** The world of a snapshot file's parsed JSON; throws when it is no snapshot of a form that we know. */
export function worldOf(snapshot: Json, clock: Clock): World {
  if (!isObject(snapshot) || snapshot['ringfence'] !== 1) throw new Error('not a snapshot of form 1')
  const base = emptyWorld(clock)
  const tenantId = tenantIn(snapshot)
  return {
    ...base,
    tenants: [{ ...home, id: tenantId }],
    accounts: base.accounts.map((account) => ({ ...account, tenants: account.tenants.map((one) => ({ ...one, id: tenantId })) })),
    subscriptions: subscriptionsIn(snapshot, tenantId),
    resources: objectsIn(snapshot, 'resources'),
    permissions: Object.fromEntries(Object.entries(lists(objectIn(snapshot, 'permissions'))).map(([scope, entries]) => [scope, entries.map(permissionOf)])),
    usages: lists(objectIn(snapshot, 'usages')),
    providers: Object.fromEntries(Object.entries(objectIn(snapshot, 'providers')).map(([id, states]) => [id, isObject(states) ? textsOf(states) : {}])),
    refused: objectsIn(snapshot, 'refused').map(refusedOf),
  }
}
