import { describe, expect, it } from 'vitest'
import type { ChangeProgress, Run, Trouble } from '../../apply/progress.ts'
import { armId } from '../../base/armId.ts'
import type { Change, ChangeKey } from '../../changes/change.ts'
import type { After, Detail, Forecast, Going, Question } from '../../session/applyState.ts'
import { rulebooks } from '../../steps/index.ts'
import { backRows, isAsDesired } from './backRows.ts'
import { cannotApply } from './cannot.ts'
import { diagnosisRows, piecesOf } from './diagnosisRows.ts'
import { forecastRows, isOvertaken, isRefused, refusedKeys } from './forecastRows.ts'
import { foreseenRows, noiseIn } from './foreseenRows.ts'
import { countsOf, doneIn, expectedLeft } from './head.ts'
import { numbersText, parsedNumbers } from './numbers.ts'
import { railState } from './RailState.tsx'
import { approvalRequest, taskRequest } from './requests.ts'
import { blockedBy, runGroups } from './rows.ts'
import { clockText, lengthText, rangeText, spanText } from './times.ts'
import { troubleText } from './trouble.ts'
import { undoing } from './undoRows.ts'

const group = '/subscriptions/s/resourceGroups/g/providers'
const endpointId = armId(`${group}/Microsoft.Network/privateEndpoints/pe-kv`)
const vaultId = armId(`${group}/Microsoft.KeyVault/vaults/kv`)
const accountId = armId(`${group}/Microsoft.Storage/storageAccounts/st`)
const workspaceId = `${group}/Microsoft.MachineLearningServices/workspaces/mlw`
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
  return { key, number: index + 1, id, phase, closes, stand: 'waiting', waits: null, since: null, ended: null, expected: null, azure: null, next: null, gate: null, trouble: null, notes: [], attested: 'no', check: null, watch: null, log: [], ...part }
}
const run = (parts: readonly Partial<ChangeProgress>[], more: Partial<Run> = {}): Run =>
  ({ id: 'run', digest: '', startedAt: 0, now: 36_000, stands: 'prepare', changes: parts.map((part, index) => progress(index, part)), wayInConfirmedAt: null, end: null, ...more })
const shown = (one: Run) => runGroups(one, plan).map(({ name, rows }) => [name, rows.map(({ number, state, doing, elapsed }) => [number, state, doing, elapsed])])

describe('a run in groups', () => {
  it('says what runs against what is expected, and what the rest waits for', () => {
    const going = run([{ stand: 'polling', since: 0, expected: { p50: 35_000, p95: 120_000, verified: true }, azure: 'Updating', next: 43_000 }, { waits: { for: 'changes', keys: [made], id: null } }, { waits: { for: 'writer', keys: [], id: accountId } }])
    expect(shown(going)).toEqual([
      ['running', [[1, 'Azure works', 'Provisioning state Updating, next look in 7 s', '0:36 of 0:35–2:00']]],
      ['lockdown', [[2, 'behind gate', 'for change 1', ''], [3, 'behind gate', 'for its turn: one write at a time on st', '']]],
    ])
    expect(runGroups(going, plan)[0]?.rows[0]?.bar).toEqual({ full: 0.3, tick: 35 / 120 })
  })

  it('says that it takes longer than usual, with a bar that stops at full', () => {
    const [late] = runGroups(run([{ stand: 'sent', since: 0, expected: { p50: 1000, p95: 2000, verified: true } }]), plan)
    expect([late?.rows[0]?.elapsed, late?.rows[0]?.bar?.full]).toEqual(['0:36, longer than usual', 1])
  })

  it('leaves a change that waits for other work where it runs, with what it waits for and when it looks again; nobody is asked', () => {
    const busy: Trouble = { ...trouble, text: 'busy', remedy: 'tryAgain', data: { target: 'st' } }
    const going = run([{ stand: 'sent', since: 0, next: 46_000, trouble: busy, waits: { for: 'azure', keys: [], id: null } }])
    expect(shown(going)).toEqual([['running', [[1, 'tries again', 'Another change is still running on st. Ringfence looks again in 10 s.', '0:36']]]])
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
    expect(troubleText(trouble, plan[1] ?? null, { run: stopped, plan, workspaceId })).toEqual({
      title: 'You do not hold Microsoft.KeyVault/vaults/write on kv.', code: '403 AuthorizationFailed', tried: 'update key vault kv', missing: 'Microsoft.KeyVault/vaults/write on kv', said: 'The client does not have authorization',
      changed: 'Nothing was changed by this write. The change before it stays. Nothing has been closed.', blocks: 'change 3', unlike: [], label: 'Copy the request for the right', does: 'copy',
      request: `To carry out a reviewed network change of our Azure Machine Learning workspace, my account needs Microsoft.KeyVault/vaults/write on ${vaultId}. New rights can take ten minutes to act.`, correlation: 'c', calm: 'not',
    })
  })

  it('blocks everything that waits for it, at any distance', () => {
    expect(keys.map((key) => blockedBy(key, plan, run([{}, {}, {}])))).toEqual([[2, 3], [3], []])
  })

  it('tells our own mistake with its message, and never as a stop that somebody asked for', () => {
    const mistaken: Trouble = { ...trouble, text: 'stopped', remedy: 'report', wrote: 'unknown', said: '', data: { mistake: 'no such field' } }
    const stopped = run([{ stand: 'done' }, { stand: 'ambiguous', trouble: mistaken }, {}])
    expect(troubleText(mistaken, plan[1] ?? null, { run: stopped, plan, workspaceId })).toMatchObject({ title: 'This is our mistake: no such field. Read the estate again before anything else is sent.', does: 'report', calm: 'not' })
    expect(shown({ ...stopped, end: { is: 'paused', at: 1, key: vault, trouble: mistaken } })[0]?.[1]).toEqual([[2, 'not known', 'This is our mistake: no such field. Read the estate again before anything else is sent.', '']])
  })

  it('is not told of what somebody asked for, such as a closing that was taken back', () => {
    const asked: Trouble = { ...trouble, text: 'takenBack', remedy: 'continue', data: { names: ['kv'] }, ids: { request: null, correlation: null, sent: null } }
    expect(troubleText(asked, null, { run: run([{ stand: 'done' }, { stand: 'skipped' }, {}]), plan, workspaceId })).toMatchObject({ title: 'Taken back, and open as before this run: kv.', changed: '1 change is done and stays. Nothing has been closed.', label: 'Go on', calm: 'asked for' })
  })
})

