import { useEffect, useState } from 'react'
import type { Slices } from '../base/slices.ts'

const SLICE = 12

/** The page's turn: a message comes after what the visitor did meanwhile. */
const turn = (): Promise<void> => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    resolve()
  }
  port2.postMessage(null)
})

async function run<Result>(slices: Slices<Result>, isWanted: () => boolean): Promise<Result | null> {
  await turn()
  let begun = performance.now()
  while (isWanted()) {
    const step = slices.next()
    if (step.done === true) return step.value
    if (performance.now() - begun < SLICE) continue
    await turn()
    begun = performance.now()
  }
  return null
}

type Done<Result> = { readonly by: () => Slices<Result> } & ({ readonly result: Result } | { readonly error: unknown })

/**
 * The result of a long computation, worked out while the page stays free; null until it is there. `make` has to be the same function
 * while the result is wanted. What the computation throws is thrown while drawing, so that the nearest boundary shows it.
 */
export function useSliced<Result>(make: () => Slices<Result>): Result | null {
  const [done, setDone] = useState<Done<Result> | null>(null)
  useEffect(() => {
    let isWanted = true
    run(make(), () => isWanted).then(
      (result) => { if (isWanted && result !== null) setDone({ by: make, result }) },
      (error: unknown) => { if (isWanted) setDone({ by: make, error }) },
    )
    return () => { isWanted = false }
  }, [make])
  if (done === null || done.by !== make) return null
  if ('error' in done) throw done.error
  return done.result
}
