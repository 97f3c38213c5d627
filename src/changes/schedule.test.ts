import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idKey } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { anyEstate } from '../estate/fixtures/arbitrary.ts'
import { hub } from '../estate/fixtures/hub.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { plan } from '../resources/index.ts'
import { anyChoices } from '../steps/arbitraryChoices.ts'
import { desiredEstate, propose } from '../steps/index.ts'
import type { Change } from './change.ts'
import { carriedOut as carried, nothing, type People } from './fixtures/carriedOut.ts'
import { type Pace, remainingWays, type RunState, schedule, type ScheduleOptions, usualPace } from './schedule.ts'

const second = 1000
/** A made-up duration that differs from change to change and is the same each time. */
const lasts = ({ key }: Change): number => second * (1 + (key.split('').reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 40))

const carriedOut = (changes: readonly Change[], options?: ScheduleOptions, pace?: Pace, people?: People) => carried(changes, { lasts, options, pace, people })

const drawn = anyEstate.chain((estate) => anyChoices(estate).map((choices): readonly [Estate, Estate] => [estate, desiredEstate(estate, choices)]))
const aPlan: fc.Arbitrary<readonly Change[]> = fc.oneof(drawn.map(([current, desired]) => plan(current, desired)), fc.constant(plan(open, secured)))
const anyOptions = (changes: readonly Change[]): fc.Arbitrary<ScheduleOptions> =>
  fc.record({ askBeforeClosing: fc.boolean(), stopAfterPrepare: fc.boolean(), byHand: fc.subarray(changes.map(({ key }) => key), { maxLength: 3 }).map((keys) => new Set(keys)) })
const aRun = aPlan.chain((changes) => fc.tuple(fc.constant(changes), anyOptions(changes), fc.constantFrom(usualPace, { between: 0, together: 4 }, { between: 0, together: 100 })))
const runs = { numRuns: 20 }

describe('a schedule', () => {
  it('never has two writers on one lock, nor more at once than the pace allows', () => {
    fc.assert(fc.property(aRun, ([changes, options, pace]) => {
      for (const { change, running } of carriedOut(changes, options, pace).started) {
        const held = new Set(running.flatMap(({ locks }) => locks.map(idKey)))
        expect(change.locks.filter((lock) => held.has(idKey(lock)))).toEqual([])
        expect(running.length).toBeLessThan(pace.together)
      }
    }), runs)
  })

  it('starts nothing before what it waits for, and no closing before all that is prepared', () => {
    fc.assert(fc.property(aRun, ([changes, options, pace]) => {
      const prepared = changes.filter(({ phase }) => phase === 'prepare').map(({ key }) => key)
      const { started } = carriedOut(changes, options, pace)
      expect(started.filter(({ change, done }) => change.after.some((key) => !done.has(key)))).toEqual([])
      expect(started.filter(({ change, done }) => change.closes && prepared.some((key) => !done.has(key)))).toEqual([])
    }), runs)
  })

  it('brings every change to an end, or every change of prepare where it was told to stop there', () => {
    fc.assert(fc.property(aRun, ([changes, options, pace]) => {
      const { states, last } = carriedOut(changes, options, pace)
      const due = changes.filter(({ phase }) => phase === 'prepare' || !options.stopAfterPrepare)
      expect(due.filter(({ key }) => states.get(key)?.is !== 'done').map(({ key }) => key)).toEqual([])
      expect(last?.run).toBe(due.length === changes.length ? 'done' : 'prepared')
    }), runs)
  })

  it('is the same each time', () => {
    fc.assert(fc.property(aRun, ([changes, options, pace]) => {
      const order = () => carriedOut(changes, options, pace).started.map(({ at, change: { key } }) => [at, key])
      expect(order()).toEqual(order())
    }), { numRuns: 8 })
  })

  it('starts no closing before all that is prepared, however early a person says that the last task is done', () => {
    const changes = plan(open, desiredEstate(open, propose(open).choices))
    const writes = changes.filter(({ phase, do: what }) => phase === 'prepare' && what !== 'manual').map(({ key }) => key)
    const task = changes.find((change) => change.do === 'manual')
    const last = changes.map((change): Change => (change.key === task?.key ? { ...change, after: writes } : change.closes && task !== undefined ? { ...change, after: [task.key] } : change))
    const closings = (done: readonly Change['key'][]): number => schedule(
      { plan: last, states: new Map(done.map((key) => [key, { is: 'done', since: 0 }])), agreed: new Set(), options: nothing }, 0, { ways: new Map(), pace: { between: 0, together: 100 } },
    ).start.filter(({ closes }) => closes).length
    const said = task === undefined ? [] : [task.key]
    expect([closings(said), closings([...said, ...writes.slice(1)]), closings([...said, ...writes]) > 0]).toEqual([0, 0, true])
  })

  it('keeps a second between writes', () => {
    const { started } = carriedOut(plan(open, secured))
    expect(started.slice(1).filter(({ at }, index) => at - (started[index]?.at ?? 0) < second)).toEqual([])
  })

  it('starts nothing by itself that a person makes, and nothing that closes without a yes', () => {
    const changes = plan(open, secured)
    const endpoint = changes.find(({ id }) => id === securedIds.vaultEndpoint)
    const options: ScheduleOptions = { askBeforeClosing: true, stopAfterPrepare: false, byHand: new Set(endpoint === undefined ? [] : [endpoint.key]) }
    const silent = carriedOut(changes, options, usualPace, 'silent')
    expect(silent.started.filter(({ change }) => change.closes || change.key === endpoint?.key)).toEqual([])
    expect(silent.last).toMatchObject({ run: 'waiting', ask: [], byHand: [{ id: securedIds.vaultEndpoint }] })
    const asked = carriedOut(changes, { ...options, byHand: new Set() }, usualPace, 'silent')
    expect([asked.last?.run, asked.last?.ask.map(({ closes }) => closes)]).toEqual(['waiting', [true]])
  })
})

