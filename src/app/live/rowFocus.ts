import { flushSync } from 'react-dom'

/** The id of a row's radio button on the page. */
export const rowElementId = (id: string): string => `row:${id}`

/** Shows a row and gives it the focus; `choose` draws it first where the list is drawn in part. */
export function focusRow(id: string, choose: (id: string) => void): void {
  flushSync(() => choose(id))
  const radio = document.getElementById(rowElementId(id))
  radio?.focus({ preventScroll: true })
  radio?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}
