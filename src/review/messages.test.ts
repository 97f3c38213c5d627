import { describe, expect, it } from 'vitest'
import { contents } from './contents.ts'
import { designs, reviewOf } from './fixtures/reviews.ts'
import { linkFailureText, mergedText, refusedText } from './messages.en.ts'
import type { LinkFailure } from './unseal.ts'

const failures: readonly LinkFailure[] = [
  { is: 'foreign' }, { is: 'truncated', sent: 1012, arrived: 874 }, { is: 'truncated', sent: null, arrived: 1 }, { is: 'altered' }, { is: 'newer', version: 3, known: 1 }, { is: 'tooLarge' }, { is: 'locked' }, { is: 'wrongPassphrase' }, { is: 'content' },
]

describe('the words of review links', () => {
  it('say how much of a link arrived', () => {
    expect(linkFailureText({ is: 'truncated', sent: 1012, arrived: 874 })).toBe('This review link is incomplete: 1,012 characters were sent, 874 arrived. Ask for it as a file.')
    expect(linkFailureText({ is: 'truncated', sent: null, arrived: 1 }, 'reply')).toBe('This reply is incomplete: only 1 character arrived. Ask for it as a file.')
  })

  it('are different for every failure, and none promises or pleads', () => {
    const texts = [...failures.map((failure) => linkFailureText(failure)), refusedText('otherPlan'), refusedText('otherWorkspace')]
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.filter((text) => !/^This .*\. .*\.$/.test(text) || /please|secure|validated|rollback/i.test(text))).toEqual([])
  })

  it('say what a changed plan means for answers', () => {
    const merged = { is: 'merged', plan: 'changed', reviewer: 'R', repliedAt: '', note: '', answered: [], changed: [], gone: ['x'], open: [] } as const
    expect(mergedText(merged)).toBe('The plan has changed since it was answered. 0 answers were taken over. 0 answered items are different now and 1 is gone: their answers do not count.')
  })
})

describe('what a link contains', () => {
  it('is told in sentences, and every readable text is listed', () => {
    const masked = contents(reviewOf(designs.lake))
    const kept = contents(reviewOf(designs.lake, 'kept'))
    expect(masked.inside[0]).toMatch(/^Pseudonyms for workspace \(mlw-\w+\) and \d+ resources in 2 resource groups of 1 subscription\./)
    expect(kept.inside[0]).toMatch(/^The names and ids of workspace mlw-demand and \d+ resources/)
    expect(masked.inside.at(-1)).toContain('digest of the plan (81d03c7f)')
    expect(masked.inside).toContain('1 accepted risk with reason and expiry.')
    expect(contents(reviewOf(designs.lake), ['10.0.0.0/16']).inside.some((sentence) => sentence.endsWith('is free: 10.0.0.0/16.'))).toBe(true)
    expect(masked.outside).toContain('People, mail addresses, object ids')
    expect(kept.texts.some((text) => text.includes('stdemand'))).toBe(true)
    expect(masked.texts.some((text) => text.includes('demand'))).toBe(false)
  })
})