describe('a request to somebody else', () => {
  const target = `${group}/Microsoft.KeyVault/vaults/kv`
  const endpoint: Change = { ...common, key: made, id: endpointId, type: 'Microsoft.Network/privateEndpoints', phase: 'prepare', after: [], closes: false, do: 'create', secrets: [], body: { properties: { manualPrivateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceId: target, groupIds: ['vault'] } }] } } }

  it('for an approval names target, endpoint and part, where it is approved, and why', () => {
    const pending: Trouble = { ...trouble, text: 'approvalPending', remedy: 'askOwner', data: {} }
    const { request, does } = troubleText(pending, endpoint, { run: run([{}, {}, {}]), plan, workspaceId })
    expect(does).toBe('copy')
    for (const part of [`Target: ${target}`, `Private endpoint: ${endpointId}`, 'Part of the target: vault', 'Where: In the Azure portal', 'Why: The workspace mlw']) expect(request).toContain(part)
  })

  it('for a task names what it is about, and the names that Azure was seen to lack with the address that each needs', () => {
    const records: Change = { ...common, key: made, id: armId(`${endpointId}/tasks/writeRecords`), type: 'T', phase: 'prepare', after: [], closes: false, do: 'manual', task: { task: 'writeRecords', data: { endpoint: endpointId, zones: ['privatelink.vaultcore.azure.net'], because: 'otherTeam' } } }
    const text = taskRequest(records, workspaceId, [{ path: 'kv.vault.azure.net', expected: '10.0.0.4', found: 'public' }])
    for (const part of ['Private DNS zones: privatelink.vaultcore.azure.net', `Private endpoint: ${endpointId}`, 'A records that are missing: kv.vault.azure.net 10.0.0.4']) expect(text).toContain(part)
    expect([taskRequest(endpoint, workspaceId, []), approvalRequest(records, workspaceId)]).toEqual([null, null])
  })
})

