/** What a write is given, and what each type makes of it. */
import type { JsonObject } from '../../base/json.ts'
import { enveloped, type Said } from '../arm/errors.ts'
import type { Caller } from '../arm/caller.ts'
import type { Reply } from '../reply.ts'
import type { State } from '../state.ts'
import type { Switch } from '../switches.ts'
import type { DurationName } from './durations.ts'
import type { Kind } from './kinds.ts'

/** A write that has passed the gates. `type` is in lower case, `id` in the letters of the path or of the stored body. */
export interface Writing {
  readonly state: State
  readonly caller: Caller
  readonly method: 'PUT' | 'PATCH' | 'DELETE'
  readonly id: string
  readonly type: string
  readonly kind: Kind
  readonly version: string
  readonly stored: JsonObject | null
  /** What was sent, as it was sent; empty for a DELETE. */
  readonly sent: JsonObject
  /** Faults that change what becomes of this write. */
  readonly faults: readonly Switch[]
}

/** What a type makes of a write. */
export interface Built {
  /** The resource as it will be. */
  readonly body: JsonObject
  /** The resource while the work goes on, where that differs by more than its state. */
  readonly meanwhile?: JsonObject
  /** Ids that nobody else may write meanwhile, beside the resource itself. */
  readonly holds?: readonly string[]
  /** The work will end with this instead. */
  readonly failure?: Said
  readonly lasts?: DurationName
  /** What else changes at once, and when the work has ended. */
  readonly begin?: () => void
  readonly finish?: () => void
  /** Takes back what `begin` did, when the work has failed. */
  readonly undo?: () => void
}

/** A type's own rules: what it builds, or the refusal. */
export type Outcome = { readonly refused: Reply } | Built

/** How one type is made; `body` has been merged and tidied. */
export type Maker = (writing: Writing, body: JsonObject) => Outcome

/** How one type is taken away: what stands against it, what the work holds, and what goes with it. */
export interface Removal {
  readonly refused?: Reply
  readonly holds?: readonly string[]
  readonly finish?: () => void
}

/** Takes one type away. */
export type Remover = (writing: Writing) => Removal

/** A 400 of a provider, which carries no cause. */
export const refuse = (code: string, message: string, target?: string): { readonly refused: Reply } => ({ refused: enveloped(400, { code, message, ...(target === undefined ? {} : { target }) }) })

/** A 409 of a provider. */
export const conflict = (code: string, message: string): { readonly refused: Reply } => ({ refused: enveloped(409, { code, message }) })
