/** What effects need of the browser, of Azure and of the parts of the program that are loaded on first use; all of it handed in. */
import type { Arm } from '../arm/client.ts'
import type { Collected, Collecting, Listing } from '../discovery/collecting.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { CloudId } from '../facts/clouds.ts'
import type { CollectedChange } from './changed.ts'
import type * as CoreModule from './core.ts'
import type { DraftStore } from './draft.ts'
import type { Intent } from './intent.ts'
import type { LoadLive } from './live.ts'
import type { Directories, Scenarios } from './reads.ts'
import type * as ReviewingModule from './reviewing.ts'

/** The heavy part, loaded when a snapshot is opened. */
export type Core = typeof CoreModule

/** The part that opens review links. */
export type Reviewing = typeof ReviewingModule

/** The part that reads from Azure, loaded when somebody picks a workspace. */
export interface Azure {
  readonly collect: (ask: {
    readonly arm: Arm
    readonly cloud: CloudId
    readonly workspaceId: string
    readonly takenAt: string
    readonly signal: AbortSignal
    readonly report: (progress: Collecting) => void
  }) => Promise<Collected>
  readonly listWorkspaces: (arm: Arm, signal: AbortSignal) => AsyncGenerator<Listing>
  readonly changedBetween: (before: Snapshot, after: Snapshot) => readonly CollectedChange[]
  readonly directoriesOf: (arm: Arm, signal?: AbortSignal) => Promise<Directories>
}

/** The part of the address that decides what is begun: the start page, the choice of a workspace, its reading, a review link, or a page that needs an estate. */
export type Place = 'start' | 'pick' | 'read' | 'review' | 'deeper'

/** The outside of a visit. */
export interface Ports {
  readonly drafts: DraftStore
  readonly core: () => Promise<Core>
  readonly azure: () => Promise<Azure>
  /** What opens review links, loaded when there is one. */
  readonly reviewing: () => Promise<Reviewing>
  /** Signed-in Azure; rejects when its part of the program cannot be loaded. */
  readonly live: LoadLive
  readonly sample: (name: string) => Promise<string>
  readonly now: () => string
  /** Resolves when the page has had its turn. */
  readonly breathe: () => Promise<void>
  /** Resolves when the page has been drawn and has nothing to do. */
  readonly idle: () => Promise<void>
  readonly keepSettings: (text: string) => void
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
  /** The local sample Azure behind the page; null in the product. */
  readonly demo: { readonly scenarios: () => Promise<Scenarios>; readonly choose: (name: string) => Promise<void> } | null
}

/** The message of something thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