describe('the first to start', () => {
  const changes = plan(open, secured)
  it('is the one with the longest way behind it', () => {
    const ways = remainingWays(changes, ({ id }) => (id === securedIds.bastion ? 10_000 : 1))
    const run: RunState = { plan: changes, states: new Map(), agreed: new Set(), options: nothing }
    const [first] = schedule(run, 0, { ways }).start
    const most = Math.max(...changes.filter(({ after }) => after.length === 0).map(({ key }) => ways.get(key) ?? 0))
    expect(ways.get(first?.key ?? 'prepare/0/')).toBe(most)
    expect([securedIds.bastionAddress, securedIds.bastionSubnet, securedIds.bastion]).toContain(first?.id)
  })

  it('after an endpoint whose zone is linked already is what writes its records', () => {
    const { choices } = propose(hub)
    const own = { ...choices, workspace: { ...choices.workspace, dnsWriter: 'thisPlan' as const } }
    const { started } = carriedOut(plan(hub, desiredEstate(hub, own)))
    const network = started.filter(({ change }) => /privateEndpoints/.test(change.type)).map(({ change }) => change)
    const endpoints = network.filter(({ interrupts }) => interrupts)
    expect(endpoints.length).toBeGreaterThan(3)
    for (const endpoint of endpoints) expect(network[network.indexOf(endpoint) + 1]?.id).toBe(`${endpoint.id}/privateDnsZoneGroups/default`)
  })

  it('waits while a paused change may still hold its lock, and the run says so', () => {
    const own = changes.filter(({ id }) => id === ids.account)
    const [first, second_] = own.map((change, index): Change => ({ ...change, after: [], key: `prepare/${index}/${change.id}` }))
    if (first === undefined || second_ === undefined) throw new Error('the account changes twice')
    const run: RunState = { plan: [first, second_], states: new Map([[first.key, { is: 'paused', since: 0 }]]), agreed: new Set(), options: nothing }
    expect(schedule(run, 10 * second, { ways: new Map() })).toMatchObject({ start: [], again: null, run: 'paused' })
  })

  it('of an empty plan is nothing, and it is done', () => {
    expect(schedule({ plan: [], states: new Map(), agreed: new Set(), options: nothing }, 0, { ways: new Map() })).toEqual({ start: [], ask: [], byHand: [], again: null, run: 'done' })
  })
})
