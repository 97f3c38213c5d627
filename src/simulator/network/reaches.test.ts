import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../base/json.ts'
import { virtualClock } from '../clock.ts'
import { type Cloud, openCloud } from '../cloud.ts'
import { estates } from '../fixtures/asking.ts'
import { ids } from '../scenarios/bodies.ts'
import { hub } from '../scenarios/hub.ts'
import { open } from '../scenarios/open.ts'
import { secured } from '../scenarios/secured.ts'
import { worldOf } from '../scenarios/snapshot.ts'
import { government } from '../scenarios/clouds.ts'
import { textAt, withAt } from '../write/values.ts'

const clock = (): ReturnType<typeof virtualClock> => virtualClock('2026-11-23T08:00:00Z')
const cloudOf = (file: JsonObject, changes: readonly (readonly [id: string, path: string, value: JsonObject | string | boolean | null])[] = []): Cloud => {
  const world = worldOf(file, clock())
  const resources = world.resources.map((body) => changes.filter(([id]) => textAt(body, 'id').toLowerCase() === id.toLowerCase()).reduce((changed, [, path, value]) => withAt(changed, path, value ?? undefined), body))
  return openCloud({ ...world, resources })
}
const training = { subnet: `${ids.network}/subnets/snet-training` }
const outside = { address: '203.0.113.9' }
const goals = [{ id: ids.workspace }, { id: ids.account, group: 'blob' }, { id: ids.account, group: 'file' }, { id: ids.vault }, { id: ids.registry }]

describe('who reaches what', () => {
  it('everybody everything while all is open', () => {
    const { reaches } = cloudOf(open)
    for (const goal of goals) expect([reaches(training, goal), reaches(outside, goal)]).toEqual([{ ok: true, by: 'public' }, { ok: true, by: 'public' }])
  })

  it('the network everything by endpoints once it is secured, and the internet nothing', () => {
    const { reaches } = cloudOf(secured)
    for (const goal of goals) expect([goal, reaches(training, goal), reaches(outside, goal).ok]).toEqual([goal, { ok: true, by: 'endpoint' }, false])
  })

  const group = `${ids.network.split('/providers/')[0] ?? ''}/providers/Microsoft.Network`
  const blob = `${group}/privateDnsZones/privatelink.blob.core.windows.net`
  it.each<readonly [string, readonly [string, string, JsonObject | string | boolean | null], object]>([
    ['a link that is not complete', [`${blob}/virtualNetworkLinks/lnk-vnet-demand`, 'properties.virtualNetworkLinkState', 'InProgress'], { at: 'firewall' }],
    ['a record without an address', [`${blob}/A/stdemand`, 'properties.aRecords', null], { at: 'endpoint' }],
    ['an endpoint that has failed', [`${group}/privateEndpoints/pep-stdemand-blob`, 'properties.provisioningState', 'Failed'], { at: 'endpoint' }],
    ['name servers of one’s own', [ids.network, 'properties.dhcpOptions', { dnsServers: ['10.0.0.4'] }], { at: 'name' }],
  ])('ends with %s where it has to', (_, change, ending) => {
    expect(cloudOf(secured, [change]).reaches(training, { id: ids.account, group: 'blob' })).toMatchObject({ ok: false, ...ending })
  })

  it('by a service endpoint when the firewall names the subnet, and not when it does not', () => {
    const rules = { defaultAction: 'Deny', virtualNetworkRules: [{ id: training.subnet, action: 'Allow' }] }
    const goal = { id: ids.account, group: 'blob' }
    expect(cloudOf(open, [[ids.account, 'properties.networkAcls', rules]]).reaches(training, goal)).toEqual({ ok: true, by: 'serviceEndpoint' })
    expect(cloudOf(open, [[ids.account, 'properties.networkAcls', { ...rules, virtualNetworkRules: [] }]]).reaches(training, goal)).toMatchObject({ ok: false, at: 'firewall' })
  })

  it('across a peering that is connected', () => {
    const { bodies, reaches } = cloudOf(hub)
    const places = bodies().filter((body) => /virtualnetworks\/[^/]+$/i.test(textAt(body, 'id'))).map((body) => textAt(body, 'id'))
    expect(places.length).toBeGreaterThan(1)
    expect(reaches({ subnet: `${places[0] ?? ''}/subnets/none` }, { id: ids.account })).toMatchObject({ ok: false, at: 'network' })
  })

  it('in another cloud by its names', () => {
    const cloud = openCloud(government(worldOf(secured, clock())))
    expect(cloud.resolve('stdemand.blob.core.usgovcloudapi.net', ids.network)).toMatchObject({ is: 'private', addresses: ['10.20.2.7'] })
    expect(cloud.resolve('stdemand.blob.core.windows.net', ids.network)).toEqual({ is: 'public' })
  })

  it.skipIf(!estates.has('10-all-right'))('in an estate that somebody else drew: its own accounts from its own subnets', () => {
    const cloud = openCloud(worldOf(estates.get('10-all-right') ?? null, clock()))
    const endpoints = cloud.bodies().filter((body) => /\/privateendpoints\/[^/]+$/i.test(textAt(body, 'id')))
    const subnets = [...new Set(endpoints.map((body) => textAt(body, 'properties.subnet.id')))]
    const accounts = cloud.bodies().filter((body) => /\/storageaccounts\/[^/]+$/i.test(textAt(body, 'id')) && textAt(body, 'properties.networkAcls.defaultAction') === 'Deny').map((body) => textAt(body, 'id'))
    expect(accounts.length).toBeGreaterThan(0)
    for (const id of accounts) for (const subnet of subnets) expect([id, cloud.reaches({ subnet }, { id, group: 'blob' })]).toEqual([id, { ok: true, by: 'endpoint' }])
  })
})
