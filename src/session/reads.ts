/** What the page shows of reading from Azure beside the session itself; re-exported for screens, which see nothing of the client. */
import type { Failure } from '../arm/failure.ts'
import type { CollectedChange } from './changed.ts'

export { missingRight } from '../arm/denial.ts'
export type { Failure } from '../arm/failure.ts'
export type { Collecting, Reading } from '../discovery/collecting.ts'
export type { OpenFailure } from '../discovery/snapshot.ts'
export type { CollectedChange } from './changed.ts'

/** What changed between two readings of a workspace; `since`: when the earlier one was taken. */
export interface Difference {
  readonly since: string
  readonly changes: readonly CollectedChange[]
}

/** A time before which Azure takes no more requests: queries of Resource Graph, or requests for resources. `until`: milliseconds since 1970. */
export interface Held {
  readonly of: 'graph' | 'resources'
  readonly until: number
}

/** A directory that the account belongs to. */
export interface Directory {
  readonly id: string
  readonly name: string
  readonly domain: string
}

/** The directories of the account, or how far asking for them is. */
export type Directories =
  | { readonly is: 'asking' }
  | { readonly is: 'known'; readonly list: readonly Directory[] }
  /** Without a failure of Azure's a part of the program could not be loaded. */
  | { readonly is: 'refused'; readonly failure: Failure | null }

/** The worlds that the local sample Azure can show, and the one that it shows. */
export interface Scenarios {
  readonly names: readonly string[]
  readonly current: string
}
