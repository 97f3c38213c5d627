import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, it } from 'vitest'
import { classify, metIn, troubleOf as troubleIn } from '../apply/classify.ts'
import { silentFault } from '../arm/errors.ts'
import { undecided } from '../steps/choices.ts'
import { troubleOf } from './applyWords.ts'
import { fileLocks, fileStore, fileWaits } from './journalFile.ts'
import type { Outside } from './live.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringfence-journal-'))
afterAll(() => rmSync(folder, { recursive: true }))
const choices = join(folder, 'choices.json')
writeFileSync(choices, JSON.stringify(undecided))
const workspaceId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand'
const usual = ['apply', '--workspace', workspaceId, '--choices', choices] as const

/** Nothing outside may be asked. */
const nobody: Outside = {
  env: {}, fetch: () => Promise.reject(new Error('asked')), clock: { now: () => 0, sleep: () => Promise.reject(new Error('asked')) }, newId: () => 'id', az: () => Promise.reject(new Error('asked')), signal: new AbortController().signal,
}

describe('ringfence apply', () => {
  it.each([
    [['apply', '--workspace', workspaceId], 'apply needs --choices FILE'], [['apply', '--choices', choices], 'apply needs --workspace'], [[...usual, '--phase', 'undo'], '--phase knows prepare and lockdown'],
    [[...usual, '--did', '3,x'], '--did takes the numbers of tasks by hand'], [[...usual, '--secret-env', 'jumpBoxPassword'], '--secret-env takes PARAMETER=NAME'], [[...usual, '--secret-env', 'jumpBoxPassword=NONE'], 'the environment variable NONE is empty'],
    [[...usual, '--token-env', 'NONE'], 'the environment variable NONE is empty'], [['verify', '--snapshot', choices], 'but no snapshot'], [['verify'], '--snapshot FILE is needed'],
  ])('refuses %j in one line before anything is asked', async (args, said) => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await run(args, { out: (text) => out.push(text), err: (text) => err.push(text) }, nobody)
    expect([code, out, err.length]).toEqual([1, [], 1])
    expect(err[0]).toContain(said)
  })
})

describe('the journal in a file', () => {
  const begun = { is: 'begun', at: 1, form: 1, workspaceId, digest: 'd', plan: [] } as const

  it('keeps every entry, of several runs, and finds those that have not ended', async () => {
    const store = fileStore(join(folder, 'deep', 'several'))
    expect([await store.runs('open'), await store.read('a')]).toEqual([[], []])
    for (const name of ['a', 'b', 'c']) await store.append(name, begun)
    await store.append('b', { is: 'ended', at: 2, as: 'done' })
    expect([await store.runs('open'), await store.read('b')]).toEqual([['c', 'a'], [begun, { is: 'ended', at: 2, as: 'done' }]])
  })

  it('loses nothing but the line that a crash cut off', async () => {
    const path = join(folder, 'cut')
    const store = fileStore(path)
    await store.append('a', begun)
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n{"run":"a","entry":{"is":"sen`)
    await store.append('a', { is: 'ended', at: 2, as: 'paused' })
    expect((await store.read('a')).map(({ is }) => is)).toEqual(['begun', 'ended'])
  })

  it('keeps among its entries what Azure asked to be spared, for the next process', async () => {
    const path = join(folder, 'waits')
    await fileStore(path).append('a', begun)
    for (const until of [1000, 2000, 9_999_999]) fileWaits(path, () => 0).keep({ key: `GET /${until}`, until })
    await fileStore(path).append('a', { is: 'ended', at: 2, as: 'paused' })
    expect([fileWaits(path, () => 1500).read(), await fileStore(path).runs('open')]).toEqual([[{ key: 'GET /2000', until: 2000 }, { key: 'GET /9999999', until: 601_500 }], ['a']])
    expect(() => fileWaits(join(choices, 'below-a-file'), () => 0).keep({ key: 'k', until: 1 })).not.toThrow()
  })

  it('that cannot be written refuses the run in one line', async () => {
    await expect(fileLocks(join(choices, 'below-a-file')).hold('', () => Promise.resolve('sent'))).rejects.toThrow(/^could not write .*nothing was sent$/)
  })

  it('has one writer; what a process that has ended left behind is no lock', async () => {
    const locks = fileLocks(join(folder, 'locked'))
    const inner = await locks.hold('', () => locks.hold('', () => Promise.resolve('two')))
    expect(inner).toEqual({ is: 'held', result: { is: 'taken' } })
    for (const [pid, is] of [[process.ppid, 'taken'], [999_999_999, 'held']] as const) {
      writeFileSync(join(folder, 'locked.lock'), String(pid))
      expect((await locks.hold('', () => Promise.resolve('mine'))).is).toBe(is)
    }
  })
})

describe('a trouble of the summary', () => {
  const signIn = (ids: { readonly sent: string | null }) => {
    const met = metIn({ is: 'signIn', claims: '{}', tenant: null, status: 401, fault: { ...silentFault, code: 'ExpiredAuthenticationToken' }, ids: { request: null, correlation: null, ...ids } })
    return troubleOf(troubleIn(met, classify(met), 'nothing'), 1)
  }

  it('quotes an answer of Azure, and none where the sign-in alone had no token to ask with', () => {
    const [answered, unasked] = [signIn({ sent: 'c-1' }), signIn({ sent: null })]
    expect([answered.status, answered.code, answered.text.includes('(401 ExpiredAuthenticationToken, correlation id c-1)')]).toEqual([401, 'ExpiredAuthenticationToken', true])
    expect([unasked.status, unasked.code, unasked.text.includes('401'), unasked.text.endsWith('Nothing was sent for it.')]).toEqual([null, null, false, true])
  })
})
