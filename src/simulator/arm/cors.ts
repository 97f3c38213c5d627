/** What a page on another origin may send and read: three profiles, since no source lists ARM's own (arm-protocol.md section 2). */
import { bare, type Reply, withHeaders } from '../reply.ts'
import type { CorsProfile } from '../world.ts'

const long = ['azure-asyncoperation', 'location']

const counts = ['subscription', 'tenant', 'subscription-global', 'tenant-global'].flatMap((holder) => ['reads', 'writes', 'deletes'].map((kind) => `x-ms-ratelimit-remaining-${holder}-${kind}`))

/** The headers that each profile lets a script read, beside those that are always readable. */
const exposed: Readonly<Record<CorsProfile, readonly string[]>> = {
  all: [
    ...long, 'date', 'etag', 'retry-after', 'www-authenticate', 'x-ms-correlation-request-id', 'x-ms-failure-cause', 'x-ms-request-id', 'x-ms-routing-request-id', 'x-ms-user-quota-remaining',
    'x-ms-user-quota-resets-after', 'x-ms-ratelimit-remaining-subscription-resource-requests', ...counts,
  ],
  lro: long,
  none: [],
}

const methods = 'GET, HEAD, PUT, POST, PATCH, DELETE'
const sent = 'authorization, content-type, accept-language, x-ms-client-request-id, x-ms-correlation-request-id, if-match, if-none-match'

/** The answer to a preflight: no token and no api-version are needed. */
export const preflight = (): Reply =>
  bare(204, { 'access-control-allow-origin': '*', 'access-control-allow-methods': methods, 'access-control-allow-headers': sent, 'access-control-max-age': '3600' })

/** The answer with the headers that let a page read it, as the profile has it. */
export function readable(reply: Reply, profile: CorsProfile): Reply {
  if (reply.cors === 'refused') return reply
  const names = exposed[reply.cors ?? profile]
  return withHeaders(reply, { 'access-control-allow-origin': '*', ...(names.length === 0 ? {} : { 'access-control-expose-headers': names.join(', ') }) })
}
