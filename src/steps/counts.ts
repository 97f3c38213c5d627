/** How findings are counted and which weighs more, wherever they are listed. Pure. */
import type { Finding, Level } from './rule.ts'

/** The words that findings are counted by: their level, or that they cannot be judged. */
export type CountedWord = Level | 'unknown'
/** How many findings there are of each word. */
export type Counts = Readonly<Record<CountedWord, number>>

/** What comes first in a list: what has to be mended, then what should, then what nobody knows. */
export const weightOf: Readonly<Record<CountedWord, number>> = { must: 0, should: 1, unknown: 2, info: 3 }

/** The word of a finding. */
export const wordOf = ({ verdict, level }: Pick<Finding, 'verdict' | 'level'>): CountedWord => (verdict === 'unknown' ? 'unknown' : level)

/** Counts some findings. */
export function countsOf(findings: readonly Finding[]): Counts {
  const words = findings.map(wordOf)
  const of = (word: CountedWord) => words.filter((one) => one === word).length
  return { must: of('must'), should: of('should'), info: of('info'), unknown: of('unknown') }
}
