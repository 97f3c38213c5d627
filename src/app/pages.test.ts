import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import type { Design } from '../session/session.ts'
import type { View } from '../session/derive.ts'
import { compare } from '../steps/index.ts'
import type { Finding } from '../steps/rule.ts'
import { sameEvidence, seenIn } from './evidence.ts'
import { changeFor } from './inPlan.ts'
import { startFailure, noticeText } from './messages.en.ts'
import { shortcut } from './shortcuts.ts'
import { stateOf, stayingCounts } from './states.ts'
import { changedIn } from './stepChanges.ts'
import { rulesOf } from './stepRules.ts'
import { count, listed, megabytes, when } from './words.ts'

const account = armId('/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a')
const endpoint = armId('/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/pe-a')
const finding = (part: Partial<Finding>): Finding => ({ step: 'storage', rule: 'r', requirement: 'STOR-01', also: [], level: 'must', at: account, data: {}, ...part })

describe('evidence', () => {
  it('begins with the property that the rule names', () => {
    expect(seenIn(finding({ data: { workspace: 'w', property: 'kind', value: 'Hub' } }))).toEqual([{ property: 'kind', value: 'Hub' }, { property: 'workspace', value: 'w' }])
    expect(seenIn(finding({ data: { fault: 'size', value: '10.0.0.0/29' } }))).toEqual([{ property: 'value', value: '10.0.0.0/29' }])
  })

  it('is shown as property and value, without the words of ours that choose the sentence', () => {
    const one = finding({ data: { defaultAction: 'Allow', rules: [], unread: 'dnsNetwork', condition: 'studio', count: 3 } })
    expect(seenIn(one)).toEqual([{ property: 'defaultAction', value: 'Allow' }, { property: 'rules', value: '[]' }, { property: 'count', value: '3' }])
  })

  it('does not repeat the place', () => {
    expect(seenIn(finding({ data: { account: account, sku: 'Premium' } }))).toEqual([{ property: 'sku', value: 'Premium' }])
  })

  it('is the same only when all of it is', () => {
    expect([sameEvidence([finding({ data: { a: 1 } }), finding({ data: { a: 1 } })]), sameEvidence([finding({ data: { a: 1 } }), finding({ data: { a: 2 } })]), sameEvidence([finding({ data: { unread: 'routes' } }), finding({ data: { unread: 'outbound' } })])]).toEqual(['same', 'differs', 'differs'])
  })
})

describe('a finding', () => {
  const plan = [{ id: endpoint }, { id: account }] as unknown as readonly Change[]
  const reason = { step: 'storage', requirements: ['STOR-01'] }

  it('leads to the change at its own place before others that name its requirement', () => {
    const both = new Map([[endpoint.toLowerCase(), reason], [account.toLowerCase(), reason]])
    expect([changeFor(finding({}), plan, both), changeFor(finding({}), plan, new Map([[endpoint.toLowerCase(), reason]])), changeFor(finding({ requirement: 'KV-02' }), plan, both)]).toEqual([2, 1, null])
  })
})

