/** Zone groups of endpoints: they write an endpoint's addresses into zones, but only into the zones that its names belong to. */
import { idKey } from '../../../base/armId.ts'
import type { JsonObject } from '../../../base/json.ts'
import { groupIn, heldBy, privateNames, statusOf, targetOf, type PrivateName } from '../../network/names.ts'
import { parentKeyOf } from '../../shelf.ts'
import type { State } from '../../state.ts'
import { type Maker, refuse, type Remover } from '../building.ts'
import { change, drop, keep } from '../keep.ts'
import { objectsAt, textAt, withProperties } from '../values.ts'
import { countZone } from './zones.ts'

const nameIn = (id: string): string => id.split('/').at(-1) ?? ''
const timeToLive = 10

interface Entry {
  readonly name: PrivateName
  readonly addresses: readonly string[]
}

/** What an endpoint has to write into a zone: nothing in a zone of another name, and nothing before it is approved (the last is unverified). */
function entriesFor(state: State, endpoint: JsonObject, zone: string): readonly Entry[] {
  const target = state.shelf.get(targetOf(endpoint))
  if (target === null || statusOf(endpoint) !== 'Approved') return []
  const held = heldBy(state.shelf, endpoint)
  return privateNames(state.world, state.shelf, target, groupIn(endpoint)).filter((one) => one.zone === nameIn(zone).toLowerCase())
    .map((name) => ({ name, addresses: held.filter(({ host }) => host === name.host).map(({ address }) => address) })).filter(({ addresses }) => addresses.length > 0)
}

const recordSet = (zone: string, { name, addresses }: Entry): JsonObject => ({
  recordType: 'A', recordSetName: name.record, fqdn: `${name.record}.${nameIn(zone)}`, ttl: timeToLive, ipAddresses: addresses, provisioningState: 'Succeeded',
})

/** The record that an entry makes; the address replaces what was there, as with every endpoint that comes later. */
const record = (zone: string, { name, addresses }: Entry): JsonObject => ({
  id: `${zone}/A/${name.record}`, name: name.record, type: 'Microsoft.Network/privateDnsZones/A',
  properties: { fqdn: `${name.record}.${nameIn(zone)}.`, ttl: timeToLive, aRecords: addresses.map((ipv4Address) => ({ ipv4Address })), isAutoRegistered: false, metadata: { creator: 'created by private endpoint' } },
})

const zonesIn = (group: JsonObject): readonly string[] => objectsAt(group, 'properties.privateDnsZoneConfigs').map((config) => textAt(config, 'properties.privateDnsZoneId'))

/** Takes away the records that a group has written. */
export function removeRecordsOf(state: State, group: JsonObject): void {
  for (const config of objectsAt(group, 'properties.privateDnsZoneConfigs')) {
    const zone = textAt(config, 'properties.privateDnsZoneId')
    for (const set of objectsAt(config, 'properties.recordSets')) drop(state, `${zone}/A/${textAt(set, 'recordSetName')}`)
    countZone(state, zone)
  }
}

/** Writes a group's records, and into the group which they are. */
export function writeConfigs(state: State, group: JsonObject): void {
  const endpoint = state.shelf.get(parentKeyOf(textAt(group, 'id')))
  if (endpoint === null) return
  const configs = objectsAt(group, 'properties.privateDnsZoneConfigs').map((config): JsonObject => {
    const zone = state.shelf.get(textAt(config, 'properties.privateDnsZoneId'))
    const id = zone === null ? '' : textAt(zone, 'id')
    const entries = entriesFor(state, endpoint, id)
    for (const set of objectsAt(config, 'properties.recordSets')) {
      if (!entries.some(({ name }) => name.record === textAt(set, 'recordSetName'))) drop(state, `${id}/A/${textAt(set, 'recordSetName')}`)
    }
    for (const entry of entries) keep(state, record(id, entry))
    countZone(state, id)
    return withProperties(config, { recordSets: entries.map((entry) => recordSet(id, entry)) })
  })
  keep(state, withProperties(group, { privateDnsZoneConfigs: configs }))
}

/** A zone group. There is one at most at an endpoint (F70), and a zone inside a named configuration stays (arm-protocol.md section 10). */
export const zoneGroup: Maker = ({ state, id, stored }, body) => {
  const endpoint = state.shelf.get(parentKeyOf(id)) ?? {}
  const other = state.shelf.childrenOf(textAt(endpoint, 'id'), 'microsoft.network/privateendpoints/privatednszonegroups').find((one) => idKey(textAt(one, 'id')) !== idKey(id))
  if (other !== undefined) return refuse('PrivateDnsZoneGroupAlreadyExists', `Private endpoint ${textAt(endpoint, 'id')} has the private DNS zone group ${textAt(other, 'name')} already.`)
  const configs = objectsAt(body, 'properties.privateDnsZoneConfigs')
  const wrong = configs.find((config) => state.shelf.get(textAt(config, 'properties.privateDnsZoneId')) === null)
  if (wrong !== undefined) return refuse('InvalidResourceReference', `Resource ${textAt(wrong, 'properties.privateDnsZoneId')} referenced by resource ${id} was not found.`)
  const before = objectsAt(stored ?? {}, 'properties.privateDnsZoneConfigs')
  const moved = configs.find((config) => before.some((old) => textAt(old, 'name') === textAt(config, 'name') && idKey(textAt(old, 'properties.privateDnsZoneId')) !== idKey(textAt(config, 'properties.privateDnsZoneId'))))
  if (moved !== undefined) return refuse('PrivateDnsZoneConfigCannotBeUpdated', `The zone of configuration ${textAt(moved, 'name')} cannot be changed; delete the group and create it again.`)
  const lost = before.filter((old) => !zonesIn(body).some((zone) => idKey(zone) === idKey(textAt(old, 'properties.privateDnsZoneId'))))
  const whole = withProperties(body, { privateDnsZoneConfigs: configs.map((config) => withProperties(config, { recordSets: objectsAt(before.find((old) => textAt(old, 'name') === textAt(config, 'name')) ?? {}, 'properties.recordSets') })) })
  return {
    body: whole, holds: [textAt(endpoint, 'id')],
    finish: () => {
      removeRecordsOf(state, { id, properties: { privateDnsZoneConfigs: lost } })
      writeConfigs(state, state.shelf.get(id) ?? whole)
      change(state, textAt(endpoint, 'id'), (one) => withProperties(one, { customDnsConfigs: [] }))
    },
  }
}

/** Takes a group away, and the records that it has written. The endpoint tells its names itself again. */
export const withoutZoneGroup: Remover = ({ state, id, stored }) => ({
  holds: [parentKeyOf(id)],
  finish: () => {
    removeRecordsOf(state, stored ?? {})
    const endpoint = state.shelf.get(parentKeyOf(id))
    if (endpoint === null) return
    const configs = heldBy(state.shelf, endpoint).map(({ host, address }): JsonObject => ({ fqdn: host, ipAddresses: [address] }))
    keep(state, withProperties(endpoint, { customDnsConfigs: configs }))
  },
})
