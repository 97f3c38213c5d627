/** Small wordings that several pages share. */
import { type ArmId, nameOf, parentOf } from '../base/armId.ts'

/** "1 change", "2 changes", "0 changes". */
export const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** Bytes as megabytes, in the size that people know from their file manager. */
export const megabytes = (bytes: number): string => `${Math.max(0.1, bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)} MB`

/** The name a resource is known by: its parent's where its own says nothing (a zone group named `default`, a role assignment named by a GUID). */
export const shownName = (id: ArmId): string => (/^(default|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(nameOf(id)) ? nameOf(parentOf(id)) : nameOf(id))

/** A list as people say it: "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A time in this browser's zone; the text itself where it is none. */
export function when(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : moment.format(date)
}
