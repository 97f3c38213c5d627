/** The workspace's own diagnosis, asked of ARM: nine lists, each result with the step that it belongs to (DIAG-01 to DIAG-06). */
import { finish } from '../arm/finish.ts'
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
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

/** A diagnosis, or why there is none. No results mean that no problem was found, which proves nothing more (DIAG-04). */
export type Diagnosis = { readonly ok: true; readonly results: readonly DiagnosisResult[] } | { readonly ok: false; readonly failure: Failure | null }

const levels: Readonly<Record<string, DiagnosisResult['level']>> = { error: 'error', warning: 'warning', information: 'information', info: 'information' }

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** `storage_account_results`, as the SDK prints it, and `storageAccountResults` are one list. */
const listNamed = (key: string): DiagnosisList | null => {
  const plain = key.replaceAll('_', '').toLowerCase()
  return (Object.keys(lists) as readonly DiagnosisList[]).find((name) => name.toLowerCase() === plain) ?? null
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

/** Runs the diagnosis. With hidden headers there is no way to its result, which is then told as such (`failure` null). */
export async function diagnose(arm: Arm, { clock, origin, signal }: { readonly clock: Clock; readonly origin: string; readonly signal: AbortSignal }, workspaceId: ArmId): Promise<Diagnosis> {
  const version = apiVersion(typeOf(workspaceId))
  const path = `${workspaceId}/diagnose`
  const startedAt = clock.now()
  const answer = await arm.post({ path, apiVersion: version, body: asked, signal })
  if (!answer.ok) return { ok: false, failure: answer.failure }
  const outcome = await finish({ arm, clock, origin, write: { method: 'POST', path }, resource: { path: workspaceId, apiVersion: version, signal }, startedAt }, answer)
  if (outcome.is === 'done') return { ok: true, results: resultsIn(outcome.body) }
  return { ok: false, failure: outcome.is === 'interrupted' ? outcome.failure : null }
}
