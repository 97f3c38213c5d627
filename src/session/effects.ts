/** What the session causes outside itself: reading files, keeping drafts, deriving views. The only place that does. */
import { nameOf, parseArmId } from '../base/armId.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type * as CoreModule from './core.ts'
import type { Slices } from './derive.ts'
import { type DraftStore, type Kept, newestFirst } from './draft.ts'
import * as transitions from './session.ts'
import { settingsText } from './settings.ts'
import type { Actions, DraftHead, State, Store } from './store.ts'

/** The heavy part, loaded on first use. */
export type Core = typeof CoreModule

/** What effects need of the browser; all of it handed in. */
export interface Ports {
  readonly drafts: DraftStore
  readonly core: () => Promise<Core>
  readonly sample: (name: string) => Promise<string>
  readonly now: () => string
  /** Resolves when the page has had its turn. */
  readonly breathe: () => Promise<void>
  readonly keepSettings: (text: string) => void
  /** The draft that this tab has open, across reloads. */
  readonly tab: { readonly key: () => string | null; readonly remember: (key: string | null) => void }
  readonly goTo: (path: string) => void
}

/** The key of a snapshot's draft: the same snapshot, opened again, has its answers again. */
export const draftKey = ({ workspaceId, takenAt }: Pick<Snapshot, 'workspaceId' | 'takenAt'>): string => `${workspaceId.toLowerCase()}@${takenAt}`

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Runs slices with a breath between them; null when `current` says that nobody waits for the result any more. */
async function sliced<Result>(slices: Slices<Result>, breathe: () => Promise<void>, current: () => boolean): Promise<Result | null> {
  for (;;) {
    const step = slices.next()
    if (step.done === true) return step.value
    await breathe()
    if (!current()) return null
  }
}

