import { idKey } from '../../base/armId.ts'
import type { Risk } from '../../review/content.ts'

/** What was accepted of a finding; null where nothing was. */
export const riskAt = (risks: readonly Risk[], { rule, at }: { readonly rule: string; readonly at: string }): Risk | null => risks.find((risk) => risk.rule === rule && idKey(risk.at) === idKey(at)) ?? null
