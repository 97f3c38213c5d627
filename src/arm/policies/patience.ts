/** No attempt is waited for without end. ARM itself gives up on a provider after 60 seconds (arm-protocol.md section 1). */
import type { Clock } from '../clock.ts'
import type { Policy } from '../fetch.ts'

const LONGEST = 120_000

/** Ends an attempt after two minutes, as if no answer had come. */
export const patience = (clock: Clock): Policy => (next) => async (request) => {
  const [late, over] = [new AbortController(), new AbortController()]
  const timer = clock.sleep(LONGEST, over.signal).then(() => late.abort(), () => undefined)
  try {
    // Copying a request with any change resets its referrer policy.
    const { referrerPolicy } = request
    return await next(new Request(request, { referrerPolicy, signal: AbortSignal.any([request.signal, late.signal]) }))
  } catch (error) {
    throw late.signal.aborted && !request.signal.aborted ? new TypeError('no answer within two minutes', { cause: error }) : error
  } finally {
    over.abort()
    await timer
  }
}
