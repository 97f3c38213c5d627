/** All workspaces that an account can see, by Resource Graph, usable while they come. */
import { nameOf, parentOf, groupOf, parseArmId, subscriptionOf } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Arm } from '../arm/client.ts'
import type { Failure } from '../arm/failure.ts'
import { numberAt, textAt } from '../resources/accessors.ts'
import type { Listing, WorkspaceRow } from './collecting.ts'
import { graphVersion } from './versions.ts'

/** Rows keep their id and are sorted by it, or Resource Graph could not page them (arm-protocol.md section 6). */
const workspacesQuery = [
  'resources',
  "where type =~ 'microsoft.machinelearningservices/workspaces'",
  'project id, name, kind, location, subscriptionId, tenantId, access = tostring(properties.publicNetworkAccess), isolation = tostring(properties.managedNetwork.isolationMode), endpoints = array_length(properties.privateEndpointConnections)',
  'order by id asc',
].join(' | ')

const subscriptionsQuery = "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, name, subscriptionId | order by id asc"

type Names = ReadonlyMap<string, string>

/** The listing after each page, the last one with its end. Stopping keeps what came; so does a failure. Where the names of subscriptions cannot be read, rows have none. */
export async function* listWorkspaces(arm: Arm, signal: AbortSignal): AsyncGenerator<Listing, void, void> {
  let names: Names | null = null
  const naming = subscriptionNames(arm, signal).then((found) => { names = found })
  const rows: WorkspaceRow[] = []
  let total: number | null = null
  let cut: Listing['cut'] = 'whole'
  const listing = (state: Listing['state'], failure: Failure | null): Listing => ({ rows: named(rows, names), total, state, cut, failure })

  for await (const page of arm.graphPages({ query: workspacesQuery, apiVersion: graphVersion, signal })) {
    if (!page.ok) {
      const stopped = page.failure.is === 'stopped'
      return yield listing(stopped ? 'stopped' : 'failed', stopped ? null : page.failure)
    }
    rows.push(...page.items.flatMap(rowOf))
    total = page.total ?? total
    if (page.cut === 'cut') cut = 'cut'
    yield listing('running', null)
  }
  await naming
  yield listing('done', null)
}

async function subscriptionNames(arm: Arm, signal: AbortSignal): Promise<Names> {
  const { rows } = await arm.graph({ query: subscriptionsQuery, apiVersion: graphVersion, signal })
  return new Map(rows.flatMap((row) => {
    const [id, name] = [textAt(row, 'subscriptionId'), textAt(row, 'name')]
    return id === null || name === null ? [] : [[id.toLowerCase(), name] as const]
  }))
}

const named = (rows: readonly WorkspaceRow[], names: Names | null): readonly WorkspaceRow[] =>
  names === null ? [...rows] : rows.map((row) => ({ ...row, subscriptionName: names.get(row.subscription.toLowerCase()) ?? null }))

function rowOf(row: Json): readonly WorkspaceRow[] {
  const id = isObject(row) ? parseArmId(row['id']) : null
  if (id === null) return []
  return [{
    id,
    name: textAt(row, 'name') ?? nameOf(id),
    kind: textAt(row, 'kind') ?? 'Default',
    region: textAt(row, 'location') ?? '',
    // Resource Graph gives group names in lower case; the id has their own letters.
    resourceGroup: nameOf(groupOf(id) ?? parentOf(id)),
    subscription: textAt(row, 'subscriptionId') ?? subscriptionOf(id),
    subscriptionName: null,
    tenant: textAt(row, 'tenantId'),
    network: networkOf(textAt(row, 'isolation'), textAt(row, 'access')),
    endpoints: numberAt(row, 'endpoints'),
  }]
}

/** A managed network is told first: it decides more than the public switch does. */
function networkOf(isolation: string | null, access: string | null): WorkspaceRow['network'] {
  if (isolation !== null && isolation.toLowerCase() !== 'disabled') return 'managed'
  const open = access?.toLowerCase()
  return open === 'enabled' ? 'public' : open === 'disabled' ? 'private' : 'unknown'
}
