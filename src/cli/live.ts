/** Reading live Azure from a command line: the page's own requests, with a token from outside. */
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
import { connect } from '../arm/connect.ts'
import type { Fetch } from '../arm/fetch.ts'
import type { Tokens } from '../arm/policies/bearer.ts'
import { noWaits, type Waits } from '../arm/waits.ts'
import { subscriptionOf } from '../base/armId.ts'
import { type PastedWorkspace, workspaceIdIn } from '../discovery/address.ts'
import { collect } from '../discovery/collect.ts'
import type { Collected, Listing } from '../discovery/collecting.ts'
import { listWorkspaces } from '../discovery/workspaces.ts'
import { type CloudId, clouds } from '../facts/clouds.ts'
import { write } from './files.ts'
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
  /** Where what Azure asked to be spared is kept for the next process. */
  readonly waits?: Waits
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
  const { out } = values
  const named = namedBy('collect', values)
  if (out === undefined) throw new Refused('collect needs --out FILE')
  const { collect: read } = await readerOf(named, values, outside)
  const collected = await read((line) => output.err(`${line}\n`))
  if (!collected.ok) throw new Refused(failureLine(collected.failure))
  const { snapshot } = collected
  write(out, `${JSON.stringify(snapshot, null, 2)}\n`)
  for (const line of refusalLines(snapshot.refused)) output.err(`ringfence: ${line}\n`)
  output.out(`${JSON.stringify({ file: out, workspaceId: snapshot.workspaceId, resources: snapshot.resources.length, refused: snapshot.refused.length }, null, 2)}\n`)
  return 0
}

/** The workspace that the command line names. */
export function namedBy(command: string, { workspace }: Pick<LiveValues, 'workspace'>): PastedWorkspace {
  if (workspace === undefined) throw new Refused(`${command} needs --workspace, a resource id or an address of the portal or the studio`)
  const named = workspaceIdIn(workspace)
  if (named === null) throw new Refused(`${JSON.stringify(workspace)} names no workspace; give its resource id, or its address in the portal or the studio`)
  return named
}

/** A client for the workspace's cloud and directory, and the discovery of the workspace. */
export interface Reader {
  readonly arm: Arm
  readonly origin: string
  /** Hears of every read that begins or ends, in a line. */
  readonly collect: (tell: (line: string) => void) => Promise<Collected>
}

/** The reader of a workspace. */
export async function readerOf(named: PastedWorkspace, values: LiveValues, outside: Outside): Promise<Reader> {
  const cloud = cloudOf(values.cloud, named)
  const { arm, origin } = await connected({ values, cloud, named }, outside)
  return {
    arm, origin,
    collect: (tell) => {
      const told = progressLines()
      return collect({ arm, cloud, workspaceId: named.workspaceId, takenAt: new Date(outside.clock.now()).toISOString(), signal: outside.signal, report: (progress) => told(progress).forEach(tell) })
    },
  }
}

/** Prints the workspaces that the account can see. */
export async function printWorkspaces(values: LiveValues, output: Output, outside: Outside): Promise<number> {
  const cloud = cloudOf(values.cloud, null)
  const { arm } = await connected({ values, cloud, named: null }, outside)
  let last: Listing | null = null
  for await (const listing of listWorkspaces(arm, outside.signal)) last = listing
  if (last?.failure !== null && last?.failure !== undefined) throw new Refused(failureLine(last.failure))
  if (last === null || last.state === 'stopped') throw new Refused(failureLine({ is: 'stopped' }))
  if (last.cut === 'cut') output.err('ringfence: Azure returned an incomplete list. Open a missing workspace by its resource ID.\n')
  output.out(`${JSON.stringify({ workspaces: last.rows }, null, 2)}\n`)
  return 0
}

function cloudOf(text: string | undefined, named: PastedWorkspace | null): CloudId {
  if (text === undefined) return named?.cloud ?? 'AzureCloud'
  if (!Object.hasOwn(clouds, text)) throw new Refused(`--cloud knows ${Object.keys(clouds).join(', ')}, not ${JSON.stringify(text)}`)
  return text as CloudId
}

interface Target { readonly values: LiveValues; readonly cloud: CloudId; readonly named: PastedWorkspace | null }

async function connected({ values, cloud, named }: Target, { env, fetch, clock, newId, az, waits = noWaits }: Outside): Promise<Pick<Reader, 'arm' | 'origin'>> {
  const origin = values.arm === undefined ? clouds[cloud].arm : originOf(values.arm)
  const tokens = await tokensFor({ values, cloud, named }, { env, az })
  return { arm: connect({ fetch, clock, origin, tokens, newId, run: newId(), waits }), origin }
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
