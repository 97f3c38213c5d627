/** What the sign-in service says of itself. */
import type { JsonObject } from '../../base/json.ts'
import { json, type Reply } from '../reply.ts'
import type { State } from '../state.ts'
import { tokenError } from './errors.ts'
import { isTenant } from './tenant.ts'

/** The OpenID configuration of a directory. A demo hands the same document to MSAL, which takes no http authority otherwise. */
export function configuration(state: State, tenant: string): JsonObject {
  const base = `${state.world.endpoints.authority}/${tenant}`
  const named = state.world.tenants.find(({ id, domain }) => id === tenant || domain === tenant)
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${state.world.endpoints.authority}/${named?.id ?? '{tenantid}'}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'tid', 'ver'],
  }
}

/** The document, or the error for a directory that is not there. */
export const discovery = (state: State, tenant: string): Reply =>
  isTenant(state, tenant) ? json(200, configuration(state, tenant)) : tokenError(state, { error: 'invalid_tenant', code: 90002 })

/** Which hosts are one and the same service. */
export function instances(state: State): Reply {
  const aliases = [state.world.endpoints.authority, ...state.world.endpoints.aliases].map((origin) => new URL(origin).host)
  const [host = ''] = aliases
  return json(200, {
    tenant_discovery_endpoint: `${state.world.endpoints.authority}/common/v2.0/.well-known/openid-configuration`, 'api-version': '1.1', metadata: [{ preferred_network: host, preferred_cache: host, aliases }],
  })
}

/** No keys: nothing is truly signed. */
export const keys = (): Reply => json(200, { keys: [] })
