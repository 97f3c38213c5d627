import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let printing: 'no' | 'yes' = 'no'

const watch = (changed: () => void) => {
  const set = (state: 'no' | 'yes') => {
    printing = state
    // The browser lays the page out as soon as the event has been heard, so folded parts have to be there by then.
    flushSync(changed)
  }
  const [begin, end] = [() => set('yes'), () => set('no')]
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  return () => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  }
}

/** Whether the page is being printed: what is folded is then shown, and what answers is left out. */
export const usePrinting = (): 'no' | 'yes' => useSyncExternalStore(watch, () => printing)
