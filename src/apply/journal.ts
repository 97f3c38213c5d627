/** What a run has sent and replaced, kept so that a reload, another tab or another day can go on or take back (arm-protocol.md section 5.5). */
import type { Watch } from '../arm/longRunning.ts'
import type { ArmId } from '../base/armId.ts'
import type { Body, Change, ChangeKey } from '../changes/change.ts'
import type { ScheduleOptions } from '../changes/schedule.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Evidence } from './progress.ts'

/** The form of the entries. A run of another form is shown and never resumed (F90). */
export const journalForm = 1

/** One line of a journal. Nothing in it is a secret: bodies come without them, and tokens are never seen here. */
export type Entry =
  /** The estate that the run begins from, for its evidence; journals of earlier versions, and those of ways back, have none. */
  | { readonly is: 'before'; readonly at: number; readonly snapshot: Snapshot }
  /** A run begins, or goes on with what is left: the plan that it carries out from here. `underway`: what an earlier part sent and this one follows to its end. `choices`: the digest of the answers that the plan was made with, where they were told (command line). */
  | { readonly is: 'begun'; readonly at: number; readonly form: number; readonly workspaceId: string; readonly digest: string; readonly plan: readonly Change[]; readonly options?: KeptOptions; readonly underway?: readonly ChangeKey[]; readonly choices?: string }
  /** Written before anything is sent. `replaced` is the resource as it was read; null where there was none. */
  | { readonly is: 'sending'; readonly at: number; readonly key: ChangeKey; readonly id: ArmId; readonly type: string; readonly apiVersion: string; readonly method: Method; readonly hash: string; readonly attempt: number; readonly replaced: Body | null }
  | { readonly is: 'answered'; readonly at: number; readonly key: ChangeKey; readonly status: number; readonly watch: Watch | null; readonly until?: number; readonly etag: string | null }
  /** Azure's work on what was sent is not asked about before then, by anybody. */
  | { readonly is: 'waits'; readonly at: number; readonly key: ChangeKey; readonly until: number }
  /** What became of what was sent. `refused`: it did not happen; `lost`: nobody knows before reading. */
  | { readonly is: 'settled'; readonly at: number; readonly key: ChangeKey; readonly as: 'done' | 'refused' | 'failed' | 'lost' }
  /** What let a closing out, written before it is sent; `at` is when it was read. */
  | { readonly is: 'proved'; readonly at: number; readonly key: ChangeKey; readonly evidence: readonly Evidence[] }
  /** Somebody's word: the way in was tried, a task by hand is done, a closing may go out. */
  | { readonly is: 'attested'; readonly at: number; readonly what: 'wayIn' | 'byHand' | 'closing'; readonly key: ChangeKey | null; readonly id: ArmId | null; readonly task: string | null }
  /** A closing is as it was before this run; it can be planned and closed again. */
  | { readonly is: 'takenBack'; readonly at: number; readonly key: ChangeKey }
  /** `left`: somebody let it be as it was then; nothing of it is gone on with. */
  | { readonly is: 'ended'; readonly at: number; readonly as: 'done' | 'paused' | 'restored' | 'left' }

/** What the administrator asked of the run: it holds after a reload, too. */
export interface KeptOptions extends Omit<ScheduleOptions, 'byHand'> { readonly byHand: readonly ChangeKey[] }

export type Method = 'PUT' | 'PATCH' | 'POST' | 'DELETE'

/** Where journals are kept. `append` ends when the entry will survive a reload; it rejects when it cannot be kept (F89). */
export interface JournalStore {
  readonly append: (run: string, entry: Entry) => Promise<void>
  readonly read: (run: string) => Promise<readonly Entry[]>
  /** Runs that stand so, newest first. */
  readonly runs: (standing: Standing) => Promise<readonly string[]>
}

/** Lets one tab at a time be the writer: of a workspace, as `byWorkspace` in runs.ts takes them. */
export interface RunLocks {
  /** Does the work while holding the name; `taken` when somebody else holds it (F86). */
  readonly hold: <Result>(name: string, work: () => Promise<Result>) => Promise<{ readonly is: 'held'; readonly result: Result } | { readonly is: 'taken' }>
}

