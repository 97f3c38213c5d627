/** Reads, from Azure and now, everything that the proofs of a closing are made of. */
import type { Failure } from '../arm/failure.ts'
import { type ArmId, childId, idKey, nameOf, parseArmId, typeOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { Body, Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt } from '../resources/accessors.ts'
import type { Desk } from './desk.ts'
import { endpointsFor, zoneNamesFor } from './targets.ts'

/** What was read. `unread` names what Azure did not let us see; `failure` ends the reading (no sign-in, no network, stopped). */
export interface Looked {
  readonly at: number
  readonly bodies: ReadonlyMap<string, Body | null>
  readonly unread: readonly ArmId[]
  readonly failure: Failure | null
}

type Reader = Pick<Desk, 'arm' | 'clock' | 'signal' | 'saw'>

/** Bodies known so far, to find zones that the plan does not make. */
export interface Known { readonly ids: readonly ArmId[] }

interface Reading {
  readonly one: (id: ArmId) => Promise<Body | null>
  readonly children: (of: ArmId, segment: string, known: readonly ArmId[]) => Promise<readonly JsonObject[]>
}

const ends = new Set<Failure['is']>(['signIn', 'silent', 'stopped', 'astray', 'throttled'])

function reader({ arm, signal, saw }: Reader, into: { readonly bodies: Map<string, Body | null>; readonly unread: ArmId[]; failure: Failure | null }): Reading {
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
  }
}

/** The reading for one closing: its target, the workspace, the endpoints with their interfaces and zone groups, the zones with records and links. */
export async function look(change: Pick<Change, 'id'>, desired: Estate, known: Known, desk: Reader): Promise<Looked> {
  const into: { bodies: Map<string, Body | null>; unread: ArmId[]; failure: Failure | null } = { bodies: new Map(), unread: [], failure: null }
  const { one, children } = reader(desk, into)
  const at = desk.clock.now()
  const endpoints = endpointsFor(change, desired).map(({ id }) => id)
  const below = (of: ArmId, segment: string): readonly ArmId[] => known.ids.filter((id) => idKey(id).startsWith(`${idKey(of)}/${segment.toLowerCase()}/`))
  const scopes = [...new Set(endpointsFor(change, desired).map(({ targetId }) => targetId))]
  const bodies = await Promise.all([
    ...[...new Set([change.id, desired.workspace.id, ...scopes])].map(async (id) => (await one(id), [])),
    ...endpoints.map(async (id) => {
      const [body, groups] = await Promise.all([one(id), children(id, 'privateDnsZoneGroups', below(id, 'privateDnsZoneGroups'))])
      await Promise.all(objectsAt(body ?? {}, 'properties.networkInterfaces').flatMap((nic) => parseArmId(textAt(nic, 'id')) ?? []).map(one))
      return groups.flatMap((group) => objectsAt(group, 'properties.privateDnsZoneConfigs')).flatMap((config) => parseArmId(textAt(config, 'properties.privateDnsZoneId')) ?? [])
    }),
  ])
  const wanted = new Set(zoneNamesFor(change, desired))
  const candidates = [...bodies.flat(), ...desired.zones.map(({ id }) => id), ...known.ids].filter((id) => idKey(typeOf(id)) === 'microsoft.network/privatednszones' && wanted.has(idKey(nameOf(id))))
  const zones = [...new Map(candidates.map((id) => [idKey(id), id])).values()]
  const isKnown = new Set(known.ids.map(idKey))
  await Promise.all(zones.map(async (id) => {
    // The lists of a zone that is known say also whether it is still there.
    if (!isKnown.has(idKey(id)) && (await one(id)) === null) return
    await Promise.all([children(id, 'A', below(id, 'A')), children(id, 'virtualNetworkLinks', below(id, 'virtualNetworkLinks'))])
  }))
  return { at, ...into }
}
