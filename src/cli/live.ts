/** Reading live Azure from a command line: the page's own requests, with a token from outside. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
import { connect } from '../arm/connect.ts'
import type { Fetch } from '../arm/fetch.ts'
import type { Tokens } from '../arm/policies/bearer.ts'
import { subscriptionOf } from '../base/armId.ts'
import { type PastedWorkspace, workspaceIdIn } from '../discovery/address.ts'
import { collect } from '../discovery/collect.ts'
import type { Listing } from '../discovery/collecting.ts'
import { listWorkspaces } from '../discovery/workspaces.ts'
import { type CloudId, clouds } from '../facts/clouds.ts'
import { failureLine, progressLines, refusalLines } from './liveWords.ts'
import { type Output, Refused } from './output.ts'
import { type Az, tokenOf, tokensOfAz } from './token.ts'

/** What reading Azure needs from outside. */
export interface Outside {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fetch: Fetch
  readonly clock: Clock
  readonly newId: () => string
  readonly az: Az
  /** Aborted when the caller stops the tool. */
  readonly signal: AbortSignal
}

/** The options of the commands that read Azure. */
export interface LiveValues {
  readonly workspace?: string | undefined
  readonly out?: string | undefined
  readonly cloud?: string | undefined
  readonly arm?: string | undefined
  readonly 'token-env'?: string | undefined
}

/** Reads a workspace and writes its snapshot. Exit code 0 also where some reads were refused, which is told; 1 where there is no snapshot. */
export async function collectTo(values: LiveValues, output: Output, outside: Outside): Promise<number> {
  const { workspace, out } = values
  if (workspace === undefined) throw new Refused('collect needs --workspace, a resource id or an address of the portal or the studio')
  if (out === undefined) throw new Refused('collect needs --out FILE')
  const named = workspaceIdIn(workspace)
  if (named === null) throw new Refused(`${JSON.stringify(workspace)} names no workspace; give its resource id, or its address in the portal or the studio`)
  const cloud = cloudOf(values.cloud, named)
  const arm = await armOf({ values, cloud, named }, outside)
  const told = progressLines()
  const takenAt = new Date(outside.clock.now()).toISOString()
  const collected = await collect({ arm, cloud, workspaceId: named.workspaceId, takenAt, signal: outside.signal, report: (progress) => told(progress).forEach((line) => output.err(`${line}\n`)) })
  if (!collected.ok) throw new Refused(failureLine(collected.failure))
  const { snapshot } = collected
  write(out, `${JSON.stringify(snapshot, null, 2)}\n`)
  for (const line of refusalLines(snapshot.refused)) output.err(`ringfence: ${line}\n`)
  output.out(`${JSON.stringify({ file: out, workspaceId: snapshot.workspaceId, resources: snapshot.resources.length, refused: snapshot.refused.length }, null, 2)}\n`)
  return 0
}

/** Prints the workspaces that the account can see. */
export async function printWorkspaces(values: LiveValues, output: Output, outside: Outside): Promise<number> {
  const cloud = cloudOf(values.cloud, null)
  const arm = await armOf({ values, cloud, named: null }, outside)
  let last: Listing | null = null
  for await (const listing of listWorkspaces(arm, outside.signal)) last = listing
  if (last?.failure !== null && last?.failure !== undefined) throw new Refused(failureLine(last.failure))
  if (last === null || last.state === 'stopped') throw new Refused(failureLine({ is: 'stopped' }))
  if (last.cut === 'cut') output.err('ringfence: Azure kept some workspaces back; the list is not whole\n')
  output.out(`${JSON.stringify({ workspaces: last.rows }, null, 2)}\n`)
  return 0
}

function cloudOf(text: string | undefined, named: PastedWorkspace | null): CloudId {
  if (text === undefined) return named?.cloud ?? 'AzureCloud'
  if (!Object.hasOwn(clouds, text)) throw new Refused(`--cloud knows ${Object.keys(clouds).join(', ')}, not ${JSON.stringify(text)}`)
  return text as CloudId
}

interface Target { readonly values: LiveValues; readonly cloud: CloudId; readonly named: PastedWorkspace | null }

async function armOf({ values, cloud, named }: Target, { env, fetch, clock, newId, az }: Outside): Promise<Arm> {
  const origin = values.arm === undefined ? clouds[cloud].arm : originOf(values.arm)
  const tokens = await tokensFor({ values, cloud, named }, { env, az })
  return connect({ fetch, clock, origin, tokens, newId, run: newId() })
}

/** Plain http is for a simulator on this machine alone: a token must not travel in the open. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url === null || (url.protocol !== 'https:' && !isLocal) || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new Refused(`--arm is the origin of an ARM such as https://management.azure.com, or http://localhost:PORT, not ${JSON.stringify(text)}`)
  }
  return url.origin
}

async function tokensFor({ values, cloud, named }: Target, { env, az }: Pick<Outside, 'env' | 'az'>): Promise<Tokens> {
  const name = values['token-env']
  if (name !== undefined) {
    const token = env[name]?.trim() ?? ''
    if (token === '') throw new Refused(`the environment variable ${name} is empty; put an access token for ${clouds[cloud].arm} into it`)
    return tokenOf(token)
  }
  const place = named === null ? null : named.tenant === null ? (['--subscription', subscriptionOf(named.workspaceId)] as const) : (['--tenant', named.tenant] as const)
  const what = { resource: clouds[cloud].arm, in: place }
  const first = await az(what)
  if (!first.ok) throw new Refused(`no token: ${first.why}. Sign in with az login, or give --token-env NAME`)
  return tokensOfAz(az, what, first.token)
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  } catch (error) {
    throw new Refused(`could not write ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
