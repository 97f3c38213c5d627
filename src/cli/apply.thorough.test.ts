/** Whole runs from the command line against the simulated Azure. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { placeOf, type Place, plannedFor, snapshotOf } from '../apply/fixtures/runs.ts'
import type { JsonObject } from '../base/json.ts'
import { digest } from '../changes/digest.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import type { Switch } from '../simulator/switches.ts'
import type { Choices } from '../steps/choices.ts'
import { fileLocks } from './journalFile.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringfence-apply-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const fileWith = (text: string): string => {
  const path = join(folder, `${++files}.json`)
  writeFileSync(path, text)
  return path
}

/** All is right but the vault and the workspace, which are open to everybody. */
const file: JsonObject = {
  ...secured,
  resources: (secured['resources'] as readonly JsonObject[]).map((body) => {
    const properties = body['properties'] as JsonObject
    if (body['id'] === ids.vault) return { ...body, properties: { ...properties, publicNetworkAccess: 'Enabled', networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] } } }
    return body['id'] === ids.workspace ? { ...body, properties: { ...properties, publicNetworkAccess: 'Enabled' } } : body
  }),
}
const planned = plannedFor(file, (choices) => ({ ...choices, access: { ...choices.access, studio: 'used' }, storage: { ...choices.storage, parallelRunStep: 'notUsed' }, outbound: { ...choices.outbound, packages: [] } }))
const choices = fileWith(JSON.stringify(planned.choices))

interface Ran { readonly code: number; readonly out: string; readonly err: string }

/** How often each place was asked to change something. */
const patches = new Map<Place, number>()

const TOKEN = 'a-token-that-nothing-may-keep'

/** `stopAt`: somebody presses Ctrl+C when a request to such an address goes out. */
async function ran(place: Place, args: readonly string[], stopAt: RegExp | null = null): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []]
  const stop = new AbortController()
  let made = 0
  const code = await run(args, { out: (text) => out.push(text), err: (text) => err.push(text) }, {
    env: { ARM_TOKEN: TOKEN }, fetch: async (request) => {
      if (request.method === 'PATCH') patches.set(place, (patches.get(place) ?? 0) + 1)
      if (stopAt?.test(request.url) === true) stop.abort()
      await place.clock.sleep(100)
      return place.cloud.fetch(request)
    }, clock: place.clock, newId: () => `id-${place.clock.now()}-${++made}`, az: () => Promise.resolve({ ok: false, why: 'not here' }), signal: stop.signal,
  })
  return { code, out: out.join(''), err: err.join('') }
}

const journalOf = (): string => join(folder, `${++files}.journal`)
const argsOf = (journal: string, ...more: readonly string[]): readonly string[] => ['apply', '--workspace', ids.workspace, '--choices', choices, '--journal', journal, '--token-env', 'ARM_TOKEN', ...more]
const endOf = ({ out }: Ran): JsonObject => JSON.parse(out) as JsonObject
const doorsOf = ({ cloud }: Place): readonly unknown[] => [ids.vault, ids.workspace].map((id) => {
  const { networkAcls, publicNetworkAccess } = (cloud.body(id) as { readonly properties: { readonly networkAcls?: { readonly defaultAction: string }; readonly publicNetworkAccess: string } }).properties
  return networkAcls?.defaultAction ?? publicNetworkAccess
})
const writesIn = (journal: string): number => readFileSync(journal, 'utf8').split('"is":"sending"').length - 1
const withFaults = (faults: readonly Switch[]): Place => placeOf(file, { faults })

