import { expect, it } from 'vitest'
import { helpText } from './help.ts'
import type { Outside } from './live.ts'
import { run } from './run.ts'

const refuse = () => Promise.reject(new Error('asked'))
const nobody: Outside = { env: {}, fetch: refuse, clock: { now: () => 0, sleep: refuse }, newId: () => 'id', az: refuse, signal: new AbortController().signal }

async function refused(...args: readonly string[]): Promise<string> {
  const err: string[] = []
  expect(await run(args, { out: () => undefined, err: (text) => err.push(text) }, nobody)).toBe(1)
  return err.join('')
}

it('names every command where it is given another, and its help has each, in that order', async () => {
  const named = /known are (.*)\. See --help/.exec(await refused('fly'))?.[1]?.split(', ') ?? []
  const told = [...helpText.matchAll(/^ {2}ringfence ([a-z-]+)/gm)].map(([, name]) => name)
  expect([named.length, named]).toEqual([13, told])
})

it.each(['toString', 'constructor', '__proto__'])('knows no command %s', async (name) => {
  expect(await refused(name)).toContain('unknown command')
})

it.each([
  [['assess', '--snapshot', 'S.json', '--phase', 'prepare'], 'ringfence: assess takes no --phase; see --help\n'],
  [['export', '--snapshot', 'S.json', '--yes-way-in'], 'ringfence: export takes no --yes-way-in; see --help\n'],
  [['assess', '--frob'], "ringfence: Unknown option '--frob'. See --help\n"],
  [['assess', '--snapshot'], "ringfence: Option '--snapshot <value>' argument missing. See --help\n"],
  [['assess', '--snapshot', ''], 'ringfence: --snapshot FILE is needed; see --help\n'],
])('tells of %j in one line', async (args, told) => {
  expect(await refused(...args)).toBe(told)
})

it('has a line in its help for every option that a command takes', () => {
  const told = new Set([...helpText.matchAll(/--([a-z-]+)/g)].map(([, name]) => name))
  expect(['snapshot', 'choices', 'out', 'format', 'workspace', 'cloud', 'arm', 'token-env', 'names', 'passphrase-env', 'report', 'before', 'phase', 'digest', 'journal', 'yes-way-in', 'did', 'secret-env'].filter((option) => !told.has(option))).toEqual([])
})
