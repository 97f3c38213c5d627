/** The ways of opening an estate: a file, a sample, a draft, a workspace that was just read. Each ends in a design or in a failure that says why. */
import { nameOf, parseArmId } from '../base/armId.ts'
import type { Slices } from '../base/slices.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Risk } from '../review/content.ts'
import type { Choices } from '../steps/choices.ts'
import { type Kept, newestFirst } from './draft.ts'
import { type Core, messageOf, type Ports } from './ports.ts'
import type { Now } from './reviewState.ts'
import * as transitions from './session.ts'
import type { DraftHead, Notice, Store } from './store.ts'
import { turns } from './turns.ts'

/** The key of a snapshot's draft: the same snapshot, opened again, has its answers again. */
export const draftKey = ({ workspaceId, takenAt }: Pick<Snapshot, 'workspaceId' | 'takenAt'>): string => `${workspaceId.toLowerCase()}@${takenAt}`

/** Runs slices with a breath between them; null when `current` says that nobody waits for the result any more. */
export async function sliced<Result>(slices: Slices<Result>, breathe: () => Promise<void>, current: () => boolean): Promise<Result | null> {
  for (;;) {
    const step = slices.next()
    if (step.done === true) return step.value
    await breathe()
    if (!current()) return null
  }
}

const headOf = (snapshot: Snapshot, savedAt: string, links: readonly string[] = []): DraftHead => {
  const id = parseArmId(snapshot.workspaceId)
  return { key: draftKey(snapshot), workspace: id === null ? snapshot.workspaceId : nameOf(id), takenAt: snapshot.takenAt, savedAt, links }
}

/** A design as a draft keeps it. */
export const kept = ({ snapshot, origin, choices, unparsed, visited, risks, replies, links }: transitions.Design, savedAt: string): Kept => ({ head: headOf(snapshot, savedAt, links), origin, choices, unparsed, visited, risks, replies })

/** Lists a draft that was just kept. */
const note = (store: Store, head: DraftHead): void =>
  store.setState(({ drafts }) => ({ drafts: newestFirst([head, ...(drafts ?? []).filter(({ key }) => key !== head.key)]) }))

/** Keeps a design with its snapshot, or says that this browser does not. */
async function keepBoth(store: Store, ports: Ports, design: transitions.Design): Promise<void> {
  try {
    await ports.drafts.keepSnapshot(draftKey(design.snapshot), design.snapshot)
    await keepAnswers(store, ports, design)
    // Others may have gone for it.
    store.setState({ drafts: await ports.drafts.list() })
  } catch {
    store.setState({ notice: { about: 'notSaved' } })
  }
}

/** Keeps the answers of a design; rejects where the browser does not. */
export async function keepAnswers(store: Store, ports: Ports, design: transitions.Design): Promise<void> {
  const draft = kept(design, ports.now())
  await ports.drafts.keepAnswers(draft)
  note(store, draft.head)
}

/** What is opened, and the answers that come with it. */
interface Shown {
  readonly snapshot: Snapshot
  readonly origin: transitions.Origin
  readonly earlier: Kept | null
  /** Whether anybody still waits for it. */
  readonly current: () => boolean
}

/** What is said above the page about answers that came back. */
function noticeOf(earlier: Kept | null, replaced: readonly Notice[]): Notice | null {
  return replaced[0] ?? (earlier === null ? null : { about: 'resumed', savedAt: earlier.head.savedAt })
}

/** Shows a snapshot with its first or earlier answers; throws what our own mistakes throw. */
async function show(store: Store, ports: Ports, loaded: Core, { snapshot, origin, earlier, current }: Shown): Promise<void> {
  const base = await sliced(loaded.baseOf(loaded.readEstate(snapshot)), ports.breathe, current)
  if (base === null) return
  const revived = earlier === null ? null : loaded.revive(earlier, base.proposal.choices)
  const design = transitions.opened({
    snapshot, origin, choices: revived?.choices ?? base.proposal.choices, unparsed: revived?.unparsed ?? {}, visited: revived?.visited ?? [],
    risks: revived?.risks ?? [], replies: revived?.replies ?? [], links: earlier?.head.links ?? [],
  })
  const replaced = revived === null || revived.replaced.length === 0 ? [] : [{ about: 'replaced' as const, steps: revived.replaced }]
  store.setState({ session: design, base, view: null, fault: null, difference: null, notice: noticeOf(earlier, replaced) })
  ports.tab.remember(draftKey(snapshot))
  await keepBoth(store, ports, design)
}

/** Opens a snapshot with the answers of a review. No step counts as looked at. */
export async function openWithAnswers(store: Store, ports: Ports, { now: { snapshot, origin, base }, choices, risks }: { readonly now: Now; readonly choices: Choices; readonly risks: readonly Risk[] }): Promise<void> {
  const loaded = await ports.core()
  const revived = loaded.revive({ head: headOf(snapshot, ports.now()), choices, unparsed: {}, visited: [], risks }, base.proposal.choices)
  const design = transitions.opened({ snapshot, origin, choices: revived.choices, unparsed: {}, visited: [], risks: revived.risks })
  store.setState({ session: design, base, view: null, fault: null, difference: null, notice: null })
  ports.tab.remember(draftKey(snapshot))
  await keepBoth(store, ports, design)
}

