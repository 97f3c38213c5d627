/** Reads, from Azure and now, everything that the proofs of a closing are made of. */
import type { Failure } from '../arm/failure.ts'
import { type ArmId, childId, idKey, nameOf, parseArmId, typeOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { Body, Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt } from '../resources/accessors.ts'
import type { Desk } from './desk.ts'
import { connectionOf, connectionsIn, endpointsFor, zoneNamesFor } from './targets.ts'

/** What was read. `connections`: what targets list that do not say it in their own body, by target. `unread` names what Azure did not let us see; `failure` ends the reading (no sign-in, no network, stopped). */
export interface Looked {
  readonly at: number
  readonly bodies: ReadonlyMap<string, Body | null>
  readonly connections: ReadonlyMap<string, readonly JsonObject[]>
  readonly unread: readonly ArmId[]
  readonly failure: Failure | null
}

/** What reading needs of a desk. */
export type Reader = Pick<Desk, 'arm' | 'clock' | 'signal' | 'saw'>

/** Bodies known so far, to find zones that the plan does not make. */
export interface Known { readonly ids: readonly ArmId[] }

interface Reading {
  readonly one: (id: ArmId) => Promise<Body | null>
  readonly children: (of: ArmId, segment: string, known: readonly ArmId[]) => Promise<readonly JsonObject[]>
  readonly connections: (of: ArmId) => Promise<readonly JsonObject[]>
}

/** What a reading is put into, to be changed while it goes on. */
interface Into { readonly bodies: Map<string, Body | null>; readonly unread: ArmId[]; failure: Failure | null }

/** Nothing is read yet. */
export const emptyInto = (): Into => ({ bodies: new Map(), unread: [], failure: null })

const ends = new Set<Failure['is']>(['signIn', 'silent', 'stopped', 'astray', 'throttled'])

/** Reads one resource, or all of a list, and tells what it saw. */
export function reader({ arm, signal, saw }: Reader, into: Into): Reading {
  const missed = (id: ArmId, failure: Failure): void => {
    if (failure.is === 'notFound') {
      into.bodies.set(idKey(id), null)
      return saw(id, null)
    }
    if (ends.has(failure.is)) into.failure ??= failure
    into.unread.push(id)
  }
  const keep = (id: ArmId, body: Body): void => {
    into.bodies.set(idKey(id), body)
    saw(id, body)
  }
  return {
    one: async (id) => {
      const answer = await arm.get({ path: id, apiVersion: apiVersion(typeOf(id)), signal })
      if (!answer.ok) missed(id, answer.failure)
      else if (isObject(answer.body)) keep(id, answer.body)
      return answer.ok && isObject(answer.body) ? answer.body : null
    },
    children: async (of, segment, known) => {
      const listed = await arm.list({ path: `${of}/${segment}`, apiVersion: apiVersion(typeOf(childId(of, segment, 'x'))), signal })
      if (!listed.ok) {
        // A list that is not there is that of a resource that is not there.
        missed(listed.failure.is === 'notFound' ? of : childId(of, segment, '*'), listed.failure)
        if (listed.failure.is === 'notFound') for (const id of known) saw(id, null)
        return []
      }
      const items = listed.items.filter(isObject)
      const found = new Set<string>()
      for (const item of items) {
        const id = parseArmId(item['id'])
        if (id === null) continue
        found.add(idKey(id))
        keep(id, item)
      }
      // What the list no longer holds is gone.
      for (const id of known) if (!found.has(idKey(id))) saw(id, null)
      return items
    },
    connections: async (of) => {
      const listed = await arm.list({ path: `${of}/privateEndpointConnections`, apiVersion: apiVersion(typeOf(of)), signal })
      if (listed.ok) return listed.items.filter(isObject)
      if (ends.has(listed.failure.is)) into.failure ??= listed.failure
      into.unread.push(childId(of, 'privateEndpointConnections', '*'))
      return []
    },
  }
}

/** The ids below another that are known. */
export const below = ({ ids }: Known, of: ArmId, segment: string): readonly ArmId[] => ids.filter((id) => idKey(id).startsWith(`${idKey(of)}/${segment.toLowerCase()}/`))

/**
 * The reading for one closing: the workspace, the endpoints with their interfaces and zone groups, the zones with records and links; and at
 * the very end its target, since what is written is made of that body.
 */
export async function look(change: Pick<Change, 'id'>, desired: Estate, known: Known, desk: Reader): Promise<Looked> {
  const into = emptyInto()
  const { one, children, connections: listedBy } = reader(desk, into)
  const at = desk.clock.now()
  const endpoints = endpointsFor(change, desired)
  const targets = [...new Set([change.id, ...endpoints.map(({ targetId }) => targetId)])]
  const named = await Promise.all([
    ...(targets.includes(desired.workspace.id) ? [] : [one(desired.workspace.id).then(() => [])]),
    ...endpoints.map(async ({ id }) => {
      const [body, groups] = await Promise.all([one(id), children(id, 'privateDnsZoneGroups', below(known, id, 'privateDnsZoneGroups'))])
      await Promise.all(objectsAt(body ?? {}, 'properties.networkInterfaces').flatMap((nic) => parseArmId(textAt(nic, 'id')) ?? []).map(one))
      return groups.flatMap((group) => objectsAt(group, 'properties.privateDnsZoneConfigs')).flatMap((config) => parseArmId(textAt(config, 'properties.privateDnsZoneId')) ?? [])
    }),
  ])
  const isKnown = new Set(known.ids.map(idKey))
  await Promise.all(zonesAmong([...named.flat(), ...desired.zones.map(({ id }) => id), ...known.ids], zoneNamesFor(change, desired)).map(async (id) => {
    // The lists of a zone that is known say also whether it is still there.
    if (!isKnown.has(idKey(id)) && (await one(id)) === null) return
    await Promise.all([children(id, 'A', below(known, id, 'A')), children(id, 'virtualNetworkLinks', below(known, id, 'virtualNetworkLinks'))])
  }))
  const connections = new Map<string, readonly JsonObject[]>()
  await Promise.all(targets.map(async (id) => {
    const own = connectionsIn(await one(id))
    if (endpoints.some((endpoint) => endpoint.targetId === id && connectionOf(own, endpoint.id) === undefined)) connections.set(idKey(id), await listedBy(id))
  }))
  return { at, ...into, connections }
}

/** The zones of these names among some ids, each once. */
function zonesAmong(ids: readonly ArmId[], names: readonly string[]): readonly ArmId[] {
  const wanted = new Set(names)
  const found = ids.filter((id) => idKey(typeOf(id)) === 'microsoft.network/privatednszones' && wanted.has(idKey(nameOf(id))))
  return [...new Map(found.map((id) => [idKey(id), id])).values()]
}
