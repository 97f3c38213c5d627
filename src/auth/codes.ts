/** From the codes of MSAL and Entra to the kinds that a person can act on. Texts of both are never shown: MSAL's are links, Entra's may change. */

/** Why a sign-in, or a silent renewal, did not come about. */
export type SignInWhy =
  | 'cancelled' | 'consent' | 'adminConsent' | 'wrongTenant' | 'conditionalAccess' | 'blockedApp' | 'cookies' | 'storage' | 'clock' | 'offline' | 'busy' | 'redirectUri' | 'ended' | 'unknown'

/** What a refusal carries: the library's or the protocol's word, its second word, Entra's text, and the number where it is given apart. */
export interface Refusal {
  readonly errorCode: string
  readonly subError?: string
  readonly errorMessage?: string
  readonly errorNo?: unknown
  readonly correlationId?: string
}

/** A refused sign-in: the code to quote, and the id by which Entra's log knows it. */
export interface SignInFailure {
  readonly why: SignInWhy
  readonly code: string
  readonly correlation: string | null
}

/**
 * Numbers after AADSTS (MicrosoftDocs/entra-docs, docs/identity-platform/reference-error-codes.md). They only make a word of the protocol more
 * precise: Microsoft may change them, and a number that is not here falls back to the word.
 */
const NUMBERS: Readonly<Record<Exclude<SignInWhy, 'unknown' | 'cancelled' | 'cookies' | 'storage' | 'offline'>, readonly number[]>> = {
  consent: [65001, 65004, 65005, 90008],
  adminConsent: [90093, 90094, 90095, 90099, 650056],
  wrongTenant: [16000, 16003, 50014, 50020, 50034, 50059, 50128, 50194, 51004, 70011, 90002, 90019, 90038, 90072, 90130, 500011, 500208, 700005, 700011, 700016],
  conditionalAccess: [50005, 50072, 50074, 50076, 50079, 50097, 50129, 50131, 50155, 50158, 53000, 53001, 53002, 53003, 53004, 53010, 53011, 530032, 530034, 530035],
  blockedApp: [50002, 50057, 50105, 70001, 500021, 500022, 500212, 500213, 650052, 1000031, 7000112],
  clock: [80013, 500133],
  busy: [50033, 50087, 50196, 90006, 90012, 90024, 90033, 90055, 90090],
  redirectUri: [50011, 70004, 900971],
  ended: [50078, 50089, 50132, 50133, 50139, 50173, 54005, 70008, 70043, 700082, 700084],
}

/** Codes of MSAL (msal-browser `BrowserAuthErrorCodes`, msal-common `ClientAuthErrorCodes`, `InteractionRequiredAuthErrorCodes`) and of the protocol. */
const WORDS: Readonly<Record<Exclude<SignInWhy, 'wrongTenant' | 'adminConsent' | 'clock' | 'unknown'>, readonly string[]>> = {
  cancelled: ['user_cancelled', 'user_canceled', 'interaction_in_progress_cancelled'],
  consent: ['consent_required'],
  conditionalAccess: ['interaction_required', 'interrupted_user'],
  blockedApp: ['access_denied', 'unauthorized_client'],
  // A frame was asked in silence and knew nobody, or never answered: the browser keeps the cookies of sign-in from frames, or the session there has ended.
  cookies: ['login_required', 'iframe_closed_prematurely', 'block_iframe_reload', 'redirect_bridge_empty_response', 'timed_out', 'empty_response'],
  // The answer came and what the question kept in this tab's storage was gone.
  storage: ['cache_quota_exceeded', 'cache_error_unknown', 'no_token_request_cache_error', 'unable_to_parse_token_request_cache_error', 'state_not_found', 'storage_not_supported'],
  offline: ['no_network_connectivity', 'network_error', 'post_request_failed', 'get_request_failed', 'endpoints_resolution_error', 'openid_config_error', 'failed_to_redirect'],
  busy: ['temporarily_unavailable', 'server_error'],
  redirectUri: ['redirect_uri_empty'],
  ended: ['invalid_grant', 'bad_token', 'refresh_token_expired', 'no_tokens_found', 'no_account_error', 'no_account_found', 'token_refresh_required'],
}

const byKey = (table: Readonly<Partial<Record<SignInWhy, readonly (number | string)[]>>>): ReadonlyMap<string, SignInWhy> =>
  new Map(Object.entries(table).flatMap(([why, codes]) => (codes ?? []).map((code) => [String(code), why as SignInWhy] as const)))

const numbers = byKey(NUMBERS)
const words = byKey(WORDS)

/** The number after AADSTS; a request that MSAL holds back after a 429 has the numbers in place of its code. */
function numberOf({ errorNo, errorCode, errorMessage = '' }: Refusal): string | null {
  const given = typeof errorNo === 'number' || typeof errorNo === 'string' ? String(errorNo) : ''
  return [given, errorCode.split(' ')[0] ?? ''].find((text) => /^\d{4,}$/.test(text)) ?? /AADSTS(\d{4,})/.exec(errorMessage)?.[1] ?? null
}

/** Why it was refused. The person's own cancelling comes first, the number before the word, the second word last. */
export function whyOf(refusal: Refusal): SignInWhy {
  const { errorCode, subError = '' } = refusal
  if (subError === 'cancel' || words.get(errorCode) === 'cancelled') return 'cancelled'
  const number = numberOf(refusal)
  const precise = number === null ? undefined : numbers.get(number)
  if (precise !== undefined) return precise
  // MSAL gives a navigation that never left the page the code of a frame that never answered.
  if (words.get(subError) === 'offline') return 'offline'
  if (words.get(subError) === 'consent') return 'consent'
  return words.get(errorCode) ?? words.get(subError) ?? 'unknown'
}

const isRefusal = (error: unknown): error is Refusal => typeof error === 'object' && error !== null && 'errorCode' in error && typeof error.errorCode === 'string'

/** What was thrown, as a failure to show. The code is Entra's number where there is one, else the word: never a text. */
export function failureOf(error: unknown): SignInFailure {
  if (!isRefusal(error)) return { why: 'unknown', code: error instanceof Error ? error.name : 'unknown', correlation: null }
  const number = numberOf(error)
  const correlation = error.correlationId ?? ''
  return { why: whyOf(error), code: number === null ? error.errorCode || 'unknown' : `AADSTS${number}`, correlation: correlation === '' ? null : correlation }
}
