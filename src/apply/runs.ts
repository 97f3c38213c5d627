/** Beginning and resuming under the one lock of a workspace: never two writers, whatever their runs are called (F86). */
import { idKey } from '../base/armId.ts'
import type { Entry, JournalStore, RunLocks, Standing } from './journal.ts'
import type { Ports } from './loop.ts'
import { apply, type Running } from './apply.ts'
import type { Run } from './progress.ts'
import { type Resumed, resumed, type Resuming } from './resume.ts'
import type { Beginning } from './state.ts'

/** What became of asking for a run: it ended, or another tab has it, or it could not be resumed. */
export type Held = { readonly is: 'ended'; readonly run: Run } | { readonly is: 'taken' } | { readonly is: 'not'; readonly why: Exclude<Resumed, { is: 'going' }> }

type Hear = (running: Running) => void

/** The locks of a browser, taken by workspace: two runs of one workspace would write to the same resources. */
export const byWorkspace = (locks: RunLocks, workspaceId: string): RunLocks => ({ hold: (_run, work) => locks.hold(idKey(workspaceId), work) })

async function going(beginning: Beginning, ports: Ports, hear: Hear): Promise<Held> {
  const running = apply(beginning, ports)
  hear(running)
  return { is: 'ended', run: await running.end }
}

/** Begins a run and holds it to its end. `hear` is given the levers as soon as it goes. */
export async function begin(beginning: Beginning, ports: Ports, locks: RunLocks, hear: Hear): Promise<Held> {
  const held = await byWorkspace(locks, beginning.snapshot.workspaceId).hold(beginning.run, () => going(beginning, ports, hear))
  return held.is === 'taken' ? held : held.result
}

/** How the names of ways back begin, so that none of them is taken for a run to go on with. */
export const UNDO = 'undo-'

/** A run with its journal. */
export interface Kept { readonly run: string; readonly entries: readonly Entry[]; readonly startedAt: number }

/** The newest run of a workspace that stands so, ways back apart; null where there is none. */
export async function newestOf(store: JournalStore, workspaceId: string, standing: Standing): Promise<Kept | null> {
  for (const run of await store.runs(standing)) {
    const entries = await store.read(run)
    const begun = entries.find((entry) => entry.is === 'begun')
    if (begun !== undefined && !run.startsWith(UNDO) && idKey(begun.workspaceId) === idKey(workspaceId)) return { run, entries, startedAt: begun.at }
  }
  return null
}

/** What a run begins with, made when nobody else can write; `Why` says why it does not begin. */
export interface Opening<Why> {
  readonly workspaceId: string
  readonly ready: () => Promise<{ readonly is: 'ready'; readonly beginning: Beginning } | Why>
}

/** Begins a run unless one of its workspace is open (`open`) or the journal cannot be read (`unkept`, F89): both are looked at under the lock, and so is what it begins with. */
export async function beginAnew<Why extends { readonly is: string }>({ workspaceId, ready }: Opening<Why>, ports: Ports, locks: RunLocks, hear: Hear): Promise<Held | Why | { readonly is: 'open' | 'unkept' }> {
  const held = await byWorkspace(locks, workspaceId).hold(workspaceId, async () => {
    const other = await newestOf(ports.store, workspaceId, 'open').catch(() => 'unkept' as const)
    if (other !== null) return { is: other === 'unkept' ? other : ('open' as const) }
    const found = await ready()
    if (!isReady(found)) return found
    const { beginning } = found
    // Only the evidence reads it, so a browser without room for it ends nothing.
    await ports.store.append(beginning.run, { is: 'before', at: ports.clock.now(), snapshot: beginning.snapshot }).catch(() => undefined)
    return going(beginning, ports, hear)
  })
  return held.is === 'taken' ? held : held.result
}

const isReady = <Why extends { readonly is: string }>(found: { readonly is: 'ready'; readonly beginning: Beginning } | Why): found is { readonly is: 'ready'; readonly beginning: Beginning } => found.is === 'ready'

/** Goes on with a run and holds it to its end. */
export async function goOn(resuming: Resuming, ports: Ports, locks: RunLocks, hear: Hear): Promise<Held> {
  const begun = (await ports.store.read(resuming.run)).find((entry) => entry.is === 'begun')
  if (begun === undefined) return { is: 'not', why: { is: 'over' } }
  const held = await byWorkspace(locks, begun.workspaceId).hold(resuming.run, async (): Promise<Held> => {
    const found = await resumed(resuming, ports)
    if (found.is !== 'going') return { is: 'not', why: found }
    hear(found.running)
    return { is: 'ended', run: await found.running.end }
  })
  return held.is === 'taken' ? held : held.result
}
