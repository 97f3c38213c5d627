/** The sign-in service: from a request to its part. */
import { bare, type Reply, text, withHeaders } from '../reply.ts'
import type { State } from '../state.ts'
import { answered, authorize } from './authorize.ts'
import { discovery, instances, keys } from './discovery.ts'
import { logout } from './logout.ts'
import { serviceHeaders, token } from './token.ts'

const sessionIn = (request: Request): string | null => /(?:^|;\s*)ESTSAUTH=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null

/** Discovery and the token endpoint may be read by any page; the pages for people may not. */
const readable = (reply: Reply): Reply => withHeaders(reply, { 'access-control-allow-origin': '*' })

const preflight = (): Reply =>
  bare(204, { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, POST, OPTIONS', 'access-control-allow-headers': '*', 'access-control-max-age': '3600' })

async function answer(state: State, request: Request): Promise<Reply> {
  const url = new URL(request.url)
  const [tenant = '', ...rest] = url.pathname.split('/').slice(1).map(decodeURIComponent)
  const part = `${request.method} ${rest.join('/').toLowerCase()}`
  const session = sessionIn(request)
  const form = async (): Promise<URLSearchParams> => new URLSearchParams(await request.text())
  switch (part) {
    case 'GET v2.0/.well-known/openid-configuration': return readable(discovery(state, tenant))
    case 'GET discovery/instance': return readable(instances(state))
    case 'GET discovery/v2.0/keys': return readable(keys())
    case 'GET oauth2/v2.0/authorize': return authorize({ state, tenant, parameters: url.searchParams, session })
    case 'POST oauth2/v2.0/authorize': return authorize({ state, tenant, parameters: await form(), session })
    case 'POST login': return answered({ state, tenant, parameters: await form(), session })
    case 'POST oauth2/v2.0/token': return readable(await token({ state, tenant, form: await form(), origin: request.headers.get('origin') }, url.pathname))
    case 'GET oauth2/v2.0/logout': return logout(state, url.searchParams, session)
    default: return text(404, 'text/html; charset=utf-8', '<!DOCTYPE html><html lang="en"><head><title>404</title></head><body><h1>There is no such page</h1></body></html>')
  }
}

/** Answers a request to the sign-in service. */
export async function entra(state: State, request: Request): Promise<Reply> {
  if (request.method === 'OPTIONS') return preflight()
  return withHeaders(await answer(state, request), serviceHeaders(state))
}
