/** The scripts as texts: nothing is left out, and no name breaks out of where it stands. How they act is shown by cli.thorough.test.ts. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childId, subscriptionOf } from '../../base/armId.ts'
import { anyCharacter } from '../../base/fixtures/anyCharacter.ts'
import type { JsonObject } from '../../base/json.ts'
import type { ExportInput } from '../exportFile.ts'
import { HOSTILE, hostileInput } from '../fixtures/hostile.ts'
import { journey } from '../fixtures/journey.ts'
import { draft, inputOf, registryId, storageId, workspaceId } from '../fixtures/plans.ts'
import { bashLibrary } from './bashLibrary.ts'
import { callsOf } from './calls.ts'
import { cli } from './cli.ts'
import { addressOf, bashText, comment, fileName, powerShellText } from './quoting.ts'

const one = inputOf(journey())
const teams = inputOf(journey({ hub: 'Hub network', net: 'Netzwerk' }))
const filesOf = (input: ExportInput): ReadonlyMap<string, string> => new Map(cli(input).files.map(({ path, text }) => [path, text]))
const textOf = (input: ExportInput, path: string): string => filesOf(input).get(path) ?? ''
const parsed = (input: ExportInput, path: string): JsonObject => JSON.parse(textOf(input, path)) as JsonObject

/** The texts of a line of bash, each in single quotes, as bash reads them. */
const readBash = (line: string): readonly string[] => [...line.matchAll(/(?:'[^']*'|\\')+/g)].map(([word]) => word.replaceAll(/'([^']*)'|\\(')/g, '$1$2'))

