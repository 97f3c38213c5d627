import { describe, expect, it } from 'vitest'
import { hub } from '../../estate/fixtures/hub.ts'
import { open } from '../../estate/fixtures/open.ts'
import { secured } from '../../estate/fixtures/secured.ts'
import type { Estate } from '../../estate/estate.ts'
import { hopNames } from '../../reach/journey.ts'
import { plan } from '../../resources/index.ts'
import { desiredEstate, propose } from '../../steps/index.ts'
import { admits, pathFilters, pathTable } from './pathRows.ts'
import { hopSentences, hopWords, pathWords } from './paths.messages.en.ts'

function tableOf(current: Estate) {
  const { choices } = propose(current)
  const decided = { ...choices, workspace: { ...choices.workspace, publicAccess: 'disable' as const } }
  const desired = desiredEstate(current, decided)
  return pathTable({ current, desired, plan: plan(current, desired), choices: decided })
}

const openTable = tableOf(open)
const rowFrom = (from: string) => openTable.rows.filter((row) => row.from === from)
const wordsOf = (cells: readonly { readonly word: string; readonly same: boolean }[]) => cells.map(({ word, same }) => (same ? '·' : word))

describe('the table of paths', () => {
  it('has moments with the numbers of the changes that make them', () => {
    expect(openTable.moments[0]).toBe('Now')
    expect(openTable.moments[1]).toBe('After prepare')
    expect(openTable.moments.slice(2).map((head) => head.replace(/^\d+(, \d+|–\d+)? /, ''))).toEqual(['registry', 'key vault', 'storage', 'workspace'])
  })

  it('tells paths that fare alike in one row, and says only what changes', () => {
    const [studio, storage] = rowFrom('Anybody outside')
    expect([studio?.to, ...wordsOf(studio?.cells ?? [])]).toEqual(['studio and API, notebooks', 'public', '·', '·', '·', '·', 'ends'])
    expect([storage?.to, ...wordsOf(storage?.cells ?? [])]).toEqual(['blobs and file shares', 'public', '·', '·', '·', 'ends', 'closed'])
    expect(rowFrom('Administrators by Bastion').map(({ to, note, cells }) => [to, note, ...wordsOf(cells)])).toEqual([['studio and API, notebooks', 'new', 'none yet', 'private', '·', '·', '·', '·'], ['blobs and file shares', 'new', 'none yet', 'private', '·', '·', '·', '·']])
    expect(rowFrom('Computes in snet-training').map(({ to }) => to)).toContain('blobs and file shares')
  })

  it('counts by filter: each row under all, ended ones under ends', () => {
    const count = Object.fromEntries(pathFilters.map((filter) => [filter, openTable.rows.filter((row) => admits(filter, row)).length]))
    expect(count).toEqual({ all: openTable.rows.length, changes: openTable.rows.filter(({ cells }) => new Set(cells.map(({ word }) => word)).size > 1).length, ends: 4, unknown: 0 })
    expect(openTable.rows.filter((row) => admits('ends', row)).every(({ note, meant }) => note === 'on purpose' && meant)).toBe(true)
  })

  it('of a secured estate has one moment; of a hub it names the gap and what nobody said', () => {
    expect(tableOf(secured).moments).toEqual(['Now'])
    const table = tableOf(hub)
    expect(table.gaps.length).toBeGreaterThan(0)
    expect(table.gaps[0]).toMatch(/^Between changes \d+ and \d+, computes in snet-training cannot reach /)
    expect(table.rows.filter(({ becomes }) => becomes === 'unknown').map(({ from }) => from)).toContain('Administrators by their own way')
  })
})

describe('the words of paths', () => {
  it('are one sentence for each reason and never hold a missing value', () => {
    expect(Object.values(hopSentences).map((sentence) => sentence({})).filter((sentence) => /undefined|null|\[object/.test(sentence))).toEqual([])
    expect(hopNames.every((hop) => hopWords[hop] !== '')).toBe(true)
  })
  it('count what ends on purpose and what is unknown', () => {
    expect([pathWords.counts(3, 1), pathWords.counts(1, 0), pathWords.counts(0, 2), pathWords.counts(0, 0)]).toEqual([
      '3 paths end on purpose, 1 is unknown.', '1 path ends on purpose.', 'No path ends on purpose, 2 are unknown.', 'No path ends and all are known.',
    ])
  })
})
