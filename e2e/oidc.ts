/** oidc-provider in the place of Entra: an independent second opinion on what MSAL sends and takes. It knows nothing of directories or AADSTS. */
import { generateKeyPairSync } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { interactionPolicy, Provider } from 'oidc-provider'
import { clientId } from './azure.ts'

const resource = 'https://management.azure.com'
const scope = `${resource}/user_impersonation`
const accountId = '5b1d0c3e-9f27-4c68-8a40-6d1e2b7f9035'

/** The person that it knows. */
export const person = { name: 'Ana Lind', username: 'ana@contoso.example' }

function policy() {
  const prompts = interactionPolicy.base()
  // Entra's own word; the provider knows login and consent.
  prompts.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return prompts
}

const signingKey = () => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' })

const configuration = (tenant: string, redirectUri: string) => ({
  clients: [{
    client_id: clientId, redirect_uris: [redirectUri], post_logout_redirect_uris: [redirectUri], token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
  }],
  jwks: { keys: [signingKey()] },
  cookies: { keys: ['not secret: a test'], long: { secure: true, sameSite: 'none' }, short: { secure: true, sameSite: 'none' } },
  scopes: ['openid', 'profile', 'offline_access'],
  claims: { openid: ['sub', 'oid', 'tid'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  clientBasedCORS: () => true,
  pkce: { required: () => true },
  routes: { authorization: '/oauth2/v2.0/authorize', token: '/oauth2/v2.0/token', end_session: '/oauth2/v2.0/logout' },
  interactions: { policy: policy(), url: (_: unknown, { uid }: { readonly uid: string }) => `/${tenant}/interaction/${uid}` },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true, defaultResource: () => resource, useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope, audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 3600, jwt: { sign: { alg: 'RS256' } } }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx: { body: string }, form: string) => {
        ctx.body = `<!DOCTYPE html><html lang="en"><head><title>Sign out</title></head><body>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out here too</button></body></html>`
      },
      postLogoutSuccessSource: (ctx: { body: string }) => {
        ctx.body = '<!DOCTYPE html><html lang="en"><head><title>Signed out</title></head><body><h1>Signed out</h1></body></html>'
      },
    },
  },
  ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 600, RefreshToken: 3600, Session: 3600 },
  issueRefreshToken: () => true,
  findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, oid: id, tid: tenant, name: person.name, preferred_username: person.username }) }),
  loadExistingGrant: async ({ oidc }: { readonly oidc: { readonly provider: Provider; readonly session: { readonly accountId: string } } }) => {
    const grant = new oidc.provider.Grant({ accountId: oidc.session.accountId, clientId })
    grant.addOIDCScope('openid profile offline_access')
    grant.addResourceScope(resource, scope)
    await grant.save()
    return grant
  },
})

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

const page = (button: string): string =>
  `<!DOCTYPE html><html lang="en"><head><title>Sign in</title></head><body><main><h1>Sign in as</h1><form method="post"><button type="submit">${button}</button></form></main></body></html>`

/** A sign-in service for one directory, as a listener for the host of sign-in. */
export function secondOpinion(tenant: string, redirectUri: string): RequestListener {
  const provider = new Provider(`https://login.microsoftonline.com/${tenant}/v2.0`, configuration(tenant, redirectUri))
  const provide = provider.callback()
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') return provider.interactionFinished(request, response, { login: { accountId }, select_account: {} })
    await provider.interactionDetails(request, response)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(`${person.name} ${person.username}`))
  }
  const answer = async (request: IncomingMessage & { originalUrl?: string; body?: string }, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/'
    if (path.startsWith(`/${tenant}/interaction/`)) return interact(request, response)
    request.originalUrl = path
    request.url = path.slice(tenant.length + 1)
    if (request.method === 'POST' && path.includes('/token')) {
      // MSAL names scopes of two audiences when it renews; Entra takes that, the provider does not.
      const form = await formOf(request)
      if (form.get('grant_type') === 'refresh_token') form.delete('scope')
      request.body = form.toString()
    }
    provide(request, response)
  }
  return (request, response) => void answer(request, response).catch(() => response.destroy())
}
