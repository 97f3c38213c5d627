import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Clock, systemClock } from '../arm/clock.ts'
import { virtualClock } from '../simulator/clock.ts'
import { startLocalAzure } from '../simulator/node.ts'
import { open } from '../simulator/scenarios/open.ts'
import { scenarios } from '../simulator/scenarios/index.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { worldOf } from '../simulator/scenarios/snapshot.ts'
import { halfRefused } from '../simulator/scenarios/variants.ts'
import type { World } from '../simulator/world.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { readEstate } from '../discovery/readEstate.ts'
import type { Outside } from './live.ts'
import { run } from './run.ts'
import { az, commandOf, tokensOfAz } from './token.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringfence-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const workspaceId = typeof open['workspaceId'] === 'string' ? open['workspaceId'] : ''
const clock = virtualClock('2026-11-23T08:00:00Z')
const began = systemClock.now()
/** Twenty times as fast as the machine's: the answers are real, the pace between requests need not be. */
const hurried: Clock = { now: () => began + (systemClock.now() - began) * 20, sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / 20, signal) }

interface Ran { readonly code: number; readonly out: string; readonly err: string }

async function ran(args: readonly string[], outside: Partial<Outside> = {}): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []]
  let ids = 0
  const code = await run(args, { out: (text) => out.push(text), err: (text) => err.push(text) }, {
    env: {}, fetch: (request) => fetch(request), clock: hurried, newId: () => `id-${++ids}`, az: () => Promise.resolve({ ok: false, why: 'not here' }), signal: new AbortController().signal, ...outside,
  })
  return { code, out: out.join(''), err: err.join('') }
}

/** Runs `work` beside a local Azure on real http. */
async function beside<Result>(world: World, work: (azure: { readonly arm: string; readonly token: string }) => Promise<Result>): Promise<Result> {
  const azure = await startLocalAzure({ world, port: 0 })
  try {
    return await work({ arm: azure.arm, token: azure.cloud.token() })
  } finally {
    await azure.close()
  }
}

const collectArgs = (arm: string, file: string, workspace = workspaceId): readonly string[] => ['collect', '--workspace', workspace, '--out', file, '--arm', arm, '--token-env', 'ARM_TOKEN']

describe('ringfence collect', () => {
  it('writes over real http the snapshot that the other commands read, and tells each read', async () => {
    const file = join(folder, 'new', 'open.json')
    const { token, ...result } = await beside(worldOf(open, clock), async ({ arm, token: given }) => ({ ...(await ran(collectArgs(arm, file), { env: { ARM_TOKEN: given } })), token: given }))
    expect(result).toMatchObject({ code: 0 })
    expect(JSON.parse(result.out)).toEqual({ file, workspaceId, resources: 11, refused: 0 })
    const lines = result.err.trim().split('\n')
    expect(lines).toHaveLength(32)
    expect(lines).toContain('reading virtual network vnet-demand')
    expect(lines).toContain('read    virtual network vnet-demand')
    const text = readFileSync(file, 'utf8')
    expect([text, result.err, result.out].some((one) => one.includes(token))).toBe(false)
    expect(text).not.toContain(token.slice(20, 60))
    const opened = openSnapshot(text)
    expect(opened.ok && readEstate(opened.snapshot).storageAccounts).toHaveLength(1)
    expect((await ran(['assess', '--snapshot', file])).code).toBe(2)
  })

  it('reads several things at once, in waves', async () => {
    let [now, most] = [0, 0]
    const counted: Outside['fetch'] = async (request) => {
      most = Math.max(most, ++now)
      return fetch(request).finally(() => { now -= 1 })
    }
    await beside(worldOf(open, clock), ({ arm, token }) => ran(collectArgs(arm, join(folder, 'waves.json')), { env: { ARM_TOKEN: token }, fetch: counted }))
    expect(most).toBe(4)
  })

  it('takes a portal address, and writes what it could where reads are refused', async () => {
    const file = join(folder, 'half.json')
    const address = `https://portal.azure.com/#@contoso.example/resource${workspaceId}/overview`
    const { code, out, err } = await beside(halfRefused(worldOf(secured, clock)), ({ arm, token }) => ran(collectArgs(arm, file, address), { env: { ARM_TOKEN: token } }))
    expect(code).toBe(0)
    const account = secured['resources'] !== undefined ? `${workspaceId.split('/providers/')[0]}/providers/Microsoft.Storage/storageAccounts/stdemand` : ''
    expect(err).toContain(`ringfence: ${account} could not be read (403 AuthorizationFailed); rules that depend on it are reported as unknown; ask for Reader on ${account}\n`)
    expect(JSON.parse(out)).toMatchObject({ file })
  })

  it.each([
    ['no workspace there', scenarios.noWorkspace, /^ringfence: Azure has no such workspace.*\(404 ResourceNotFound\).*\(correlation id id-1\)$/],
    ['nothing readable', scenarios.allRefused, /^ringfence: Azure refuses to show it \(403 AuthorizationFailed\).*Ask for Reader.*\(correlation id id-1\)$/],
  ] as const)('ends with one clear line and writes no file: %s', async (name, make, line) => {
    const file = join(folder, `${name}.json`)
    const { code, out, err } = await beside(make(clock), ({ arm, token }) => ran(collectArgs(arm, file), { env: { ARM_TOKEN: token } }))
    expect([code, out, existsSync(file)]).toEqual([1, '', false])
    expect(err.trim().split('\n').at(-1)).toMatch(line)
  })

  it('says so when the token ends in the middle', async () => {
    const world: World = { ...worldOf(open, clock), faults: [{ fault: 'F11', on: { nth: 9, times: 'always' } }] }
    const { code, err } = await beside(world, ({ arm, token }) => ran(collectArgs(arm, join(folder, 'ended.json')), { env: { ARM_TOKEN: token } }))
    expect(code).toBe(1)
    expect(err).toMatch(/does not accept the token any more \(ExpiredAuthenticationToken\).*Get a new token/)
  })

  it('stops when it is told to, without a file', async () => {
    const stop = new AbortController()
    const file = join(folder, 'stopped.json')
    const stopping: Outside['fetch'] = (request) => {
      stop.abort()
      return fetch(request)
    }
    const { code, err } = await beside(worldOf(open, clock), ({ arm, token }) => ran(collectArgs(arm, file), { env: { ARM_TOKEN: token }, signal: stop.signal, fetch: stopping }))
    expect([code, existsSync(file), err.trim().split('\n').at(-1)]).toEqual([1, false, 'ringfence: stopped; no file was written'])
    expect(err).not.toContain('refused')
  })

  it.each([
    [['collect', '--out', 'x.json'], 'collect needs --workspace'], [['collect', '--workspace', workspaceId], 'collect needs --out FILE'], [['collect', '--workspace', 'mlw', '--out', 'x'], '"mlw" names no workspace'],
    [['collect', '--workspace', workspaceId, '--out', 'x', '--cloud', 'AzureGermanCloud'], '--cloud knows AzureCloud'], [['collect', '--workspace', workspaceId, '--out', 'x', '--token-env', 'NONE'], 'the environment variable NONE is empty'],
    [['collect', '--workspace', workspaceId, '--out', 'x'], 'no token: not here. Sign in with az login'], [['collect', '--workspace', workspaceId, '--out', 'x', '--arm', 'http://management.azure.com', '--token-env', 'T'], '--arm is the origin of an ARM'],
    [['collect', '--workspace', workspaceId, '--out', 'x', '--arm', 'https://management.azure.com/x', '--token-env', 'T'], '--arm is the origin of an ARM'], [['fly'], 'known are workspaces, collect'],
  ])('refuses %j in one line', async (args, said) => {
    const { code, out, err } = await ran(args, { env: { T: 'token' } })
    expect([code, out, err.trim().split('\n').length]).toEqual([1, '', 1])
    expect(err).toContain(said)
  })
})

