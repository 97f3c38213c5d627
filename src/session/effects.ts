/** What the session causes outside itself: reading files, keeping drafts, deriving views. What it causes in live Azure is in liveEffects.ts. */
import { applyEffects } from './applyEffects.ts'
import { liveEffects } from './liveEffects.ts'
import { keepAnswers as keepDraft, openings, sliced } from './openings.ts'
import { messageOf, type Ports } from './ports.ts'
import { answeredDigest, reviewEffects } from './reviewEffects.ts'
import * as transitions from './session.ts'
import { settingsText, usual } from './settings.ts'
import type { Actions, LiveActions, State, Store } from './store.ts'

/** How the names of review files end, so that one that is dropped on the start page opens as one. */
const reviewEnding = '.review.ringfence'

/** All that a page can cause, and what begins it: `begin` once, `arrive` after each change of the address. */
export interface Effects {
  readonly actions: Actions & LiveActions
  readonly begin: () => Promise<void>
  readonly arrive: () => Promise<void>
}

/** The actions of the page. What is begun by the address: a draft, the choice of a workspace, its reading. */
export function effects(store: Store, ports: Ports): Effects {
  const put = (part: Partial<State>) => store.setState(part)
  const opening = openings(store, ports)
  const settle = settling(store, ports)
  const live = liveEffects(store, ports, { opening, settle })
  const reviews = reviewEffects({ store, ports, settle })
  const session = () => store.getState().session
  const open = (work: Promise<unknown>) => {
    live.leave()
    void work.then(settle)
  }
  const openReviewFile = (file: File) => (reviews.openReview(file), ports.goTo('/review'))
  const listDrafts = () => ports.drafts.list().then((drafts) => put({ drafts }), () => put({ drafts: [] }))
  const forget = async () => {
    live.leave()
    opening.leave()
    await ports.drafts.clear().catch(() => undefined)
    ports.forgetKept()
    ports.tab.remember(null)
    put({ session: transitions.start, base: null, view: null, review: null, drafts: [], difference: null, settings: usual, notice: { about: 'forgotten' } })
    ports.goTo('/')
  }
  const restore = async () => {
    live.leave()
    const key = await draftToRestore(store, ports)
    if (key === undefined) return put({ session: transitions.failed({ what: 'noDraft' }) })
    await opening.draft(key)
    settle()
  }
  const arrive = async () => {
    const [place, now] = [ports.place(), session()]
    await live.arrive(place)
    const busy = now.at === 'start' && now.opening !== null
    if (place === 'deeper' && session().at !== 'design' && !busy) await restore()
    void live.lookUpWhenIdle(place)
  }
  return {
    begin: async () => {
      await listDrafts()
      void ports.demo?.scenarios().then((scenarios) => put({ scenarios }), () => undefined)
      if (!(await live.resume())) await arrive()
    },
    arrive,
    actions: {
      ...live.actions,
      ...designActions(store, ports, settle),
      ...reviews,
      ...applyEffects({ store, ports, settled: live.settled, fresh: opening.fresh, settle }),
      openFile: (file) => (file.name.endsWith(reviewEnding) ? openReviewFile(file) : open(opening.file(file))),
      openSample: (name) => open(opening.sample(name)),
      resume: (key) => open(opening.draft(key).then((end) => {
        if (end === 'current' && session().at === 'design') ports.goTo('/assessment')
      })),
      switchTo: (key) => open(opening.draft(key)),
      removeDraft: (key) => void ports.drafts.remove(key).then(listDrafts, listDrafts),
      forgetBrowser: () => void forget(),
    },
  }
}

/** The key of the draft of this tab, or of the newest: among those that the reply in the address answers, else among all. */
async function draftToRestore(store: Store, ports: Ports): Promise<string | undefined> {
  const drafts = store.getState().drafts ?? []
  const digest = await answeredDigest(ports)
  const tied = drafts.filter(({ links }) => digest !== null && links?.includes(digest))
  const offered = tied.length > 0 ? tied : drafts
  return (offered.find(({ key }) => key === ports.tab.key()) ?? offered[0])?.key
}

/** What a visitor does with an open estate, and with the page itself. */
function designActions(store: Store, ports: Ports, settle: () => void) {
  const keepAnswers = keeping(store, ports)
  const session = () => store.getState().session
  const change = (next: transitions.Session) => {
    if (next === session()) return
    store.setState({ session: next })
    keepAnswers()
    settle()
  }
  return {
    choose: (part) => change(transitions.choose(session(), part)),
    keepUnparsed: (field, text) => change(transitions.keepUnparsed(session(), field, text)),
    visit: (step) => change(transitions.visit(session(), step)),
    backToProposal: (step) => {
      const { base } = store.getState()
      if (base !== null) change(transitions.backToProposal(session(), step, base.proposal.choices))
    },
    acceptRisk: (risk) => change(transitions.accept(session(), risk)),
    takeBackRisk: (at) => change(transitions.takeBack(session(), at)),
    shared: (digest) => change(transitions.shared(session(), digest)),
    takeReply: (reply) => change(transitions.takeReply(session(), reply)),
    dropReply: (reply) => change(transitions.dropReply(session(), reply)),
    set: (settings) => {
      const next = { ...store.getState().settings, ...settings }
      store.setState({ settings: next })
      ports.keepSettings(settingsText(next))
    },
    dismiss: () => store.setState({ notice: null }),
  } satisfies Partial<Actions>
}

/** Derives the view of the newest choices; a change in between abandons the older computation. */
function settling(store: Store, ports: Ports): () => void {
  let wanted = 0
  const settle = async (turn: number) => {
    const { session, base, view } = store.getState()
    if (session.at !== 'design' || base === null) return
    if (view !== null && view.base === base && view.choices === session.choices) return
    try {
      const core = await ports.core()
      const next = await sliced(core.viewOf(base, session.choices), ports.breathe, () => turn === wanted)
      if (next !== null && turn === wanted) store.setState({ view: next, fault: null })
    } catch (error) {
      store.setState({ fault: messageOf(error) })
    }
  }
  return () => {
    wanted += 1
    void settle(wanted)
  }
}

/** Keeps the answers after each change: one write at a time, the newest next. */
function keeping(store: Store, ports: Ports): () => void {
  let [writing, again] = [false, false]
  const write = async () => {
    const { session } = store.getState()
    if (session.at !== 'design') return
    await keepDraft(store, ports, session)
  }
  const run = async () => {
    writing = true
    try {
      do {
        again = false
        await write()
      } while (again)
    } catch {
      store.setState({ notice: { about: 'notSaved' } })
    }
    writing = false
  }
  return () => {
    again = true
    if (!writing) void run()
  }
}
