/** The forecast's laws over drawn estates and choices. `SEEDS=n` draws more. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { anyEstate } from '../estate/fixtures/arbitrary.ts'
import { hub } from '../estate/fixtures/hub.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { prepared } from '../estate/phases.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { plan } from '../resources/index.ts'
import { estates } from '../simulator/fixtures/asking.ts'
import { anyChoices } from '../steps/arbitraryChoices.ts'
import type { Choices } from '../steps/choices.ts'
import { desiredEstate, propose } from '../steps/index.ts'
import { journeys } from '../steps/journeys.ts'
import { type Course, distinctJourneys, estateAfter, type Forecast, forecast, gaps, momentsOf } from './forecast.ts'
import type { Journey, Route } from './journey.ts'
import { reach } from './reach.ts'

const numRuns = Number(process.env['SEEDS'] ?? 12)

interface World extends Course {
  readonly plan: readonly Change[]
  readonly all: readonly Journey[]
}

const worldOf = (current: Estate, choices: Choices): World => {
  const desired = desiredEstate(current, choices)
  return { current, desired, plan: plan(current, desired), all: distinctJourneys(journeys(current, choices), journeys(desired, choices)) }
}
// A failing draw is told by its seed and path; a whole world would fill pages.
const world: fc.Arbitrary<World> = anyEstate.chain((estate) => anyChoices(estate).map((choices) => ({ ...worldOf(estate, choices), [fc.toStringMethod]: () => `a world in ${estate.cloud}` })))
const proposed = (current: Estate): World => {
  const { choices } = propose(current)
  return worldOf(current, { ...choices, workspace: { ...choices.workspace, publicAccess: 'disable' } })
}

const told = ({ outcome, by }: Route) => `${outcome} ${by}`
const walked = (estate: Estate, all: readonly Journey[]): ReadonlyMap<string, Route> => new Map(all.map((journey) => [journey.id, reach(estate, journey)]))
const stoppedBy = ({ hops }: Route) => hops.find(({ verdict }) => verdict === 'fails')?.because
const nameOf = ({ who, from, goal }: Journey) => `${who} ${from.at} ${goal.to === 'service' ? goal.service : 'tags'}`
/** A random set of changes that is closed under `after`. */
const closedSet = (changes: readonly Change[], chance: (index: number) => boolean): ReadonlySet<string> => {
  const done = new Set<string>()
  changes.forEach((change, index) => { if (change.after.every((key) => done.has(key)) && chance(index)) done.add(change.key) })
  return done
}

/** The paths that work now and are to work in the end. */
const keptIn = ({ current, desired, all }: World): readonly Journey[] => all.filter((journey) => reach(current, journey).outcome === 'reaches' && reach(desired, journey).outcome === 'reaches')

/** All of prepare, and then one change more each time. */
const prefixesOf = (changes: readonly Change[]): readonly ReadonlySet<string>[] =>
  changes.map((_, index) => new Set(changes.slice(0, index + 1).map(({ key }) => key))).slice(Math.max(changes.filter(({ phase }) => phase === 'prepare').length - 1, 0))

/** Who loses a path for a while that works before and after, with some sets of changes done. */
function cutOff(course: World, sets: readonly ReadonlySet<string>[]): readonly string[] {
  const kept = keptIn(course)
  return sets.flatMap((done) => {
    const estate = estateAfter(course, done)
    return kept.map((journey) => `${nameOf(journey)} ${reach(estate, journey).outcome}`).filter((told) => !told.endsWith(' reaches'))
  })
}

