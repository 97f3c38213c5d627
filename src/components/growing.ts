import { startTransition, useEffect, useState } from 'react'

/** Rows that are there at once, and how many are added at a time: as many as can be made without holding the page up. */
const [FIRST, MORE] = [24, 12]

/** How many of `all` rows to show: the first at once, the others a few at a time, so that a long table does not hold the page up. */
export function useGrowing(all: number): number {
  const [shown, setShown] = useState(FIRST)
  useEffect(() => {
    if (shown >= all) return
    // Not within this turn: what the visitor does meanwhile comes first.
    const timer = setTimeout(() => startTransition(() => setShown(shown + MORE)), 0)
    return () => clearTimeout(timer)
  }, [shown, all])
  return Math.min(shown, all)
}
