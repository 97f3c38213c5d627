/** CLI means apply: the scripts under real bash, with an `az` that speaks to the simulated Azure, end where the plan says. `WHOLE=1` also runs the plan of the open estate. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { requestOf } from '../../apply/send.ts'
import { beginningOf, idOf, type Planned, placeOf, plannedAgain, plannedFor, ran, seenIn } from '../../apply/fixtures/runs.ts'
import { isList, isObject, type Json, type JsonObject, sorted } from '../../base/json.ts'
import { idKey } from '../../base/armId.ts'
import { withoutPaths } from '../../base/withoutPaths.ts'
import type { Change } from '../../changes/change.ts'
import { restate } from '../../changes/restate.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { startLocalAzure } from '../../simulator/node.ts'
import { ids } from '../../simulator/scenarios/bodies.ts'
import { open } from '../../simulator/scenarios/open.ts'
import { secured } from '../../simulator/scenarios/secured.ts'
import type { World } from '../../simulator/world.ts'
import { exportInput } from '../../session/deliver.ts'
import { bodyPath } from './calls.ts'
import { cli } from './cli.ts'
import { absent, deployed, laidOut, type Ran } from './fixtures/ran.ts'

if (absent.length > 0) process.stderr.write(`${absent.join(', ')} not found, so the scripts were not run: put them on PATH\n`)
const root = mkdtempSync(join(tmpdir(), 'ringfence-cli-'))
afterAll(() => rmSync(root, { recursive: true }))

const isOfVaultNames = (id: string): boolean => /pep-kv-demand\/privateDnsZoneGroups\/|vaultcore\.azure\.net\/A\//i.test(id)

/** All is right but the vault, which has lost its zone group and is open as the workspace is. */
const little: JsonObject = {
  ...secured,
  resources: (secured['resources'] as readonly JsonObject[]).flatMap((body) => {
    const properties = body['properties'] as JsonObject
    if (isOfVaultNames(idOf(body))) return []
    if (body['id'] === ids.vault) return [{ ...body, properties: { ...properties, publicNetworkAccess: 'Enabled', networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] } } }]
    return [body['id'] === ids.workspace ? { ...body, properties: { ...properties, publicNetworkAccess: 'Enabled' } } : body]
  }),
}

/** A simulated Azure, the scripts for it, and how to run them. */
interface Stage {
  readonly planned: Planned
  readonly cloud: Cloud
  readonly arm: string
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>
  readonly writes: () => readonly { readonly method: string; readonly url: string }[]
}

let stages = 0

async function staged(file: JsonObject, act: (stage: Stage) => Promise<void>): Promise<void> {
  const planned = plannedFor(file)
  const folder = join(root, String(++stages))
  laidOut(folder, cli(exportInput({ snapshot: planned.snapshot, current: planned.current, choices: planned.choices, plan: planned.plan, reasons: new Map() })).files)
  const worlds: World[] = []
  // Each answer takes five minutes of the simulated time, so that nobody has to look often.
  placeOf(file, { change: (world) => {
    worlds.push({ ...world, delay: 300_000 })
    return world
  } })
  const [world] = worlds
  if (world === undefined) throw new Error('no world')
  const azure = await startLocalAzure({ world, port: 0 })
  try {
    const run: Stage['run'] = (args, env = {}) => deployed(folder, args, { AZ_ARM: azure.arm, AZ_TOKEN: azure.cloud.token(), JUMP_BOX_PASSWORD: 'Not-a-true-1', ...env })
    const writes: Stage['writes'] = () => readFileSync(join(folder, 'az.log'), 'utf8').trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { method: string; url: string })
    await act({ planned, cloud: azure.cloud, arm: azure.arm, run, writes })
  } finally {
    await azure.close()
  }
}

const left = ({ planned, cloud }: Stage, file: JsonObject): readonly string[] => plannedAgain(seenIn(file, cloud), planned.choices).plan.filter(({ do: what }) => what !== 'manual').map(({ key }) => key)
const tasks = ({ plan }: Planned): string => plan.flatMap((change, index) => (change.do === 'manual' ? [String(index + 1)] : [])).join()

