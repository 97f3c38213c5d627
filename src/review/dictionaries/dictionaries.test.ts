import { describe, expect, it } from 'vitest'
import { dictionaryOf, newest, newestVersion } from '../code/dictionary.ts'
import { publicWords, shapes } from '../fixtures/knowledge.ts'

describe('the newest dictionary', () => {
  it('knows every public word, so that masking keeps it; node scripts/dictionary.mjs appends what is missing', () => {
    expect(publicWords().filter((word) => !newest.wordNumbers.has(word))).toEqual([])
  })

  it('knows the shapes of the schemas, or writes them out', () => {
    const unknown = shapes().filter((shape) => !newest.shapes.some((known) => known.join(' ') === shape))
    // Each costs its key names in every link until it is appended; a few are no reason to.
    expect(unknown.length).toBeLessThan(5)
  })

  it('has words for pseudonyms that cannot be taken apart wrongly', () => {
    const { pseudonyms } = newest
    expect(pseudonyms.length).toBeGreaterThanOrEqual(200)
    expect(pseudonyms.filter((word) => !/^[a-z]{3,9}$/.test(word) || newest.tokens.has(word) || pseudonyms.some((other) => other !== word && other.includes(word)))).toEqual([])
  })

  it('is found by its version', () => {
    expect(dictionaryOf(newestVersion)?.version).toBe(newestVersion)
    expect(dictionaryOf(0)).toBeUndefined()
  })
})