describe('a forecast', () => {
  it('names the changes by number and shortens ids, whole in the tooltip', () => {
    const rows = forecastRows([
      { question: 'locks', result: 'fine', found: [], details: [], keys: [], trouble: null }, { question: 'rights', result: 'refused', found: [`Microsoft.KeyVault/vaults/write ${vaultId}`], details: [], keys: [vault, account], trouble: null }, { question: 'whatIf', result: 'estimate', found: [], details: [], keys: [], trouble: null },
    ], plan)
    expect(rows.map(({ asked, found, word }) => [asked, found, word])).toEqual([
      ['Locks', 'None in the way', 'kept'], ['Rights of the changes', 'Not held: Microsoft.KeyVault/vaults/write kv: changes 2 and 3', 'must'], ['ARM what-if', 'As planned', 'info'],
    ])
    expect(rows[1]?.whole).toContain(vaultId)
  })

  const detail = (at: string, is: Detail['is'], data: Detail['data'] = {}): Detail => ({ at, is, data })
  const shown = (question: Question, result: Forecast['result'], ...details: readonly Detail[]) => forecastRows([{ question, result, found: [], details, keys: [], trouble: null }], plan)[0]?.found

  it('says what was found in words: what changed, what is held, what is too little, and what nobody could read', () => {
    expect([
      shown('estate', 'refused', detail(vaultId, 'changed', { paths: ['properties.networkAcls.bypass'] }), detail(accountId, 'gone')), shown('names', 'refused', detail('kv', 'heldByDeletedVault', { until: '' })), shown('names', 'refused', detail('cr', 'taken')),
      shown('offers', 'refused', detail('Standard_D2s_v5', 'sizeRestricted', { region: 'westeurope', reasons: ['NotAvailableForSubscription'] })), shown('quotas', 'refused', detail('NatGateways', 'tooFew', { region: 'westeurope', need: 1, left: 0, limit: 100 })),
      shown('quotas', 'unknown', detail('RouteTables', 'uncounted', { region: 'westeurope' })), shown('offers', 'unknown'),
    ]).toEqual([
      'Changed since it was read: kv, properties.networkAcls.bypass; st is gone', 'Not free: kv is held by a deleted vault; recover it, choose another name, or have it purged', 'Not free: cr is taken',
      'Not offered: Standard_D2s_v5 is not open to this subscription in westeurope (NotAvailableForSubscription)', 'Not enough left: NatGateways in westeurope: 1 needed, 0 of 100 left',
      'RouteTables in westeurope is not counted for us', 'Could not be read; Azure refuses when it comes to it',
    ])
  })

  it('stands beside the plan, resource by resource, with the noise counted and left out', () => {
    const details = [detail(endpointId, 'agrees', { plan: 'makes' }), detail(vaultId, 'otherwise', { plan: ['properties.publicNetworkAccess'], does: 'modify', paths: ['properties.sku.name'] }), detail(`${group}/Microsoft.Network/virtualNetworks/v`, 'notPlanned', { does: 'delete', paths: [] }), detail('', 'noise', { count: 3 })]
    const whatIf: Forecast = { question: 'whatIf', result: 'estimate', found: [], details, keys: [vault], trouble: null }
    expect(foreseenRows([whatIf], plan).map(({ name, plan: own, arm, word }) => [name, own, arm, word])).toEqual([
      ['kv', 'properties.publicNetworkAccess', 'ARM also foresees properties.sku.name', 'should'], ['v', 'not touched', 'not in the plan: ARM would delete it', 'should'], ['pe-kv', 'makes it', 'as planned', 'kept'],
    ])
    expect([forecastRows([whatIf], plan)[0]?.found, noiseIn([whatIf])]).toEqual(['1 resource as planned; 1 otherwise; 1 that the plan does not name; 3 entries are known noise', 3])
    expect([isOvertaken([whatIf]), isOvertaken([{ ...whatIf, question: 'estate', result: 'refused' }])]).toEqual([false, true])
  })

  it('is refused as a whole unless all that is refused is left to people', () => {
    const rights = { question: 'rights', result: 'refused', found: [], details: [], keys: [vault], trouble: null } as const
    expect([isRefused([rights], new Set()), isRefused([rights], new Set([vault])), isRefused([{ ...rights, question: 'validate', keys: [] }], new Set([vault])), isRefused([{ ...rights, result: 'attention' }], new Set())]).toEqual([true, false, true, false])
  })

  it('offers by hand what rights or locks refuse', () => {
    expect([...refusedKeys([{ question: 'rights', result: 'refused', found: [], details: [], keys: [vault], trouble: null }, { question: 'estate', result: 'refused', found: [], details: [], keys: [made], trouble: null }])]).toEqual([vault])
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
      state: 'read', assessment: null, failure: null, checked: {}, diagnosis: null,
      verification: { snapshot: { takenAt: '' }, compared: 3, unlike: [{ key: vault, missing: 'no', unlike: [{ path: 'properties.publicNetworkAccess', expected: '"Disabled"', found: '"Enabled"' }] }], checks: [{ name: 'endpointsApproved', held: 1, missing: [], unread: [] }, { name: 'zonesLinked', held: 1, missing: ['z, v'], unread: [] }, { name: 'namesPrivate', held: 0, missing: [], unread: ['kv vault, v'] }], again: plan.slice(1, 2), lookUps: [] },
    } as unknown as After
    const going = { plan, after, run: run([{ stand: 'done', notes: [{ path: 'x', expected: '1', found: '2' }] }, {}, {}]), kind: 'forward' } as unknown as Going
    expect(backRows(going).map(({ what, word, result }) => [what, word, result])).toEqual([
      ['Changed entries equal the desired estate', 'must', '2 of 3'], ['kv differs', 'must', 'properties.publicNetworkAccess: "Enabled"'], ['pe-kv: Azure stored a different value', 'info', '1 value as Azure has it'],
      ['Private endpoints are approved', 'kept', '1 of 1'], ['Zones are linked to the networks', 'must', '1 of 2'], ['Names lead to private addresses', 'unread', '0 of 1'], ['A new plan from this estate', 'should', '1 change'],
    ])
  })

  it('is as desired only where nothing is missing or unread, and nothing but tasks of this very run is left', () => {
    const task: Change = { ...common, key: `prepare/0/${accountId}/tasks/recreateCompute`, id: armId(`${accountId}/tasks/recreateCompute`), type: 'T', phase: 'prepare', after: [], closes: false, do: 'manual', task: { task: 'recreateCompute', data: {} } }
    const check = { name: 'endpointsApproved', held: 1, missing: [], unread: [] } as const
    const isAs = (found: object, own: readonly Change[] = plan) => isAsDesired({ plan: own, after: { verification: { unlike: [], checks: [check], again: [], ...found } } } as unknown as Going)
    expect([isAs({}), isAs({ again: [task] }, [...plan, task])]).toEqual([true, true])
    expect([isAs({ checks: [check, { ...check, unread: ['kv vault, v'] }] }), isAs({ checks: [{ ...check, missing: ['pe-kv'] }] }), isAs({ again: [task] }), isAs({ again: plan.slice(1, 2) }), isAs({ unlike: [{}] }), isAsDesired({ plan, after: null } as unknown as Going)])
      .toEqual([false, false, false, false, false, false])
  })
})

