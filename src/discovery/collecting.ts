/** What a page or a command line sees of reading from Azure: the listing of workspaces, and one workspace being collected. */
import type { Failure } from '../arm/failure.ts'
import type { Snapshot } from './snapshot.ts'

/** A workspace that the account can see. `subscriptionName` is null where the subscription's name could not be read. */
export interface WorkspaceRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly region: string
  readonly resourceGroup: string
  readonly subscription: string
  readonly subscriptionName: string | null
  /** Azure's word for the state of the subscription, such as `Enabled` or `Disabled`; null where it could not be read. */
  readonly subscriptionState: string | null
  readonly tenant: string | null
  readonly network: 'public' | 'private' | 'managed' | 'unknown'
  /** How many private endpoint connections it has; null where that was not told. */
  readonly endpoints: number | null
}

/** All workspaces so far. `cut`: Azure kept some back. With a failure, the rows before it stay. */
export interface Listing {
  readonly rows: readonly WorkspaceRow[]
  readonly total: number | null
  readonly state: 'running' | 'done' | 'stopped' | 'failed'
  readonly cut: 'whole' | 'cut'
  readonly failure: Failure | null
}

/** One thing that is read, by name; `absent` is an answer of 404, `refused` any other that is not a body. `found`: how many resources came. */
export interface Reading {
  readonly key: string
  readonly what: string
  readonly state: 'waiting' | 'reading' | 'read' | 'refused' | 'absent'
  readonly found: number | null
  readonly failure: Failure | null
}

/** How far a collection is. */
export interface Collecting {
  readonly workspaceId: string
  readonly readings: readonly Reading[]
  readonly requests: number
}

/** The snapshot, or the failure of the one read without which there is none: the workspace itself (or the caller's stop, or the end of the sign-in or of the network). */
export type Collected = { readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly failure: Failure }
