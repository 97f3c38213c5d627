import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { atOnce } from '../base/slices.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { seal, sealLocked, sealReply } from '../review/seal.ts'
import * as core from './core.ts'
import { nowOf } from './compared.ts'
import { baseOf, viewOf } from './derive.ts'
import { memoryDrafts } from './draft.ts'
import { draftKey } from './openings.ts'
import { coreWith, until, visitor } from './fixtures/visitor.ts'
import { shownTo } from './review.ts'
import * as reviewing from './reviewing.ts'
import type { OpenReview } from './reviewState.ts'
import type { State } from './store.ts'

const text = readFileSync('public/samples/open.json', 'utf8')
const read = openSnapshot(text)
if (!read.ok) throw new Error('the sample does not open')
const base = atOnce(baseOf(readEstate(read.snapshot)))
const view = atOnce(viewOf(base, { ...base.proposal.choices, keyVault: { reach: 'privateEndpoint', publicAccess: 'keep' } }))
const risks = [{ rule: 'validation-runs', at: base.current.workspace.id, reason: 'It goes.', until: '2027-01-01' }]
const reviewOf = (names: 'masked' | 'kept') => atOnce(shownTo({ design: { estate: base.current, choices: view.choices, risks }, names, madeAt: '2026-11-25T08:00:00Z' })).review
const [masked, kept] = [reviewOf('masked'), reviewOf('kept')]
const linkTo = (review: typeof masked): string => seal(review).fragment ?? ''

const open = ({ review }: State): OpenReview => {
  if (review?.is !== 'open') throw new Error(`the review is ${review?.is ?? 'none'}`)
  return review
}
const settled = ({ review }: State): boolean => review !== null && review.is !== 'opening' && !(review.is === 'locked' && review.state === 'trying')
const fresh = () => visitor({ core: () => Promise.resolve(core) }, { at: 'review' })

describe('a review link', () => {
  it('opens without a look at who is signed in, and keeps what its reader says for the next visit', async () => {
    const drafts = memoryDrafts()
    const parts = { drafts, live: () => Promise.reject(new Error('nobody may ask')), azure: () => Promise.reject(new Error('nobody may ask')) }
    const first = visitor(parts, { at: 'review' })
    await first.begin()
    first.actions.openReview(linkTo(masked))
    await until(first.store, settled)
    expect(open(first.store.getState()).review).toEqual(masked)
    expect(first.store.getState().session).toEqual({ at: 'start', opening: null, failed: null })
    first.actions.respond(['change a', 'change b'], { response: 'accept', note: '' })
    first.actions.respond(['change b'], { response: 'refuse', note: 'No.' })
    first.actions.respond(['change a'], null)
    first.actions.signReply({ reviewer: 'R. Okafor' })
    const later = visitor(parts, { at: 'review' })
    later.actions.openReview(linkTo(masked))
    await until(later.store, settled)
    expect(open(later.store.getState()).responses).toEqual({ reviewer: 'R. Okafor', note: '', items: { 'change b': { response: 'refuse', note: 'No.' } } })
  })

  it('that is none says why, and so does a part of the program that does not come', async () => {
    const { store, actions, told } = fresh()
    for (const [arrived, is] of [[linkTo(masked).slice(0, -10), 'truncated'], ['https://evil.example/#/review/AAAAAAAAAAAA', 'foreign'], ['javascript:alert(1)', 'foreign']] as const) {
      actions.openReview(arrived)
      await until(store, settled)
      expect(store.getState().review).toMatchObject({ is: 'failed', failure: { is } })
    }
    expect(told.went).toEqual([])
    const offline = visitor({ reviewing: () => Promise.reject(new Error('offline')) })
    offline.actions.openReview(linkTo(masked))
    await until(offline.store, settled)
    expect(offline.store.getState().review).toEqual({ is: 'failed', failure: { is: 'program' } })
  })

  it('that is locked asks, says when the passphrase is wrong, and opens with the right one', async () => {
    const iterations = 1_000
    const { bytes } = await sealLocked(masked, { passphrase: 'four plain words', iterations, chance: { salt: new Uint8Array(16), iv: new Uint8Array(12) } })
    const { store, actions } = visitor({ reviewing: () => Promise.resolve({ ...reviewing, unsealLocked: (arrived: string | Uint8Array, passphrase: string) => reviewing.unsealLocked(arrived, passphrase, iterations) }) }, { at: 'review' })
    actions.openReview(new File([Uint8Array.from(bytes)], 'a.review.ringfence'))
    await until(store, ({ review }) => review?.is === 'locked')
    actions.unlockReview('three words')
    await until(store, ({ review }) => review?.is === 'locked' && review.state === 'wrong')
    actions.unlockReview('four plain words')
    await until(store, ({ review }) => review?.is === 'open')
    expect(open(store.getState()).passphrase).toBe('four plain words')
  })

  it('gives way to the one that is opened after it', async () => {
    const { store, actions } = fresh()
    actions.openReview(linkTo(masked))
    actions.openReview(linkTo(kept))
    await until(store, settled)
    await until(store, ({ review }) => review?.is === 'open')
    expect(open(store.getState()).review.names).toBe('kept')
  })
})

describe('a review file', () => {
  it('that is dropped where snapshots are opened opens as a review', async () => {
    const { store, actions, told } = fresh()
    actions.openFile(new File([Uint8Array.from(seal(masked).bytes)], 'a.review.ringfence'))
    await until(store, settled)
    expect([store.getState().review?.is, told.went]).toEqual(['open', ['/review']])
  })
})

