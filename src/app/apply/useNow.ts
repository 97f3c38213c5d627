import { useSyncExternalStore } from 'react'

const everySecond = (changed: () => void) => {
  const timer = setInterval(changed, 1000)
  return () => clearInterval(timer)
}

/** The time, to the second. */
export const useNow = (): number => useSyncExternalStore(everySecond, () => Math.floor(Date.now() / 1000) * 1000)
