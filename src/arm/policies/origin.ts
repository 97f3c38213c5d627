/** Nothing leaves for another origin, and no redirect is followed (fault F09). */
import type { Policy } from '../fetch.ts'

/** Lets only requests to `armOrigin` through; links are checked before, so another origin here is our own mistake and throws. */
export const origin = (armOrigin: string): Policy => {
  const allowed = new URL(armOrigin).origin
  return (next) => (request) => {
    const asked = new URL(request.url).origin
    if (asked !== allowed) return Promise.reject(new Error(`a request for ${asked} in a client of ${allowed}`))
    return next(new Request(request, { redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }))
  }
}