describe('ringfence apply', () => {
  it('closes nothing before somebody says that the way in was tried, closes the workspace on a word of its own, and ends done', async () => {
    const [place, journal] = [placeOf(file), journalOf()]
    const first = await ran(place, argsOf(journal))
    expect([first.code, doorsOf(place), endOf(first)]).toMatchObject([3, ['Allow', 'Enabled'], { end: 'paused', closed: [], paused: { next: 'Try the way in, then run the command again with --yes-way-in' } }])
    const second = await ran(place, argsOf(journal, '--yes-way-in'))
    expect([second.code, doorsOf(place), endOf(second)]).toMatchObject([3, ['Deny', 'Enabled'], { end: 'paused', closed: [ids.vault] }])
    const third = await ran(place, argsOf(journal, '--yes-way-in'))
    expect([third.code, doorsOf(place), endOf(third)]).toMatchObject([0, ['Deny', 'Disabled'], { end: 'done', closed: [ids.vault, ids.workspace], paused: null, plan: digest(planned.plan) }])
    expect(third.err).toMatch(/going on with the run id-[^\n]*\n[^]*sent {6}2 update workspace/)
    expect([readFileSync(journal, 'utf8'), third.err, third.out].some((text) => text.includes(TOKEN))).toBe(false)
    expect(existsSync(`${journal}.lock`)).toBe(false)
    const again = await ran(place, argsOf(journal, '--yes-way-in'))
    expect([again.code, endOf(again), writesIn(journal)]).toMatchObject([0, { end: 'done', run: null, changes: { all: 0 } }, 2])
  })

  it('goes on after the process was killed at any entry of its journal, and sends nothing twice and nothing but what was reviewed', async () => {
    const [whole, journal] = [placeOf(file), journalOf()]
    await ran(whole, argsOf(journal, '--yes-way-in'))
    const lines = readFileSync(journal, 'utf8').split('\n')
    expect(lines.length).toBeGreaterThan(5)
    for (const cut of lines.slice(2).keys()) {
      const [place, left] = [placeOf(file), journalOf()]
      await ran(place, argsOf(left, '--yes-way-in'))
      writeFileSync(left, `${lines.slice(0, cut + 2).join('\n')}\n{"run":"id-`)
      // Where the cut journal knows of no run, a new one begins, on an estate that is another than the reviewed one by then.
      const reviewed = readFileSync(left, 'utf8').includes('"is":"begun"') ? ['--digest', digest(planned.plan)] : []
      const { code } = await ran(place, argsOf(left, '--yes-way-in', ...reviewed))
      expect([cut, code, doorsOf(place), patches.get(place)]).toEqual([cut, 0, ['Deny', 'Disabled'], 2])
    }
  })

  it('pauses with what Azure said and one next action when a write is refused', async () => {
    const [place, journal] = [withFaults([{ fault: 'F51', on: { method: 'PATCH', times: 1 } }]), journalOf()]
    const refused = await ran(place, argsOf(journal, '--yes-way-in'))
    expect([refused.code, doorsOf(place)]).toEqual([3, ['Allow', 'Enabled']])
    expect(endOf(refused)).toMatchObject({ end: 'paused', paused: { number: 1, status: 403, code: 'RequestDisallowedByPolicy', next: 'Change the answers, plan and review again' } })
    expect(refused.err.trim().split('\n').at(-1)).toMatch(/^ringfence: paused at change 1, update key vault .*Nothing was changed by this write\. \(403 RequestDisallowedByPolicy, correlation id /)
  })

  it('carries out the reviewed plan only', async () => {
    const [place, journal] = [placeOf(file), journalOf()]
    const other = await ran(place, argsOf(journal, '--digest', '0'.repeat(64), '--yes-way-in'))
    expect([other.code, other.err, existsSync(journal)]).toMatchObject([1, expect.stringContaining('nothing was sent. Review it again'), false])
    expect((await ran(place, argsOf(journal, '--digest', digest(planned.plan), '--yes-way-in'))).code).toBe(3)
    const resumed = await ran(place, argsOf(journal, '--digest', '0'.repeat(64), '--yes-way-in'))
    expect([resumed.code, doorsOf(place), resumed.err]).toMatchObject([1, ['Deny', 'Enabled'], expect.stringContaining('Give its digest, or another --journal')])
  })

  it.each([
    ['with other answers', (text: string) => text, (answers: Choices): Choices => ({ ...answers, keyVault: { ...answers.keyVault, publicAccess: 'disabled' } }), 'the choices are not those of the plan'],
    ['with other answers, from a journal that does not say which it began with', (text: string) => text.replaceAll(/,"choices":"[0-9a-f]+"/g, ''), (answers: Choices): Choices => ({ ...answers, keyVault: { ...answers.keyVault, publicAccess: 'disabled' } }), 'what is left was not reviewed as it would be sent now: update key vault kv-demand; nothing more was sent'],
    ['over what somebody else set since', (text: string) => text, (answers: Choices) => answers, 'what is left was not reviewed as it would be sent now: update key vault kv-demand; nothing more was sent'],
  ] as const)('goes on with the reviewed plan only: not %s', async (name, kept, choose, said) => {
    const [place, journal, reviewed] = [placeOf(file), journalOf(), digest(planned.plan)]
    expect((await ran(place, argsOf(journal, '--digest', reviewed))).code).toBe(3)
    expect(readFileSync(journal, 'utf8')).toContain('"choices":"')
    writeFileSync(journal, kept(readFileSync(journal, 'utf8')))
    const other = fileWith(JSON.stringify(choose(planned.choices)))
    if (name.startsWith('over')) await place.arm.patch({ path: ids.vault, apiVersion: '2023-07-01', body: { properties: { networkAcls: { ipRules: [{ value: '203.0.113.7/32' }] } } } })
    const before = doorsOf(place)
    const { code, err } = await ran(place, argsOf(journal, '--yes-way-in', '--digest', reviewed).map((arg) => (arg === choices ? other : arg)))
    expect([code, doorsOf(place), writesIn(journal), err.trim().split('\n').at(-1)]).toEqual([1, before, 0, expect.stringContaining(said)])
  })

  it('counts the word of an earlier call for that call alone', async () => {
    const [place, journal] = [withFaults([{ fault: 'F51', on: { method: 'PATCH', times: 1 } }]), journalOf()]
    expect((await ran(place, argsOf(journal, '--yes-way-in'))).code).toBe(3)
    const later = await ran(place, argsOf(journal))
    expect([later.code, doorsOf(place), endOf(later)]).toMatchObject([3, ['Allow', 'Enabled'], { closed: [], paused: { next: 'Try the way in, then run the command again with --yes-way-in' } }])
    expect([(await ran(place, argsOf(journal, '--yes-way-in'))).code, doorsOf(place)]).toEqual([3, ['Deny', 'Enabled']])
  })

  it('sends nothing once Ctrl+C was pressed, be it during the forecast or while it goes on', async () => {
    const [place, journal] = [placeOf(file), journalOf()]
    const stopped = await ran(place, argsOf(journal, '--yes-way-in'), /\/validate\?/)
    expect([stopped.code, doorsOf(place), existsSync(journal), stopped.err.trim().split('\n').at(-1)]).toEqual([1, ['Allow', 'Enabled'], false, 'ringfence: stopped during the forecast; nothing was sent. Run the same command again'])
    await ran(place, argsOf(journal))
    const further = await ran(place, argsOf(journal, '--yes-way-in'), /denyAssignments|\/workspaces\/mlw-demand\?/)
    expect([further.code === 0, doorsOf(place), writesIn(journal)]).toEqual([false, ['Allow', 'Enabled'], 0])
  })

  it('leaves a journal alone that another process writes, and takes over one whose process has ended', async () => {
    const [place, journal] = [placeOf(file), journalOf()]
    writeFileSync(`${journal}.lock`, String(process.ppid))
    expect(await ran(place, argsOf(journal))).toMatchObject({ code: 1, out: '', err: expect.stringContaining('another process carries this journal out; nothing was sent') as string })
    writeFileSync(`${journal}.lock`, '999999999')
    expect((await ran(place, argsOf(journal))).code).toBe(3)
    expect(await fileLocks(journal).hold('', () => Promise.resolve('mine'))).toEqual({ is: 'held', result: 'mine' })
  })

  it.each([[['--did', '99'], 'ringfence: change 99 is no task by hand of this plan; nothing was sent'], [['--phase', 'prepare'], '']])('ends %j without a write where there is nothing to prepare', async (more, said) => {
    const place = placeOf(file)
    const { code, err } = await ran(place, argsOf(journalOf(), ...more))
    expect([code === 0 || code === 1, err.trim().split('\n').at(-1)?.includes(said), place.cloud.bodies()]).toEqual([true, true, place.before])
  })

  it('says which questions the answers leave open', async () => {
    const open = fileWith(JSON.stringify({ ...planned.choices, access: { ...planned.choices.access, studio: 'undecided' } }))
    const { code, err } = await ran(placeOf(file), argsOf('j').map((arg) => (arg === choices ? open : arg)))
    expect([code, err.trim().split('\n').at(-1)]).toEqual([1, 'ringfence: the choices leave questions open: access.studio; nothing was sent. Answer them'])
    const [place, journal] = [placeOf(file), journalOf()]
    await ran(place, argsOf(journal))
    const further = await ran(place, argsOf(journal, '--yes-way-in').map((arg) => (arg === choices ? open : arg)))
    expect([further.code, doorsOf(place), further.err.trim().split('\n').at(-1)]).toEqual([1, ['Allow', 'Enabled'], 'ringfence: the choices leave questions open: access.studio; nothing was sent. Answer them'])
  })
})

describe('ringfence verify', () => {
  it('names what is not as planned and what is left, and nothing once all is', async () => {
    const [place, journal] = [placeOf(file), journalOf()]
    const [before, later] = [fileWith(JSON.stringify(file)), () => fileWith(JSON.stringify(snapshotOf({ ...file, resources: place.cloud.bodies() })))]
    const verify = (now: string) => ran(place, ['verify', '--snapshot', now, '--before', before, '--choices', choices])
    const open = await verify(before)
    expect([open.code, endOf(open)]).toMatchObject([2, { compared: 2, unlike: [{ number: 1, id: ids.vault, missing: false }, { number: 2, id: ids.workspace }], left: [{ do: 'update', phase: 'lockdown' }, { do: 'update' }] }])
    for (let turn = 0; turn < 2; turn += 1) await ran(place, argsOf(journal, '--yes-way-in'))
    expect(await verify(later())).toMatchObject({ code: 0 })
    expect(endOf(await verify(later()))).toMatchObject({ compared: 2, unlike: [], left: [] })
  })

  const said = { status: 403, code: 'AuthorizationFailed' }
  const zone = `${ids.network.split('/virtualNetworks/')[0] ?? ''}/privateDnsZones/privatelink.vaultcore.azure.net`
  const hidden = (from: JsonObject, read: JsonObject, part: string): JsonObject => ({ ...from, refused: [read], resources: (from['resources'] as readonly JsonObject[]).filter(({ id }) => typeof id === 'string' && !id.startsWith(part)) })
  const records = { read: { id: zone, type: 'Microsoft.Network/privateDnsZones/A', ...said }, part: `${zone}/A/`, changes: [] }
  const account = { read: { id: ids.account, type: null, ...said }, part: ids.account, changes: [] }
  const vault = { read: { id: ids.vault, type: null, ...said }, part: ids.vault, changes: [1] }

  it.each([
    ['the records of a zone', { ...records, earlier: file }], ['the records of a zone, then as now', { ...records, earlier: hidden(file, records.read, records.part) }],
    ['what the plan changed', { ...vault, earlier: file }], ['a service of the workspace, then as now', { ...account, earlier: hidden(file, account.read, account.part) }],
  ] as const)('cannot say that all is as planned where it is unread: %s', async (_, { read, part, changes, earlier }) => {
    const { code, out, err } = await ran(placeOf(file), ['verify', '--snapshot', fileWith(JSON.stringify(hidden(secured, read, part))), '--before', fileWith(JSON.stringify(earlier)), '--choices', choices])
    expect([code, JSON.parse(out)]).toMatchObject([3, { unlike: [], left: [], unread: [{ ...read, changes }] }])
    expect(err).toContain(`ringfence: ${read.type === null ? '' : `${read.type} in `}${read.id} could not be read (403 AuthorizationFailed); rules that depend on it are reported as unknown; ask for Reader on ${read.id}\n`)
    expect(err.trim().split('\n').at(-1)).toMatch(/^ringfence: it cannot be said whether all is as planned/)
  })

  it('says that all is as planned where all was read', async () => {
    const { code, out, err } = await ran(placeOf(file), ['verify', '--snapshot', fileWith(JSON.stringify(secured)), '--before', fileWith(JSON.stringify(file)), '--choices', choices])
    expect([code, JSON.parse(out), err]).toMatchObject([0, { compared: 2, unlike: [], left: [], unread: [] }, ''])
  })
})
