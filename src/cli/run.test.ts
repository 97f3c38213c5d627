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
