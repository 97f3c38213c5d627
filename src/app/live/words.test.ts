import { describe, expect, it } from 'vitest'
import type { StartFailure } from '../../session/session.ts'
import type { Notice } from '../../session/store.ts'
import { noticeText, startFailure } from '../messages.en.ts'
import { liveWords } from './messages.en.ts'

const said = (notice: Notice) => noticeText(notice, (step) => step, (iso) => iso)

describe('sentences about reading from Azure', () => {
  it('say how much is different since the last reading', () => {
    expect([0, 1, 3].map((changes) => said({ about: 'readAgain', since: 'noon', changes }))).toEqual([
      'Read again. Your answers are kept. Since noon, nothing changed.',
      'Read again. Your answers are kept. Since noon, 1 thing is different; the assessment lists it.',
      'Read again. Your answers are kept. Since noon, 3 things are different; the assessment lists them.',
    ])
  })

  it('say that a page needs somebody who is signed in', () => {
    const failure: StartFailure = { what: 'signedOut' }
    expect([...startFailure(failure), said({ about: 'signedOut' })].every((text) => text.endsWith('.'))).toBe(true)
  })

  it('count in words', () => {
    expect([liveWords.pick.soFar(3000, 10_001), liveWords.pick.soFar(5, null), liveWords.pick.shown(0, 10_001), liveWords.pick.allSubscriptions(1), liveWords.read.progress(7, 16, 4)]).toEqual([
      '3,000 of 10,001 so far', '5 so far', '0 of 10,001 shown', 'The one subscription', '4 of 16 readings · 7 requests',
    ])
  })

  it('say what a refused reading needs', () => {
    expect([liveWords.read.refused('403 AuthorizationFailed', 'Microsoft.Network/virtualNetworks/read'), liveWords.read.refused('', null)]).toEqual(['refused, 403 AuthorizationFailed · needs Microsoft.Network/virtualNetworks/read', 'no answer'])
  })
})