/** The same for PowerShell, which takes typographic quotes for straight ones. */
const readPowerShell = (line: string): readonly string[] => [...line.matchAll(/['\u2018-\u201B]((?:[^'\u2018-\u201B]|['\u2018-\u201B]{2})*)['\u2018-\u201B]/g)].map(([, inner = '']) => inner.replaceAll(/(['\u2018-\u201B])['\u2018-\u201B]/g, '$1'))

const linesOf = (script: string, name: RegExp): readonly string[] => script.split('\n').filter((line) => name.test(line.trim()))

it('checks only subscriptions that the folder writes in, and lets `--did` stand for what a team cannot read', () => {
  const own = [...filesOf(teams)].find(([path]) => path.endsWith('own-team/deploy.sh'))?.[1] ?? ''
  const hub = [...filesOf(teams)].find(([path]) => path.endsWith('hub-network/deploy.sh'))?.[1] ?? ''
  expect(own.match(/account AzureCloud '([^']+)'/g)).toEqual([`account AzureCloud '${subscriptionOf(workspaceId)}'`])
  expect(hub.match(/account AzureCloud '([^']+)'/g)).toHaveLength(1)
  expect(hub).not.toContain(`account AzureCloud '${subscriptionOf(workspaceId)}'`)
  expect(textOf(teams, 'README.md')).toContain('the role Reader is enough')
})

describe('every change is in the scripts', () => {
  it.each([['one owner', one], ['three owners', teams]])('once, in the script of who has the rights, with %s', (_, input) => {
    const { omitted } = cli(input)
    expect(omitted).toEqual([])
    const owners = [...new Set(input.plan.map(({ owner }) => owner))]
    const numbers = owners.map((team) => {
      const own = (['prepare', 'lockdown'] as const).flatMap((phase) => callsOf({ team, input }, phase)).filter(({ name }) => name === 'change' || name === 'task')
      return own.map(({ name, values }) => Number(values[name === 'task' ? 0 : 1])).filter((number) => input.plan[number - 1]?.owner === team)
    })
    expect([...new Set(numbers.flat())].sort((left, right) => left - right)).toEqual(input.plan.map((_change, index) => index + 1))
  })

  it.each(['deploy.sh', 'deploy.ps1'])('and both scripts say the same: %s', (path) => {
    const [calls, read] = [(['prepare', 'lockdown'] as const).flatMap((phase) => callsOf({ team: null, input: one }, phase)), path.endsWith('sh') ? readBash : readPowerShell]
    expect(linesOf(textOf(one, path), /^(change|require|task|secret|Update-Resource|Assert-Resource|Wait-Task|Read-Secret) '/).map(read)).toEqual(calls.map(({ values }) => values))
  })

  it('and nothing else closes: lockdown first asks for all of prepare', () => {
    const lockdown = callsOf({ team: null, input: one }, 'lockdown')
    const first = lockdown.slice(0, one.plan.filter(({ phase }) => phase === 'prepare').length)
    expect(first.every(({ name }) => name === 'require' || name === 'task')).toBe(true)
    expect(lockdown.slice(first.length).some(({ name }) => name === 'require')).toBe(false)
  })
})

describe('what a change is compared with', () => {
  it('is what Azure said where it was read, and what later changes make of it', () => {
    const plan = draft()
    plan.change({ do: 'update', id: storageId, patch: { properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } } } })
    plan.change({ do: 'update', id: storageId, phase: 'lockdown', patch: { properties: { networkAcls: { bypass: 'None', defaultAction: 'Deny' } } } })
    expect(parsed(inputOf(plan.changes), 'expected.json')['changes']).toEqual({
      1: { do: 'update', by: 'patch', type: 'microsoft.storage/storageaccounts', before: { properties: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' } } }, later: [{ properties: { networkAcls: { bypass: 'None', defaultAction: 'Deny' } } }] },
      2: { do: 'update', by: 'patch', type: 'microsoft.storage/storageaccounts', before: { properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } } } },
    })
  })

  it('says nothing of what Azure fills in of a resource that the plan makes', () => {
    const plan = draft()
    const id = childId(registryId, 'replications', 'r')
    plan.change({ do: 'create', id: registryId, body: { sku: { name: 'Premium' }, properties: {} } })
    plan.change({ do: 'update', id: registryId, patch: { sku: { name: 'Basic' }, properties: { publicNetworkAccess: 'Disabled' } } })
    plan.change({ do: 'delete', id })
    expect(parsed(inputOf(plan.changes, { asRead: new Map() }), 'expected.json')['changes']).toMatchObject({ 1: { before: null, later: [{ sku: { name: 'Basic' } }] }, 2: { before: { sku: { name: 'Premium' }, properties: {} } }, 3: { do: 'delete', before: {} } })
  })

  it('holds no secret, and neither does any file', () => {
    expect(parsed(one, 'expected.json')['changes']).toMatchObject(Object.fromEntries(one.plan.flatMap((change, index) => (change.do === 'create' && change.secrets.length > 0 ? [[index + 1, { secrets: [{ path: 'properties.osProfile.adminPassword', variable: 'JUMP_BOX_PASSWORD' }] }]] : []))))
    expect(textOf(one, 'deploy.sh')).toContain("  secret 'JUMP_BOX_PASSWORD' 'Password of the jump box.'")
  })
})

describe('texts from outside', () => {
  const word = fc.oneof(fc.constantFrom(...HOSTILE, '‘x’', '‚', '‛; Remove-Item x', "'; rm x #", '-x', '@x'), fc.string({ unit: anyCharacter, maxLength: 12 }))
  const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

  it('come through the quotes of bash and of PowerShell as they are', () => {
    fc.assert(fc.property(word, word, (left, right) => {
      expect(readBash(`f ${bashText(left)} ${bashText(right)}`)).toEqual([wellFormed(left), wellFormed(right)])
      expect(readPowerShell(`f ${powerShellText(left)} ${powerShellText(right)}`)).toEqual([wellFormed(left), wellFormed(right)])
    }), { numRuns: 60 })
  })

  it('stay on the line of a comment, within an address, and within a folder', () => {
    fc.assert(fc.property(word, (text) => {
      expect(comment(text)).toMatch(/^# [^\p{Cc}\u2028\u2029]*$/u)
      expect(addressOf(childId(workspaceId, 'x', text.replaceAll('/', '')))).toMatch(/^[A-Za-z0-9/._%-]+$/)
      expect(fileName(text)).toMatch(/^[A-Za-z0-9_-]{0,48}$/)
    }), { numRuns: 60 })
  })

  it('reach the functions of a script unchanged under bash itself', () => {
    const all = HOSTILE.filter((text) => !/\p{Cc}|\p{Surrogate}/u.test(text)).join(' ')
    const input = hostileInput({ name: 'n$(id)`id`\'"', tagName: 'a\nb', tagValue: '*/\n', description: `x\nrm -rf x\r\n${all}`, key: 'k', group: 'rg', extra: null, cloud: 'AzureCloud', team: null, step: 'x\ny; id' })
    const script = textOf(input, 'deploy.sh').replace(/^cd .*$/m, '').replace(/^\. lib.*$/m, "change() { printf '%s\\0' \"$@\"; }; require() { change \"$@\"; }; task() { change \"$@\"; }; arguments() { :; }; tools() { :; }; account() { :; }; ends() { :; }; phase=lockdown")
    const said = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
    expect(said).toEqual(callsOf({ team: null, input }, 'lockdown').flatMap(({ values }) => values))
  })
})

const golden = join(import.meta.dirname, '..', 'golden')
const kept = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sh')).map((path) => join(golden, path))

it('bash takes every kept script for well formed (PowerShell is not here to be asked: its quoting is read back above)', () => {
  expect(kept.length).toBeGreaterThan(3)
  expect(execFileSync('bash', ['-c', 'for each; do bash -n "$each" || exit 1; done; printf fine', 'bash', ...kept], { encoding: 'utf8' })).toBe('fine')
  expect(bashLibrary).not.toMatch(/\beval\b/)
})
