/** Where a resource stands against a change: as it was, as it is wanted, or otherwise. Pure. */
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import { isWithin, nameOf, parentOf } from '../base/armId.ts'
import { stateOf } from '../arm/states.ts'
import type { Body, Change } from '../changes/change.ts'
import { difference, replaced } from '../changes/difference.ts'
import { unknownParts } from '../discovery/unknownParts.ts'
import { objectsAt, textAt, valueAt } from '../resources/accessors.ts'
import { unlikeBefore } from './leaving.ts'
import { atomicOf, loweredObject, managedIn } from './managed.ts'
import type { TroubleText, Unlike } from './progress.ts'

/** What a fresh reading means for a change. `asBefore`: it may be written; `asWanted`: nothing is left to do; `otherwise`: somebody has to look. */
export type Standing =
  | { readonly is: 'asBefore' }
  | { readonly is: 'asWanted' }
  | { readonly is: 'otherwise'; readonly unlike: readonly Unlike[] }

const shown = (value: Json | undefined): string => (value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value))

/** The leaves of a difference, with both values. */
function unlikeAt(expected: Body, found: Body): readonly Unlike[] {
  const walk = (left: JsonObject, path: string): readonly Unlike[] =>
    Object.entries(left).flatMap(([key, value]) => {
      const here = path === '' ? key : `${path}.${key}`
      const [one, other] = [valueAt(expected, here), valueAt(found, here)]
      return isObject(value) && isObject(one) && isObject(other) ? walk(value, here) : [{ path: here, expected: shown(one), found: shown(other) }]
    })
  return walk(difference(loweredObject(expected), loweredObject(found)), '')
}

/** What a created resource says otherwise than it was sent; absent says nothing, and places are spelled by Azure. */
export function unlikeSent(sent: Body, fresh: Body): readonly Unlike[] {
  const { location: _, ...told } = sent
  return unknownParts(told, fresh).map((path) => ({ path, expected: shown(valueAt(sent, path)), found: shown(valueAt(fresh, path)) }))
}

/** What a resource says otherwise than the change wants it; empty: it is as wanted. */
export function unlikeWanted(change: Change, fresh: Body): readonly Unlike[] {
  switch (change.do) {
    case 'create': return unlikeSent(change.body, fresh)
    case 'update': {
      const own = managedIn(change.type, fresh)
      return own === null ? unlikeSent(change.patch, fresh) : unlikeAt(change.patch, replaced(own, change.patch, atomicOf(change.type)))
    }
    case 'delete': case 'action': case 'manual': return []
  }
}

/** Where the resource stands; `fresh` null: it is not there. */
export function standing(change: Change, fresh: Body | null): Standing {
  switch (change.do) {
    case 'create': {
      if (fresh === null) return { is: 'asBefore' }
      const unlike = unlikeSent(change.body, fresh)
      return unlike.length === 0 ? { is: 'asWanted' } : { is: 'otherwise', unlike }
    }
    case 'update': {
      if (fresh === null) return { is: 'otherwise', unlike: [{ path: 'id', expected: nameOf(change.id), found: '' }] }
      const wanted = unlikeWanted(change, fresh)
      if (wanted.length === 0) return { is: 'asWanted' }
      const own = managedIn(change.type, fresh)
      const unlike = own === null ? unlikeSent(change.before, fresh) : unlikeAt(change.before, replaced(own, change.patch, atomicOf(change.type)))
      return unlike.length === 0 ? { is: 'asBefore' } : { is: 'otherwise', unlike }
    }
    case 'delete': {
      const unlike = fresh === null ? [] : unlikeBefore(change, fresh)
      return fresh === null ? { is: 'asWanted' } : unlike.length === 0 ? { is: 'asBefore' } : { is: 'otherwise', unlike }
    }
    case 'action': return textAt(fresh ?? {}, 'registrationState')?.toLowerCase() === 'registered' ? { is: 'asWanted' } : { is: 'asBefore' }
    case 'manual': return { is: 'asBefore' }
  }
}

/** The word of a failed last change of a resource; null when it is none. */
export const failedState = (fresh: Body): boolean => stateOf(fresh)?.toLowerCase() === 'failed'

const endpointType = 'microsoft.network/privateendpoints'
const groupType = `${endpointType}/privatednszonegroups`

/** What a resource that is as sent still lacks to be of use; null when nothing (F64, F65, F71). `later` are the changes that wait for this one. */
export function lacking(change: Change, fresh: Body, later: readonly Change[]): { readonly text: TroubleText; readonly again: 'yes' | 'no' } | null {
  const type = change.type.toLowerCase()
  if (change.do !== 'create') return null
  if (type === endpointType) {
    const manual = objectsAt(fresh, 'properties.manualPrivateLinkServiceConnections')
    const own = [...objectsAt(fresh, 'properties.privateLinkServiceConnections'), ...manual][0]
    const status = textAt(own, 'properties.privateLinkServiceConnectionState.status')?.toLowerCase() ?? ''
    if (status === 'rejected' || status === 'disconnected') return { text: 'connectionLost', again: 'no' }
    const awaited = manual.length > 0 || later.some(({ type: other }) => other.toLowerCase().endsWith('/privateendpointconnections'))
    return status === 'pending' && !awaited ? { text: 'approvalPending', again: 'no' } : null
  }
  if (type === groupType) {
    const written = objectsAt(fresh, 'properties.privateDnsZoneConfigs').some((config) => objectsAt(config, 'properties.recordSets').length > 0)
    return written ? null : { text: 'noRecords', again: 'yes' }
  }
  return null
}

/** Whether a list already holds what a change would make, under another name: a zone group, or a link to the same network (F40, F69, F70). */
export function twinOf(change: Change, siblings: readonly Body[]): Body | null {
  if (change.do !== 'create') return null
  const type = change.type.toLowerCase()
  if (type === groupType) return siblings.find((group) => isWithin(textAt(group, 'id') ?? '', parentOf(change.id)) && zonesOf(change.body).every((zone) => zonesOf(group).includes(zone))) ?? null
  if (type === 'microsoft.network/privatednszones/virtualnetworklinks') {
    return siblings.find((link) => textAt(link, 'properties.virtualNetwork.id')?.toLowerCase() === textAt(change.body, 'properties.virtualNetwork.id')?.toLowerCase()) ?? null
  }
  return null
}

const zonesOf = (group: Body): readonly string[] => objectsAt(group, 'properties.privateDnsZoneConfigs').flatMap((config) => textAt(config, 'properties.privateDnsZoneId')?.toLowerCase() ?? [])
