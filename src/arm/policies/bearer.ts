/** Puts the token on each request, and answers one challenge (faults F10 to F15, F18). */
import { claimsIn } from '../challenge.ts'
import { faultOf } from '../errors.ts'
import type { Policy } from '../fetch.ts'

/** What is asked of the sign-in: claims that Azure demands, as JSON text, and whether a stored token will do. */
export interface TokenAsk {
  readonly claims: string | null
  readonly from: 'store' | 'issuer'
}

/** A token, or the word of the sign-in why there is none without a person. */
export type Token = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly code: string }

/** Gives the token of one account and one tenant, silently. It never starts an interaction. */
export type Tokens = (ask: TokenAsk) => Promise<Token>

/** Sends each request with a token. A 401 is answered once, by a newer token with the claims that it demands; the request did not begin, so it may be sent again. */
export const bearer = (tokens: Tokens): Policy => {
  const ask = together(tokens)
  /** Claims that no token has met yet: the old token is not played again. */
  let owed: string | null = null
  /** Another token than the refused one. A request that was refused late may find that others have had it renewed meanwhile. */
  const newer = async (claims: string | null, refused: string): Promise<Token> => {
    const kept = claims === null ? await ask({ claims, from: 'store' }) : null
    return kept?.ok === true && kept.token !== refused ? kept : ask({ claims, from: 'issuer' })
  }
  return (next) => {
    const send = (request: Request, token: string): Promise<Response> => {
      const signed = request.clone()
      signed.headers.set('authorization', `Bearer ${token}`)
      return next(signed)
    }
    return async (request) => {
      const met = owed
      const first = await ask({ claims: met, from: met === null ? 'store' : 'issuer' })
      if (!first.ok) return unsigned(first.code, met)
      if (owed === met) owed = null
      const answer = await send(request, first.token)
      if (answer.status !== 401) return answer
      const claims = claimsIn(answer.headers.get('www-authenticate') ?? '')
      if (claims === null && (await isOtherTenant(answer))) return answer
      owed = claims
      const second = await newer(claims, first.token)
      if (!second.ok) return answer
      if (owed === claims) owed = null
      return send(request, second.token)
    }
  }
}

/** One silent request at a time for each demand: several refused requests share its result. */
function together(tokens: Tokens): Tokens {
  const running = new Map<string, Promise<Token>>()
  return (demand) => {
    const key = `${demand.from} ${demand.claims ?? ''}`
    const current = running.get(key) ?? tokens(demand).finally(() => running.delete(key))
    running.set(key, current)
    return current
  }
}

/** A token of another tenant stays wrong however new it is; nobody is moved to another directory silently. */
const isOtherTenant = async (answer: Response): Promise<boolean> =>
  faultOf(await answer.clone().text()).codes.includes('InvalidAuthenticationTokenTenant')

/** What stands for Azure's answer when there is no token to ask with: a 401 with the sign-in's own word and the claims still owed. */
function unsigned(code: string, claims: string | null): Response {
  const challenge = claims === null ? 'Bearer' : `Bearer claims="${btoa(String.fromCharCode(...new TextEncoder().encode(claims)))}"`
  return Response.json({ error: { code, message: '' } }, { status: 401, headers: { 'www-authenticate': challenge } })
}
