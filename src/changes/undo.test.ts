import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Estate } from '../estate/estate.ts'
import { anyEstate } from '../estate/fixtures/arbitrary.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { plan } from '../resources/index.ts'
import { anyChoices } from '../steps/arbitraryChoices.ts'
import { desiredEstate } from '../steps/index.ts'
import type { Body, Change } from './change.ts'
import { difference } from './difference.ts'
import { inOrder } from './order.ts'
import { restate } from './restate.ts'
import { undo } from './undo.ts'

type Bodies = ReadonlyMap<string, Body>

/** What a change does to bodies, at the paths that it names. */
function applied(bodies: Bodies, change: Change): Bodies {
  const next = new Map(bodies)
  if (change.do === 'create') next.set(change.id, change.body)
  if (change.do === 'update') next.set(change.id, restate(next.get(change.id) ?? {}, change.patch, []))
  if (change.do === 'delete') next.delete(change.id)
  return next
}

/** Bodies before a plan: what its updates and deletions say was there. */
function before(changes: readonly Change[]): Bodies {
  const bodies = new Map<string, Body>()
  for (const change of changes.toReversed()) {
    if (change.do === 'update') bodies.set(change.id, restate(bodies.get(change.id) ?? {}, change.before, []))
    if (change.do === 'delete') bodies.set(change.id, restate(bodies.get(change.id) ?? {}, change.before, []))
    if (change.do === 'create') bodies.delete(change.id)
  }
  return bodies
}

const keysOf = (changes: readonly Change[]) => new Set(changes.map(({ key }) => key))
const drawn = anyEstate.chain((estate) => anyChoices(estate).map((choices): readonly [Estate, Estate] => [estate, desiredEstate(estate, choices)]))
const aPlan: fc.Arbitrary<readonly Change[]> = fc.oneof(drawn.map(([current, desired]) => plan(current, desired)), fc.constant(plan(open, secured)))
/** A plan and a part of it that can have been done. */
const part = aPlan.chain((changes) => fc.nat(changes.length).map((length) => [changes, changes.slice(0, length)] as const))
const runs = { numRuns: 25 }

