import { describe, expect, it } from 'vitest'
import type { ChangeProgress, Run, Trouble } from '../../apply/progress.ts'
import { armId } from '../../base/armId.ts'
import type { Change, ChangeKey } from '../../changes/change.ts'
import type { After, Going } from '../../session/applyState.ts'
import { backRows } from './backRows.ts'
import { cannotApply } from './cannot.ts'
import { forecastRows, refusedKeys } from './forecastRows.ts'
import { countsOf, doneIn, expectedLeft } from './head.ts'
import { numbersText, parsedNumbers } from './numbers.ts'
import { railState } from './RailState.tsx'
import { blockedBy, runGroups } from './rows.ts'
import { clockText, lengthText, rangeText, spanText } from './times.ts'
import { troubleText } from './trouble.ts'

const group = '/subscriptions/s/resourceGroups/g/providers'
const endpointId = armId(`${group}/Microsoft.Network/privateEndpoints/pe-kv`)
const vaultId = armId(`${group}/Microsoft.KeyVault/vaults/kv`)
const accountId = armId(`${group}/Microsoft.Storage/storageAccounts/st`)
const keys = ['prepare/0/pe-kv', 'lockdown/0/kv', 'lockdown/0/st'] as const satisfies readonly ChangeKey[]
const [made, vault, account] = keys

const common = { apiVersion: '2024-05-01', locks: [], interrupts: false, owner: null }
const plan: readonly Change[] = [
  { ...common, key: made, id: endpointId, type: 'Microsoft.Network/privateEndpoints', phase: 'prepare', after: [], closes: false, do: 'create', body: {}, secrets: [] },
  { ...common, key: vault, id: vaultId, type: 'Microsoft.KeyVault/vaults', phase: 'lockdown', after: [made], closes: true, do: 'update', by: 'patch', patch: {}, before: {} },
  { ...common, key: account, id: accountId, type: 'Microsoft.Storage/storageAccounts', phase: 'lockdown', after: [vault], closes: true, do: 'update', by: 'patch', patch: {}, before: {} },
]
const trouble: Trouble = {
  text: 'rightMissing', remedy: 'getRight', wrote: 'nothing', status: 403, code: 'AuthorizationFailed', said: 'The client does not have authorization', ids: { request: 'r', correlation: 'c', sent: 's' },
  data: { action: 'Microsoft.KeyVault/vaults/write', scope: vaultId }, unlike: [],
}
const progress = (index: number, part: Partial<ChangeProgress>): ChangeProgress => {
  const change = plan[index]
  if (change === undefined) throw new Error('no such change')
  const { key, id, phase, closes } = change
  return { key, number: index + 1, id, phase, closes, stand: 'waiting', waits: null, since: null, ended: null, expected: null, azure: null, next: null, gate: null, trouble: null, notes: [], attested: 'no', watch: null, log: [], ...part }
}
const run = (parts: readonly Partial<ChangeProgress>[], more: Partial<Run> = {}): Run =>
  ({ id: 'run', digest: '', startedAt: 0, now: 36_000, stands: 'prepare', changes: parts.map((part, index) => progress(index, part)), wayInConfirmedAt: null, end: null, ...more })
const shown = (one: Run) => runGroups(one, plan).map(({ name, rows }) => [name, rows.map(({ number, state, doing, elapsed }) => [number, state, doing, elapsed])])