/** A store that lives as long as the program. */
export function memoryStore(): JournalStore & { readonly all: ReadonlyMap<string, readonly Entry[]> } {
  const all = new Map<string, Entry[]>()
  return {
    all,
    append: (run, entry) => {
      // What a browser keeps is a copy; so is this.
      all.set(run, [...(all.get(run) ?? []), structuredClone(entry)])
      return Promise.resolve()
    },
    read: (run) => Promise.resolve(all.get(run) ?? []),
    runs: (standing) => Promise.resolve([...all].filter(([, entries]) => standingOf(entries) === standing).map(([run]) => run).reverse()),
  }
}

/** Locks within one program. */
export function memoryLocks(): RunLocks {
  const held = new Set<string>()
  return {
    hold: async (run, work) => {
      if (held.has(run)) return { is: 'taken' }
      held.add(run)
      try {
        return { is: 'held', result: await work() }
      } finally {
        held.delete(run)
      }
    },
  }
}

/** How a run stands: with something left to do, done or left as it is, or over because it was put back. */
export type Standing = 'open' | 'done' | 'restored'

/** How the run of a journal stands; null where it holds none. */
export function standingOf(entries: readonly Entry[]): Standing | null {
  const last = entries.findLast((entry) => entry.is === 'ended' || entry.is === 'begun')
  if (last === undefined) return null
  return last.is === 'begun' || last.as === 'paused' ? 'open' : last.as === 'restored' ? 'restored' : 'done'
}

/** Whether a run still has something to do. */
export const isOpen = (entries: readonly Entry[]): boolean => standingOf(entries) === 'open'

/** A write that was sent, with the last that is known of it. */
export interface Sent {
  readonly sending: Extract<Entry, { is: 'sending' }>
  readonly answered: Extract<Entry, { is: 'answered' }> | null
  readonly settled: Extract<Entry, { is: 'settled' }> | null
  /** Azure's work on it is not asked about before then. */
  readonly until: number
}

/** All writes of a journal, in the order of sending. */
export function sentIn(entries: readonly Entry[]): readonly Sent[] {
  const found: Sent[] = []
  const later = (key: ChangeKey, change: (sent: Sent) => Sent): void => {
    const at = found.findLastIndex(({ sending }) => sending.key === key)
    const sent = found[at]
    if (sent !== undefined) found[at] = change(sent)
  }
  for (const entry of entries) {
    if (entry.is === 'sending') found.push({ sending: entry, answered: null, settled: null, until: entry.at })
    if (entry.is === 'answered') later(entry.key, (sent) => ({ ...sent, answered: entry, until: entry.until ?? entry.at }))
    if (entry.is === 'waits') later(entry.key, (sent) => ({ ...sent, until: entry.until }))
    if (entry.is === 'settled') later(entry.key, (sent) => ({ ...sent, settled: entry }))
  }
  return found
}

/** Writes whose end is not known: those to poll or to look at before anything else. */
export const unsettled = (entries: readonly Entry[]): readonly Sent[] => sentIn(entries).filter(({ settled }) => settled === null || settled.as === 'lost')

/** The estate that a run began from; null where its journal does not hold it. */
export const beforeIn = (entries: readonly Entry[]): Snapshot | null => entries.find((entry) => entry.is === 'before')?.snapshot ?? null

/** A part of a journal with a plan of its own: from one beginning to the next. */
export interface Segment { readonly plan: readonly Change[]; readonly entries: readonly Entry[] }

/** The segments of a journal, in order. */
export function segmentsOf(entries: readonly Entry[]): readonly Segment[] {
  const starts = entries.flatMap((entry, index) => (entry.is === 'begun' ? [{ entry, index }] : []))
  return starts.map(({ entry, index }, at) => ({ plan: entry.plan, entries: entries.slice(index, starts[at + 1]?.index ?? entries.length) }))
}
