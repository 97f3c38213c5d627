import { useSyncExternalStore } from 'react'

const narrow = '(max-width: 639px)'

const watch = (changed: () => void) => {
  const query = matchMedia(narrow)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Whether the window is as narrow as a telephone, or zoomed as far. For what is too long to be made and then hidden; the rest is for the style sheets. */
export const useNarrow = (): boolean => useSyncExternalStore(watch, () => matchMedia(narrow).matches)