describe('over drawn estates and choices', () => {
  it('routes are whole: a failing or unseen hop is named, and what reaches has passed every hop that was asked', () => {
    const isWhole = ({ outcome, by, hops, failsAt }: Route): boolean => {
      if (hops[0]?.hop !== 'origin') return false
      if (outcome === 'reaches') return hops.every(({ verdict }) => verdict === 'passes' || verdict === 'skipped') && by !== null && failsAt === null
      return hops.find(({ hop }) => hop === failsAt)?.verdict === outcome
    }
    fc.assert(fc.property(world, ({ current, desired, all }) => {
      const routes = [current, desired].flatMap((estate) => [...walked(estate, all).values()])
      expect(routes.filter((route) => !isWhole(route))).toEqual([])
    }), { numRuns })
  })

  it('all of prepare gives the prepared paths, and the whole plan the desired ones', () => {
    const paths = (estate: Estate, all: readonly Journey[]) => all.map((journey) => `${journey.id} ${told(reach(estate, journey))}`)
    fc.assert(fc.property(world, (course) => {
      const { current, desired, all } = course
      const early = course.plan.filter(({ phase }) => phase === 'prepare').map(({ key }) => key)
      expect(paths(estateAfter(course, new Set(early)), all)).toEqual(paths(prepared(current, desired), all))
      expect(paths(estateAfter(course, new Set(course.plan.map(({ key }) => key))), all)).toEqual(paths(desired, all))
    }), { numRuns })
  })

  it('prepare takes no way, but for a name that already points into a zone whose record comes next', () => {
    fc.assert(fc.property(world, (course) => {
      const works = course.all.filter((journey) => reach(course.current, journey).outcome === 'reaches')
      const early = course.plan.filter(({ phase }) => phase === 'prepare').map(({ key }) => key)
      const lost = early.flatMap((_, index) => {
        const estate = estateAfter(course, new Set(early.slice(0, index + 1)))
        return works.map((journey) => ({ journey, route: reach(estate, journey) })).filter(({ route }) => route.outcome === 'fails')
      })
      expect(lost.filter(({ route }) => stoppedBy(route) !== 'recordMissing').map(({ journey, route }) => `${nameOf(journey)} ${stoppedBy(route)}`)).toEqual([])
    }), { numRuns })
  })

  it('no set of changes that is closed under after, with all of prepare, breaks a path that works now and at the end', () => {
    fc.assert(fc.property(world, fc.array(fc.boolean(), { minLength: 150, maxLength: 150 }), (course, chances) => {
      const early = course.plan.filter(({ phase }) => phase === 'prepare').length
      expect(cutOff(course, [...prefixesOf(course.plan), closedSet(course.plan, (index) => index < early || chances[index] === true)])).toEqual([])
      const kept = keptIn(course)
      const some = estateAfter(course, closedSet(course.plan, (index) => chances[index] === true))
      expect(kept.map((journey) => reach(some, journey)).filter((route) => route.outcome === 'fails' && stoppedBy(route) !== 'recordMissing').map(stoppedBy)).toEqual([])
    }), { numRuns })
  })

  it('a loss is meant only outside, at a closed door, in lock-down', () => {
    fc.assert(fc.property(world, (course) => {
      const moments = momentsOf(course.plan)
      for (const { journey, routes, becomes, lostAt, meant } of forecast(course, course.all)) {
        expect(routes).toHaveLength(moments.length)
        expect(becomes).not.toBe('breaks')
        const where = meant ? { who: journey.who, after: moments[lostAt ?? 0]?.after === 'prepare', failsAt: routes[lostAt ?? 0]?.failsAt } : null
        expect([null, 'outside', 'listed', 'otherSubnet'].map((who) => (who === null ? null : { who, after: false, failsAt: 'firewall' }))).toContainEqual(where)
      }
    }), { numRuns })
  })

  it('hiding a part gives the same answer or unknown, never another one', () => {
    fc.assert(fc.property(world, fc.constantFrom(...Object.keys(parts)), ({ current, desired, all }, name) => {
      const answers = ({ id }: Journey, route: Route) => `${told(route)} ${name} ${id}`
      // What a task promises is known from the plan; in an estate that was read there is none.
      for (const estate of [current, { ...desired, tasks: desired.tasks.filter(({ task }) => task !== 'writeRecords') }]) {
        const hidden = hide(estate, name)
        const known = all.filter((journey) => reach(hidden, journey).outcome !== 'unknown')
        expect(known.map((journey) => answers(journey, reach(hidden, journey)))).toEqual(known.map((journey) => answers(journey, reach(estate, journey))))
      }
    }), { numRuns: numRuns * 3 })
  })
})

const network = 'Microsoft.Network'
/** What a reader can be refused, and the lists that are then empty. */
const parts: Readonly<Record<string, readonly (keyof Estate)[]>> = {
  [`${network}/virtualNetworks`]: ['networks', 'subnets', 'peerings'], [`${network}/networkSecurityGroups`]: ['securityGroups', 'securityRules'], [`${network}/routeTables`]: ['routeTables', 'routes'],
  [`${network}/privateDnsZones`]: ['zones', 'zoneLinks', 'records'], [`${network}/privateDnsZones/virtualNetworkLinks`]: ['zoneLinks'], [`${network}/privateDnsZones/A`]: ['records'],
  [`${network}/privateEndpoints`]: ['endpoints', 'zoneGroups'], [`${network}/privateEndpoints/privateDnsZoneGroups`]: ['zoneGroups'], [`${network}/bastionHosts`]: ['bastions'],
  [`${network}/networkInterfaces`]: ['interfaces'], [`${network}/virtualNetworkGateways`]: ['gateways'], [`${network}/connections`]: ['gatewayConnections'],
  'Microsoft.Insights/privateLinkScopes': ['linkScopes', 'scopedResources'], 'Microsoft.Insights/components': ['components'], 'Microsoft.Storage/storageAccounts': ['storageAccounts'], 'Microsoft.KeyVault/vaults': ['vaults'], 'Microsoft.ContainerRegistry/registries': ['registries'],
  'Microsoft.MachineLearningServices/workspaces/computes': ['computes'],
}

