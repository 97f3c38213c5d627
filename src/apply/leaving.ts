/** What a resource that is to be deleted says otherwise than when that was decided: what somebody made of it since must not go with it (fault-catalogue.md F42). */
import { stateOf } from '../arm/states.ts'
import { idKey, parseArmId, typeOf } from '../base/armId.ts'
import { isObject } from '../base/json.ts'
import type { Body, Change } from '../changes/change.ts'
import { unknownParts } from '../discovery/unknownParts.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt, textsAt, valueAt } from '../resources/accessors.ts'
import type { Desk } from './desk.ts'
import type { Unlike } from './progress.ts'
import { connectionOf, connectionsIn } from './targets.ts'

type Deletion = Extract<Change, { do: 'delete' }>

/** What makes a resource the one that it is, by path; the values as text. */
type Essence = (body: Body) => Readonly<Record<string, string>>

const joined = (texts: readonly string[]): string => [...texts].sort().join(', ')
const connection = (body: Body): Body => [...objectsAt(body, 'properties.privateLinkServiceConnections'), ...objectsAt(body, 'properties.manualPrivateLinkServiceConnections')][0] ?? {}
const state = 'properties.privateLinkServiceConnectionState.status'

const endpointType = 'microsoft.network/privateendpoints'

/** Types that a plan itself deletes: their bodies were made of what was read, so names that nobody chose differ. */
const essences: Readonly<Record<string, Essence>> = {
  [endpointType]: (body) => ({
    'properties.subnet.id': textAt(body, 'properties.subnet.id') ?? '',
    'properties.privateLinkServiceConnections.privateLinkServiceId': textAt(connection(body), 'properties.privateLinkServiceId') ?? '',
    'properties.privateLinkServiceConnections.groupIds': joined(textsAt(connection(body), 'properties.groupIds')),
  }),
  [`${endpointType}/privatednszonegroups`]: (body) => ({
    'properties.privateDnsZoneConfigs': joined(objectsAt(body, 'properties.privateDnsZoneConfigs').flatMap((config) => textAt(config, 'properties.privateDnsZoneId') ?? [])),
  }),
  'microsoft.network/privatednszones/virtualnetworklinks': (body) => ({ 'properties.virtualNetwork.id': textAt(body, 'properties.virtualNetwork.id') ?? '' }),
}

/** Lists of what others put into a resource, which would go with it. What the run itself put there is deleted before. */
const insides = ['subnets', 'virtualNetworkPeerings', 'securityRules', 'routes'].map((list) => `properties.${list}`)

const text = (value: unknown): string => (typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value))

/** What is otherwise than when the deletion was decided; empty: it may go. */
export function unlikeBefore({ type, before }: Deletion, fresh: Body): readonly Unlike[] {
  const essence = essences[idKey(type)]
  if (essence !== undefined) {
    const [was, is] = [essence(before), essence(fresh)]
    return Object.entries(was).flatMap(([path, expected]) => (expected.toLowerCase() === (is[path] ?? '').toLowerCase() ? [] : [{ path, expected, found: is[path] ?? '' }]))
  }
  const { location: _, ...told } = before
  const changed = unknownParts(told, fresh).map((path) => ({ path, expected: text(valueAt(before, path)), found: text(valueAt(fresh, path)) }))
  const added = insides.filter((path) => valueAt(before, path) === undefined && objectsAt(fresh, path).length > 0).map((path) => ({ path, expected: '', found: joined(objectsAt(fresh, path).flatMap((one) => textAt(one, 'name') ?? [])) }))
  const records = Number(valueAt(fresh, 'properties.numberOfRecordSets') ?? 1)
  // A zone takes its records with it; one is its own.
  return [...changed, ...added, ...(idKey(type) === 'microsoft.network/privatednszones' && records > 1 ? [{ path: 'properties.numberOfRecordSets', expected: '1', found: String(records) }] : [])]
}

/**
 * An endpoint that is made again because its connection was rejected or removed, and that has a live one by now: by its own word, and not
 * otherwise by its target's, which is asked. Null where it is not so.
 */
export async function revived(change: Deletion, fresh: Body, { arm, plan, signal }: Desk): Promise<Unlike | null> {
  const again = plan.find((other) => other.do === 'create' && other.id === change.id)
  const found = textAt(connection(fresh), state) ?? ''
  if (idKey(change.type) !== endpointType || again?.do !== 'create' || !isLive(found) || stateOf(fresh)?.toLowerCase() === 'failed') return null
  // It leads elsewhere than it should: that is why it goes, however live it is.
  if (unlikeBefore({ ...change, before: again.body }, fresh).length > 0) return null
  const target = parseArmId(textAt(connection(fresh), 'properties.privateLinkServiceId'))
  const answer = target === null ? null : await arm.get({ path: target, apiVersion: apiVersion(typeOf(target)), signal })
  const word = answer?.ok === true && isObject(answer.body) ? textAt(connectionOf(connectionsIn(answer.body), change.id), state) : null
  return word !== null && !isLive(word) ? null : { path: state, expected: 'Rejected, Disconnected', found }
}

const isLive = (status: string): boolean => /^(approved|pending)$/i.test(status)
