/** The workspace's own diagnosis, asked of ARM: nine lists, each result with the step that it belongs to (DIAG-01 to DIAG-06). */
import { finish } from '../arm/finish.ts'
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
import type { Fault } from '../arm/errors.ts'
import type { Failure } from '../arm/failure.ts'
import { type ArmId, typeOf } from '../base/armId.ts'
import { isList, isObject, type Json } from '../base/json.ts'
import { apiVersion } from '../facts/ask.ts'

/** The nine lists; camelCase as ARM writes them, and the step of the article that each belongs to (null: none). */
const lists = {
  userDefinedRouteResults: 'outbound', networkSecurityRuleResults: 'outbound', resourceLockResults: 'access', dnsResolutionResults: 'workspace', storageAccountResults: 'storage',
  keyVaultResults: 'keyVault', containerRegistryResults: 'registry', applicationInsightsResults: 'monitoring', otherResults: null,
} as const satisfies Readonly<Record<string, string | null>>

/** The name of a list of results. */
export type DiagnosisList = keyof typeof lists

/** One result. A level that we do not know counts as a warning (DIAG-03). */
export interface DiagnosisResult {
  readonly list: DiagnosisList
  readonly step: string | null
  readonly level: 'error' | 'warning' | 'information'
  readonly code: string
  readonly message: string
}

/**
 * What became of asking for a diagnosis. No results mean that no problem was found, which proves nothing more (DIAG-04). `unseen`: Azure took
 * it and its result could not be read; `running`: it took longer than we wait; `notAsked`: nobody is signed in.
 */
export type Diagnosis = { readonly at: number } & (
  | { readonly is: 'results'; readonly results: readonly DiagnosisResult[] }
  | { readonly is: 'refused'; readonly failure: Failure }
  | { readonly is: 'failed'; readonly fault: Fault }
  | { readonly is: 'unseen' | 'running' | 'notAsked' })

const levels: Readonly<Record<string, DiagnosisResult['level']>> = { error: 'error', warning: 'warning', information: 'information', info: 'information' }

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** `storage_account_results`, as the SDK prints it, and `storageAccountResults` are one list; a list of results that we do not know is kept with the others. */
const listNamed = (key: string): DiagnosisList | null => {
  const plain = key.replaceAll('_', '').toLowerCase()
  return (Object.keys(lists) as readonly DiagnosisList[]).find((name) => name.toLowerCase() === plain) ?? (plain.endsWith('results') ? 'otherResults' : null)
}

/** The results in a report: ARM's answer, its `value`, or what somebody pasted from the SDK. Custom DNS servers belong to the names of the workspace (DIAG-06). */
export function resultsIn(report: Json): readonly DiagnosisResult[] {
  const value = isObject(report) && isObject(report['value']) ? report['value'] : report
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, items]) => {
    const list = listNamed(key)
    if (list === null || !isList(items)) return []
    return items.filter(isObject).map((item): DiagnosisResult => ({
      list, step: lists[list], level: levels[textOf(item['level']).toLowerCase()] ?? 'warning', code: textOf(item['code']), message: textOf(item['message']),
    }))
  })
}

/** Everything is asked; each part is an empty object, as the documented request has it. */
const asked = { value: { udr: {}, nsg: {}, resourceLock: {}, dnsResolution: {}, storageAccount: {}, keyVault: {}, containerRegistry: {}, applicationInsights: {}, others: {} } }

/** Runs the diagnosis and follows it to its end. */
export async function diagnose(arm: Arm, { clock, origin, signal }: { readonly clock: Clock; readonly origin: string; readonly signal: AbortSignal }, workspaceId: ArmId): Promise<Diagnosis> {
  const version = apiVersion(typeOf(workspaceId))
  const path = `${workspaceId}/diagnose`
  const startedAt = clock.now()
  const answer = await arm.post({ path, apiVersion: version, body: asked, signal })
  if (!answer.ok) return { at: clock.now(), is: 'refused', failure: answer.failure }
  const outcome = await finish({ arm, clock, origin, write: { method: 'POST', path }, resource: { path: workspaceId, apiVersion: version, signal }, startedAt }, answer)
  const at = clock.now()
  switch (outcome.is) {
    case 'done': return { at, is: 'results', results: resultsIn(outcome.body) }
    case 'interrupted': return { at, is: 'refused', failure: outcome.failure }
    case 'failed': return { at, is: 'failed', fault: outcome.fault }
    case 'running': return { at, is: 'running' }
    case 'look': return { at, is: 'unseen' }
  }
}
