import { describe, expect, it } from 'vitest'
import { type Intent, intentFrom } from './intent.ts'

const intents: readonly Intent[] = [
  { to: 'pick', tenant: null, after: 'signIn' }, { to: 'pick', tenant: 't', after: 'signIn' },
  { to: 'read', workspaceId: '/subscriptions/s/w', tenant: null, before: 'd', after: 'reload' }, { to: 'read', workspaceId: '/subscriptions/s/w', tenant: 't', before: null, after: 'signIn' },
]

describe('what a tab was about', () => {
  it('is read as it was kept', () => {
    expect(intents.map((intent) => intentFrom(JSON.stringify(intent)))).toEqual(intents)
  })

  it.each([null, '', '{', 'null', '1', '{}', '{"to":"read"}', '{"to":"read","workspaceId":"https://elsewhere.example/"}', '{"to":"apply"}'])('is nothing where %s was kept', (text) => {
    expect(intentFrom(text)).toBe(null)
  })
})
