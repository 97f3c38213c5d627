import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogueOf, faultPage, proofsOf, type Shown } from './apply/fixtures/faultPage.ts'
import { faultRuns } from './apply/fixtures/faultRuns.ts'
import { faultTable } from './apply/fixtures/faultTable.ts'
import { faultReads } from './session/fixtures/faultReads.ts'

const page = new URL('../docs/faults.md', import.meta.url)
const catalogue = catalogueOf(readFileSync(new URL('../knowledge/fault-catalogue.md', import.meta.url), 'utf8'))
const shown = catalogue.map((fault): Shown => ({ fault, row: faultTable[fault.id] ?? {}, runs: faultRuns.filter((run) => run.fault.fault === fault.id), read: faultReads.find((read) => read.fault === fault.id) ?? null }))

const textOf = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

describe('the table of faults', () => {
  it('has one row for each of the 96 faults, and no other', () => {
    expect(catalogue).toHaveLength(96)
    expect(Object.keys(faultTable)).toEqual(catalogue.map(({ id }) => id))
    expect(catalogue.filter(({ never, title }) => never === '' || title === '')).toEqual([])
  })

  it('names tests that are there', () => {
    const missing = Object.entries(faultTable).flatMap(([id, { tests = {} }]) => Object.entries(tests).flatMap(([file, titles]) => {
      const text = textOf(file)
      return titles.filter((title) => !text.includes(title)).map((title) => `${id}: ${file} has no test "${title}"`)
    }))
    expect(missing).toEqual([])
  })

  it('shows each fault by a run, a reading or a test, or says why Ringfence does not meet it', () => {
    expect(shown.filter((one) => proofsOf(one).length === 0).map(({ fault }) => fault.id)).toEqual([])
  })

  it('says for each fault what excludes that which must not happen, and what is read', () => {
    expect(shown.filter(({ row }) => (row.laws ?? []).length === 0 && Object.keys(row.tests ?? {}).length === 0 && row.unmet === undefined).map(({ fault }) => fault.id)).toEqual([])
    expect(shown.filter(({ row, runs, read }) => row.told === undefined && runs.length === 0 && read === null).map(({ fault }) => fault.id)).toEqual([])
    // A law holds in runs alone.
    expect(shown.filter(({ row, runs }) => (row.laws ?? []).length > 0 && runs.length === 0).map(({ fault }) => fault.id)).toEqual([])
  })

  it('is printed to docs/faults.md', () => {
    const text = faultPage(shown)
    if (process.env['GOLDEN'] === '1') {
      mkdirSync(new URL('.', page), { recursive: true })
      writeFileSync(page, text)
    }
    expect(readFileSync(page, 'utf8'), 'run npm run golden').toBe(text)
  })

  it('has whole sentences, each with words that the page may use', () => {
    const says = Object.values(faultTable).flatMap(({ told = [] }) => told.map(([one]) => one))
    expect(says.filter((one) => one === '' || /undefined|NaN|please|secure|validated|rollback/i.test(one))).toEqual([])
  })
})
