import { describe, expect, it } from 'vitest'
import { type Covered, coveragePage } from '../steps/coverage.ts'
import { requirements } from '../steps/requirements.ts'
import page from '../../docs/requirements.md?raw'
import { placesOf, rowsIn } from './requirementsTable.ts'

const covered: readonly Covered[] = [
  { id: 'STOR-02', kind: 'rule', where: ['storage/blob-and-file-are-private'] },
  { id: 'PRE-01', kind: 'open', where: [] },
  { id: 'KV-02', kind: 'excluded', where: ['a | b'] },
]

describe('the table of requirements', () => {
  it('is read back as it was printed', () => {
    expect(rowsIn(coveragePage(requirements, covered))).toEqual(covered.map(({ id, kind, where }) => ({ id, kind, text: requirements[id].text, where: where.join('; ') })))
  })

  it('says in the words of the pages where each went', () => {
    expect(placesOf({ kind: 'rule', where: 'storage/blob-and-file-are-private; registry/registry-is-premium' })).toEqual(['Storage: Blob and file of the default account have approved private endpoints', 'Container registry: The registry has the Premium tier'])
    expect(placesOf({ kind: 'information', where: 'addressSpace' })).toEqual(['Address space'])
    expect(placesOf({ kind: 'plan behaviour', where: 'WKSP-26 shuts it last; WKSP-26 keeps it open; until then' })).toEqual(['shuts it last', 'keeps it open; until then'])
    expect(placesOf({ kind: 'excluded', where: 'a; b' })).toEqual(['a; b'])
  })

  it('names nothing of the code on the page', () => {
    expect(rowsIn(page).flatMap(placesOf).filter((place) => /^[a-z]+[A-Z]\w*|\w\/\w+-\w/.test(place))).toEqual([])
  })
})