function hide(estate: Estate, type: string): Estate {
  const subscriptions = [...new Set([...estate.networks, ...estate.zones, ...estate.storageAccounts, estate.workspace].map(({ id }) => id.split('/').slice(0, 3).join('/')))]
  const emptied = Object.fromEntries((parts[type] ?? []).map((list) => [list, []])) as Partial<Estate>
  return { ...estate, ...emptied, unread: [...estate.unread, ...subscriptions.map((id) => ({ id: id as Estate['workspace']['id'], type, status: 403, code: 'AuthorizationFailed' }))] }
}

const outside: Estate = { ...open, computes: open.computes.map((each) => ({ ...each, subnetId: null, publicIp: true })) }

const sharedEstates = [...estates].flatMap(([name, file]): readonly (readonly [string, Estate])[] => {
  const opened = openSnapshot(JSON.stringify(file))
  return opened.ok ? [[name, readEstate(opened.snapshot)]] : []
})

describe.each([['open', open], ['hub', hub], ['secured', secured], ...sharedEstates] as const)('the plan of %s', (_, estate) => {
  it('cuts nobody off at any moment of lock-down', () => {
    const course = proposed(estate)
    expect(keptIn(course).length).toBeGreaterThan(0)
    expect(cutOff(course, prefixesOf(course.plan))).toEqual([])
  })
})

describe('the forecast of an open estate', () => {
  const course = proposed(open)
  const rows = forecast(course, course.all)
  const ofWho = (who: Journey['who']) => rows.filter(({ journey }) => journey.who === who)

  it('has a moment now, after prepare and after each closing', () => {
    expect(momentsOf(course.plan).map(({ after }) => after)).toEqual(['nothing', 'prepare', 'registry', 'vault', 'storage', 'workspace'])
  })
  it('ends every path from outside, on purpose, with the closing of its service', () => {
    const toTelemetry = ({ journey: { goal } }: Forecast) => goal.to === 'service' && goal.targetId === ids.component
    expect(ofWho('outside').filter((row) => !toTelemetry(row)).every(({ becomes, meant }) => becomes === 'ends' && meant)).toBe(true)
    // Monitoring keeps its public doors unless somebody says otherwise.
    expect(ofWho('outside').filter(toTelemetry).map(({ becomes }) => becomes)).toEqual(['keeps', 'keeps'])
    const api = ofWho('outside').find(({ journey }) => journey.goal.to === 'service' && journey.goal.service === 'api')
    expect(api?.lostAt).toBe(5)
    expect(api?.routes[5]?.hops.at(-1)).toMatchObject({ because: 'publicClosed', at: ids.workspace })
  })
  it('opens the way in of administrators before anything closes, and keeps it', () => {
    expect(ofWho('administrators').length).toBeGreaterThan(0)
    expect(ofWho('administrators').every(({ becomes, routes }) => becomes === 'begins' && routes.slice(1).every(({ by }) => by === 'privateEndpoint'))).toBe(true)
  })
  it('keeps what the workspace needs', () => {
    expect([...ofWho('computes'), ...ofWho('workspace'), ...ofWho('build')].every(({ becomes }) => becomes === 'keeps')).toBe(true)
  })
  it('moves computes that Azure keeps in a network of its own before anything closes: their paths are those of the subnet, and none is lost', () => {
    const apart = proposed(outside)
    const rows = forecast(apart, apart.all)
    expect(rows.filter(({ journey }) => journey.from.at === 'azureNetwork')).toEqual([])
    const computes = rows.filter(({ journey }) => journey.who === 'computes')
    expect(computes.length).toBeGreaterThan(4)
    expect(computes.filter(({ becomes }) => becomes === 'ends' || becomes === 'breaks').map(({ journey }) => nameOf(journey))).toEqual([])
    const moved = apart.plan.filter(({ type }) => /\/computes\/tasks$/i.test(type))
    expect(moved).toHaveLength(open.computes.length)
    expect(apart.plan.findIndex(({ phase }) => phase === 'lockdown')).toBeGreaterThan(apart.plan.findLastIndex(({ key }) => moved.some((each) => each.key === key)))
  })
  it('names them where nobody said into which subnet: they lose, and nobody meant it', () => {
    const { choices } = propose(outside)
    const apart = worldOf(outside, { ...choices, addressSpace: { ...choices.addressSpace, computeSubnet: 'undecided' }, workspace: { ...choices.workspace, publicAccess: 'disable' } })
    const lost = forecast(apart, apart.all).filter(({ journey, becomes }) => journey.from.at === 'azureNetwork' && becomes === 'ends')
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.every(({ meant }) => !meant)).toBe(true)
  })
  it('lets computes reach a vault behind a service endpoint and a registry that stays public, past a deny of the internet', () => {
    const { choices } = propose(open)
    const course = worldOf(open, {
      ...choices, keyVault: { reach: 'serviceEndpoint', publicAccess: 'selectedNetworks' }, registry: { ...choices.registry, decision: 'publicOnPurpose', publicAccess: 'keep' }, outbound: { ...choices.outbound, rules: 'requiredOnly' },
    })
    expect(course.desired.securityRules.some(({ access }) => access === 'Deny')).toBe(true)
    const rows = forecast(course, course.all).filter(({ journey }) => journey.who === 'computes')
    expect(rows.filter(({ becomes }) => becomes !== 'keeps' && becomes !== 'begins').map(({ journey, becomes }) => `${nameOf(journey)} ${becomes}`)).toEqual([])
  })
  it('names clients that a firewall admits by address: they lose on purpose where public access is switched off', () => {
    const listed: Estate = { ...open, vaults: open.vaults.map((each) => ({ ...each, exceptions: { ...each.exceptions, addresses: ['203.0.113.7'] } })) }
    const { choices } = propose(listed)
    const closing = worldOf(listed, { ...choices, keyVault: { reach: 'privateEndpoint', publicAccess: 'disabled' } })
    const [row] = forecast(closing, closing.all).filter(({ journey }) => journey.who === 'listed')
    expect(row).toMatchObject({ becomes: 'ends', meant: true })
  })
})

