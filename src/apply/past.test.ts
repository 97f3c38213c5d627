/** What a journal tells of a run, and the names under which a run goes on. */
import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import type { Entry } from './journal.ts'
import { behind, closingsIn, inWordsOf, numbersFor, pastOf, underwayIn } from './past.ts'
import { wayBack } from './undoRun.ts'

const group = '/subscriptions/s/resourceGroups/g/providers'
const vault = armId(`${group}/Microsoft.KeyVault/vaults/kv`)
const account = armId(`${group}/Microsoft.Storage/storageAccounts/st`)
const zone = armId(`${group}/Microsoft.Network/privateDnsZones/z`)

const change = (key: ChangeKey, id: Change['id'], after: readonly ChangeKey[] = []): Change =>
  ({ key, id, type: 'T', apiVersion: '1', phase: key.startsWith('prepare') ? 'prepare' : 'lockdown', after, locks: [], interrupts: false, closes: key.startsWith('lockdown'), owner: null, do: 'update', by: 'patch', patch: {}, before: {} })
const firstOf: ChangeKey = `prepare/0/${account}`
const secondOf: ChangeKey = `prepare/1/${account}`
const closing: ChangeKey = `lockdown/0/${vault}`
const reviewed = [change(firstOf, account), change(secondOf, account, [firstOf]), change(closing, vault, [secondOf])]

const begun = (plan: readonly Change[], at = 0): Entry => ({ is: 'begun', at, form: 1, workspaceId: 'w', digest: '', plan })
const sending = (key: ChangeKey, id: Change['id'], at: number, was: string): Entry => ({ is: 'sending', at, key, id, type: 'T', apiVersion: '1', method: 'PATCH', hash: '', attempt: 1, replaced: { was } })
const settled = (key: ChangeKey, at: number, as: 'done' | 'refused' | 'failed' = 'done'): Entry => ({ is: 'settled', at, key, as })

describe('a run that goes on', () => {
  it('calls what is left of a resource by the keys and numbers that the reviewed plan gave it, and new changes by the next free ones', () => {
    const entries = [begun(reviewed), sending(firstOf, account, 1, 'a'), settled(firstOf, 2)]
    const left = inWordsOf(entries, [change(`prepare/0/${zone}`, zone), change(firstOf, account, [`prepare/0/${zone}`]), change(closing, vault, [firstOf])])
    expect(left.map(({ key, after }) => [key, after])).toEqual([[`prepare/0/${zone}`, []], [secondOf, [`prepare/0/${zone}`]], [closing, [secondOf]]])
    expect(left.map(({ key }) => numbersFor(entries, left).get(key))).toEqual([4, 2, 3])
  })

  it('gives more changes of one resource than there were keys that nobody has', () => {
    const again = inWordsOf([begun(reviewed)], [`lockdown/0/${vault}` as const, `lockdown/1/${vault}` as const].map((key) => change(key, vault)))
    expect(again.map(({ key }) => key)).toEqual([closing, `lockdown/1/${vault}`])
  })

  it('knows what is done, by whom, since when, and what it replaced at its first attempt', () => {
    const entries = [begun(reviewed), sending(firstOf, account, 1, 'a'), settled(firstOf, 2, 'failed'), sending(firstOf, account, 3, 'b'), settled(firstOf, 4), settled(closing, 9),
      { is: 'attested', at: 6, what: 'byHand', key: secondOf, id: account, task: null } satisfies Entry]
    expect(pastOf(entries).map(({ change: { key }, ...rest }) => [key, rest])).toEqual([
      [firstOf, { since: 1, ended: 4, attested: 'no', replaced: { body: { was: 'a' } } }], [secondOf, { since: 6, ended: 6, attested: 'yes', replaced: null }], [closing, { since: 9, ended: 9, attested: 'no', replaced: null }],
    ])
  })

  it('takes an attempt that was refused for none: others may have written since, and that is what was replaced', () => {
    const refused = [begun(reviewed), sending(firstOf, account, 1, 'a'), settled(firstOf, 2, 'refused'), sending(firstOf, account, 3, 'b')]
    const of = (entries: readonly Entry[]) => pastOf(entries).map(({ since, replaced }) => [since, replaced])
    expect([of([...refused, settled(firstOf, 4)]), of([...refused, settled(firstOf, 4, 'failed'), sending(firstOf, account, 5, 'c'), settled(firstOf, 6, 'refused'), settled(firstOf, 7)])]).toEqual([
      [[3, { body: { was: 'b' } }]], [[3, { body: { was: 'b' } }]],
    ])
    const plan = reviewed.map((one): Change => (one.do === 'update' ? { ...one, patch: { was: 'c' } } : one))
    expect(wayBack([begun(plan), ...refused.slice(1), settled(firstOf, 4)], 'leave').plan).toMatchObject([{ id: account, patch: { was: 'b' } }])
  })

  it('knows a change that is followed on by its first attempt, and lets what was planned after it wait', () => {
    const entries = [begun(reviewed), sending(firstOf, account, 1, 'a'), settled(firstOf, 2, 'failed'), sending(firstOf, account, 3, 'b')]
    const keys = new Set([firstOf])
    expect(underwayIn(entries, keys)).toMatchObject([{ change: { key: firstOf }, since: 1, replaced: { body: { was: 'a' } }, sent: { sending: { at: 3 } } }])
    expect(behind(keys, entries, [change(closing, vault), change(`prepare/0/${zone}`, zone)]).map(({ after }) => after)).toEqual([[firstOf], []])
    const followed: readonly Entry[] = [...entries, { is: 'begun', at: 5, form: 1, workspaceId: 'w', digest: '', plan: reviewed, underway: [firstOf] }, settled(firstOf, 6)]
    expect(pastOf(followed)).toMatchObject([{ since: 1, ended: 6, replaced: { body: { was: 'a' } } }])
  })

  it('offers to take back a closing that it sent, also one that nobody heard of again, until it is taken back or planned again', () => {
    const unheard = [begun(reviewed), sending(closing, vault, 1, 'open')]
    expect([closingsIn(unheard).length, pastOf(unheard), closingsIn([...unheard, settled(closing, 2, 'refused')])]).toEqual([1, [], []])
    const closed = [begun(reviewed), sending(closing, vault, 1, 'open'), settled(closing, 2)]
    const keys = (entries: readonly Entry[]) => closingsIn(entries).map(({ change: { key } }) => key)
    expect([keys(closed), keys([...closed, { is: 'takenBack', at: 3, key: closing }]), keys([...closed, begun(reviewed, 4)])]).toEqual([[closing], [], []])
  })
})
