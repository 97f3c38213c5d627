/** Reading back: whether a resource is now as it was wanted, and of use. */
import type { Body, Change } from '../changes/change.ts'
import { ownTrouble } from './classify.ts'
import { calm, type Desk, type Finished, paused, readTrouble, rested, seen, stopped } from './desk.ts'
import type { TroubleText, Unlike } from './progress.ts'
import { lacking, standing, unlikeWanted } from './standing.ts'

/** A created resource may not be shown at once (F43), and records follow their group. */
const WAITS = [2000, 4000, 8000, 16_000, 30_000]
/** Registering was seen to take 77 seconds, 600 at most; half an hour is the end of waiting (F55). */
const REGISTERING = { every: 10_000, longest: 1_800_000 }

interface Looked { readonly is: 'good' | 'notYet' | 'never'; readonly unlike: readonly Unlike[]; readonly text: TroubleText | null }

function judged(change: Change, body: Body | null, { plan }: Desk): Looked {
  if (change.do === 'delete') return { is: body === null ? 'good' : 'notYet', unlike: [], text: body === null ? null : 'stillRunning' }
  if (body === null) return { is: 'notYet', unlike: [], text: 'notShownYet' }
  if (change.do === 'action') return standing(change, body).is === 'asWanted' ? { is: 'good', unlike: [], text: null } : { is: 'notYet', unlike: [], text: 'stillRunning' }
  const unlike = unlikeWanted(change, body)
  if (unlike.length > 0) return { is: 'notYet', unlike, text: 'azureKept' }
  const lacks = lacking(change, body, plan.filter(({ after }) => after.includes(change.key)))
  return lacks === null ? { is: 'good', unlike, text: null } : { is: lacks.again === 'yes' ? 'notYet' : 'never', unlike, text: lacks.text }
}

const remedies: Readonly<Partial<Record<TroubleText, 'askOwner' | 'makeAgain' | 'lookLater'>>> = { approvalPending: 'askOwner', connectionLost: 'makeAgain', stillRunning: 'lookLater', notShownYet: 'lookLater', noRecords: 'lookLater' }

/** Reads back until the resource is as wanted, within bounded time. What Azure keeps otherwise is told; only a closing is stopped by it (F34, F53). */
export async function proved(change: Change, desk: Desk): Promise<Finished> {
  const from = desk.clock.now()
  desk.tell(change.key, { stand: 'verifying', azure: null, ...calm })
  for (let turn = 0; ; turn += 1) {
    const read = await seen(change, desk)
    if (!read.ok) return paused(read.failure.is === 'stopped' ? stopped('written') : readTrouble(read.failure, 'written'))
    const looked = judged(change, read.body, desk)
    if (looked.is === 'good') return { is: 'done', notes: [] }
    const wait = looked.is === 'never' ? null : change.do === 'action' ? registering(desk.clock.now() - from) : (WAITS[turn] ?? null)
    if (wait === null) return lastWord(change, looked)
    desk.tell(change.key, { ...calm, next: desk.clock.now() + wait })
    if (!(await rested(desk, wait))) return paused(stopped('written'))
  }
}

const registering = (elapsed: number): number | null => (elapsed + REGISTERING.every > REGISTERING.longest ? null : REGISTERING.every)

function lastWord(change: Change, { text, unlike }: Looked): Finished {
  if (text === 'azureKept' && !change.closes) return { is: 'done', notes: unlike }
  return paused(ownTrouble(text ?? 'azureKept', remedies[text ?? 'azureKept'] ?? 'planAgain', { wrote: 'written', unlike }))
}