describe('other forecasts', () => {
  it('of a secured estate have one moment and lose nothing', () => {
    const course = proposed(secured)
    const rows = forecast(course, course.all)
    expect(momentsOf(course.plan)).toHaveLength(1)
    expect(rows.filter(({ journey }) => journey.who !== 'outside').map(({ becomes }) => becomes)).not.toContain('ends')
    expect(rows.filter(({ journey, routes }) => journey.who !== 'outside' && routes[0]?.outcome !== 'reaches')).toEqual([])
  })
  it('name the gap of zones that are linked already: from the endpoint to its records', () => {
    const course = proposed(hub)
    const found = gaps(course, course.all)
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map(({ route }) => route.failsAt))).toEqual(new Set(['record']))
    expect(found.every(({ from, until }) => /privateEndpoints|workspaces/.test(from) && /tasks\/writeRecords|privateDnsZoneGroups/.test(until))).toBe(true)
    expect(gaps(proposed(open), proposed(open).all)).toEqual([])
    // Records come right behind their endpoint, whoever writes them.
    const { choices } = propose(hub)
    for (const dnsWriter of ['thisPlan', 'otherTeam'] as const) {
      const world = worldOf(hub, { ...choices, workspace: { ...choices.workspace, dnsWriter } })
      const place = (key: string) => world.plan.findIndex((change) => change.key === key)
      const ofEndpoints = gaps(world, world.all).filter(({ from }) => /privateEndpoints\/[^/]+$/.test(from))
      expect(ofEndpoints.length).toBeGreaterThan(0)
      expect(ofEndpoints.filter(({ from, until }) => place(until) !== place(from) + 1)).toEqual([])
    }
  })
})

describe('a zone link', () => {
  it('of a zone that holds the records makes no path worse', () => {
    const all = proposed(secured).all
    const links = secured.zoneLinks
    const weight = { fails: 0, unknown: 1, reaches: 2 } as const
    fc.assert(fc.property(fc.subarray([...links]), fc.constantFrom(...links), (some, more) => {
      const [before, after] = [{ ...secured, zoneLinks: some }, { ...secured, zoneLinks: [...some.filter(({ id }) => id !== more.id), more] }]
      for (const journey of all) expect(weight[reach(after, journey).outcome]).toBeGreaterThanOrEqual(weight[reach(before, journey).outcome])
    }), { numRuns: numRuns * 5 })
  })
})