/** A snapshot just read from Azure; `earlier`: the answers that it takes over. */
export type Fresh = Shown

/** One opening: what it is of, and whether it still has the word. */
interface One { readonly name: string; readonly signal: AbortSignal }

/** What every opening does: the newest alone may still say something. */
function opener(store: Store, ports: Ports) {
  const turn = turns()
  const fail = ({ signal }: Pick<One, 'signal'>, failure: transitions.StartFailure) => {
    if (!signal.aborted) store.setState({ session: transitions.failed(failure) })
  }
  const begin = (name: string, signal = turn.begin()): One => {
    store.setState({ session: transitions.opening(name), base: null, view: null, fault: null, notice: null, difference: null })
    return { name, signal }
  }
  const core = async (one: One): Promise<Core | null> => {
    const loaded = await ports.core().catch(() => (fail(one, { what: 'program', name: one.name }), null))
    return one.signal.aborted ? null : loaded
  }
  const shown = async (loaded: Core, one: One, what: Omit<Shown, 'current'>) => {
    try {
      await show(store, ports, loaded, { ...what, current: () => !one.signal.aborted })
    } catch (error) {
      fail(one, { what: 'estate', name: one.name, message: messageOf(error) })
    }
  }
  return { turn, fail, begin, core, shown }
}

/** The ways of opening an estate. */
export function openings(store: Store, ports: Ports) {
  const { turn, fail, begin, core, shown } = opener(store, ports)
  const text = async (loaded: Core, one: One, { content, from }: { readonly content: string; readonly from: 'file' | 'sample' }) => {
    await ports.breathe()
    const read = loaded.openSnapshot(content)
    if (!read.ok) return fail(one, { what: 'file', name: one.name, failure: read.failure })
    const earlier = await ports.drafts.answers(draftKey(read.snapshot)).catch(() => null)
    await shown(loaded, one, { snapshot: read.snapshot, origin: { from, name: one.name }, earlier })
    if (!one.signal.aborted && store.getState().session.at === 'design') ports.goTo('/assessment')
  }
  return {
    /** Ends what is being opened, for whoever goes elsewhere; the signal is aborted when something is opened after all. */
    leave: turn.begin,
    file: async (file: File) => {
      const one = begin(file.name)
      const loaded = await core(one)
      if (loaded === null) return
      if (file.size > loaded.fileSizeLimit) return fail(one, { what: 'file', name: file.name, failure: { is: 'tooLarge', limit: loaded.fileSizeLimit, bytes: file.size } })
      const content = await file.text().catch(() => null)
      if (content === null) return fail(one, { what: 'unreadable', name: file.name })
      await text(loaded, one, { content, from: 'file' })
    },
    sample: async (name: string) => {
      const one = begin(name)
      const loaded = await core(one)
      if (loaded === null) return
      const content = await ports.sample(name).catch(() => null)
      if (content === null) return fail(one, { what: 'sample', name })
      await text(loaded, one, { content, from: 'sample' })
    },
    /** Opens a draft; says whether it still had the word at the end. */
    draft: async (key: string): Promise<'current' | 'left'> => {
      const signal = turn.begin()
      const [earlier, snapshot] = await Promise.all([ports.drafts.answers(key), ports.drafts.snapshot(key)]).catch(() => [null, undefined] as const)
      if (signal.aborted) return 'left'
      if (earlier === null || snapshot === undefined) return fail({ signal }, { what: 'noDraft' }), 'current'
      const one = begin(earlier.head.workspace, signal)
      const loaded = await core(one)
      // What we kept was read through the schema before it was kept, and is read through it again when the file is opened.
      if (loaded !== null) await shown(loaded, one, { snapshot: snapshot as Snapshot, origin: earlier.origin ?? { from: 'file', name: one.name }, earlier })
      return signal.aborted ? 'left' : 'current'
    },
    /** Opens what was just read; gives the failure instead of showing it, because the reading page does. */
    fresh: async ({ snapshot, current, ...rest }: Fresh): Promise<transitions.ReadFailure | null> => {
      const signal = turn.begin()
      const loaded = await ports.core().catch(() => null)
      if (loaded === null) return { what: 'program' }
      try {
        // Through the same door as a file, so that what is worked on is what a saved snapshot would give.
        const read = loaded.openSnapshot(JSON.stringify(snapshot))
        if (!read.ok) return { what: 'snapshot', failure: read.failure }
        await show(store, ports, loaded, { ...rest, snapshot: read.snapshot, current: () => current() && !signal.aborted })
        return null
      } catch (error) {
        return { what: 'estate', message: messageOf(error) }
      }
    },
  }
}

/** The openings of a page. */
export type Openings = ReturnType<typeof openings>
