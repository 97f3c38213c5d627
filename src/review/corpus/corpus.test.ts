import { describe, expect, it } from 'vitest'
import { unseal, unsealLocked, unsealReply } from '../unseal.ts'
import corpus from './links.json'

describe('links of every version', () => {
  // A link that no longer opens needs a step in upgrades.ts; none of these is ever rewritten.
  it.each(corpus.reviews)('keep opening: $name of version $version', async ({ link, passphrase, holds }) => {
    const opened = passphrase === null ? unseal(link) : await unsealLocked(link, passphrase)
    expect(opened).toMatchObject({ is: 'open', content: holds })
  })

  it.each(corpus.replies)('keep opening: $name of version $version', ({ link, holds }) => {
    expect(unsealReply(link)).toMatchObject({ is: 'open', content: holds })
  })
})