describe('a snapshot beside a review', () => {
  it('that does not open leaves the review as it is; one that does begins a draft with the answers, every step to be looked at', async () => {
    const { store, actions, told } = fresh()
    actions.openReview(linkTo(kept))
    await until(store, settled)
    actions.compareWith(new File(['{'], 'broken.json'))
    await until(store, (state) => open(state).now !== 'reading')
    expect(open(store.getState()).now).toMatchObject({ failed: { what: 'snapshot', failure: { is: 'notJson' } }, name: 'broken.json' })
    actions.compareWith(new File([text], 'open.json'))
    await until(store, (state) => nowOf(open(state), state) !== null)
    actions.takeAnswers()
    await until(store, ({ session, view: shown }) => session.at === 'design' && shown !== null)
    expect(store.getState().session).toMatchObject({ choices: { keyVault: view.choices.keyVault }, visited: [], risks, replies: [] })
    expect(told.went).toEqual(['/assessment'])
  })

  it('of another workspace, or a link with pseudonyms, begins nothing', async () => {
    const { store, actions, told } = fresh()
    actions.openReview(linkTo(masked))
    await until(store, settled)
    actions.compareWith(new File([text], 'open.json'))
    await until(store, (state) => nowOf(open(state), state) !== null)
    actions.takeAnswers()
    await new Promise((resolve) => { setTimeout(resolve, 0) })
    expect([store.getState().session.at, told.went]).toEqual(['start', []])
  })
})

describe('a reply link', () => {
  const digest = 'a'.repeat(64)
  const replyTo = (to: string) => sealReply({ digest: to, workspaceId: base.current.workspace.id, reviewer: 'R. Okafor', repliedAt: '2026-11-25T08:00:00Z', note: '', responses: [] }).fragment ?? ''
  /** Two drafts of one workspace, the newer one read later; a link was made of the older. */
  const twoDrafts = async () => {
    const drafts = memoryDrafts()
    for (const [takenAt, savedAt, links] of [['2026-11-23T08:00:00Z', '1', [digest]], ['2026-11-24T08:00:00Z', '2', []]] as const) {
      const key = draftKey({ workspaceId: base.current.workspace.id, takenAt })
      await drafts.keepSnapshot(key, { ...read.snapshot, takenAt })
      await drafts.keepAnswers({ head: { key, workspace: 'w', takenAt, savedAt, links }, choices: view.choices, unparsed: {}, visited: [] })
    }
    return drafts
  }
  const restored = async (reply: string, tab: string | null = null) => {
    const { store, begin, actions } = visitor({ drafts: await twoDrafts(), core: () => Promise.resolve(coreWith(0)), reply: () => reply }, { at: 'deeper', tab })
    await begin()
    const { session } = store.getState()
    return { actions, store, takenAt: session.at === 'design' ? session.snapshot.takenAt : session.at }
  }

  it('restores the draft that the answered link was made of, not the newest', async () => {
    expect((await restored(replyTo(digest))).takenAt).toBe('2026-11-23T08:00:00Z')
    expect((await restored(replyTo(digest), draftKey({ workspaceId: base.current.workspace.id, takenAt: '2026-11-24T08:00:00Z' }))).takenAt).toBe('2026-11-23T08:00:00Z')
  })

  it('whose link no draft is known to have made, and one that does not open, restore the newest', async () => {
    expect((await restored(replyTo('b'.repeat(64)))).takenAt).toBe('2026-11-24T08:00:00Z')
    expect((await restored('nonsense')).takenAt).toBe('2026-11-24T08:00:00Z')
  })

  it('finds what a link was made of after a reload, in the draft that made it', async () => {
    const drafts = memoryDrafts()
    const { store, begin, actions } = visitor({ drafts, core: () => Promise.resolve(coreWith(0)), sample: () => Promise.resolve(text) })
    await begin()
    actions.openSample('open')
    await until(store, ({ session }) => session.at === 'design')
    actions.shared(digest)
    actions.shared(digest)
    await until(store, ({ drafts: heads }) => heads?.[0]?.links?.[0] === digest)
    expect((await drafts.list()).map(({ links }) => links)).toEqual([[digest]])
    const later = visitor({ drafts, core: () => Promise.resolve(coreWith(0)), reply: () => replyTo(digest) }, { at: 'deeper' })
    await later.begin()
    expect(later.store.getState().session).toMatchObject({ at: 'design', links: [digest] })
  })
})

describe('accepted risks and replies', () => {
  it('are kept with the draft and come back with it', async () => {
    const drafts = memoryDrafts()
    const parts = { drafts, core: () => Promise.resolve(core), sample: () => Promise.resolve(text) }
    const first = visitor(parts)
    first.actions.openSample('open')
    await until(first.store, ({ view: shown }) => shown !== null)
    const [risk] = risks
    if (risk === undefined) throw new Error('no risk')
    first.actions.acceptRisk(risk)
    first.actions.takeReply({ digest: '0'.repeat(64), workspaceId: base.current.workspace.id, reviewer: 'R. Okafor', repliedAt: '2026-11-25T08:00:00Z', note: '', responses: [] })
    await until(first.store, ({ drafts: heads }) => heads !== null && heads.length > 0)
    await new Promise((resolve) => { setTimeout(resolve, 20) })
    const later = visitor(parts)
    later.actions.openSample('open')
    await until(later.store, ({ view: shown }) => shown !== null)
    expect(later.store.getState().session).toMatchObject({ risks, replies: [{ reviewer: 'R. Okafor' }] })
    later.actions.takeBackRisk(risk)
    expect(later.store.getState().session).toMatchObject({ risks: [] })
  })
})
