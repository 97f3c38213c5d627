import type { ArmId } from '../base/armId.ts'
import type { Body, Lasting, Secret } from '../changes/change.ts'
import type { EntryList, Estate } from '../estate/estate.ts'

/** What a resource type's reader may look at besides its own body. */
export interface Reading {
  /** Bodies of a type, compared without case; inline children of a parent included. */
  readonly of: (type: string) => readonly Body[]
  /** The body of one resource, when the snapshot holds it. */
  readonly at: (id: ArmId | null) => Body | undefined
  /** The one spelling of an id found in a body; null when the value is none. */
  readonly id: (value: unknown) => ArmId | null
}

/** Where a type's entries are kept: one of the estate's lists, or the one workspace. */
export type Kept = EntryList | 'workspace'

/** An entry of one list of the estate. */
export type EntryOf<List extends Kept> = (Estate[List] extends readonly (infer Entry)[] ? Entry : Estate[List]) & { readonly id: ArmId }

/** The entries of a type in an estate, whichever way they are kept. */
export function entriesOf<List extends Kept>(estate: Estate, list: List): readonly EntryOf<List>[] {
  const kept: unknown = estate[list]
  // The compiler cannot follow a list chosen by name to the type of its entries.
  return (Array.isArray(kept) ? kept : [kept]) as readonly EntryOf<List>[]
}

/** All that we know about one ARM type's properties. Nothing outside `resources` names them. */
export interface ResourceType<List extends Kept, Wire extends Body = Body> {
  readonly type: string
  readonly apiVersion: string
  readonly list: List
  /** The entry of one body; null when the body is of another kind than we understand (it is then listed as unread). */
  readonly read: (body: Body, reading: Reading) => EntryOf<List> | null
  /** The part of a new resource's body that `manage` does not hold. Absent: we never create it. */
  readonly create?: (entry: EntryOf<List>, estate: Estate) => Wire
  /** What we may change on an existing one, as a body. Reading and managing are inverse. Absent: we never change it. */
  readonly manage?: (entry: EntryOf<List>) => Body
  /** Paths (`properties.networkAcls`) sent complete or not at all, since ARM replaces them. */
  readonly atomic?: readonly string[]
  /** Paths sent as a change of their own before the rest (a registry's sku: before Premium it can have no endpoint). */
  readonly first?: readonly string[]
  /** Paths whose change Azure does not take back. */
  readonly irreversible?: Lasting
  /** PATCH, or fresh GET, restate and PUT. */
  readonly update?: 'patch' | 'put'
  /** Which entries of the list are of this type, where several types share a list. All of them when absent. */
  readonly holds?: (entry: EntryOf<List>) => boolean
  /** Paths that are sent too, complete, when the path that names them changes (with a vault's public access its rules, KV-08). */
  readonly alongside?: Readonly<Record<string, readonly string[]>>
  /** One writer at a time on each of these; the entry's own id when absent. */
  readonly locks?: (entry: EntryOf<List>, estate: Estate) => readonly ArmId[]
  /** Whether the change cannot be written onto the existing resource: it is deleted and created again, in lockdown. */
  readonly replaces?: (before: EntryOf<List>, after: EntryOf<List>) => boolean
  /** The POST action that brings the entry about instead of a write; null when there is nothing to do. */
  readonly acts?: (before: EntryOf<List> | null, after: EntryOf<List>) => string | null
  /** Entries whose changes must be done before this one's, beyond what its body refers to. Asked in `prepare`, and of what is created. */
  readonly after?: (entry: EntryOf<List>, estate: Estate) => readonly ArmId[]
  /** Where values go that no plan may hold. */
  readonly secrets?: (entry: EntryOf<List>) => readonly Secret[]
  /** Whether making or changing it can be felt (`before` null: it is new) in the estate as it is before the phase; `to` is the estate after it. */
  readonly interrupts?: (before: EntryOf<List> | null, after: EntryOf<List>, from: Estate, to: Estate) => boolean
  /** Removing it is possible for us (an endpoint that can only be replaced). */
  readonly removable?: true
  /** Place of its closing among the closings: registry 1, vault 2, storage 3, monitoring 4, network 5, workspace 6. */
  readonly closing?: number
}
