/** Every estate that this program is tried with goes into a link and comes out of it. `SEEDS=n` also plans each at both ends. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { atOnce } from '../base/slices.ts'
import { digest } from '../changes/digest.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { held, secrets } from '../review/fixtures/held.ts'
import type { Design } from '../review/mask/mask.ts'
import { makeReview } from '../review/review.ts'
import { seal } from '../review/seal.ts'
import { unseal } from '../review/unseal.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { propose } from '../steps/index.ts'
import { assignmentId, noDigest, shownTo, viewed } from './review.ts'

const madeAt = '2026-11-24T14:20:00Z'
const filesIn = (folder: string): readonly (readonly [name: string, text: string])[] =>
  (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')])

const snapshots: readonly (readonly [name: string, text: string])[] = [
  ...Object.entries({ open, hub, secured, government: { ...secured, cloud: 'AzureUSGovernment' }, china: { ...secured, cloud: 'AzureChinaCloud' } }).map(([name, snapshot]) => [`scenario ${name}`, JSON.stringify(snapshot)] as const),
  ...filesIn('public/samples'), ...filesIn('../shared/estates'),
]

function designIn(text: string): Design {
  const read = openSnapshot(text)
  if (!read.ok) throw new Error(JSON.stringify(read.failure))
  const estate = readEstate(read.snapshot)
  return { estate, choices: propose(estate).choices, risks: [] }
}

describe.each(snapshots)('%s', (_, text) => {
  const design = designIn(text)

  it.each(['masked', 'kept'] as const)('comes out of a link as it went in, names %s', (names) => {
    const { review } = makeReview({ design, names, madeAt, assignmentId, digestOf: () => noDigest })
    expect(unseal(seal(review).bytes)).toEqual({ is: 'open', content: review, encryption: 'none' })
  })

  it('has no original id, name or range in a masked link', () => {
    expect(secrets(design).length).toBeGreaterThan(5)
    expect(held(design)).toEqual([])
  })

  it.skipIf(process.env['SEEDS'] === undefined)('is planned the same by whoever opens the link', () => {
    for (const names of ['masked', 'kept'] as const) {
      const opened = unseal(seal(atOnce(shownTo({ design, names, madeAt })).review).bytes)
      if (opened.is !== 'open') throw new Error(opened.is)
      expect(digest(atOnce(viewed(opened.content)).plan)).toBe(opened.content.digest)
    }
  })
})