describe('a run in groups', () => {
  it('says what runs against what is expected, and what the rest waits for', () => {
    const going = run([{ stand: 'polling', since: 0, expected: { p50: 35_000, p95: 120_000, verified: true }, azure: 'Updating', next: 43_000 }, { waits: { for: 'changes', keys: [made], id: null } }, { waits: { for: 'writer', keys: [], id: accountId } }])
    expect(shown(going)).toEqual([
      ['running', [[1, 'Azure works', 'Provisioning state Updating, next look in 7 s', '0:36 of 0:35–2:00']]],
      ['lockdown', [[2, 'behind gate', 'for 1', ''], [3, 'behind gate', 'for its turn: one write at a time on st', '']]],
    ])
    expect(runGroups(going, plan)[0]?.rows[0]?.bar).toEqual({ full: 0.3, tick: 35 / 120 })
  })

  it('says that it takes longer than usual, with a bar that stops at full', () => {
    const [late] = runGroups(run([{ stand: 'sent', since: 0, expected: { p50: 1000, p95: 2000, verified: true } }]), plan)
    expect([late?.rows[0]?.elapsed, late?.rows[0]?.bar?.full]).toEqual(['0:36, longer than usual', 1])
  })

  it('puts what needs somebody first, a watched closing apart, and what is over behind', () => {
    const going = run([{ stand: 'done', since: 0, ended: 9000 }, { stand: 'done', since: 0, ended: 9000, watch: { since: 0, until: 300_000, lastSeen: null, trouble: null } }, { stand: 'gate', waits: { for: 'yes', keys: [], id: null } }])
    expect(runGroups(going, plan).map(({ name }) => name)).toEqual(['needsYou', 'watched', 'done'])
    expect(runGroups(going, plan)[1]?.rows[0]).toMatchObject({ state: 'watched', elapsed: '0:36 of 5:00' })
  })

  it('calls what did not begin not started once the run has ended', () => {
    const ended = run([{ stand: 'paused', trouble }, {}, {}], { end: { is: 'paused', at: 36_000, key: made, trouble } })
    expect(shown(ended)[0]).toEqual(['needsYou', [[1, 'paused', 'You do not hold Microsoft.KeyVault/vaults/write on /subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv.', '']]])
    expect(runGroups(ended, plan)[1]).toMatchObject({ name: 'lockdown', note: 'not reached' })
  })
})

describe('what is above a run', () => {
  it('counts both phases and names what is done', () => {
    const going = run([{ stand: 'done' }, { stand: 'sent' }, {}])
    expect([countsOf(going), [...doneIn(going)]]).toEqual([{ done: 1, all: 3, prepared: 1, toPrepare: 1, closed: 0, toClose: 2, running: 1, left: 2 }, [made]])
  })

  it('expects the longest way through what is left, nothing where nothing is', () => {
    expect([expectedLeft(plan, new Set()), expectedLeft(plan, new Set(keys))]).toEqual([expect.stringMatching(/^\d+( to \d+)? min$/), null])
  })

  it('is one word in the rail', () => {
    const end = { is: 'done', at: 1 } as const
    expect([railState(null), railState(run([{ stand: 'done' }, {}, {}])), railState(run([{}], { stands: 'needsYou' })), railState(run([{}], { end }))]).toEqual(['not started', '1 of 3', 'needs you', 'done'])
  })
})

describe('times', () => {
  it('are short and exact', () => {
    expect([clockText(36_400), clockText(3_731_000), lengthText(35_000), lengthText(120_000), rangeText({ p50: 18 * 60_000, p95: 45 * 60_000 }), rangeText({ p50: 31_000, p95: 45_000 }), spanText(7 * 60_000, 34 * 60_000)])
      .toEqual(['0:36', '1:02:11', '35 s', '2 min', '18–45 min', '0:31–0:45', '7 to 34 min'])
  })
})

describe('numbers of changes', () => {
  it('are read as people write them, and only where there are such changes', () => {
    expect([parsedNumbers('12, 14-17', 20), parsedNumbers('', 20), parsedNumbers('21', 20), parsedNumbers('3-1', 20), parsedNumbers('x', 20)]).toEqual([[12, 14, 15, 16, 17], [], null, null, null])
  })

  it('are written with spans', () => {
    expect([numbersText([17, 12, 14, 15, 16]), numbersText([1, 2]), numbersText([])]).toEqual(['12, 14–17', '1, 2', ''])
  })
})

