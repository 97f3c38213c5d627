/** What a finding saw, as lines of property and value. Pure. */
import type { Finding, PlaceData } from '../steps/rule.ts'
import { unreadSentence } from '../steps/unread.en.ts'

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

/** Words of ours, not of Azure's answer: they choose a finding's sentence, or the sentence says them. */
const ours: ReadonlySet<string> = new Set(['because', 'condition', 'declared', 'decision', 'differs', 'fault', 'free', 'lacks', 'purpose', 'relation', 'scoring', 'stop', 'unread', 'use', 'what'])

/** The evidence of a finding: the property that the rule names with its value, then the rest. What was not read is said apart, in words; the place itself is no evidence. */
export function seenIn({ at, data }: Finding): readonly Seen[] {
  const { property, value, ...others } = Object.fromEntries(Object.entries(data).filter(([name]) => !ours.has(name)))
  const named = typeof property === 'string' && value !== undefined ? [{ property, value: valueText(value) }] : []
  const rest = named.length > 0 ? others : { ...(property === undefined ? {} : { property }), ...(value === undefined ? {} : { value }), ...others }
  return [...named, ...Object.entries(rest).map(([name, each]) => ({ property: name, value: valueText(each) }))].filter((seen) => seen.value !== at)
}

/** All of a finding's evidence in one line. */
export const evidenceLine = (finding: Finding): string =>
  [unreadSentence(finding.data) ?? [], seenIn(finding).map(({ property, value }) => `${property} = ${value}`)].flat().join(' · ')

/** Whether several findings saw the same. */
export function sameEvidence(findings: readonly Finding[]): 'same' | 'differs' {
  const [first, ...others] = findings.map((finding) => JSON.stringify([unreadSentence(finding.data), seenIn(finding)]))
  return others.every((text) => text === first) ? 'same' : 'differs'
}
