/** What a finding saw, as lines of property and value. Pure. */
import type { Finding, PlaceData } from '../steps/rule.ts'

/** One line of evidence. */
export interface Seen {
  readonly property: string
  readonly value: string
}

const valueText = (value: PlaceData[string]): string => {
  if (value === null) return 'null'
  if (typeof value === 'string') return value
  return Array.isArray(value) ? (value.length === 0 ? '[]' : value.join(', ')) : String(value)
}

/** The evidence of a finding: the property that the rule names with its value, then the rest. What was not readable is said apart; the place itself is no evidence. */
export function seenIn({ at, data }: Finding): readonly Seen[] {
  const { property, value, unread: _, ...others } = data
  const named = typeof property === 'string' && value !== undefined ? [{ property, value: valueText(value) }] : []
  const rest = named.length > 0 ? others : { ...(property === undefined ? {} : { property }), ...(value === undefined ? {} : { value }), ...others }
  return [...named, ...Object.entries(rest).map(([name, each]) => ({ property: name, value: valueText(each) }))].filter((seen) => seen.value !== at)
}

/** What could not be read, in words; null when everything was. */
export const unreadIn = ({ data }: Finding): string | null => {
  const unread = data['unread']
  return unread === undefined || unread === null ? null : valueText(unread)
}

/** Whether several findings saw the same. */
export function sameEvidence(findings: readonly Finding[]): 'same' | 'differs' {
  const [first, ...others] = findings.map((finding) => JSON.stringify(seenIn(finding)))
  return others.every((text) => text === first) ? 'same' : 'differs'
}
