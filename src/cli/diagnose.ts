/** A report of workspace diagnostics that somebody has from the SDK or from REST, as the page shows it; on a file alone. */
import { reportIn, worstFirst } from '../apply/diagnosisReport.ts'
import { reportTextIn } from './files.ts'
import { type Output, Refused } from './output.ts'

/** Prints the results, the worst first, each with the step that it belongs to. Exit code 2: one of them is an error; none proves nothing (DIAG-04). */
export function printDiagnosis({ report }: { readonly report?: string | undefined }, output: Output): number {
  if (report === undefined) throw new Refused('diagnose needs --report FILE, what the SDK or REST gave as workspace diagnostics')
  const results = reportIn(reportTextIn(report))
  if (results === null) throw new Refused(`${report} is no report of workspace diagnostics: it has none of its lists, such as dnsResolutionResults or dns_resolution_results`)
  output.out(`${JSON.stringify({ results: worstFirst(results).map(({ level, list, code, message, step }) => ({ level, list, code, message, step })) }, null, 2)}\n`)
  return results.some(({ level }) => level === 'error') ? 2 : 0
}
