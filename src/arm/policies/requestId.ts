/** A new request id for every attempt, one correlation id for a run: a repeated id can bring back an old answer (arm-protocol.md section 1). */
import type { Policy } from '../fetch.ts'
import { unanswered } from '../noAnswer.ts'

/** Names each attempt. The id is noted on the answer, or on the error when there is none, so that it can be quoted even when browsers hide the server's. */
export const requestId = (newId: () => string, run: string): Policy => (next) => async (request) => {
  const id = newId()
  const named = request.clone()
  named.headers.set('x-ms-client-request-id', id)
  named.headers.set('x-ms-correlation-request-id', run)
  try {
    return noted(await next(named), id)
  } catch (error) {
    throw request.signal.aborted || !(error instanceof TypeError) ? error : unanswered(error, { request: null, correlation: run, sent: id })
  }
}

/** The answer of a network has headers that cannot be set, so it is copied; a redirect that the browser hides cannot be. */
function noted(answer: Response, id: string): Response {
  if (answer.status < 200 || answer.headers.has('x-ms-client-request-id')) return answer
  const headers = new Headers(answer.headers)
  headers.set('x-ms-client-request-id', id)
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
}
