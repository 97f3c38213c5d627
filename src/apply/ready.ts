/** From a fresh body to a request that may go out: for a closing only with its proofs, and for what no etag guards only while the reading counts. */
import { stableText } from '../base/stableText.ts'
import type { Body, Change } from '../changes/change.ts'
import { ownTrouble } from './classify.ts'
import { type Desk, type Finished, paused } from './desk.ts'
import { type Request, requestOf } from './send.ts'
import { standing } from './standing.ts'

/** Milliseconds for which a reading counts where no etag guards the write: somebody else may write meanwhile (fault-catalogue.md F42). */
const FRESH = 2000

/** A body as Azure said it (null: it is not there), and when (milliseconds since 1970). */
export interface ReadAt { readonly body: Body | null; readonly at: number }

/** The proofs of a closing that was held back: until when they count, and the body that they were read with. */
export interface Proofs { readonly until: number; readonly of: string }

/** A request, the body that it is made of, the last moment at which it may go out, and the proofs that it rests on. */
export interface Ready { readonly is: 'request'; readonly request: Request; readonly fresh: Body | null; readonly notAfter: number | undefined; readonly proofs: Proofs | null }

const readyWith = (request: Request, { body, at }: ReadAt, proofs: Proofs | null): Ready => {
  const isGuarded = request.only !== undefined || request.method === 'POST'
  const last = Math.min(proofs?.until ?? Infinity, isGuarded ? Infinity : at + FRESH)
  return { is: 'request', request, fresh: body, proofs, notAfter: last === Infinity ? undefined : last }
}

/** The request of a change as it was just read, or why there is none. Proofs are read again only when they are too old, or the body is another one. */
export async function ready(change: Change, read: ReadAt, desk: Desk, before: Proofs | null): Promise<Ready | Finished> {
  if (!change.closes) {
    const request = requestOf(change, read.body)
    return request === null ? paused(ownTrouble('byHandOpen', 'doByHand')) : readyWith(request, read, null)
  }
  const known = before !== null && before.of === stableText(read.body) && desk.clock.now() + FRESH <= before.until ? requestOf(change, read.body) : null
  return known === null ? proved(change, read, desk) : readyWith(known, read, before)
}

/** The request of a closing, made of the body that its gate saw. */
async function proved(change: Change, read: ReadAt, desk: Desk): Promise<Ready | Finished> {
  let [gated, request]: [ReadAt, Request | null] = [read, null]
  let stale = false
  const gate = await desk.gate(change, (body) => {
    gated = { body, at: desk.clock.now() }
    stale = standing(change, body).is === 'otherwise'
    request = stale ? null : requestOf(change, body)
    return request
  })
  if (stale) return paused(ownTrouble('changedMeanwhile', 'planAgain'))
  if (!('until' in gate)) return paused(gate)
  return request === null ? paused(ownTrouble('evidenceMissing', 'readEvidence')) : readyWith(request, gated, { until: gate.until, of: stableText(gated.body) })
}
