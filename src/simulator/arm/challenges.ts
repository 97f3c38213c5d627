/** Claims challenges in the forms of fault-catalogue.md S2. */
import type { Switch } from '../switches.ts'
import type { Reply } from '../reply.ts'
import { guid, type State } from '../state.ts'
import { toBase64, toBase64Url } from './base64.ts'
import { fromChallenge } from './errors.ts'

const stepUp = 'c1'

/** What the challenge asks for: a token made after now, or a stronger sign-in. */
const claimsOf = (state: State, one: Switch): string =>
  one.variant === 'stepUp'
    ? JSON.stringify({ access_token: { acrs: { essential: true, value: stepUp } } })
    : JSON.stringify({ access_token: { nbf: { essential: true, value: String(Math.floor(state.world.clock.now() / 1000)) } } })

function encoded(claims: string, variant: string | undefined): string {
  if (variant === 'urlSafe') return toBase64Url(claims)
  return variant === 'unpadded' ? toBase64(claims).replaceAll('=', '') : toBase64(claims)
}

/** The header of F12, F13 or F14. */
function headerOf(state: State, one: Switch): string {
  const { authority } = state.world.endpoints
  const claims = encoded(claimsOf(state, one), one.variant)
  const first = `Bearer realm="", authorization_uri="${authority}/common/oauth2/authorize", client_id="${guid(0)}", error="insufficient_claims", claims="${claims}"`
  if (one.fault === 'F12') return first
  if (one.fault === 'F14') return `${first}, PoP realm="", nonce="${guid(1)}"`
  return `Bearer authorization_uri="${authority}/${state.world.tenants[0]?.id ?? 'common'}", error="invalid_token", error_description="The session was revoked.", claims="${claims}"`
}

/** Challenges the caller: from now on only a token that was made with these claims is accepted. */
export function challenge(state: State, one: Switch): Reply {
  const header = headerOf(state, one)
  state.challenge = { after: state.count, header, acrs: one.variant === 'stepUp' ? stepUp : null }
  return fromChallenge('AuthenticationFailed', 'Authentication failed.', header)
}
