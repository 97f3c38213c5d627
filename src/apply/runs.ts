/** Beginning and resuming under the one lock of a run: never two writers (F86). */
import type { RunLocks } from './journal.ts'
import type { Ports } from './loop.ts'
import { apply, type Running } from './apply.ts'
import type { Run } from './progress.ts'
import { type Resumed, resumed, type Resuming } from './resume.ts'
import type { Beginning } from './state.ts'

/** What became of asking for a run: it ended, or another tab has it, or it could not be resumed. */
export type Held = { readonly is: 'ended'; readonly run: Run } | { readonly is: 'taken' } | { readonly is: 'not'; readonly why: Exclude<Resumed, { is: 'going' }> }

/** Begins a run and holds it to its end. `hear` is given the levers as soon as it goes. */
export async function begin(beginning: Beginning, ports: Ports, locks: RunLocks, hear: (running: Running) => void): Promise<Held> {
  const held = await locks.hold(beginning.run, async () => {
    const running = apply(beginning, ports)
    hear(running)
    return running.end
  })
  return held.is === 'taken' ? held : { is: 'ended', run: held.result }
}

/** Goes on with a run and holds it to its end. */
export async function goOn(resuming: Resuming, ports: Ports, locks: RunLocks, hear: (running: Running) => void): Promise<Held> {
  const held = await locks.hold(resuming.run, async (): Promise<Held> => {
    const found = await resumed(resuming, ports)
    if (found.is !== 'going') return { is: 'not', why: found }
    hear(found.running)
    return { is: 'ended', run: await found.running.end }
  })
  return held.is === 'taken' ? held : held.result
}
