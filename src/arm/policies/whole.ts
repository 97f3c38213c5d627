/** An answer counts once all of it has come: one that breaks off is no answer, so the policies around see it as such. */
import type { Policy } from '../fetch.ts'

/** Reads each answer to its end before it is passed on. */
export const whole = (): Policy => (next) => async (request) => {
  const answer = await next(request)
  // A redirect that the browser hides has neither status nor body.
  if (answer.status < 200) return answer
  const body = await answer.arrayBuffer()
  const { status, statusText, headers } = answer
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers })
}
