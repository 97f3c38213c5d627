/** Finding one workspace among thousands: what is typed, and which rows it leaves. Pure. */
import type { WorkspaceRow } from '../discovery/collecting.ts'

export type { Listing, WorkspaceRow } from '../discovery/collecting.ts'

/** What is looked for: words that all have to occur, a subscription by its id, a region; null is any. */
export interface Search {
  readonly text: string
  readonly subscription: string | null
  readonly region: string | null
}

/** A search that finds everything. */
export const everything: Search = { text: '', subscription: null, region: null }

/** Whether a subscription is switched off: what is in it can be read and not changed. */
export const isOff = (state: string | null): boolean => state?.toLowerCase() === 'disabled'

/** One choice of a filter, with how many rows it leaves. */
export interface Facet {
  readonly value: string
  readonly label: string
  readonly count: number
}

// Rows keep their identity while a listing grows, so each row's text is made once.
const texts = new WeakMap<WorkspaceRow, string>()

/** Words are parted by spaces; a line break ends one too, so that a row's parts do not run together. */
function textOf(row: WorkspaceRow): string {
  const before = texts.get(row)
  if (before !== undefined) return before
  const text = [row.name, row.resourceGroup, row.subscriptionName ?? '', row.region, row.kind, row.id].join('\n').toLowerCase()
  texts.set(row, text)
  return text
}

/** The words of a search. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter((word) => word !== '')

const found = (words: readonly string[], { subscription, region }: Search, row: WorkspaceRow): boolean =>
  (subscription === null || row.subscription === subscription) && (region === null || row.region === region) && words.every((word) => textOf(row).includes(word))

/** Whether a search finds a row: every word somewhere in its name, group, subscription, region, kind or id, without case. */
export const finds = (search: Search, row: WorkspaceRow): boolean => found(wordsOf(search.text), search, row)

/** The rows that a search finds, in the order of the listing. */
export function foundIn(rows: readonly WorkspaceRow[], search: Search): readonly WorkspaceRow[] {
  const words = wordsOf(search.text)
  return rows.filter((row) => found(words, search, row))
}

// One for all: making one for each comparison costs more than comparing.
const order = new Intl.Collator('en', { numeric: true })

function facets(rows: readonly WorkspaceRow[], of: (row: WorkspaceRow) => { readonly value: string; readonly label: string }): readonly Facet[] {
  const byValue = new Map<string, Facet>()
  for (const row of rows) {
    const { value, label } = of(row)
    byValue.set(value, { value, label, count: (byValue.get(value)?.count ?? 0) + 1 })
  }
  return [...byValue.values()].sort((one, other) => order.compare(one.label, other.label))
}

/** The subscriptions of a listing, by name; by id where the name could not be read. */
export const subscriptionsIn = (rows: readonly WorkspaceRow[]): readonly Facet[] => facets(rows, ({ subscription, subscriptionName }) => ({ value: subscription, label: subscriptionName ?? subscription }))

/** The regions of a listing. */
export const regionsIn = (rows: readonly WorkspaceRow[]): readonly Facet[] => facets(rows, ({ region }) => ({ value: region, label: region }))

/** A text in parts, every other one a hit of the search's words, beginning with one that is none. */
export function hitsIn(text: string, search: string): readonly string[] {
  const words = wordsOf(search).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return words.length === 0 ? [text] : text.split(new RegExp(`(${words.join('|')})`, 'i'))
}
