/** The end of a session. */
import { bare, type Reply, withHeaders } from '../reply.ts'
import type { State } from '../state.ts'
import { cookie } from './authorize.ts'
import { signedOutPage } from './page.ts'

/** GET …/oauth2/v2.0/logout: forgets the session and returns to a registered address. */
export function logout(state: State, parameters: URLSearchParams, session: string | null): Reply {
  if (session !== null) state.sessions.delete(session)
  const target = parameters.get('post_logout_redirect_uri')
  const { registration } = state.world
  const isAllowed = target !== null && (registration === 'any' || registration.redirectUris.includes(target))
  const given = parameters.get('state')
  const location = given === null ? (target ?? '') : `${target ?? ''}?state=${encodeURIComponent(given)}`
  return withHeaders(isAllowed ? bare(302, { location }) : signedOutPage(), { 'set-cookie': cookie(state, '') })
}
