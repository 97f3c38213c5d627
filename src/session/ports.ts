/** What effects need of the browser, of Azure and of the parts of the program that are loaded on first use; all of it handed in. */
import type { Arm } from '../arm/client.ts'
import type { Collected, Collecting, Listing } from '../discovery/collecting.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { CloudId } from '../facts/clouds.ts'
import type { ApplyActions } from './applyState.ts'
import type { CollectedChange } from './changed.ts'
import type * as CoreModule from './core.ts'
import type { DraftStore, Kept } from './draft.ts'
import type { Intent } from './intent.ts'
import type { Live, LoadLive } from './live.ts'
import type { Directories, Scenarios } from './reads.ts'
import type * as ReviewingModule from './reviewing.ts'
import type { Origin, ReadFailure } from './session.ts'
import type { Store } from './store.ts'

/** The heavy part, loaded when a snapshot is opened. */
export type Core = typeof CoreModule

/** The part that opens review links. */
export type Reviewing = typeof ReviewingModule

/** The part that shows what there is in Azure, loaded when somebody wants to choose a workspace. */
export interface Azure {
  readonly listWorkspaces: (arm: Arm, signal: AbortSignal) => AsyncGenerator<Listing>
  readonly directoriesOf: (arm: Arm, signal?: AbortSignal) => Promise<Directories>
}

/** The part that reads one workspace. */
export interface Collector {
  readonly collect: (ask: {
    readonly arm: Arm
    readonly cloud: CloudId
    readonly workspaceId: string
    readonly takenAt: string
    readonly signal: AbortSignal
    readonly report: (progress: Collecting) => void
  }) => Promise<Collected>
  readonly changedBetween: (before: Snapshot, after: Snapshot) => readonly CollectedChange[]
}

/** The part of the address that decides what is begun: the start page, the choice of a workspace, its reading, a review link, or a page that needs an estate. */
export type Place = 'start' | 'pick' | 'read' | 'review' | 'deeper'

/** The outside of a visit. */
export interface Ports {
  readonly drafts: DraftStore
  readonly core: () => Promise<Core>
  readonly azure: () => Promise<Azure>
  readonly collector: () => Promise<Collector>
  /** What opens review links, loaded when there is one. */
  readonly reviewing: () => Promise<Reviewing>
  /** What carries plans out, loaded when somebody wants to. */
  readonly applying: () => Promise<(work: ApplyWork) => ApplyActions>
  /** Signed-in Azure; rejects when its part of the program cannot be loaded. */
  readonly live: LoadLive
  readonly sample: (name: string) => Promise<string>
  readonly now: () => string
  /** Resolves when the page has had its turn. */
  readonly breathe: () => Promise<void>
  /** Resolves when the page has been drawn and has nothing to do. */
  readonly idle: () => Promise<void>
  readonly keepSettings: (text: string) => void
  /** Removes what this browser keeps outside its databases: settings, and how long Azure asked to be spared. */
  readonly forgetKept: () => void
  /** What this tab keeps across reloads: the draft that is open, and what it was about. */
  readonly tab: {
    readonly key: () => string | null
    readonly remember: (key: string | null) => void
    readonly intent: () => Intent | null
    readonly intend: (intent: Intent | null) => void
  }
  /** `replace`: the page that is left is not gone back to. */
  readonly goTo: (path: string, how?: 'replace') => void
  readonly place: () => Place
  /** The reply that the address holds, as text; null elsewhere. */
  readonly reply: () => string | null
  /** The local sample Azure behind the page; null in the product. */
  readonly demo: { readonly scenarios: () => Promise<Scenarios>; readonly choose: (name: string) => Promise<void> } | null
}

/** What carrying a plan out works with. */
export interface ApplyWork {
  readonly store: Store
  readonly ports: Ports
  /** Live Azure once it is known who is signed in; null where there is none. */
  readonly settled: () => Promise<Live | null>
  /** Opens what was just read. */
  readonly fresh: (fresh: { readonly snapshot: Snapshot; readonly origin: Origin; readonly earlier: Kept; readonly current: () => boolean }) => Promise<ReadFailure | null>
  readonly settle: () => void
}

/** The message of something thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