/** The actions of the page. `begin` restores the draft of this tab when the address asks for more than the start page. */
export function effects(store: Store, ports: Ports): Actions & { readonly begin: (wanted: 'start' | 'deeper') => Promise<void> } {
  const put = (part: Partial<State>) => store.setState(part)
  const opening = openings(store, ports)
  const change = (next: transitions.Session) => {
    if (next === store.getState().session) return
    put({ session: next })
    keepAnswers()
    settle()
  }
  const settle = settling(store, ports)
  const keepAnswers = keeping(store, ports)
  const session = () => store.getState().session

  const listDrafts = () => ports.drafts.list().then((drafts) => put({ drafts }), () => put({ drafts: [] }))
  const forget = async () => {
    await ports.drafts.clear().catch(() => undefined)
    ports.keepSettings('')
    ports.tab.remember(null)
    put({ session: transitions.start, base: null, view: null, drafts: [], notice: { about: 'forgotten' } })
    ports.goTo('/')
  }
  return {
    openFile: (file) => void opening.file(file).then(settle),
    openSample: (name) => void opening.sample(name).then(settle),
    resume: (key) => void opening.draft(key).then(() => {
      if (session().at === 'design') ports.goTo('/assessment')
      settle()
    }),
    removeDraft: (key) => void ports.drafts.remove(key).then(listDrafts, listDrafts),
    forgetBrowser: () => void forget(),
    choose: (part) => change(transitions.choose(session(), part)),
    keepUnparsed: (field, text) => change(transitions.keepUnparsed(session(), field, text)),
    visit: (step) => change(transitions.visit(session(), step)),
    backToProposal: (step) => {
      const { base } = store.getState()
      if (base !== null) change(transitions.backToProposal(session(), step, base.proposal.choices))
    },
    set: (settings) => {
      const next = { ...store.getState().settings, ...settings }
      put({ settings: next })
      ports.keepSettings(settingsText(next))
    },
    dismiss: () => put({ notice: null }),
    begin: async (wanted) => {
      await listDrafts()
      if (wanted === 'start') return
      const drafts = store.getState().drafts ?? []
      const key = drafts.find((draft) => draft.key === ports.tab.key())?.key ?? drafts[0]?.key
      if (key === undefined) return put({ session: transitions.failed({ what: 'noDraft' }) })
      await opening.draft(key)
      settle()
    },
  }
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
    const draft = kept(session, ports.now())
    await ports.drafts.keepAnswers(draft)
    note(store, draft.head)
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

const headOf = (snapshot: Snapshot, savedAt: string): DraftHead => {
  const id = parseArmId(snapshot.workspaceId)
  return { key: draftKey(snapshot), workspace: id === null ? snapshot.workspaceId : nameOf(id), takenAt: snapshot.takenAt, savedAt }
}

const kept = ({ snapshot, choices, unparsed, visited }: transitions.Design, savedAt: string): Kept => ({ head: headOf(snapshot, savedAt), choices, unparsed, visited })

/** Lists a draft that was just kept. */
const note = (store: Store, head: DraftHead): void =>
  store.setState(({ drafts }) => ({ drafts: newestFirst([head, ...(drafts ?? []).filter(({ key }) => key !== head.key)]) }))

/** Keeps a design with its snapshot, or says that this browser does not. */
async function keepBoth(store: Store, ports: Ports, design: transitions.Design): Promise<void> {
  try {
    await ports.drafts.keepSnapshot(draftKey(design.snapshot), design.snapshot)
    const draft = kept(design, ports.now())
    await ports.drafts.keepAnswers(draft)
    note(store, draft.head)
  } catch {
    store.setState({ notice: { about: 'notSaved' } })
  }
}

/** The three ways of opening an estate; each ends in a design or in a failure that says why. */
function openings(store: Store, ports: Ports) {
  const fail = (failure: transitions.StartFailure) => store.setState({ session: transitions.failed(failure) })
  const begin = (name: string) => store.setState({ session: transitions.opening(name), base: null, view: null, fault: null, notice: null })

  const core = async (name: string): Promise<Core | null> => ports.core().catch(() => (fail({ what: 'program', name }), null))

  const show = async (loaded: Core, name: string, snapshot: Snapshot, earlier: Kept | null) => {
    try {
      const base = await sliced(loaded.baseOf(loaded.readEstate(snapshot)), ports.breathe, () => true)
      if (base === null) return
      const revived = earlier === null ? null : loaded.revive(earlier, base.proposal.choices)
      const design = transitions.opened({ snapshot, choices: revived?.choices ?? base.proposal.choices, unparsed: revived?.unparsed ?? {}, visited: revived?.visited ?? [] })
      const notice = revived === null || earlier === null ? null
        : revived.replaced.length > 0 ? { about: 'replaced' as const, steps: revived.replaced } : { about: 'resumed' as const, savedAt: earlier.head.savedAt }
      store.setState({ session: design, base, notice })
      ports.tab.remember(draftKey(snapshot))
      await keepBoth(store, ports, design)
    } catch (error) {
      fail({ what: 'estate', name, message: messageOf(error) })
    }
  }
  const text = async (loaded: Core, name: string, content: string) => {
    await ports.breathe()
    const read = loaded.openSnapshot(content)
    if (!read.ok) return fail({ what: 'file', name, failure: read.failure })
    const earlier = await ports.drafts.answers(draftKey(read.snapshot)).catch(() => null)
    await show(loaded, name, read.snapshot, earlier)
    if (store.getState().session.at === 'design') ports.goTo('/assessment')
  }
  return {
    file: async (file: File) => {
      begin(file.name)
      const loaded = await core(file.name)
      if (loaded === null) return
      if (file.size > loaded.fileSizeLimit) return fail({ what: 'file', name: file.name, failure: { is: 'tooLarge', limit: loaded.fileSizeLimit, bytes: file.size } })
      const content = await file.text().catch(() => null)
      if (content === null) return fail({ what: 'unreadable', name: file.name })
      await text(loaded, file.name, content)
    },
    sample: async (name: string) => {
      begin(name)
      const loaded = await core(name)
      if (loaded === null) return
      const content = await ports.sample(name).catch(() => null)
      if (content === null) return fail({ what: 'sample', name })
      await text(loaded, name, content)
    },
    draft: async (key: string) => {
      const [earlier, snapshot] = await Promise.all([ports.drafts.answers(key), ports.drafts.snapshot(key)]).catch(() => [null, undefined] as const)
      if (earlier === null || snapshot === undefined) return fail({ what: 'noDraft' })
      begin(earlier.head.workspace)
      const loaded = await core(earlier.head.workspace)
      // What we kept was read through the schema before it was kept, and is read through it again when the file is opened.
      if (loaded !== null) await show(loaded, earlier.head.workspace, snapshot as Snapshot, earlier)
    },
  }
}