describe('ringfence workspaces', () => {
  it('prints all that the account can see', async () => {
    const { code, out } = await beside(worldOf(open, clock), ({ arm, token }) => ran(['workspaces', '--arm', arm, '--token-env', 'ARM_TOKEN'], { env: { ARM_TOKEN: token } }))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ workspaces: [{ id: workspaceId, network: 'public' }] })
  })
})

describe('tokens of the Azure CLI', () => {
  const asked: unknown[] = []
  const ask = (answers: readonly string[]) => tokensOfAz((what) => {
    asked.push(what)
    return Promise.resolve({ ok: true, token: answers[asked.length - 1] ?? 'last' })
  }, { resource: 'https://management.azure.com', in: ['--subscription', 's'] }, 'one')

  it('are kept, asked for again when one is refused, and not the same one twice', async () => {
    const tokens = ask(['two', 'two'])
    const store = { claims: null, from: 'store' } as const
    const issuer = { claims: null, from: 'issuer' } as const
    expect([await tokens(store), await tokens(store), await tokens(issuer), await tokens(store), await tokens(issuer)]).toEqual([
      { ok: true, token: 'one' }, { ok: true, token: 'one' }, { ok: true, token: 'two' }, { ok: true, token: 'two' }, { ok: false, code: 'TokenNotRenewed' },
    ])
    expect(asked).toHaveLength(2)
    expect(await tokens({ claims: '{}', from: 'issuer' })).toEqual({ ok: false, code: 'InteractionRequired' })
  })

  it('are asked for through a shell on Windows alone, where the Azure CLI is a script, and never with words that a shell would read', () => {
    const of = (subscription: string) => commandOf({ resource: 'https://management.azure.com', in: ['--subscription', subscription] }, 'win32')
    const id = '057e9144-5fbe-4022-a875-cb75421612b4'
    expect(of(id)).toEqual({ through: 'shell', line: `az account get-access-token --resource https://management.azure.com --query accessToken --output tsv --subscription ${id}` })
    expect(commandOf({ resource: 'r', in: null }, 'linux')).toMatchObject({ through: 'file', args: ['account', 'get-access-token', '--resource', 'r', '--query', 'accessToken', '--output', 'tsv'] })
    expect(['a&calc', 'a b', 'a|b', 'a>b', '%PATH%', 'a^b', '"a"', '(a)', 'a\nb', '', '$(a)', '`a`', '!a!'].map((subscription) => of(subscription).through)).toEqual(Array.from({ length: 13 }, () => 'nothing'))
  })

  it('are missed in one line where there is no Azure CLI, or nobody has signed in to it', async () => {
    const answer = await az({ resource: 'https://management.azure.com', in: null })
    expect(answer.ok ? answer.token !== '' : answer.why.split('\n').length === 1 && answer.why !== '').toBe(true)
  })
})
