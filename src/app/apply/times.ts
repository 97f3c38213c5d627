/** Times as a run shows them. Pure. */
import type { Expected } from '../../apply/progress.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** Minutes and seconds, `0:36`; with hours from one on, `1:02:11`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** A length in words: `35 s`, `2 min`, `3 h`. */
export function lengthText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 100) return `${Math.max(1, seconds)} s`
  return seconds < 120 * 60 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

/** From half of the cases to almost all of them; minutes alone where both are long. */
export function rangeText({ p50, p95 }: Pick<Expected, 'p50' | 'p95'>): string {
  const TEN_MINUTES = 600_000
  if (p95 < TEN_MINUTES) return p50 === p95 ? clockText(p50) : `${clockText(p50)}–${clockText(p95)}`
  const [from, to] = [Math.max(1, Math.round(p50 / 60_000)), Math.round(p95 / 60_000)]
  return from === to ? `${to} min` : `${from}–${to} min`
}

/** A span of whole run times in words: `7 to 34 min`. */
export function spanText(p50: number, p95: number): string {
  const [from, to] = [Math.max(1, Math.round(p50 / 60_000)), Math.max(1, Math.round(p95 / 60_000))]
  return from === to ? `${to} min` : `${from} to ${to} min`
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** The time of day, with seconds. */
export const timeText = (at: number): string => clock.format(at)