describe('undo', () => {
  it('gives every body back that was there before, at the paths that the plan wrote', () => {
    fc.assert(fc.property(part, ([changes, done]) => {
      const start = before(changes)
      const there = done.reduce(applied, start)
      const { changes: back, left } = undo(changes, keysOf(done))
      const end = back.reduce(applied, there)
      const made = new Set<string>(left.flatMap((change) => (change.do === 'create' ? [change.id] : [])))
      const lasting = new Set<string>(left.flatMap((change) => (change.do === 'update' ? [change.id] : [])))
      expect([...start].filter(([id]) => !made.has(id) && !lasting.has(id)).map(([id, body]) => [id, difference(end.get(id) ?? {}, body)]).filter(([, rest]) => JSON.stringify(rest) !== '{}')).toEqual([])
      expect([...end.keys()].filter((id) => !start.has(id)).sort()).toEqual([...made].filter((id) => !start.has(id)).sort())
    }), runs)
  })

  it('takes each done change back or names it as left, and touches nothing else', () => {
    fc.assert(fc.property(part, ([changes, done]) => {
      const { changes: back, left } = undo(changes, keysOf(done))
      expect(back.length + left.length).toBe(done.length)
      expect(left.every((change) => change.do !== 'update' || change.lasting !== undefined)).toBe(true)
      expect(new Set(back.map(({ key }) => key)).size).toBe(back.length)
      // What is deleted had closed something; all else that was made is left.
      const closers = new Set<string>(done.flatMap((change) => (change.do === 'create' && change.closes ? [change.id] : [])))
      expect(back.filter(({ closes, phase, do: what, id }) => closes || (what === 'delete' && !(phase === 'prepare' && closers.has(id))))).toEqual([])
      expect(left.filter((change) => change.do === 'create' && change.closes)).toEqual([])
    }), runs)
  })

  it('opens doors before it takes anything away, in whatever order its changes are done', () => {
    fc.assert(fc.property(part, ([changes, done]) => {
      const { changes: back } = undo(changes, keysOf(done))
      const doors = back.findLastIndex(({ phase }) => phase === 'prepare')
      const takes = back.findIndex(({ phase }) => phase === 'lockdown')
      expect(takes === -1 || doors < takes).toBe(true)
      // The order is one in which they can be done, and nothing waits for what is not there.
      const places = new Map(back.map(({ key }, index) => [key, index]))
      for (const { key, after } of back) for (const other of after) expect(places.get(other) ?? Infinity).toBeLessThan(places.get(key) ?? -1)
      expect(inOrder(back, ({ key }) => key)).toHaveLength(back.length)
      const opening = new Set(back.filter(({ phase }) => phase === 'prepare').map(({ key }) => key))
      const reach = (key: Change['key'], seen = new Set<Change['key']>()): ReadonlySet<Change['key']> => {
        for (const next of back.find((each) => each.key === key)?.after ?? []) if (!seen.has(next)) { seen.add(next); reach(next, seen) }
        return seen
      }
      const early = back.filter(({ key, phase }) => phase === 'lockdown' && [...opening].some((door) => !reach(key).has(door)))
      expect(early).toEqual([])
    }), runs)
  })

  it('of an untouched plan is nothing', () => {
    expect(undo(plan(open, secured), new Set())).toEqual({ changes: [], left: [] })
  })

  it('opens the workspace first, then monitoring, storage, vault and registry, and leaves the endpoints', () => {
    const changes = plan(open, secured)
    const { changes: back, left } = undo(changes, keysOf(changes))
    const services = back.filter(({ phase, id }) => phase === 'prepare' && !id.includes('/Microsoft.Network/')).map(({ id }) => id)
    expect(services).toEqual([ids.workspace, ids.component, ids.logWorkspace, ids.account, ids.vault, ids.registry])
    expect(back.filter((change) => change.do === 'update' && change.lasting !== undefined)).toEqual([])
    expect(back[0]).toMatchObject({ id: ids.workspace, patch: { properties: { publicNetworkAccess: 'Enabled' } }, before: { properties: { publicNetworkAccess: 'Disabled' } }, closes: false })
    expect(left.map(({ id }) => id)).toContain(securedIds.vaultEndpoint)
  })

  it('deletes a rule that closes, as a door, and leaves its group and the rules that only add', () => {
    const changes = plan(open, secured)
    const rule = changes.find((change) => change.do === 'create' && change.closes)
    if (rule?.do !== 'create') throw new Error('a rule closes')
    const { changes: back, left } = undo(changes, keysOf(changes))
    expect(back.filter((change) => change.do === 'delete')).toEqual([expect.objectContaining({ id: rule.id, phase: 'prepare', closes: false, before: rule.body })])
    const inGroup = (all: readonly Change[]) => all.filter((change) => change.do === 'create' && change.type === rule.type).map(({ id }) => id)
    expect(inGroup(left)).toEqual(inGroup(changes).filter((id) => id !== rule.id))
    // It is gone before what was there for it alone.
    expect(back.filter(({ phase }) => phase === 'lockdown').every(({ after }) => after.length > 0)).toBe(true)
  })

  it('makes again what was deleted, unless something stands there by now', () => {
    const gone: Estate = { ...secured, zoneGroups: secured.zoneGroups.slice(1) }
    const [deleted] = plan(secured, gone).filter((change) => change.do === 'delete')
    if (deleted === undefined) throw new Error('a zone group is deleted')
    expect(undo(plan(secured, gone), new Set([deleted.key])).changes).toMatchObject([{ do: 'create', id: deleted.id, body: deleted.do === 'delete' ? deleted.before : {} }])
    const broken: Estate = { ...secured, endpoints: secured.endpoints.map((endpoint) => ({ ...endpoint, status: 'disconnected' })) }
    const again = plan(broken, secured)
    const { changes: back, left } = undo(again, keysOf(again))
    expect(back).toEqual([])
    expect(left).toHaveLength(again.length)
    const half = again.filter((change) => change.do === 'delete')
    expect(undo(again, keysOf(half)).changes.map((change) => [change.do, change.id])).toEqual(half.toReversed().map(({ id }) => ['create', id]))
  })

  it('leaves the tier of a registry that has an endpoint by now, and takes it back before that', () => {
    const changes = plan(open, secured)
    const tier = changes.filter((change) => change.do === 'update' && change.id === ids.registry && 'sku' in change.patch)
    expect(tier).toMatchObject([{ lasting: { 'sku.name': 'whileReferredTo' } }])
    expect(undo(changes, keysOf(tier))).toMatchObject({ changes: [{ id: ids.registry, patch: { sku: { name: 'Standard' } }, before: { sku: { name: 'Premium' } } }], left: [] })
    const { changes: back, left } = undo(changes, keysOf(changes))
    expect(back.filter((change) => change.do === 'update' && 'sku' in change.patch)).toEqual([])
    // Whichever part of the run made the endpoint.
    expect(undo(tier, keysOf(tier), changes)).toMatchObject({ changes: [], left: tier })
    expect(left).toEqual(expect.arrayContaining(tier))
  })

  it('leaves a component that is classic no more, and still gives back what else was written with it', () => {
    const classic: Estate = { ...open, components: open.components.map((each) => ({ ...each, logWorkspaceId: null })) }
    const moved = plan(classic, open)
    expect(undo(moved, keysOf(moved))).toEqual({ changes: [], left: moved })
    const closed: Change[] = moved.map((change) => (change.do !== 'update' ? change : {
      ...change, patch: restate(change.patch, { properties: { Flow_Type: 'b' } }, []), before: restate(change.before, { properties: { Flow_Type: 'a' } }, []),
    }))
    expect(undo(closed, keysOf(closed))).toMatchObject({ changes: [{ id: ids.component, patch: { properties: { Flow_Type: 'a' } }, before: { properties: { Flow_Type: 'b' } } }], left: closed })
  })
})
