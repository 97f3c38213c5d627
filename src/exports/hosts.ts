import { isObject, type Json } from '../base/json.ts'
import type { CloudId } from '../facts/ask.ts'
import { suffix } from '../facts/ask.ts'
import type { TextPart } from './expression.ts'

/**
 * Hosts that Bicep's linter refuses anywhere in a text (Azure/bicep src/Bicep.Core/Analyzers/Linter/Rules/NoHardcodedEnvironmentUrlsRule.cs
 * and LanguageConstants; templates.md 2.4). A text that holds one becomes a parameter.
 */
const REFUSED = [
  'azuredatalakeanalytics.net', 'azuredatalakestore.net', 'batch.core.windows.net', 'core.windows.net', 'database.windows.net', 'datalake.azure.net', 'gallery.azure.com',
  'graph.windows.net', 'login.microsoftonline.com', 'management.azure.com', 'management.core.windows.net', 'vault.azure.net',
]

/** Whether the linter refuses the literal. */
export function isRefused(literal: string): boolean {
  const lower = literal.toLowerCase()
  return REFUSED.some((host) => lower.includes(host))
}

// Half of a surrogate pair alone is no character, and no language could quote it.
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** The text with each lone half of a surrogate pair replaced, since nothing could write it. */
export const wellFormed = (literal: string): string => literal.replaceAll(LONE_SURROGATE, '\uFFFD')

/** A value whose texts are all well formed. */
export function wellFormedJson(json: Json): Json {
  if (typeof json === 'string') return wellFormed(json)
  if (Array.isArray(json)) return json.map((item: Json) => wellFormedJson(item))
  return isObject(json) ? Object.fromEntries(Object.entries(json).map(([key, inner]) => [wellFormed(key), wellFormedJson(inner)])) : json
}

/**
 * The parts of a text, with the cloud's suffixes of storage and registry hosts taken out of it. A vault's or workspace's zone stays
 * literal: `environment().suffixes.keyvaultDns` is not the suffix of its zone (templates.md 1.2).
 */
export function textParts(literal: string, cloud: CloudId): readonly TextPart[] {
  const clean = wellFormed(literal)
  const registry = `.${suffix('acr', cloud)}`
  const [body, end]: readonly [string, readonly TextPart[]] = clean.endsWith(registry)
    ? [clean.slice(0, -registry.length), [{ suffix: 'acrLoginServer' }]]
    : [clean, []]
  const pieces = body.split(suffix('storage', cloud))
  const parts = pieces.flatMap((piece, index): readonly TextPart[] => (index === 0 ? [piece] : [{ suffix: 'storage' }, piece]))
  return [...parts, ...end].filter((part) => part !== '')
}
