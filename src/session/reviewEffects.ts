/** What a reader of a review link causes: opening it, saying something of it, comparing it with a snapshot. Nothing of it leaves the browser. */
import { idKey } from '../base/armId.ts'
import type { Review } from '../review/content.ts'
import type { Opened } from '../review/unseal.ts'
import { nowOf } from './compared.ts'
import { openWithAnswers, sliced } from './openings.ts'
import { messageOf, type Ports, type Reviewing as Loaded } from './ports.ts'
import type { OpenReview, Responses, ReviewActions, Reviewing } from './reviewState.ts'
import type { Store } from './store.ts'
import { turns } from './turns.ts'

interface Work {
  readonly store: Store
  readonly ports: Ports
  readonly settle: () => void
}

const put = ({ store }: Work, review: Reviewing): void => store.setState({ review })

const openIn = ({ store }: Work): OpenReview | null => {
  const { review } = store.getState()
  return review?.is === 'open' ? review : null
}

/** Bytes of a file, text of a link. */
type Arrived = string | Uint8Array

/** Shows what a link holds, or why it does not open. */
async function show(work: Work, loaded: Loaded, { opened, passphrase, signal }: { readonly opened: Opened<Review>; readonly passphrase: string | null; readonly signal: AbortSignal }): Promise<void> {
  if (signal.aborted) return
  if (opened.is === 'locked') return put(work, { is: 'locked', state: 'asked' })
  if (opened.is === 'wrongPassphrase') return put(work, { is: 'locked', state: 'wrong' })
  if (opened.is !== 'open') return put(work, { is: 'failed', failure: opened })
  try {
    const { content: review } = opened
    const view = await sliced(loaded.viewed(review), work.ports.breathe, () => !signal.aborted)
    const responses = loaded.responsesFrom(await work.ports.drafts.responses(review.digest).catch(() => undefined))
    if (view === null || signal.aborted) return
    put(work, { is: 'open', review, view, passphrase, responses, now: null })
  } catch (error) {
    if (!signal.aborted) put(work, { is: 'failed', failure: { is: 'estate', message: messageOf(error) } })
  }
}

/** Reads a snapshot file to compare with; the review stays open whatever comes of it. */
async function compare(work: Work, file: File): Promise<void> {
  const say = (now: OpenReview['now']) => {
    const review = openIn(work)
    if (review !== null) put(work, { ...review, now })
  }
  say('reading')
  const core = await work.ports.core().catch(() => null)
  if (core === null) return say({ failed: { what: 'program' }, name: file.name })
  if (file.size > core.fileSizeLimit) return say({ failed: { what: 'snapshot', failure: { is: 'tooLarge', limit: core.fileSizeLimit, bytes: file.size } }, name: file.name })
  try {
    const read = core.openSnapshot(await file.text())
    if (!read.ok) return say({ failed: { what: 'snapshot', failure: read.failure }, name: file.name })
    const base = await sliced(core.baseOf(core.readEstate(read.snapshot)), work.ports.breathe, () => openIn(work) !== null)
    if (base !== null) say({ snapshot: read.snapshot, origin: { from: 'file', name: file.name }, base })
  } catch (error) {
    say({ failed: { what: 'estate', message: messageOf(error) }, name: file.name })
  }
}

/** Begins a draft with the answers of a review: of the snapshot that it is compared with, every step to be looked at again. */
async function takeAnswers(work: Work): Promise<void> {
  const review = openIn(work)
  const now = review === null ? null : nowOf(review, work.store.getState())
  if (review === null || now === null || idKey(now.base.current.workspace.id) !== idKey(review.review.estate.workspace.id)) return
  const loaded = await work.ports.reviewing()
  const { choices, risks } = review.review
  await openWithAnswers(work.store, work.ports, { now, choices: loaded.respell(choices, now.base.current), risks })
  work.ports.goTo('/assessment')
  work.settle()
}

/** The digest of the plan that the reply in the address answers; null where there is no reply that opens without a passphrase. */
export async function answeredDigest({ reply, reviewing }: Ports): Promise<string | null> {
  const text = reply()
  const opened = text === null ? null : await reviewing().then(({ unsealReply }) => unsealReply(text), () => null)
  return opened?.is === 'open' ? opened.content.digest : null
}

/** The actions of a reader. */
export function reviewEffects(work: Work): ReviewActions {
  const { store, ports } = work
  const turn = turns()
  let arrived: Arrived = ''
  const load = async (): Promise<Loaded | null> => ports.reviewing().catch(() => (put(work, { is: 'failed', failure: { is: 'program' } }), null))
  const open = async (given: string | File) => {
    const signal = turn.begin()
    put(work, { is: 'opening' })
    const bytes = typeof given === 'string' ? given : await given.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null)
    if (signal.aborted) return
    if (bytes === null) return put(work, { is: 'failed', failure: { is: 'unreadable' } })
    arrived = bytes
    const loaded = await load()
    if (loaded !== null) await show(work, loaded, { opened: loaded.unseal(arrived), passphrase: null, signal })
  }
  const unlock = async (passphrase: string) => {
    const signal = turn.begin()
    put(work, { is: 'locked', state: 'trying' })
    const loaded = await load()
    if (loaded !== null) await show(work, loaded, { opened: await loaded.unsealLocked(arrived, passphrase), passphrase, signal })
  }
  const change = (next: (responses: Responses) => Responses) => {
    const review = openIn(work)
    if (review === null) return
    const responses = next(review.responses)
    put(work, { ...review, responses })
    ports.drafts.keepResponses(review.review.digest, responses).catch(() => store.setState({ notice: { about: 'notSaved' } }))
  }
  return {
    openReview: (given) => void open(given),
    unlockReview: (passphrase) => void unlock(passphrase),
    respond: (items, response) => change((responses) => {
      const others = Object.entries(responses.items).filter(([key]) => !items.includes(key))
      return { ...responses, items: Object.fromEntries([...others, ...(response === null ? [] : items.map((key) => [key, response] as const))]) }
    }),
    signReply: (part) => change((responses) => ({ ...responses, ...part })),
    compareWith: (file) => void compare(work, file),
    takeAnswers: () => void takeAnswers(work),
  }
}
