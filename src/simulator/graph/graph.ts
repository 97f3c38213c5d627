/** POST /providers/Microsoft.ResourceGraph/resources: one page of a query's answer. */
import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts'
import { badRequest, enveloped } from '../arm/errors.ts'
import { graphToken, offsetIn } from '../arm/paging.ts'
import { textIn } from '../fields.ts'
import { type Ask, subscriptionsOf } from '../providers/ask.ts'
import { json, type Reply } from '../reply.ts'
import { checkColumns } from './columns.ts'
import { evaluate } from './evaluate.ts'
import { misreadOf, type Misread } from './lexer.ts'
import { parse } from './parser.ts'
import { tableRows } from './tables.ts'

const known = new Set(['query', 'subscriptions', 'options', 'managementGroups', 'facets'])
const knownOptions = new Set(['$top', '$skip', '$skipToken', 'resultFormat', 'allowPartialScopes', 'authorizationScopeFilter'])
const largestPage = 1000

/** The shape of a query error, from public reports of it. */
function queryError({ code, token, at }: Misread): Reply {
  const details: readonly JsonObject[] = [
    { code: 'InvalidQuery', message: 'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.' },
    code === 'Default'
      ? { code, message: `Failed to resolve column or scalar expression named '${token}'` }
      : { code, message: code, line: 1, characterPositionInLine: at, token },
  ]
  return enveloped(400, { code: 'BadRequest', message: 'Please provide below info when asking for support: timestamp, correlationId.', details })
}

/** The first part of the body that is not understood, or null. */
function unknownPart(body: JsonObject): string | null {
  const wrong = Object.keys(body).find((key) => !known.has(key))
  if (wrong !== undefined) return wrong
  const options = body['options'] ?? {}
  if (!isObject(options)) return 'options'
  const option = Object.keys(options).find((key) => !knownOptions.has(key))
  if (option !== undefined) return `options.${option}`
  if (options['resultFormat'] !== undefined && options['resultFormat'] !== 'objectArray') return 'options.resultFormat'
  return body['managementGroups'] === undefined && body['facets'] === undefined ? null : 'managementGroups, facets'
}

interface Page {
  readonly size: number
  readonly offset: number
}

function pageOf(ask: Ask, options: JsonObject, query: string): Page | null {
  const top = options['$top'] ?? largestPage
  if (typeof top !== 'number' || top < 1 || top > largestPage) return null
  const token = textIn(options, '$skipToken')
  const skip = options['$skip'] ?? 0
  const offset = token === '' ? (typeof skip === 'number' ? skip : null) : offsetIn(token, query)
  return offset === null ? null : { size: Math.min(top, ask.state.world.pageSize.graph), offset }
}

/** A page; without a column `id` there is no way to the next one, and the answer only says that it is cut (F80). */
function answered(rows: readonly JsonObject[], { size, offset }: Page, query: string): Reply {
  const data: readonly Json[] = rows.slice(offset, offset + size)
  const end = offset + data.length
  const hasMore = end < rows.length
  const hasIds = rows[0]?.['id'] !== undefined
  return json(200, {
    totalRecords: rows.length, count: data.length, resultTruncated: hasMore && !hasIds ? 'true' : 'false', facets: [], data, ...(hasMore && hasIds ? { $skipToken: graphToken(end, query) } : {}),
  })
}

/** The rows of a query, or null when there is no such table; throws `misread`. Later pages are of the moment of the first. */
function rowsOf(ask: Ask, query: string, { asked, isFirst }: { readonly asked: readonly string[] | null; readonly isFirst: boolean }): readonly JsonObject[] | null {
  const { results } = ask.state
  const key = JSON.stringify([ask.caller.oid, ask.caller.tenantId, ask.hidden, asked, query])
  const kept = isFirst ? undefined : results.get(key)
  if (kept !== undefined) return kept
  const read = parse(query)
  checkColumns(read)
  const own = subscriptionsOf(ask).map(({ id }) => id.toLowerCase())
  const table = tableRows(ask, read.table, new Set(asked === null ? own : own.filter((id) => asked.includes(id))))
  const rows = table === null ? null : evaluate(read, table)
  if (rows !== null) results.set(key, rows)
  return rows
}

/** Answers the query in the body of a request. */
export function graph(ask: Ask, text: string): Reply {
  const parsed = parseJson(text)
  if (!parsed.ok || !isObject(parsed.value)) return badRequest('The body of a query has to be a JSON object.')
  const body = parsed.value
  const unknown = unknownPart(body)
  if (unknown !== null) return badRequest(`The part '${unknown}' is not understood.`, unknown)
  const query = body['query']
  if (typeof query !== 'string' || query.trim() === '') return badRequest('A query is needed.', 'query')
  const page = pageOf(ask, isObject(body['options']) ? body['options'] : {}, query)
  if (page === null) return badRequest('The options ask for a page that there is not.', 'options')
  const asked = Array.isArray(body['subscriptions']) ? body['subscriptions'].map((id) => String(id).toLowerCase()) : null
  try {
    const rows = rowsOf(ask, query, { asked, isFirst: page.offset === 0 })
    return rows === null ? queryError({ code: 'InvalidQueryLanguage', token: parse(query).table, at: 0 }) : answered(rows, page, query)
  } catch (error) {
    const misread = misreadOf(error)
    if (misread === null) throw error
    return queryError(misread)
  }
}
