/** What sits on scopes: permissions, role assignments, locks, deny assignments. */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import { badRequest } from '../arm/errors.ts'
import { paged, parameter } from '../arm/paging.ts'
import { rightsAt } from '../arm/rights.ts'
import { objectIn, textIn } from '../fields.ts'
import type { Reply } from '../reply.ts'
import { type Ask, idOf, isInside } from './ask.ts'

/** The caller's sets of rights at a scope; everybody may ask for their own. */
export const permissions = ({ state, url }: Ask, scope: string): Reply =>
  paged(state, url, rightsAt(state, scope).map(({ actions, notActions, dataActions, notDataActions }) => ({ actions, notActions, dataActions, notDataActions })))

/** What a body is attached to. */
const scopeOf = (body: JsonObject): string => idOf(body).replace(/\/providers\/[^/]+\/[^/]+\/[^/]+$/i, '')

const principalOf = (body: JsonObject): string => textIn(objectIn(body, 'properties'), 'principalId').toLowerCase()

/** The test that a filter stands for, or null when it is not understood. */
function test(filter: string | null, scope: string): ((body: JsonObject) => boolean) | null {
  const above = (body: JsonObject): boolean => isInside(scope, scopeOf(body))
  const near = (body: JsonObject): boolean => above(body) || isInside(idKey(scopeOf(body)), scope)
  if (filter === null) return near
  const text = filter.trim()
  if (/^atScope\(\)$/i.test(text)) return above
  const principal = /^(?:principalId\s+eq\s+'([^']+)'|assignedTo\('([^']+)'\))$/i.exec(text)
  if (principal === null) return null
  const id = (principal[1] ?? principal[2] ?? '').toLowerCase()
  return (body) => near(body) && principalOf(body) === id
}

/**
 * What is attached at, above and below a scope; with `atScope()` at and above it.
 * A recording shows that a list without a filter has what lies above; that it has what lies below is documented.
 */
export function attachedTo(ask: Ask, scope: string, type: string): Reply {
  const filter = parameter(ask.url, '$filter')
  const matches = test(filter, scope)
  if (matches === null) return badRequest(`The filter '${filter}' is not understood.`, '$filter')
  return paged(ask.state, ask.url, ask.state.shelf.ofType(type).filter(matches))
}
