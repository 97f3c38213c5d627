/** Which policy refused a request, and what it wanted (fault F51). */
import { type Json, type JsonObject, isObject } from '../base/json.ts'

/** One policy that refused. `compared` is empty when the caller may not read policies. */
export interface PolicyRefusal {
  readonly policy: string | null
  readonly assignment: string | null
  readonly definitionId: string | null
  readonly assignmentId: string | null
  readonly compared: readonly Comparison[]
}

/** A comparison that the policy made: the field, how it was compared, with what, and what was sent. Values are text. */
export interface Comparison {
  readonly field: string
  readonly operator: string | null
  readonly wanted: readonly string[]
  readonly sent: readonly string[]
}

/** The policy refusals in an error's `additionalInfo`. */
export function refusalsIn(additionalInfo: Json): readonly PolicyRefusal[] {
  if (!Array.isArray(additionalInfo)) return []
  return (additionalInfo as readonly Json[]).flatMap((entry) => {
    const info = isObject(entry) && entry['type'] === 'PolicyViolation' ? entry['info'] : null
    return isObject(info) ? [refusalOf(info)] : []
  })
}

function refusalOf(info: JsonObject): PolicyRefusal {
  const details = info['evaluationDetails']
  const expressions = isObject(details) ? details['evaluatedExpressions'] : null
  return {
    policy: text(info['policyDefinitionDisplayName']) ?? text(info['policyDefinitionName']),
    assignment: text(info['policyAssignmentDisplayName']) ?? text(info['policyAssignmentName']),
    definitionId: text(info['policyDefinitionId']),
    assignmentId: text(info['policyAssignmentId']),
    compared: Array.isArray(expressions) ? (expressions as readonly Json[]).flatMap(comparisonOf) : [],
  }
}

function comparisonOf(expression: Json): readonly Comparison[] {
  if (!isObject(expression)) return []
  const field = text(expression['path']) ?? text(expression['expression'])
  if (field === null) return []
  return [{ field, operator: text(expression['operator']), wanted: texts(expression['targetValue']), sent: texts(expression['expressionValue']) }]
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)

function texts(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(texts)
  return [typeof value === 'string' ? value : JSON.stringify(value)]
}
