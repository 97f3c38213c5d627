/** Two of us who do not know each other agree: what the product plans is taken by the simulated ARM from a caller with the rights that the product names, and read back it is what was wanted. Changes are carried out one by one, in the plan's order. */
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { restate } from '../changes/restate.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot, type Snapshot } from '../discovery/snapshot.ts'
import { plan } from '../resources/index.ts'
import { needsOf } from '../resources/rights.ts'
import { writable } from '../resources/writable.ts'
import { desiredEstate, propose } from '../steps/index.ts'
import { virtualClock } from './clock.ts'
import { estates } from './fixtures/asking.ts'
import { type Desk, desk, type Ended } from './fixtures/writing.ts'
import { hub } from './scenarios/hub.ts'
import { open } from './scenarios/open.ts'
import { secured } from './scenarios/secured.ts'
import { worldOf } from './scenarios/snapshot.ts'
import { withAt } from './write/values.ts'

function snapshotOf(value: Json): Snapshot {
  const opened = openSnapshot(JSON.stringify(value))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return opened.snapshot
}

const unlimited = { size: 100_000, perSecond: 1000 }

async function carriedOut(at: Desk, change: Change): Promise<Ended | null> {
  const path = `${change.id}?api-version=${change.apiVersion}`
  const read = async (): Promise<JsonObject> => (await at.get(path)).body
  switch (change.do) {
    case 'create': return at.done('PUT', path, change.secrets.reduce<JsonObject>((body, { path: secret }) => withAt(body, secret, 'Not-a-true-1'), change.body))
    case 'update': return change.by === 'patch' ? at.done('PATCH', path, change.patch) : at.done('PUT', path, restate(writable(change.type, await read()), change.patch, []))
    case 'delete': return at.done('DELETE', path)
    case 'action': {
      const answer = await at.send('POST', `${change.id}/${change.action}?api-version=${change.apiVersion}`)
      at.advance(120)
      return { first: answer, state: answer.status === 200 ? 'Succeeded' : 'Failed', error: answer.body?.error, body: null }
    }
    case 'manual': return null
  }
}

const cases: readonly (readonly [string, Json])[] = [['open', open], ['hub', hub], ['secured', secured], ...estates]

describe.each(cases)('the plan of %s', (_, file) => {
  it('is carried out as it stands, and planning again gives nothing but tasks', async () => {
    const snapshot = snapshotOf(file)
    const estate = readEstate(snapshot)
    const { choices } = propose(estate)
    const world = worldOf(file, virtualClock('2026-11-23T08:00:00Z'))
    const desired = desiredEstate(estate, choices)
    const changes = plan(estate, desired)
    // The caller may read, and beyond that exactly what the product says that the plan needs.
    const needed = [...new Set(changes.flatMap(needsOf({ current: estate, desired })).map(({ action }) => action))]
    const at = desk({
      ...world, permissions: {}, otherwise: [{ actions: ['*/read', ...needed], notActions: [], dataActions: [], notDataActions: [] }], refused: [], tokens: { ...world.tokens, check: 'any' },
      limits: { ...world.limits, read: unlimited, write: unlimited, delete: unlimited, privateDns: unlimited },
      // A snapshot that does not name a namespace says nothing about it; that a plan registers what it needs is asked of the preflight.
      providers: Object.fromEntries(world.subscriptions.map(({ id }) => [id, { 'Microsoft.Compute': 'Registered', 'Microsoft.Insights': 'Registered', 'Microsoft.Network': 'Registered', ...world.providers[id] }])),
    })
    const wrong: unknown[] = []
    for (const change of changes) {
      const ended = await carriedOut(at, change)
      if (ended !== null && ended.state !== 'Succeeded') wrong.push([change.key, change.do, ended.state, ended.first.status, ended.error])
    }
    expect(wrong).toEqual([])
    const after = readEstate(snapshotOf({ ...(file as JsonObject), resources: at.cloud.bodies(), providers: registeredNow(file as JsonObject, changes) }))
    const again = plan(after, desiredEstate(after, choices)).filter(({ do: what }) => what !== 'manual')
    expect(again.map(({ key, do: what, ...rest }) => [key, what, 'patch' in rest ? rest.patch : null])).toEqual([])
  })
})

/** What a fresh read would say of registrations. */
function registeredNow(file: JsonObject, changes: readonly Change[]): Json {
  const providers = (file['providers'] ?? {}) as Readonly<Record<string, JsonObject>>
  const added = changes.filter(({ do: what }) => what === 'action').map(({ id }) => id.split('/'))
  return Object.fromEntries(Object.entries(providers).map(([id, states]) => [id, { ...states, ...Object.fromEntries(added.filter((parts) => parts[2]?.toLowerCase() === id.toLowerCase()).map((parts) => [parts.at(-1) ?? '', 'Registered'])) }]))
}
