import { describe, expect, it } from 'vitest'
import { questionId, tagOf } from './questions.ts'

describe('a question', () => {
  it('has an id that a link can name', () => {
    expect(questionId('storage.parallelRunStep')).toBe('q-storage-parallelRunStep')
  })

  it('needs an answer while it is undecided, is proposed while it is as proposed, and is otherwise the administrator’s', () => {
    expect([tagOf('undecided', 'undecided', null), tagOf(['a'], ['a'], 'because'), tagOf('b', 'a', 'because'), tagOf('a', 'a', null)]).toEqual(['needed', 'proposed', 'none', 'none'])
  })
})
