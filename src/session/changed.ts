/** What another reading of a workspace found changed, as the page lists it. */
import type { Json } from '../base/json.ts'
import { changedBetween as differencesBetween, type SnapshotChanges } from '../discovery/compare.ts'
import type { Snapshot } from '../discovery/snapshot.ts'

/** What became of a resource, of what can be read, of the reader's rights at a scope, or of a registration in a subscription. */
export type Becoming = 'added' | 'removed' | 'changed' | 'unread' | 'readable' | 'rights' | 'registration'

/** One thing that differs; `paths` are its properties, with their values as JSON text, null where there is none. */
export interface CollectedChange {
  readonly id: string
  readonly what: Becoming
  readonly paths: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[]
}

const textOf = (value: Json): string | null => (value === null ? null : JSON.stringify(value))

const only = (what: Becoming) => ({ id }: { readonly id: string }): CollectedChange => ({ id, what, paths: [] })

/** The differences as one list: resources first, then what can be read of them, then rights and registrations. */
function listed({ added, removed, changed, rights, registrations, refused }: SnapshotChanges): readonly CollectedChange[] {
  return [
    ...changed.map(({ id, differences }): CollectedChange => ({
      id, what: 'changed', paths: differences.map(({ path, before, after }) => ({ path: path.replace(/^properties\./, ''), before: textOf(before), after: textOf(after) })),
    })),
    ...added.map(only('added')), ...removed.map(only('removed')), ...refused.now.map(only('unread')), ...refused.noLonger.map(only('readable')),
    ...rights.map(({ scope }) => only('rights')({ id: scope })),
    ...registrations.map(({ subscription, namespace, before, after }): CollectedChange => ({ id: `/subscriptions/${subscription}`, what: 'registration', paths: [{ path: namespace, before, after }] })),
  ]
}

/** What changed between two snapshots of a workspace. */
export const changedBetween = (before: Snapshot, after: Snapshot): readonly CollectedChange[] => listed(differencesBetween(before, after))