/** Runs both phases, tasks by hand taken for done. */
async function both(stage: Stage, env: Readonly<Record<string, string>> = {}): Promise<readonly Ran[]> {
  const did = tasks(stage.planned)
  return [await stage.run(['prepare', '--did', did], env), await stage.run(['lockdown', '--did', did], env)]
}

/** A value whose lists have one order. */
const unordered = (value: Json): Json => {
  if (isList(value)) return value.map(unordered).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unordered(inner)])) : value
}

/** All bodies without what differs between any two runs: when it was, and who came first to a number, an address or a place in a list. */
const bodiesIn = ({ bodies }: Cloud): readonly string[] => bodies().map((body) => {
  const plain = JSON.stringify(withoutPaths(body, ['etag', 'systemData', 'properties.timeCreated', 'properties.subnets[].etag']))
  const same = plain.replaceAll(/51a0c7e2-0000-4000-8000-[0-9a-f]{12}/g, 'guid').replaceAll(/"\d+(\.\d+){3}"/g, '"address"')
  return JSON.stringify(unordered(sorted(JSON.parse(same) as Json)))
}).sort()

/** What apply makes of the same estate by the same plan. */
async function applied(file: JsonObject, planned: Planned): Promise<readonly string[]> {
  const place = placeOf(file)
  const { run } = await ran(place, beginningOf(planned))
  expect(run.end?.is).toBe('done')
  return bodiesIn(place.cloud)
}

const codes = (all: readonly Ran[]): readonly (number | null)[] => all.map(({ code }) => code)
const everything = process.env['WHOLE'] === '1'

describe.skipIf(absent.length > 0)('lib/changes.jq', () => {
  const planned = plannedFor(open)
  const input = exportInput({ snapshot: planned.snapshot, current: planned.current, choices: planned.choices, plan: planned.plan, reasons: new Map() })
  const folder = join(root, 'asked')
  laidOut(folder, cli(input).files)
  const asked = (change: Change, fresh: Json, question: 'stand' | 'body'): string => {
    const number = planned.plan.indexOf(change) + 1
    writeFileSync(join(folder, 'fresh.json'), JSON.stringify(fresh))
    return execFileSync('jq', ['--raw-output', '--null-input', '--arg', 'ask', question, '--arg', 'number', String(number), '--slurpfile', 'expected', 'expected.json', '--slurpfile', 'fresh', 'fresh.json', '--slurpfile', 'body', bodyPath(change, input), '--from-file', 'lib/changes.jq'], { cwd: folder, encoding: 'utf8' })
  }
  const updates = planned.plan.filter((change) => change.do === 'update')

  it('says of a resource what apply says, and makes of it what apply sends: whatever is not known of it stays', () => {
    expect(updates.length).toBeGreaterThan(5)
    for (const change of updates) {
      const read = input.asRead.get(idKey(change.id)) ?? {}
      const fresh = { ...read, properties: { ...(read['properties'] as JsonObject), propertyOfNextYear: { kept: [true] } } }
      expect([change.id, JSON.parse(asked(change, fresh, 'body'))]).toEqual([change.id, requestOf(change, fresh)?.body])
      expect([change.id, asked(change, restate(fresh, change.patch, []), 'stand').trim()]).toEqual([change.id, 'done'])
      expect(asked(change, null, 'stand').trim()).toBe('otherwise it is not there')
    }
  })

  it('lets each resource be written as it was read, where the plan changes it for the first time', () => {
    const first = updates.filter((change) => planned.plan.find(({ id }) => id === change.id) === change)
    expect(first.map((change) => asked(change, input.asRead.get(idKey(change.id)) ?? null, 'stand').trim())).toEqual(first.map(() => 'write'))
  })

  it('takes a new resource for done, whatever Azure adds to it, and for another’s where it says something else', () => {
    const [made] = planned.plan.filter((change) => change.do === 'create')
    if (made?.do !== 'create') throw new Error('nothing is made')
    const there = { ...made.body, location: 'West Europe', properties: { ...(made.body['properties'] as JsonObject), added: 1 } }
    const failed = { ...there, properties: { ...there.properties, provisioningState: 'Failed' } }
    const other = { ...there, sku: { name: 'Basic' } }
    expect([null, there, failed, other, { ...other, properties: { provisioningState: 'Updating' } }].map((fresh) => asked(made, fresh, 'stand').trim())).toEqual(['write', 'done', 'failed', 'otherwise sku.name is "Basic"', 'busy'])
  })
})

