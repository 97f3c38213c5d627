/** Tokens for a command line: from an environment variable, or from the Azure CLI. They are never printed. */
import { execFile } from 'node:child_process'
import type { Tokens } from '../arm/policies/bearer.ts'

/** What the Azure CLI is asked for: the resource, and whose directory. */
export interface AzAsk {
  readonly resource: string
  readonly in: readonly ['--tenant' | '--subscription', string] | null
}

/** A token of the Azure CLI, or in one line why there is none. */
export type Az = (ask: AzAsk) => Promise<{ readonly ok: true; readonly token: string } | { readonly ok: false; readonly why: string }>

const WAIT = 60_000

/** Asks the Azure CLI; no shell is between. */
export const az: Az = ({ resource, in: place }) =>
  new Promise((resolve) => {
    const asked = ['account', 'get-access-token', '--resource', resource, '--query', 'accessToken', '--output', 'tsv', ...(place ?? [])]
    execFile('az', asked, { timeout: WAIT, windowsHide: true }, (error, output, complaint) => {
      const token = output.trim()
      if (error === null && token !== '') return resolve({ ok: true, token })
      resolve({ ok: false, why: error !== null && 'code' in error && error.code === 'ENOENT' ? 'the Azure CLI (az) is not installed or not on PATH' : firstLine(complaint) })
    })
  })

const firstLine = (text: string): string => text.split('\n').map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('WARNING'))?.replace(/\.$/, '') ?? 'the Azure CLI gave no token'

/** The token of a variable, as long as Azure takes it: nobody can renew it from here. */
export const tokenOf = (text: string): Tokens => ({ from }) => Promise.resolve(from === 'store' ? { ok: true, token: text } : { ok: false, code: 'TokenNotRenewable' })

/** Tokens of the Azure CLI, the one at hand until Azure refuses it. The CLI cannot meet claims silently. */
export function tokensOfAz(ask: Az, what: AzAsk, atHand: string): Tokens {
  let kept = atHand
  return async ({ from, claims }) => {
    if (from === 'store') return { ok: true, token: kept }
    if (claims !== null) return { ok: false, code: 'InteractionRequired' }
    const answer = await ask(what)
    // The same token again would be refused again.
    if (!answer.ok || answer.token === kept) return { ok: false, code: answer.ok ? 'TokenNotRenewed' : 'NoToken' }
    kept = answer.token
    return { ok: true, token: answer.token }
  }
}
