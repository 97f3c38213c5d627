import { describe, expect, it } from 'vitest'
import { type Covered, coveragePage } from '../steps/coverage.ts'
import { requirements } from '../steps/requirements.ts'
import { rowsIn } from './requirementsTable.ts'

const covered: readonly Covered[] = [
  { id: 'STOR-02', kind: 'rule', where: ['storage/blob-and-file-are-private'] },
  { id: 'PRE-01', kind: 'open', where: [] },
  { id: 'KV-02', kind: 'excluded', where: ['a | b'] },
]

describe('the table of requirements', () => {
  it('is read back as it was printed', () => {
    expect(rowsIn(coveragePage(requirements, covered))).toEqual(covered.map(({ id, kind, where }) => ({ id, kind, text: requirements[id].text, where: where.join('; ') })))
  })
})
