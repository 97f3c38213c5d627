/** A bounded number of requests in flight, first come, first served. */
import { reasonOf } from '../clock.ts'

/** Waits for a free slot and gives the function that frees it again; rejects when the signal is aborted first. */
export type Slots = (signal: AbortSignal) => Promise<() => void>

/** `count` slots. */
export function slots(count: number): Slots {
  let free = count
  const waiting: (() => void)[] = []
  const release = (): void => {
    const first = waiting.shift()
    if (first === undefined) free += 1
    else first()
  }
  return (signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(reasonOf(signal))
      if (free > 0) {
        free -= 1
        return resolve(release)
      }
      const turn = (): void => {
        signal.removeEventListener('abort', leave)
        resolve(release)
      }
      const leave = (): void => {
        waiting.splice(waiting.indexOf(turn), 1)
        reject(reasonOf(signal))
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(turn)
    })
}