describe('the diagnosis of a workspace', () => {
  const result = { list: 'storageAccountResults', step: 'storage', level: 'error', code: 'C', message: 'm' } as const

  it('DIAG-02 puts the worst first and leads each result to the step that it belongs to', () => {
    const rows = diagnosisRows([{ ...result, list: 'otherResults', step: null, level: 'information' }, { ...result, level: 'warning' }, result])
    expect(rows.map(({ word, level, about, step }) => [word, level, about, step?.name ?? null, step?.href ?? null])).toEqual([
      ['must', 'error', 'Storage', '5 Storage', '#/step/storage'], ['should', 'warning', 'Storage', '5 Storage', '#/step/storage'], ['info', 'information', 'Other', null, null],
    ])
  })

  it('DIAG-06 leads own DNS servers, in either spelling, to the question of WKSP-16', () => {
    const hrefs = ['CustomDNSInUse', 'CustomDnsInUse'].map((code) => diagnosisRows([{ ...result, list: 'dnsResolutionResults', step: 'workspace', code }])[0]?.step?.href)
    expect([hrefs, rulebooks.workspace['own-dns-servers-forward-to-azure']?.requirement]).toEqual([['#/step/workspace/rule/own-dns-servers-forward-to-azure', '#/step/workspace/rule/own-dns-servers-forward-to-azure'], 'WKSP-16'])
  })

  it('makes links of Microsoft’s documentation only', () => {
    expect(piecesOf('See https://learn.microsoft.com/azure/x, or https://microsoft.com.evil.example/y. javascript:alert(1)').map(({ text, href }) => (href === null ? text : [href]))).toEqual([
      'See ', ['https://learn.microsoft.com/azure/x'], ', or ', 'https://microsoft.com.evil.example/y', '. javascript:alert(1)',
    ])
  })
})

describe('a way back', () => {
  it('names what is put back with its values or by its deletion, what stays and why, and what else is deleted', () => {
    const [create, update] = plan
    if (create?.do !== 'create' || update?.do !== 'update') throw new Error('another plan')
    const rule: ChangeKey = `prepare/0/${endpointId}`
    const back: readonly Change[] = [
      { ...update, patch: { properties: { publicNetworkAccess: 'Enabled', networkAcls: null } }, before: { properties: { publicNetworkAccess: 'Disabled' } } }, { ...create, key: account, phase: 'lockdown', do: 'delete', before: {} },
      { ...create, key: rule, phase: 'prepare', type: 'Microsoft.Network/networkSecurityGroups/securityRules', do: 'delete', before: {} },
    ]
    expect(undoing(back, [create, update])).toEqual({
      putBack: [{ key: vault, name: 'kv', kind: 'key vault', what: 'publicNetworkAccess: "Disabled" → "Enabled", networkAcls: absent → null' }, { key: rule, name: 'pe-kv', kind: 'security rule', what: 'Deleted, so that what it closed is open again' }],
      deleted: [{ key: account, name: 'pe-kv', kind: 'private endpoint', what: 'Created by this run' }],
      stays: [{ key: made, name: 'pe-kv', kind: 'private endpoint', what: 'Created by this run; it only adds' }, { key: vault, name: 'kv', kind: 'key vault', what: 'Azure does not take this change back' }],
    })
  })
})