describe.skipIf(absent.length > 0)('deploy.sh', () => {
  it('refuses lockdown before prepare, sends nothing in a dry run, ends where the plan says, and run again sends nothing', () => staged(little, async (stage) => {
    const early = await stage.run(['lockdown'])
    expect([early.code, early.err]).toEqual([3, 'Phase prepare is not done: change 1, default, is missing or not as wanted. Nothing of it was closed. Next: run this script with prepare.\n'])
    const rehearsed = await stage.run(['prepare', '--dry-run'])
    expect([rehearsed.code, rehearsed.out, stage.writes()]).toEqual([0, expect.stringMatching(/^Phase prepare, dry run[^]*1 default: would send put \/subscriptions[^]*"privateDnsZoneConfigs"[^]*Nothing was sent\.\n$/), []])
    expect(codes(await both(stage))).toEqual([0, 0])
    expect([left(stage, little), stage.writes().map(({ method }) => method)]).toEqual([[], ['PUT', 'PATCH', 'PATCH']])
    expect(codes(await both(stage))).toEqual([0, 0])
    expect(stage.writes()).toHaveLength(3)
    expect(bodiesIn(stage.cloud)).toEqual(await applied(little, stage.planned))
  }))

  it.each(everything ? [0, 1, 2] : [1])('killed at write %i and run again ends the same', (write) => staged(little, async (stage) => {
    expect(codes(await both(stage, { AZ_DIES_AT: String(write) }))).toContain(null)
    expect(codes(await both(stage))).toEqual([0, 0])
    expect([left(stage, little), stage.writes().length]).toEqual([[], 3])
  }))

  it('stops at a resource that somebody changed since it was read, and leaves it as it is', () => staged(little, async (stage) => {
    const address = `${ids.vault}?api-version=2023-07-01`
    const headers = { authorization: `Bearer ${stage.cloud.token()}`, 'content-type': 'application/json' }
    await stage.run(['prepare'])
    await stage.cloud.fetch(new Request(`${stage.arm}${address}`, { method: 'PATCH', headers, body: JSON.stringify({ properties: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [{ value: '203.0.113.7/32' }], virtualNetworkRules: [] } } }) }))
    const [before, writes] = [stage.cloud.body(ids.vault), stage.writes().length]
    const { code, err } = await stage.run(['lockdown'])
    expect([code, err]).toEqual([3, expect.stringMatching(/^Change 2, kv-demand, is neither as it was read nor as wanted: properties\.networkAcls\.ipRules is \[\{"value":"203\.0\.113\.7\/32"\}\]\. It was not changed\. Next: /)])
    expect([stage.cloud.body(ids.vault), stage.writes().length]).toEqual([before, writes])
  }))

  it('says where another cloud is signed in, and sends nothing', () => staged(little, async (stage) => {
    const { code, err } = await stage.run(['prepare'], { AZ_CLOUD: 'AzureChinaCloud' })
    expect([code, err, stage.writes()]).toEqual([3, expect.stringContaining('az is signed in to AzureChinaCloud; the plan is for AzureCloud. Nothing was sent.'), []])
  }))

  it.runIf(everything)('carries out the whole plan of the open estate', () => staged(open, async (stage) => {
    expect(await both(stage)).toMatchObject([{ code: 0, err: '' }, { code: 0, err: '' }])
    expect(left(stage, open)).toEqual([])
    expect(bodiesIn(stage.cloud)).toEqual(await applied(open, stage.planned))
  }), 900_000)
})
