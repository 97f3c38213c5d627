/** Which rows of a long list are drawn: those near the window, and one more that keeps the focus. */
import { type RefObject, useSyncExternalStore } from 'react'

/** A run of rows to draw, or the height that stands for those that are not. */
export type Segment = { readonly is: 'rows'; readonly from: number; readonly to: number } | { readonly is: 'gap'; readonly rows: number }

/** Above this many rows a list is drawn in part. */
export const DRAWN_WHOLE = 200

/** The segments of `count` rows: those from `from` up to `to`, and the row `also`, with gaps between. Pure. */
export function segmentsOf(count: number, { from, to }: { readonly from: number; readonly to: number }, also: number | null): readonly Segment[] {
  const [first, end] = [Math.max(0, Math.min(from, count)), Math.max(0, Math.min(to, count))]
  const runs = [...(first < end ? [{ from: first, to: end }] : []), ...(also === null || also >= count || (also >= first && also < end) ? [] : [{ from: also, to: also + 1 }])]
  const ordered = runs.sort((one, other) => one.from - other.from)
  const segments: Segment[] = []
  let at = 0
  for (const run of ordered) {
    if (run.from > at) segments.push({ is: 'gap', rows: run.from - at })
    segments.push({ is: 'rows', ...run })
    at = run.to
  }
  return at < count ? [...segments, { is: 'gap', rows: count - at }] : segments
}

/**
 * The key of a drawn row: its place among as many as are drawn, so that scrolling far writes into rows that are there instead of making new ones. The row
 * `also` keeps its own whatever is drawn beside it, and with it the focus.
 */
export const slotOf = (index: number, drawn: number, also: number | null): string =>
  (also !== null && index !== also && index % drawn === also % drawn ? 'beside' : `${index % drawn}`)

const STEP = 6

const listen = (changed: () => void) => {
  addEventListener('scroll', changed, { passive: true })
  addEventListener('resize', changed)
  return () => {
    removeEventListener('scroll', changed)
    removeEventListener('resize', changed)
  }
}

/** The rows near the window, in steps, so that most scrolling draws nothing anew. */
export function useNear(list: RefObject<HTMLElement | null>, rowHeight: number): { readonly from: number; readonly to: number } {
  const step = useSyncExternalStore(listen, () => Math.floor(Math.max(0, -(list.current?.getBoundingClientRect().top ?? 0)) / (rowHeight * STEP)))
  const rows = useSyncExternalStore(listen, () => Math.ceil(innerHeight / rowHeight / STEP) * STEP)
  return { from: step * STEP - STEP, to: step * STEP + rows + STEP }
}

const narrow = '(max-width: 639px)'

const watch = (changed: () => void) => {
  const query = matchMedia(narrow)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Whether rows are blocks. */
export const useNarrow = (): 'narrow' | 'wide' => useSyncExternalStore(watch, () => (matchMedia(narrow).matches ? 'narrow' : 'wide'))
