import { useCallback } from 'react'
import type { Slices } from '../../base/slices.ts'
import type { View } from '../../session/derive.ts'
import { pathTable } from '../plan/pathRows.ts'
import { useSliced } from '../useSliced.ts'
import type { ForecastRow } from './forecastRows.ts'
import { applyWords } from './messages.en.ts'

const words = applyWords.paths

function* rowOf({ base: { current }, desired, plan, choices }: View): Slices<ForecastRow> {
  yield
  const { rows } = pathTable({ current, desired, plan, choices })
  const meant = rows.filter(({ becomes, meant: isMeant }) => becomes === 'ends' && isMeant)
  const broken = rows.filter(({ becomes, meant: isMeant }) => becomes === 'breaks' || (becomes === 'ends' && !isMeant))
  const named = (of: typeof rows): string => of.map(({ from, to }) => `${from} → ${to}`).join('\n')
  if (broken.length > 0) return { key: 'paths', asked: words.asked, found: words.broken(broken.length), whole: named(broken), word: 'must', result: applyWords.results.attention }
  return meant.length === 0
    ? { key: 'paths', asked: words.asked, found: words.none, whole: '', word: 'kept', result: applyWords.results.fine }
    : { key: 'paths', asked: words.asked, found: words.ends(meant.length), whole: named(meant), word: 'info', result: words.meant }
}

/** Who loses a path by the plan, as a row of the forecast; null while it is worked out. */
export function usePathsLost(view: View): ForecastRow | null {
  const make = useCallback(() => rowOf(view), [view])
  return useSliced(make)
}
