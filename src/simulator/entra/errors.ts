/** Errors of the sign-in service (fault-catalogue.md S4). The numbers after AADSTS are the documented ones; the texts are ours. */
import type { JsonObject } from '../../base/json.ts'
import { json, type Reply, text } from '../reply.ts'
import { guid, next, type State } from '../state.ts'
import type { Refusal } from '../world.ts'

const says: Readonly<Record<number, string>> = {
  16000: 'Either multiple sessions exist or none matches; an account has to be chosen.',
  50011: 'The redirect address is not one that is registered for the application.',
  50020: 'The account does not exist in this directory.',
  50034: 'The account does not exist.',
  50058: 'A silent sign-in was asked for and nobody is signed in.',
  50076: 'The directory asks for a stronger sign-in.',
  50105: 'The account is not assigned to the application.',
  50148: 'The code verifier does not match the code challenge.',
  50173: 'The grant was revoked; a fresh sign-in is needed.',
  53003: 'Access was blocked by a conditional access policy.',
  54005: 'The authorization code was already redeemed.',
  65001: 'Nobody has consented to this application.',
  65004: 'The consent was declined.',
  70000: 'The grant is not valid.',
  70008: 'The authorization code has expired.',
  70011: 'The scope is not valid.',
  700084: 'The refresh token of a single-page application has a fixed lifetime, and it has ended.',
  700016: 'The application was not found in the directory.',
  90002: 'The directory was not found.',
  90014: 'A required parameter is missing.',
  90094: 'An administrator of the directory has to consent.',
  9002313: 'The request is not well formed.',
  9002325: 'Proof Key for Code Exchange is required.',
  9002327: 'Tokens of a single-page application may only be redeemed by a cross-origin request.',
}

/** The text of an error, with what support asks for. */
function described(state: State, code: number): { readonly text: string; readonly trace: string; readonly timestamp: string } {
  const trace = guid(next(state))
  const timestamp = new Date(state.world.clock.now()).toISOString().replace('T', ' ').replace(/\.\d+Z$/, 'Z')
  return { trace, timestamp, text: `AADSTS${code}: ${says[code] ?? 'The sign-in was refused.'} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${timestamp}` }
}

/** The JSON of an error at the token endpoint and at discovery. */
export function tokenError(state: State, refusal: Refusal, status = 400): Reply {
  const { text: error_description, trace, timestamp } = described(state, refusal.code)
  const body: JsonObject = {
    error: refusal.error, error_description, error_codes: [refusal.code], timestamp, trace_id: trace, correlation_id: trace,
    error_uri: `${state.world.endpoints.authority}/error?code=${refusal.code}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }), ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  }
  return json(status, body)
}

/** The parameters of an error that goes back to the application. */
export function returnedError(state: State, refusal: Refusal): Readonly<Record<string, string>> {
  const { text: error_description } = described(state, refusal.code)
  return {
    error: refusal.error, error_description, error_uri: `${state.world.endpoints.authority}/error?code=${refusal.code}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }), ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  }
}

/** An error that is shown where the person is, since no registered address may have it. */
export const shownError = (state: State, code: number): Reply => text(400, 'text/html; charset=utf-8', [
  '<!DOCTYPE html><html lang="en"><head><title>Sign in: error</title></head>',
  `<body><main><h1>Sorry, there was a problem signing in</h1><p>${described(state, code).text}</p></main></body></html>`,
].join(''))
