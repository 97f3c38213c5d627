import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../base/json.ts'
import { seenFrom } from '../browser.ts'
import type { Parsed } from '../fixtures/asking.ts'
import { type Desk, desk, endpointTo, group, ids, net, world } from '../fixtures/writing.ts'
import type { Switch } from '../switches.ts'
import { ask } from '../fixtures/asking.ts'

const subnet = `${ids.network}/subnets/snet-training`
const zone = net('privateDnsZones', 'privatelink.blob.core.windows.net')
const pep = net('privateEndpoints', 'pep')
const route = net('routeTables', 'rt')
const deployment = `${group}/providers/Microsoft.Resources/deployments/d`
const template = { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', resources: [] }
const deployed: JsonObject = { properties: { mode: 'Incremental', template } }

const at = (...faults: readonly Switch[]): Desk => desk(world({ faults }))
const codeOf = ({ status, body }: { readonly status: number; readonly body: Parsed }): readonly unknown[] => [status, body?.error?.code ?? body?.code]

describe('a switch that answers a write', () => {
  it.each<readonly [Switch, string, Json, number, string | null]>([
    [{ fault: 'F36' }, route, { location: 'westeurope' }, 409, 'AnotherOperationInProgress'],
    [{ fault: 'F37' }, ids.account, {}, 409, 'StorageAccountOperationInProgress'],
    [{ fault: 'F38' }, route, {}, 412, 'PreconditionFailed'],
    [{ fault: 'F38', variant: 'flat' }, route, {}, 412, 'PreconditionFailed'],
    [{ fault: 'F41' }, route, {}, 409, 'Conflict'],
    [{ fault: 'F41', variant: 'flat' }, route, {}, 409, 'Conflict'],
    [{ fault: 'F57' }, ids.vault, {}, 409, 'ConflictError'],
    [{ fault: 'F57', variant: 'taken' }, ids.vault, {}, 409, 'VaultAlreadyExists'],
    [{ fault: 'F66' }, pep, {}, 409, 'PrivateEndpointCannotBeUpdatedInFailedState'],
    [{ fault: 'F67' }, pep, endpointTo(ids.account, 'blob', subnet), 400, 'InvalidPrivateLinkServiceId'],
    [{ fault: 'F68' }, pep, {}, 400, 'SubnetIsFull'],
    [{ fault: 'F73' }, deployment, deployed, 400, 'InvalidTemplate'],
    [{ fault: 'F76' }, deployment, deployed, 409, 'DeploymentQuotaExceeded'],
    [{ fault: 'F76', variant: 'active' }, deployment, deployed, 409, 'DeploymentActive'],
    [{ fault: 'F78' }, deployment, deployed, 413, 'RequestEntityTooLarge'],
    [{ fault: 'F78', variant: 'job' }, deployment, deployed, 400, 'JobSizeExceeded'],
    [{ fault: 'F91' }, `${ids.account}/providers/Microsoft.Authorization/roleAssignments/x`, {}, 400, 'PrincipalNotFound'],
    [{ fault: 'F92' }, ids.account, {}, 504, 'ResourceReadFailed'],
  ])('%j on %s', async (...[one, id, body, status, code]) => {
    const there = at(one)
    const before = there.cloud.body(id)
    expect(codeOf(await there.send('PUT', id, body))).toEqual([status, code])
    expect(there.cloud.body(id)).toEqual(before)
  })

  it('strikes so often as it says, and then lets through', async () => {
    const there = at({ fault: 'F36', on: { path: 'routeTables', nth: 2, times: 2 } })
    const statuses: number[] = []
    for (const name of ['a', 'b', 'c', 'd']) statuses.push((await there.send('PUT', net('routeTables', name), { location: 'westeurope' })).status)
    expect(statuses).toEqual([201, 409, 409, 201])
  })
})

describe('a write without its answer', () => {
  const sent = async (one: Switch): Promise<readonly [boolean, boolean]> => {
    const there = at(one)
    const answer = await there.send('PUT', route, { location: 'westeurope' }).then(() => true, () => false)
    there.advance(60)
    return [answer, there.cloud.body(route) !== null]
  }

  it('F02 is carried out by variant, or in about half of the seeds, and always the same for a seed', async () => {
    expect(await sent({ fault: 'F02' })).toEqual([false, false])
    expect(await sent({ fault: 'F02', variant: 'applied' })).toEqual([false, true])
    const done: boolean[] = []
    for (let seed = 0; seed < 24; seed += 1) done.push((await sent({ fault: 'F02', seed }))[1])
    expect(done.filter(Boolean).length).toBeGreaterThan(5)
    expect(done.filter(Boolean).length).toBeLessThan(19)
    expect((await sent({ fault: 'F02', seed: 3 }))[1]).toBe(done[3])
  })

  it.each(['F03', 'F04', 'F06'] as const)('%s can be carried out all the same', async (fault) => {
    expect(await sent({ fault })).toEqual([true, false])
    expect(await sent({ fault, variant: 'applied' })).toEqual([true, true])
  })
})

describe('a switch that changes how work ends', () => {
  it.each<readonly [Switch, string]>([
    [{ fault: 'F26' }, 'InternalServerError'], [{ fault: 'F26', name: 'SomethingElse' }, 'SomethingElse'], [{ fault: 'F36', variant: 'status' }, 'AnotherOperationInProgress'],
    [{ fault: 'F37', variant: 'status' }, 'StorageAccountOperationInProgress'],
  ])('%j: failed with HTTP 200, and nothing is left', async (one, code) => {
    const there = at(one)
    const ended = await there.done('PUT', route, { location: 'westeurope' })
    expect([ended.first.status, ended.state, ended.error.code, there.cloud.body(route)]).toEqual([201, 'Failed', code, null])
    expect((await there.done('PUT', route, { location: 'westeurope' })).state).toBe('Succeeded')
  })

  it('F26 without a code, and F35 with a resource that stays failed until it is written again', async () => {
    expect((await at({ fault: 'F26', variant: 'noCode' }).done('PUT', route, { location: 'westeurope' })).error).toEqual({ message: 'An error occurred.' })
    const there = at({ fault: 'F35', on: { path: 'subnets' } })
    const broken = await there.done('PUT', subnet, { properties: { addressPrefix: '10.20.1.0/24' } })
    expect([broken.state, broken.body.properties.provisioningState]).toEqual(['Failed', 'Failed'])
    expect((await there.done('PUT', subnet, { properties: { addressPrefix: '10.20.1.0/24' } })).body.properties.provisioningState).toBe('Succeeded')
  })

  it('F39 and F40 of private DNS: accepted, then a failed precondition', async () => {
    for (const fault of ['F39', 'F40'] as const) {
      const ended = await at({ fault }).done('PUT', zone, { location: 'global' })
      expect([ended.first.status, ended.state, ended.error.code]).toEqual([202, 'Failed', 'PreconditionFailed'])
    }
  })

  it('F28 and F94: other words', async () => {
    const status = async (one: Switch, seconds: number): Promise<Parsed> => {
      const there = at(one)
      const { headers } = await there.send('PUT', route, { location: 'westeurope' })
      there.advance(seconds)
      return (await there.get(headers.get('azure-asyncoperation') ?? '')).body
    }
    expect([(await status({ fault: 'F28', variant: 'lower' }, 0)).status, (await status({ fault: 'F28', variant: 'lower' }, 60)).status]).toEqual(['inprogress', 'succeeded'])
    expect([(await status({ fault: 'F28' }, 0)).status, (await status({ fault: 'F28', variant: 'deleted' }, 0)).status]).toEqual(['Initializing', 'Deleted'])
    expect((await status({ fault: 'F28', variant: 'canceled' }, 60)).status).toBe('Canceled')
    expect([await status({ fault: 'F94' }, 0), await status({ fault: 'F94' }, 60)]).toEqual([{ status: 'Dequeued', error: {} }, { status: 'Succeeded', error: {} }])
  })

  it('F33: longer', async () => {
    const there = at({ fault: 'F33', seconds: 3000 })
    await there.send('PUT', route, { location: 'westeurope' })
    there.advance(2900)
    expect((await there.get(route)).body.properties.provisioningState).toBe('Updating')
    there.advance(200)
    expect((await there.get(route)).body.properties.provisioningState).toBe('Succeeded')
  })

  it('F34 and F53: another value than was sent, whatever the answer said', async () => {
    const kept = at({ fault: 'F34', name: 'properties.publicNetworkAccess', value: 'Enabled' })
    expect((await kept.done('PATCH', ids.workspace, { properties: { publicNetworkAccess: 'Disabled' } })).body.properties.publicNetworkAccess).toBe('Enabled')
    const late = at({ fault: 'F53', variant: 'zoneGroup', name: zone, seconds: 600 })
    await late.done('PUT', pep, endpointTo(ids.account, 'blob', subnet))
    expect((await late.get(`${pep}/privateDnsZoneGroups/deployedByPolicy`)).status).toBe(404)
    late.advance(700)
    expect((await late.get(`${pep}/privateDnsZoneGroups/deployedByPolicy`)).status).toBe(200)
  })

  it('F64 and F65: an endpoint that waits, or that its owner has refused', async () => {
    const status = async (one: Switch): Promise<Parsed> => (await at(one).done('PUT', pep, endpointTo(ids.account, 'blob', subnet))).body.properties.privateLinkServiceConnections[0].properties.privateLinkServiceConnectionState.status
    expect([await status({ fault: 'F64' }), await status({ fault: 'F65' }), await status({ fault: 'F65', variant: 'disconnected' })]).toEqual(['Pending', 'Rejected', 'Disconnected'])
  })

  it('F93: the result of a group’s deletion is a 409 in capitals', async () => {
    const there = at({ fault: 'F93' })
    const ended = await there.done('DELETE', group)
    expect([ended.first.status, ended.state, ended.error.Code, ended.error.Details[0].Code]).toEqual([202, 'Failed', 'ResourceGroupDeletionTimeout', null])
    expect((await there.get(group)).status).toBe(200)
  })

  it('F74 and F75: a deployment fails with texts in texts, or with too much to say', async () => {
    const linkOnly: JsonObject = { properties: { mode: 'Incremental', templateLink: { uri: 'https://contoso.example/t.json' } } }
    const nested = await at({ fault: 'F74' }).done('PUT', deployment, linkOnly)
    expect([nested.state, JSON.parse(JSON.parse(nested.error.details[0].message).error.message).error.code]).toEqual(['Failed', 'SubnetIsFull'])
    expect((await at({ fault: 'F75' }).done('PUT', deployment, linkOnly)).error.details).toBeUndefined()
  })
})

describe('a switch on the way of a poll', () => {
  const polled = async (one: Switch): Promise<readonly unknown[]> => {
    const there = at(one)
    const { headers } = await there.send('PUT', route, { location: 'westeurope' })
    const link = headers.get('azure-asyncoperation') ?? ''
    const first = await there.get(link).then(codeOf, () => 'no answer')
    return [first, codeOf(await there.get(link))]
  }

  it.each<readonly [Switch, unknown]>([
    [{ fault: 'F29' }, [404, 'NotFound']], [{ fault: 'F30' }, [404, 'NotFound']], [{ fault: 'F30', variant: '410' }, [410, undefined]], [{ fault: 'F31' }, [500, 'MultipleErrorsOccurred']], [{ fault: 'F31', variant: 'lost' }, 'no answer'],
  ])('%j strikes the status alone, and once', async (one, answer) => {
    expect(await polled(one)).toEqual([answer, [200, undefined]])
  })

  it.each<readonly [string, string | null]>([['zero', '0'], ['negative', '-5'], ['text', 'soon'], ['long', '36000'], ['absent', null], ['date', 'Mon, 23 Nov 2026 08:00:30 GMT']])('F32 %s gives Retry-After %s', async (variant, value) => {
    const { headers } = await at({ fault: 'F32', variant }).send('PUT', `${group}/providers/Microsoft.Storage/storageAccounts/stnew`, { location: 'westeurope', kind: 'StorageV2', sku: { name: 'Standard_LRS' } })
    expect(headers.get('retry-after')).toBe(value)
  })
})

describe('other people and other services', () => {
  it('F42: a resource changes as soon as it was read', async () => {
    const there = at({ fault: 'F42', on: { method: 'GET', path: 'storageAccounts' }, name: `${ids.account}#properties.networkAcls.ipRules`, value: [{ value: '203.0.113.9', action: 'Allow' }] })
    const read = async (): Promise<Parsed> => (await there.get(ids.account)).body.properties.networkAcls.ipRules
    expect([await read(), await read()]).toEqual([[], [{ value: '203.0.113.9', action: 'Allow' }]])
  })

  it('F77: what-if is late and names what the template leaves out', async () => {
    const changes = async (...faults: readonly Switch[]): Promise<readonly Parsed[]> => {
      const there = at(...faults)
      const whole = { ...template, resources: [{ type: 'Microsoft.Storage/storageAccounts', apiVersion: '2025-06-01', name: 'stdemand', location: 'westeurope', kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties: { allowBlobPublicAccess: false } }] }
      const first = await there.send('POST', `${deployment}/whatIf?api-version=2025-04-01`, { properties: { mode: 'Incremental', template: whole } })
      there.advance(17)
      const late = (await ask(there.cloud, first.headers.get('location') ?? '')).status
      there.advance(60)
      const { body } = await ask(there.cloud, first.headers.get('location') ?? '')
      return [late, ...body.properties.changes[0].delta.map(({ path, propertyChangeType }: Parsed) => `${propertyChangeType} ${path}`)]
    }
    expect(await changes()).toEqual([200, 'Modify properties.allowBlobPublicAccess'])
    const noisy = await changes({ fault: 'F77', seconds: 40 })
    expect([noisy[0], noisy.includes('Delete properties.minimumTlsVersion')]).toEqual([202, true])
  })

  it('F95: a provider hides the headers, or makes the answer unreadable', async () => {
    const page = (one: Switch): Desk['cloud'] => {
      const { cloud } = at(one)
      return { ...cloud, fetch: seenFrom('https://app.example', cloud.fetch) }
    }
    const path = `${ids.component}?api-version=2020-02-02`
    expect((await ask(page({ fault: 'F95' }), path)).headers.has('x-ms-request-id')).toBe(false)
    await expect(ask(page({ fault: 'F95', variant: 'double' }), path)).rejects.toThrow(TypeError)
  })

  it('what is gone already is gone: 204, and 404 for a group', async () => {
    const there = at()
    expect((await there.send('DELETE', route)).status).toBe(204)
    expect(codeOf(await there.send('DELETE', `${group}-none`))).toEqual([404, 'ResourceGroupNotFound'])
  })
})
