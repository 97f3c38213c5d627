/** A review link as the page shows it: what arrived, and what its reader says of it. */
import type { Base, View } from './derive.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Review } from '../review/content.ts'
import type { ReviewResponse } from '../review/reply.ts'
import type { LinkFailure } from '../review/unseal.ts'
import type { Origin, ReadFailure } from './session.ts'

/** What a reader says of one item; a note that is still empty is kept too, because it is being typed. */
export type Response = Pick<ReviewResponse, 'response' | 'note'>

/** What a reader has said so far, by item (`change <key>`, `finding <key>`). */
export interface Responses {
  readonly reviewer: string
  readonly note: string
  readonly items: Readonly<Record<string, Response>>
}

/** Nothing said yet. */
export const noResponses: Responses = { reviewer: '', note: '', items: {} }

/** The estate as it is now, to compare a review with. */
export interface Now {
  readonly snapshot: Snapshot
  readonly origin: Origin
  readonly base: Base
}

/** A review link that is being opened, could not be, or is open. `passphrase`: what opened it, and locks the reply. */
export type Reviewing =
  | { readonly is: 'opening' }
  | { readonly is: 'locked'; readonly state: 'asked' | 'trying' | 'wrong' }
  | { readonly is: 'failed'; readonly failure: LinkFailure | { readonly is: 'program' | 'unreadable' } | { readonly is: 'estate'; readonly message: string } }
  | {
    readonly is: 'open'; readonly review: Review; readonly view: View; readonly passphrase: string | null; readonly responses: Responses
    /** What was chosen to compare with, or why it could not be read; null: nothing. */
    readonly now: Now | { readonly failed: ReadFailure; readonly name: string } | 'reading' | null
  }

/** An open review. */
export type OpenReview = Extract<Reviewing, { is: 'open' }>

/** What a reader can cause. */
export interface ReviewActions {
  /** Opens the payload of a link, or a file. */
  readonly openReview: (arrived: string | File) => void
  readonly unlockReview: (passphrase: string) => void
  /** Says something of an item; null takes it back. */
  readonly respond: (items: readonly string[], response: Response | null) => void
  readonly signReply: (part: Partial<Pick<Responses, 'reviewer' | 'note'>>) => void
  /** Reads a snapshot file to compare the review with. */
  readonly compareWith: (file: File) => void
  /** Begins a draft of the snapshot that is compared with, with the answers of the review. */
  readonly takeAnswers: () => void
}