describe('a trouble', () => {
  it('says what was tried, what is missing, what was changed and what it blocks, with one remedy', () => {
    const stopped = run([{ stand: 'done' }, { stand: 'paused', trouble }, {}])
    expect(troubleText(trouble, plan[1] ?? null, { run: stopped, plan })).toEqual({
      title: 'You do not hold Microsoft.KeyVault/vaults/write on kv.', code: '403 AuthorizationFailed', tried: 'update key vault kv', missing: 'Microsoft.KeyVault/vaults/write on kv', said: 'The client does not have authorization',
      changed: 'Nothing was changed by this write. The change before it stays. Nothing has been closed.', blocks: '3', unlike: [], label: 'Copy the request for the right', does: 'copy',
      request: `To carry out a reviewed network change of our Azure Machine Learning workspace, my account needs Microsoft.KeyVault/vaults/write on ${vaultId}. New rights can take ten minutes to act.`, correlation: 'c', calm: 'not',
    })
  })

  it('blocks everything that waits for it, at any distance', () => {
    expect(keys.map((key) => blockedBy(key, plan))).toEqual([[2, 3], [3], []])
  })
})

describe('a forecast', () => {
  it('names the changes by number and shortens ids, whole in the tooltip', () => {
    const rows = forecastRows([
      { question: 'locks', result: 'fine', found: [], keys: [], trouble: null }, { question: 'rights', result: 'refused', found: [`Microsoft.KeyVault/vaults/write ${vaultId}`], keys: [vault, account], trouble: null }, { question: 'whatIf', result: 'estimate', found: [], keys: [], trouble: null },
    ], plan)
    expect(rows.map(({ asked, found, word }) => [asked, found, word])).toEqual([
      ['Locks', 'None in the way', 'kept'], ['Rights of the changes', 'Not held: Microsoft.KeyVault/vaults/write kv: changes 2 and 3', 'must'], ['ARM what-if', 'As planned', 'info'],
    ])
    expect(rows[1]?.whole).toContain(vaultId)
  })

  it('offers by hand what rights or locks refuse', () => {
    expect([...refusedKeys([{ question: 'rights', result: 'refused', found: [], keys: [vault], trouble: null }, { question: 'estate', result: 'refused', found: [], keys: [made], trouble: null }])]).toEqual([vault])
  })
})

describe('carrying out', () => {
  const open = { access: [], addressSpace: [], outbound: [], workspace: [], storage: [], keyVault: [], registry: [], datastores: [], monitoring: [], connectivity: [] }
  const live = { origin: { from: 'azure', account: 'kim', tenant: null }, unparsed: {} } as const
  it('needs an estate read live, somebody signed in, a plan, and every answer', () => {
    expect([
      cannotApply({ view: { plan, open }, design: live, identity: { is: 'in' } }), cannotApply({ view: { plan, open }, design: live, identity: { is: 'unknown' } }), cannotApply({ view: { plan, open }, design: live, identity: { is: 'out' } }),
      cannotApply({ view: { plan, open }, design: { ...live, origin: { from: 'sample', name: 'open' } }, identity: { is: 'in' } }), cannotApply({ view: { plan: [], open }, design: live, identity: { is: 'in' } }),
      cannotApply({ view: { plan, open: { ...open, access: ['placement'] } }, design: live, identity: { is: 'in' } }), cannotApply({ view: { plan, open }, design: { ...live, unparsed: { 'access.x': '?' } }, identity: { is: 'in' } }),
    ]).toEqual([null, null, 'out', 'sample', 'empty', 'missing', 'missing'])
  })
})

describe('what was read back', () => {
  it('keeps what equals, what differs, what Azure kept otherwise and the next plan apart', () => {
    const after = {
      state: 'read', assessment: null, failure: null, checked: {}, diagnosis: [],
      verification: { snapshot: { takenAt: '' }, compared: 3, unlike: [{ key: vault, missing: 'no', unlike: [{ path: 'properties.publicNetworkAccess', expected: '"Disabled"', found: '"Enabled"' }] }], again: plan.slice(1, 2), lookUps: [] },
    } as unknown as After
    const going = { plan, after, run: run([{ stand: 'done', notes: [{ path: 'x', expected: '1', found: '2' }] }, {}, {}]) } as unknown as Going
    expect(backRows(going).map(({ what, word, result }) => [what, word, result])).toEqual([
      ['Changed entries equal the desired estate', 'must', '2 of 3'], ['kv differs', 'must', 'properties.publicNetworkAccess: "Enabled"'], ['pe-kv: kept otherwise', 'info', '1 value as Azure has it'], ['Workspace diagnostics', 'kept', 'no problem found'], ['A new plan from this estate', 'should', '1 change'],
    ])
  })
})
