import { describe, expect, it } from 'vitest'
import { virtualClock } from './clock.ts'
import { openCloud } from './cloud.ts'
import { ask, estates, type Parsed } from './fixtures/asking.ts'
import { worldOf } from './scenarios/snapshot.ts'
import { shapeOf } from './shapes.ts'
import { parentKeyOf, typeKeyOf } from './shelf.ts'

const clock = (): ReturnType<typeof virtualClock> => virtualClock('2026-11-23T08:00:00Z')
const newest = (type: string): string => shapeOf(type)?.versions.filter((version) => !version.includes('preview')).at(-1) ?? ''
const versioned = (id: string): string => `${id}?api-version=${newest(typeKeyOf(id))}`
const withoutNote = (body: Readonly<Record<string, unknown>>): unknown => Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'apiVersion'))

describe('the shared estates', () => {
  it.skipIf(estates.size > 0)('are absent: ../shared/estates', () => {
    expect(estates.size).toBe(0)
  })
})

describe.each([...estates])('the estate %s, served', (_, estate) => {
  const snapshot: Parsed = estate
  const cloud = openCloud({ ...worldOf(snapshot, clock()), limits: { ...worldOf(snapshot, clock()).limits, read: { size: 5000, perSecond: 1 } } })

  it('answers every resource by its id with the body that was saved', async () => {
    for (const body of snapshot.resources) {
      const { status, body: answer } = await ask(cloud, versioned(body.id))
      expect([body.id, status]).toEqual([body.id, 200])
      expect(answer).toEqual(withoutNote(body))
    }
  })

  it('answers an id in other letters', async () => {
    const [first] = snapshot.resources
    expect((await ask(cloud, versioned(first.id.replace('resourceGroups', 'resourcegroups').toLowerCase()))).body.id).toBe(first.id)
  })

  it('lists each resource below its parent, in its group or on its scope', async () => {
    for (const { id } of snapshot.resources) {
      const type = typeKeyOf(id)
      const isChild = type.split('/').length > 2
      const isAttached = type.startsWith('microsoft.authorization/')
      const scope = isChild || isAttached ? null : /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0]
      const path = scope === null || scope === undefined ? id.split('/').slice(0, -1).join('/') : `${scope}/providers/${type}`
      const { status, body } = await ask(cloud, `${path}?api-version=${newest(type)}`)
      expect([path, status]).toEqual([path, 200])
      expect(body.value.map((one: { id: string }) => one.id)).toContain(id)
    }
  })

  it('answers the permissions of every scope that was asked', async () => {
    for (const [scope, entries] of Object.entries(snapshot.permissions)) {
      expect((await ask(cloud, `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`)).body).toEqual({ value: entries })
    }
  })

  it('answers the registration of every namespace', async () => {
    for (const [subscription, states] of Object.entries<Record<string, string>>(snapshot.providers)) {
      for (const [namespace, state] of Object.entries(states)) {
        const { body } = await ask(cloud, `/subscriptions/${subscription}/providers/${namespace}?api-version=2025-04-01`)
        expect([body.namespace, body.registrationState]).toEqual([namespace, state])
      }
    }
  })

  it('answers the usages of every network', async () => {
    for (const [network, list] of Object.entries(snapshot.usages)) expect((await ask(cloud, `${network}/usages?api-version=${newest('Microsoft.Network/virtualNetworks')}`)).body).toEqual({ value: list })
  })

  it('refuses what was refused, and what lies inside of it', async () => {
    for (const { id, status, code } of snapshot.refused) {
      const answer = await ask(cloud, versioned(id))
      expect([answer.status, answer.body.error.code]).toEqual([status, code])
      const child = await ask(cloud, `${id}/ruleCollectionGroups?api-version=${newest('Microsoft.Network/firewallPolicies/ruleCollectionGroups')}`)
      expect(child.status).toBe(status)
    }
  })

  it('answers the children that lie in a body by ids of their own', async () => {
    const network = snapshot.resources.find((body: { id: string }) => typeKeyOf(body.id) === 'microsoft.network/virtualnetworks')
    if (network === undefined) return
    for (const subnet of network.properties.subnets) {
      expect(parentKeyOf(subnet.id)).toBe(network.id.toLowerCase())
      expect((await ask(cloud, versioned(subnet.id))).body).toEqual(subnet)
    }
    expect((await ask(cloud, `${network.id}/subnets?api-version=${newest('Microsoft.Network/virtualNetworks/subnets')}`)).body.value).toEqual(network.properties.subnets)
  })

  it('lists its subscriptions and groups', async () => {
    const { body } = await ask(cloud, '/subscriptions?api-version=2022-12-01')
    const ids = new Set(snapshot.resources.map((one: { id: string }) => one.id.split('/')[2]))
    expect(new Set(body.value.map((one: { subscriptionId: string }) => one.subscriptionId))).toEqual(ids)
    for (const id of ids) expect((await ask(cloud, `/subscriptions/${String(id)}/resourcegroups?api-version=2025-04-01`)).body.value.length).toBeGreaterThan(0)
  })
})
