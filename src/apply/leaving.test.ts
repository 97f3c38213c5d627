/** Deletions: what somebody made of a resource since they were decided does not go with it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { armId, idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { withAt } from '../simulator/write/values.ts'
import { beginningOf, idOf, origin, placeOf, type Place, plannedAgain, plannedFor, ran, seenIn, snapshotOf } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { wayBack } from './undoRun.ts'

const planned = plannedFor(open)
const plan = smallPlan(planned.plan)
const endpoint = plan.find(({ type }) => idKey(type) === 'microsoft.network/privateendpoints') ?? (() => { throw new Error('no endpoint') })()
const deletes = ({ asked }: Place): readonly string[] => asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)

const asked = (place: Place, method: string, [id, version]: readonly [string, string], body: JsonObject) =>
  place.cloud.fetch(new Request(`${origin}${id}?api-version=${version}`, { method, headers: { authorization: `Bearer ${place.cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }))

describe('an endpoint that is made again because its connection was removed', () => {
  let dead: JsonObject = open
  let live: JsonObject = open
  const states = (status: string) => (body: JsonObject): JsonObject => {
    if (idKey(idOf(body)) === idKey(endpoint.id)) {
      const [one] = (body['properties'] as JsonObject)['privateLinkServiceConnections'] as readonly JsonObject[]
      return withAt(body, 'properties.privateLinkServiceConnections', [withAt(one ?? {}, 'properties.privateLinkServiceConnectionState', { status })])
    }
    return idKey(idOf(body)) === idKey(ids.vault) && status === 'Disconnected' ? withAt(body, 'properties.privateEndpointConnections', []) : body
  }

  beforeAll(async () => {
    const place = placeOf(open)
    await ran(place, beginningOf(planned, { plan: plan.filter(({ phase }) => phase === 'prepare') }), { people: 'end' })
    live = { ...open, resources: place.cloud.bodies() }
    dead = { ...open, resources: place.cloud.bodies().map(states('Disconnected')) }
  })

  /** The deletion, and the making that waits for it, as they were planned while the connection was gone. */
  const again = (): readonly Change[] => plannedAgain(snapshotOf(dead), planned.choices).plan.filter(({ id, do: what }) => idKey(id) === idKey(endpoint.id) && what !== 'manual').map((change): Change => ({ ...change, after: change.do === 'delete' ? [] : change.after.filter((key) => key.includes(endpoint.id)) }))

  it('goes while that is so', async () => {
    expect(again().map(({ do: what }) => what)).toEqual(['delete', 'create'])
    const place = placeOf(dead)
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(dead) }, { plan: again(), wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end?.is, deletes(place)]).toEqual(['done', [endpoint.id]])
  })

  it('stays where somebody else made it anew meanwhile, and that is told', async () => {
    const place = placeOf(live)
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(dead) }, { plan: again(), wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end, deletes(place)]).toMatchObject([{ is: 'paused', trouble: { text: 'changedMeanwhile', remedy: 'planAgain', unlike: [{ found: 'Approved' }] } }, []])
  })

  it('goes where only its own word is old: what its target says counts', async () => {
    const rejected = (live['resources'] as readonly JsonObject[]).map((body) => {
      if (idKey(idOf(body)) !== idKey(ids.vault)) return body
      const [one] = (body['properties'] as JsonObject)['privateEndpointConnections'] as readonly JsonObject[]
      return withAt(body, 'properties.privateEndpointConnections', [withAt(one ?? {}, 'properties.privateLinkServiceConnectionState', { status: 'Rejected' })])
    })
    const place = placeOf({ ...live, resources: rejected })
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(dead) }, { plan: again(), wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end?.is, deletes(place)]).toEqual(['done', [endpoint.id]])
  })

  it('stays where it leads elsewhere by now', async () => {
    const moved = (dead['resources'] as readonly JsonObject[]).map((body) => {
      if (idKey(idOf(body)) !== idKey(endpoint.id)) return body
      const [one] = (body['properties'] as JsonObject)['privateLinkServiceConnections'] as readonly JsonObject[]
      return withAt(body, 'properties.privateLinkServiceConnections', [withAt(one ?? {}, 'properties.privateLinkServiceId', ids.account)])
    })
    const place = placeOf({ ...dead, resources: moved })
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(dead) }, { plan: again(), wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end, deletes(place)]).toMatchObject([{ is: 'paused', trouble: { text: 'changedMeanwhile', unlike: [{ found: ids.account }] } }, []])
  })
})

describe('what a run created goes with consent', () => {
  const zone = plan.find(({ type }) => idKey(type) === 'microsoft.network/privatednszones') ?? endpoint
  const group = armId(`${ids.network.split('/virtualNetworks/')[0] ?? ''}/networkSecurityGroups/nsg-made`)
  const made: Change = { ...zone, do: 'create', key: `prepare/0/${group}`, id: group, type: 'Microsoft.Network/networkSecurityGroups', apiVersion: '2025-05-01', after: [], locks: [], body: { location: 'westeurope' }, secrets: [] }
  const rule: JsonObject = { properties: { priority: 100, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '22' } }

  it.each<readonly [string, readonly Change[], (place: Place) => Promise<unknown>, string]>([
    ['a security group, with the rules that others put into it', [made], (place) => asked(place, 'PUT', [`${group}/securityRules/theirs`, '2025-05-01'], rule), 'properties.securityRules'],
    ['a zone, with the records that others wrote', [zone].map((one): Change => ({ ...one, after: [] })), (place) => asked(place, 'PUT', [`${zone.id}/A/theirs`, '2024-06-01'], { properties: { ttl: 10, aRecords: [{ ipv4Address: '10.0.0.9' }] } }), 'properties.numberOfRecordSets'],
  ])('but not %s', async (_, created, theirs, path) => {
    const back = async (meanwhile: (place: Place) => Promise<unknown>) => {
      const place = placeOf(open)
      const { store } = await ran(place, beginningOf(planned, { plan: created }), { people: 'end' })
      await meanwhile(place)
      await place.clock.sleep(300_000)
      const way = wayBack(store.all.get('run') ?? [], 'delete')
      const { run } = await ran(place, { ...beginningOf(planned), snapshot: seenIn(open, place.cloud), run: 'back', plan: way.plan, kind: 'undo' }, { people: 'end' })
      return { end: run.end, deleted: deletes(place).length }
    }
    expect(await back(() => Promise.resolve())).toMatchObject({ end: { is: 'restored' }, deleted: 1 })
    expect(await back(theirs)).toMatchObject({ end: { is: 'paused', trouble: { text: 'changedMeanwhile', wrote: 'nothing', unlike: [{ path }] } }, deleted: 0 })
  })
})
