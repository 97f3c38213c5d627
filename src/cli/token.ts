/** Tokens for a command line: from an environment variable, or from the Azure CLI. They are never printed. */
import { exec, execFile, type ExecFileException } from 'node:child_process'
import process from 'node:process'
import type { Tokens } from '../arm/policies/bearer.ts'

/** What the Azure CLI is asked for: the resource, and whose directory. */
export interface AzAsk {
  readonly resource: string
  readonly in: readonly ['--tenant' | '--subscription', string] | null
}

/** A token of the Azure CLI, or in one line why there is none. */
export type Az = (ask: AzAsk) => Promise<{ readonly ok: true; readonly token: string } | { readonly ok: false; readonly why: string }>

const WAIT = 60_000

/** How the Azure CLI is started: as a file, through a shell, or not at all, with a word that does not belong there. */
export type Command =
  | { readonly through: 'file'; readonly args: readonly string[] }
  | { readonly through: 'shell'; readonly line: string }
  | { readonly through: 'nothing'; readonly word: string }

/** What a shell takes as it is: ids, domains and addresses. */
const PLAIN = /^[\w.:/-]+$/

/** The command for a token. On Windows the Azure CLI is a script (`az.cmd`), which only a shell starts; words that a shell could read as more than a word are refused there. */
export function commandOf({ resource, in: place }: AzAsk, platform: string): Command {
  const args = ['account', 'get-access-token', '--resource', resource, '--query', 'accessToken', '--output', 'tsv', ...(place ?? [])]
  if (platform !== 'win32') return { through: 'file', args }
  const word = args.find((one) => !PLAIN.test(one))
  return word === undefined ? { through: 'shell', line: ['az', ...args].join(' ') } : { through: 'nothing', word }
}

/** Asks the Azure CLI, for a minute at most. */
export const az: Az = (ask) =>
  new Promise((resolve) => {
    const command = commandOf(ask, process.platform)
    const ended = (error: ExecFileException | null, output: string, complaint: string): void => {
      const token = output.trim()
      if (error === null && token !== '') return resolve({ ok: true, token })
      resolve({ ok: false, why: error !== null && 'code' in error && error.code === 'ENOENT' ? 'the Azure CLI (az) is not installed or not on PATH' : firstLine(complaint) })
    }
    const options = { timeout: WAIT, windowsHide: true }
    switch (command.through) {
      case 'file': return void execFile('az', command.args, options, ended)
      case 'shell': return void exec(command.line, options, ended)
      case 'nothing': return resolve({ ok: false, why: `${JSON.stringify(command.word)} is no subscription or directory` })
    }
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
