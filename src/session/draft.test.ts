import { describe, expect, it } from 'vitest'
import { surplus } from './draft.ts'

const head = (key: string, savedAt: string) => ({ key, workspace: 'w', takenAt: 't', savedAt })

describe('drafts that are too many', () => {
  it('are the older ones of the same workspace', () => {
    const heads = [head('/a@1', '1'), head('/a@2', '2'), head('/b@1', '0'), head('/a@3', '3')]
    expect([surplus(heads, '/a@4'), surplus(heads, '/a@3'), surplus(heads, '/c@1')]).toEqual([['/a@2', '/a@1'], ['/a@1'], []])
  })

  it('are the oldest beyond eight', () => {
    const heads = Array.from({ length: 9 }, (_, index) => head(`/w${index}@1`, `${index}`))
    expect(surplus(heads, '/new@1')).toEqual(['/w1@1', '/w0@1'])
  })
})