describe('a step', () => {
  const day = '2026-12-01'
  const open = { access: [], addressSpace: [], outbound: [], workspace: [], storage: [], keyVault: [], registry: [], datastores: [], monitoring: [], connectivity: [] }
  const view = (part: Partial<View>) => ({ validation: [], open, ...part }) as unknown as View
  const design = (part: Partial<Design>) => ({ unparsed: {}, visited: [], risks: [], ...part }) as unknown as Design

  it('has the first state that applies', () => {
    const states = [
      stateOf(view({ validation: [finding({})], open: { ...open, storage: ['parallelRunStep'] } }), design({}), 'storage', day),
      stateOf(view({ open: { ...open, storage: ['parallelRunStep'] } }), design({ unparsed: { 'storage.x': '' } }), 'storage', day),
      stateOf(view({ validation: [finding({ verdict: 'unknown' })] }), design({ visited: ['storage'] }), 'storage', day),
      stateOf(view({}), design({}), 'storage', day),
      stateOf(view({}), design({ visited: ['storage'] }), 'storage', day),
    ]
    expect(states.map(({ is, n, accepted }) => `${is} ${n} ${accepted}`)).toEqual(['must 1 0', 'answer 2 0', 'unknown 1 0', 'notOpened 0 0', 'done 0 0'])
  })

  it('counts what was accepted apart, until the end of its last day', () => {
    const found = view({ validation: [finding({ rule: 'kept' }), finding({ rule: 'accepted' }), finding({ rule: 'accepted', at: endpoint })] })
    const accepting = design({ risks: [{ rule: 'accepted', at: account, reason: 'It goes.', until: day }] })
    expect(stateOf(found, accepting, 'storage', day)).toEqual({ is: 'must', n: 2, accepted: 1 })
    expect(stateOf(found, accepting, 'storage', '2026-12-02')).toEqual({ is: 'must', n: 3, accepted: 0 })
    expect(stateOf(view({ validation: [finding({ rule: 'accepted' })] }), accepting, 'storage', day)).toEqual({ is: 'notOpened', n: 0, accepted: 1 })
    expect(stayingCounts(found, accepting, day)).toEqual({ must: 2, should: 0, info: 0, unknown: 0, accepted: 1 })
  })

  it('lists what stays broken before what is settled before what is kept', () => {
    const [settled, stays] = [finding({ rule: 'settled' }), finding({ rule: 'stays' })]
    const rules = rulesOf('storage', ['kept', 'settled', 'stays'], compare([settled, stays, stays], [stays, stays]))
    expect(rules).toEqual([
      { rule: 'stays', now: 'must', after: 'must', places: 2 }, { rule: 'settled', now: 'must', after: null, places: 1 }, { rule: 'kept', now: null, after: null, places: 0 },
    ])
  })

  it('shows an update as what it changes, without what stays', () => {
    expect(changedIn({ properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' }, rules: [1] } }, { properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } } })).toEqual([
      { path: 'networkAcls.defaultAction', before: 'Allow', after: 'Deny' }, { path: 'rules', before: 'none', after: '1 entry' },
    ])
  })
})

describe('shortcuts', () => {
  it('lead to pages and steps after g, and mean nothing otherwise', () => {
    expect([shortcut('g', null), shortcut('0', 'g'), shortcut('1', 'g'), shortcut('p', 'g'), shortcut('x', 'g'), shortcut('5', null)]).toEqual([
      { does: 'waits' }, { does: 'go', to: { page: 'step', step: 'connectivity', to: null } }, { does: 'go', to: { page: 'step', step: 'access', to: null } }, { does: 'go', to: { page: 'plan', rest: [] } }, null, null,
    ])
  })
})

describe('sentences', () => {
  it('say what is wrong with a file and what to do, for every way of failing', () => {
    const failures = [
      { is: 'tooLarge', bytes: 209_715_200, limit: 52_428_800 }, { is: 'notJson', why: 'Unexpected end' }, { is: 'notSnapshot', missing: ['resources'] }, { is: 'newer', version: 2 },
      { is: 'noWorkspace', workspaceId: 'w' }, { is: 'workspaceRefused', workspaceId: 'w', status: 403, code: 'AuthorizationFailed' }, { is: 'workspaceUnreadable', workspaceId: 'w', missing: ['properties.keyVault'] },
    ] as const
    const said = failures.map((failure) => startFailure({ what: 'file', name: 'x.json', failure }))
    expect(said.every(([what, next]) => what.includes('x.json') && what.endsWith('.') && next.endsWith('.'))).toBe(true)
    expect(said[0]?.[0]).toBe('x.json has 200 MB; a snapshot has at most 50 MB.')
  })

  it('name the steps whose draft answers no longer fit', () => {
    expect(noticeText({ about: 'replaced', steps: ['storage', 'registry'] }, (step) => step.toUpperCase(), () => '')).toContain('STORAGE, REGISTRY')
  })

  it('count, list and tell the time as people do', () => {
    expect([count(1, 'change', 'changes'), count(0, 'change', 'changes'), listed([]), listed(['a']), listed(['a', 'b', 'c']), megabytes(1), megabytes(1_572_864), when('never')]).toEqual(
      ['1 change', '0 changes', '', 'a', 'a, b and c', '0.1 MB', '1.5 MB', 'never'])
  })
})
