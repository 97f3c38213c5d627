/** A report of workspace diagnostics: nine lists, each result with the step that it belongs to (DIAG-02, DIAG-03, DIAG-05, DIAG-06). Pure. */
import { isList, isObject, type Json, parseJson } from '../base/json.ts'
import { jsonFromPython } from '../base/python.ts'

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

const levels: Readonly<Record<string, DiagnosisResult['level']>> = { error: 'error', warning: 'warning', information: 'information', info: 'information' }

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** `storage_account_results`, as the SDK prints it, and `storageAccountResults` are one list; a list of results that we do not know is kept with the others. */
const listNamed = (key: string): DiagnosisList | null => {
  const plain = key.replaceAll('_', '').toLowerCase()
  return (Object.keys(lists) as readonly DiagnosisList[]).find((name) => name.toLowerCase() === plain) ?? (plain.endsWith('results') ? 'otherResults' : null)
}

const valueOf = (report: Json): Json => (isObject(report) && isObject(report['value']) ? report['value'] : report)

/** The results in a report: ARM's answer, its `value`, or what the SDK has. Custom DNS servers belong to the names of the workspace (DIAG-06). */
export function resultsIn(report: Json): readonly DiagnosisResult[] {
  const value = valueOf(report)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, items]) => {
    const list = listNamed(key)
    if (list === null || !isList(items)) return []
    return items.filter(isObject).map((item): DiagnosisResult => ({
      list, step: lists[list], level: levels[textOf(item['level']).toLowerCase()] ?? 'warning', code: textOf(item['code']), message: textOf(item['message']),
    }))
  })
}

/** Whether a value is a report: it has one of the lists, or it is the empty document that says that no problem was found (DIAG-04). */
function isReport(report: Json): boolean {
  const value = valueOf(report)
  return isObject(value) && (Object.keys(value).length === 0 || Object.keys(value).some((key) => listNamed(key) !== null))
}

/** The results of a report that somebody pasted or saved: REST's JSON, or what Python prints of the SDK's; null where the text is no report. */
export function reportIn(text: string): readonly DiagnosisResult[] | null {
  // Around it may stand a prompt, or what the SDK warns of.
  const whole = text.slice(Math.max(text.indexOf('{'), 0), text.lastIndexOf('}') + 1)
  const asJson = parseJson(whole)
  const parsed = asJson.ok ? asJson : parseJson(jsonFromPython(whole))
  return parsed.ok && isReport(parsed.value) ? resultsIn(parsed.value) : null
}

const order: readonly DiagnosisResult['level'][] = ['error', 'warning', 'information']

/** Results with the worst first. */
export const worstFirst = (results: readonly DiagnosisResult[]): readonly DiagnosisResult[] =>
  results.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
