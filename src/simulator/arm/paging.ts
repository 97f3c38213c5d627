/** Lists in pages: `value` and an absolute `nextLink` with an opaque token (arm-protocol.md section 6). */
import type { Json } from '../../base/json.ts'
import { json, type Reply } from '../reply.ts'
import type { State } from '../state.ts'
import { badRequest } from './errors.ts'
import { fromBase64Url, toBase64Url } from './base64.ts'

/** A query parameter whatever the case of its name. */
export const parameter = (url: URL, name: string): string | null => [...url.searchParams].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null

const filler = 'x'.repeat(240)

/** A token for what follows `offset`; long and opaque as the recorded ones are. */
const tokenFor = (offset: number, of: string): string => toBase64Url(JSON.stringify({ offset, of, filler }))

/** The offset in a token of ours for the same list, or null. */
export function offsetIn(token: string, of: string): number | null {
  try {
    const { offset, of: made } = JSON.parse(fromBase64Url(token)) as { readonly offset: unknown; readonly of: unknown }
    return typeof offset === 'number' && Number.isInteger(offset) && offset >= 0 && made === of ? offset : null
  } catch {
    return null
  }
}

/** One page of `items`, as the query of `url` asks for it. */
export function paged(state: State, url: URL, items: readonly Json[]): Reply {
  const path = url.pathname.toLowerCase()
  const token = parameter(url, '$skiptoken')
  const offset = token === null ? 0 : offsetIn(token, path)
  if (offset === null) return badRequest('The $skiptoken is not one of this list.', '$skiptoken')
  const top = Number(parameter(url, '$top') ?? state.world.pageSize.list)
  if (!Number.isInteger(top) || top < 1) return badRequest('$top has to be a whole number above 0.', '$top')
  const end = offset + Math.min(top, state.world.pageSize.list)
  const value = items.slice(offset, end)
  if (end >= items.length) return json(200, { value })
  const next = new URL(url.pathname, state.world.endpoints.arm)
  for (const [key, text] of url.searchParams) if (key.toLowerCase() !== '$skiptoken') next.searchParams.append(key, text)
  next.searchParams.append('$skiptoken', tokenFor(end, path))
  return json(200, { value, nextLink: next.href })
}

/** A `$skipToken` of Resource Graph. */
export const graphToken = (offset: number, query: string): string => tokenFor(offset, query)
