import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contradictions, coverage, coveragePage, idBefore, type Claims } from './steps/coverage.ts'
import { excluded } from './steps/excluded.ts'
import { rulebooks } from './steps/index.ts'
import { requirements } from './steps/requirements.ts'

const page = new URL('../docs/requirements.md', import.meta.url)
const messages: Readonly<Record<string, Readonly<Record<string, unknown>>>> = import.meta.glob('./steps/*/messages.en.ts', { eager: true })
const tests: Readonly<Record<string, string>> = import.meta.glob('./**/*.test.{ts,tsx}', { eager: true, query: '?raw', import: 'default' })

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

const notesOf = (module: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.assign({}, ...Object.values(module).flatMap((exported) => (isTable(exported) && isTable(exported['notes']) ? [exported['notes']] : [])))

// A plain test, or one after a table: `it('STOR-23 …'`, `it.each(…)('STOR-23 …'`.
const TITLE = /(?:\b(?:it|describe)|\))\(\s*(['"`])([A-Z]+-\d+\s(?:(?!\1).)*)\1/g

const titlesIn = (text: string): readonly string[] => [...text.matchAll(TITLE)].map((match) => match[2] ?? '')

const claims: Claims = {
  rulebooks,
  notes: Object.fromEntries(Object.entries(messages).map(([path, module]) => [path.split('/')[2] ?? path, notesOf(module)])),
  behaviours: Object.values(tests).flatMap(titlesIn),
  excluded,
}

describe('the catalogue of requirements', () => {
  it('is claimed by known ids, each of one kind, at its own level', () => {
    expect(contradictions(requirements, claims)).toEqual([])
  })

  it('is printed to docs/requirements.md', () => {
    const text = coveragePage(requirements, coverage(requirements, claims))
    if (process.env['GOLDEN'] === '1') {
      mkdirSync(new URL('.', page), { recursive: true })
      writeFileSync(page, text)
    }
    expect(readFileSync(page, 'utf8'), 'run npm run golden').toBe(text)
  })

  it('counts only titles that begin with an id', () => {
    expect([idBefore('STOR-23 allows before it denies'), idBefore('allows before it denies')]).toEqual(['STOR-23', ''])
  })
})
