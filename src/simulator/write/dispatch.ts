/** From a request that is no read to what answers it, and from a link of long-running work to its answer. */
import { idKey } from '../../base/armId.ts'
import * as errors from '../arm/errors.ts'
import { checkedQuery, checkedTenant, checkedVersion } from '../arm/gates.ts'
import { strikes } from '../faults.ts'
import type { Reply } from '../reply.ts'
import { type Route, routeOf, typeOfRoute } from '../router.ts'
import type { State } from '../state.ts'
import { act, actionIn, versionedAs } from './actions.ts'
import { change } from './keep.ts'
import { isLinkPath, resultReply, statusReply } from './operations.ts'
import { deploy } from './templates/deployments.ts'
import { withAt } from './values.ts'
import { type Sent, write } from './write.ts'

/** A group that is to be made is not there yet. */
const isNewGroup = (route: Route, method: string): boolean => route.is === 'resource' && route.type === 'microsoft.resources/resourcegroups' && method === 'PUT'

/** The answer to a POST, PUT, PATCH or DELETE. */
export function written(sent: Sent, url: URL): Reply {
  const { state, asked, caller } = sent
  if (asked.method === 'POST') {
    const action = actionIn(url.pathname)
    if (action === null) return errors.notSimulated(`POST ${url.pathname}`)
    const wrong = checkedVersion(versionedAs(action), url) ?? checkedTenant(state, { is: 'resource', id: action.id, type: action.type }, caller)
    return wrong ?? act(sent, action)
  }
  const route = routeOf(url.pathname)
  if (route === null) return errors.badPath(url.pathname)
  const wrong = checkedQuery(route, url) ?? (isNewGroup(route, asked.method) ? null : checkedTenant(state, route, caller))
  if (wrong !== null) return wrong
  if (route.is !== 'resource') return errors.methodNotAllowed(asked.method, asked.path)
  return typeOfRoute(route) === 'microsoft.resources/deployments' && asked.method === 'PUT' ? deploy(sent, route.id) : write(sent, route.id, route.type)
}

/** The answer behind a link of long-running work, or null when the path is none. A link is signed: another query leads nowhere. */
export function followed(state: State, url: URL): Reply | null {
  if (!isLinkPath(url.pathname)) return null
  const key = `${url.pathname.toLowerCase()}${url.search}`
  const linked = state.works.links.get(key)
  if (linked === undefined) {
    const isKnown = [...state.works.links.keys()].some((one) => one.startsWith(`${url.pathname.toLowerCase()}?`))
    return isKnown ? errors.badRequest('The address of the operation was changed.') : errors.enveloped(404, { code: 'NotFound', message: 'The operation was not found.' })
  }
  const { operation, kind, headers } = linked
  const now = state.world.clock.now()
  return kind === 'status' ? statusReply(operation, now, headers) : resultReply(operation, now, headers)
}

/** F42: somebody else changes a resource as soon as it has been read. */
export function editedByOthers(state: State, asked: Sent['asked']): void {
  for (const { name, value } of strikes(state, asked, ['F42'])) {
    const [id = '', path = ''] = (name ?? '').split('#')
    if (state.shelf.get(idKey(id)) !== null) change(state, id, (body) => withAt(body, path, value))
  }
}

/** Values of `Retry-After` that nobody should take at their word (F32). */
const odd: Readonly<Record<string, string>> = { zero: '0', negative: '-5', text: 'soon', long: '36000' }

/** The answer with `Retry-After` as F32 has it. */
export function withOddWait(state: State, asked: Sent['asked'], reply: Reply): Reply {
  const one = strikes(state, asked, ['F32'])[0]
  if (one === undefined) return reply
  const { 'retry-after': _, ...rest } = reply.headers
  if (one.variant === 'absent') return { ...reply, headers: rest }
  const date = new Date(state.world.clock.now() + (one.seconds ?? 30) * 1000).toUTCString()
  return { ...reply, headers: { ...rest, 'retry-after': one.variant === 'date' ? date : (odd[one.variant ?? ''] ?? String(one.seconds ?? 17)) } }
}
