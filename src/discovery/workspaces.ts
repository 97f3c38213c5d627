/** All workspaces that an account can see, usable while they come: by Resource Graph, else subscription by subscription. */
import { nameOf, parentOf, groupOf, parseArmId, subscriptionOf, typeOf } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Arm } from '../arm/client.ts'
import type { Failure } from '../arm/failure.ts'
import { numberAt, objectsAt, textAt } from '../resources/accessors.ts'
import type { Listing, WorkspaceRow } from './collecting.ts'
import { graphVersion, subscriptionsVersion, workspacesVersion } from './versions.ts'

/** Rows keep their id and are sorted by it, or Resource Graph could not page them (arm-protocol.md section 6). */
const workspacesQuery = [
  'resources',
  "where type =~ 'microsoft.machinelearningservices/workspaces'",
  'project id, name, kind, location, subscriptionId, tenantId, access = tostring(properties.publicNetworkAccess), isolation = tostring(properties.managedNetwork.isolationMode), endpoints = array_length(properties.privateEndpointConnections)',
  'order by id asc',
].join(' | ')

const workspaceType = 'Microsoft.MachineLearningServices/workspaces'
/** More subscriptions than these are not asked one by one. */
const MOST_SUBSCRIPTIONS = 25

interface Subscription { readonly id: string; readonly name: string | null; readonly state: string | null; readonly tenant: string | null }
type Subscriptions = ReadonlyMap<string, Subscription>

/** What has come so far. Rows keep their identity, but for the one time that the names of subscriptions come. */
interface Desk {
  rows: readonly WorkspaceRow[]
  total: number | null
  cut: Listing['cut']
  subscriptions: Subscriptions | null
}

const listing = ({ rows, total, cut }: Desk, state: Listing['state'], failure: Failure | null): Listing => ({ rows, total, state, cut, failure })

/** The listing after each page, the last one with its end. Stopping keeps what came; so does a failure. Where the names of subscriptions cannot be read, rows have none. */
export async function* listWorkspaces(arm: Arm, signal: AbortSignal): AsyncGenerator<Listing, void, void> {
  const desk: Desk = { rows: [], total: null, cut: 'whole', subscriptions: null }
  const naming = subscriptionsSeen(arm, signal).then((found) => {
    desk.subscriptions = found
    if (found.size > 0) desk.rows = desk.rows.map((row) => named(row, found))
  })
  let failure: Failure | null = null
  for await (const page of arm.graphPages({ query: workspacesQuery, apiVersion: graphVersion, signal })) {
    if (page.ok) {
      desk.rows = [...desk.rows, ...rowsOf(page.items, desk)]
      desk.total = page.total ?? desk.total
      if (page.cut === 'cut') desk.cut = 'cut'
      yield listing(desk, 'running', null)
    } else failure = page.failure
  }
  await naming
  if (desk.rows.length === 0 && desk.cut === 'whole' && (failure === null || isGraphs(failure))) failure = yield* oneByOne({ arm, signal, desk }, failure)
  const stopped = failure?.is === 'stopped'
  yield listing(desk, failure === null ? 'done' : stopped ? 'stopped' : 'failed', stopped ? null : failure)
}

/** Whether it is Resource Graph that does not answer, and not the sign-in, the network or the caller's stop. */
const isGraphs = ({ is }: Failure): boolean => is === 'denied' || is === 'notFound' || is === 'unexpected' || is === 'conflict'

/** Asks each subscription for its workspaces, where there are few: Resource Graph is behind, or refuses. Gives the failure that remains. */
async function* oneByOne({ arm, signal, desk }: { readonly arm: Arm; readonly signal: AbortSignal; readonly desk: Desk }, before: Failure | null): AsyncGenerator<Listing, Failure | null, void> {
  const ids = [...(desk.subscriptions ?? new Map<string, Subscription>()).values()].map(({ id }) => id).sort()
  if (ids.length === 0 || ids.length > MOST_SUBSCRIPTIONS) return before
  const failures: Failure[] = []
  for (const id of ids) {
    const listed = await arm.list({ path: `/subscriptions/${id}/providers/${workspaceType}`, apiVersion: workspacesVersion, signal })
    if (!listed.ok) failures.push(listed.failure)
    if (!listed.ok && !isGraphs(listed.failure)) return listed.failure
    desk.rows = [...desk.rows, ...rowsOf(listed.items.map(asRow), desk)]
    if (listed.items.length > 0) yield listing(desk, 'running', null)
  }
  if (failures.length > 0 && failures.length < ids.length) desk.cut = 'cut'
  desk.total = desk.rows.length
  return failures.length === ids.length ? (before ?? failures[0] ?? null) : null
}

/** A workspace as ARM answers it, with the columns of the query. */
function asRow(body: Json): Json {
  if (!isObject(body)) return body
  return {
    ...body,
    access: textAt(body, 'properties.publicNetworkAccess'), isolation: textAt(body, 'properties.managedNetwork.isolationMode'),
    endpoints: isObject(body['properties']) && Array.isArray(body['properties']['privateEndpointConnections']) ? objectsAt(body, 'properties.privateEndpointConnections').length : null,
  }
}

/** The subscriptions that the account sees, by their ids in lower case: their names, and whether they are switched off. Empty where that is refused. */
async function subscriptionsSeen(arm: Arm, signal: AbortSignal): Promise<Subscriptions> {
  const { items } = await arm.list({ path: '/subscriptions', apiVersion: subscriptionsVersion, signal })
  return new Map(items.flatMap((item) => {
    const id = textAt(item, 'subscriptionId')
    return id === null ? [] : [[id.toLowerCase(), { id, name: textAt(item, 'displayName'), state: textAt(item, 'state'), tenant: textAt(item, 'tenantId') }] as const]
  }))
}

function named(row: WorkspaceRow, subscriptions: Subscriptions): WorkspaceRow {
  const { name = null, state = null, tenant = null } = subscriptions.get(row.subscription.toLowerCase()) ?? {}
  return { ...row, subscriptionName: name, subscriptionState: state, tenant: row.tenant ?? tenant }
}

const rowsOf = (items: readonly Json[], { subscriptions }: Desk): readonly WorkspaceRow[] =>
  items.flatMap(rowOf).map((row) => (subscriptions === null ? row : named(row, subscriptions)))

function rowOf(row: Json): readonly WorkspaceRow[] {
  const id = isObject(row) ? parseArmId(row['id']) : null
  if (id === null || typeOf(id).toLowerCase() !== workspaceType.toLowerCase()) return []
  return [{
    id,
    name: textAt(row, 'name') ?? nameOf(id),
    kind: textAt(row, 'kind') ?? 'Default',
    region: textAt(row, 'location') ?? '',
    // Resource Graph gives group names in lower case; the id has their own letters.
    resourceGroup: nameOf(groupOf(id) ?? parentOf(id)),
    subscription: textAt(row, 'subscriptionId') ?? subscriptionOf(id),
    subscriptionName: null,
    subscriptionState: null,
    tenant: textAt(row, 'tenantId'),
    network: networkOf(textAt(row, 'isolation'), textAt(row, 'access')),
    endpoints: numberAt(row, 'endpoints'),
  }]
}

/** A managed network is told first: it decides more than the public switch does. */
function networkOf(isolation: string | null, access: string | null): WorkspaceRow['network'] {
  if (isolation !== null && isolation !== '' && isolation.toLowerCase() !== 'disabled') return 'managed'
  const open = access?.toLowerCase()
  return open === 'enabled' ? 'public' : open === 'disabled' ? 'private' : 'unknown'
}
