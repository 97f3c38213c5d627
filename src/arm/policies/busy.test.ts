import { expect, it } from 'vitest'
import { type Line, ORIGIN, server } from '../fixtures/script.ts'
import { START, virtualClock } from '../fixtures/virtualClock.ts'
import { busy } from './busy.ts'

const network = '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v'
const subnet = `${network}/subnets/a`
const refused = (message: string, code = 'ReferencedResourceNotProvisioned', status = 429): Line => ({ status, body: { error: { code: 'RetryableError', message: 'm', details: [{ code, message }] } } })
const state = (provisioningState: string): Line => ({ status: 200, body: { properties: { provisioningState } } })

it('a write waits for what the answer names and for its network, then goes again (F23)', async () => {
  const clock = virtualClock()
  const azure = server(clock, [refused(`${subnet} is in Updating state. The call can be retried in 14 seconds.`), state('Updating'), state('Succeeded'), state('Succeeded'), { status: 201 }])
  const answer = await busy(clock)(azure.fetch)(new Request(`${ORIGIN}${subnet}?api-version=2024-05-01`, { method: 'PUT', body: '{"a":1}' }))
  expect(answer.status).toBe(201)
  expect(azure.asked.map(({ method, url, at }) => `${(at - START) / 1000} ${method} ${url.slice(ORIGIN.length)}`)).toEqual([
    `0 PUT ${subnet}?api-version=2024-05-01`, `14 GET ${subnet}?api-version=2024-05-01`, `24 GET ${subnet}?api-version=2024-05-01`,
    `24 GET ${network}?api-version=2024-05-01`, `24 PUT ${subnet}?api-version=2024-05-01`,
  ])
  expect(azure.asked.at(-1)?.body).toBe('{"a":1}')
})

it('what another provider serves, or no request can name, is waited for by time alone (F36, F37)', async () => {
  const clock = virtualClock()
  const azure = server(clock, [
    refused('/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/a', 'StorageAccountOperationInProgress', 409),
    refused(`${network}/../../x`, 'AnotherOperationInProgress', 409), { status: 200 },
  ])
  await busy(clock)(azure.fetch)(new Request(`${ORIGIN}${subnet}`, { method: 'PUT', body: '{}' }))
  expect(azure.asked.map(({ method, at }) => `${(at - START) / 1000} ${method}`)).toEqual(['0 PUT', '10 PUT', '25 PUT'])
})

it('a network that keeps a zone link out is waited for by time: zones and networks have versions of their own (F23, F47)', async () => {
  const zone = '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io'
  const clock = virtualClock()
  const azure = server(clock, [refused(network), { status: 202 }, refused(zone), state('Succeeded'), { status: 202 }])
  const link = () => busy(clock)(azure.fetch)(new Request(`${ORIGIN}${zone}/virtualNetworkLinks/l?api-version=2024-06-01`, { method: 'PUT', body: '{}' }))
  expect([(await link()).status, (await link()).status]).toEqual([202, 202])
  expect(azure.asked.filter(({ method }) => method === 'GET').map(({ url }) => url)).toEqual([`${ORIGIN}${zone}?api-version=2024-06-01`])
})

it('the waiting lasts ten minutes at most, then the busy answer is the answer', async () => {
  const clock = virtualClock()
  const azure = server(clock, [refused('no name')])
  const answer = await busy(clock)(azure.fetch)(new Request(`${ORIGIN}${subnet}`, { method: 'PUT', body: '{}' }))
  expect(answer.status).toBe(429)
  expect(clock.now() - START).toBeLessThanOrEqual(600_000)
  expect(azure.asked.length).toBeGreaterThan(4)
})

it('a resource that never settles, or that may not be read, does not hold for longer', async () => {
  const clock = virtualClock()
  const azure = server(clock, ({ method }) => (method === 'PUT' ? refused(subnet) : state('Updating')))
  await busy(clock)(azure.fetch)(new Request(`${ORIGIN}${subnet}`, { method: 'PUT', body: '{}' }))
  expect(clock.now() - START).toBeLessThanOrEqual(610_000)
  const closed = server(clock, [refused(subnet), { status: 403 }, { status: 403 }, { status: 200 }])
  expect((await busy(clock)(closed.fetch)(new Request(`${ORIGIN}${subnet}`, { method: 'PUT', body: '{}' }))).status).toBe(200)
})

it.each<Line>([{ status: 200 }, { status: 409, body: { error: { code: 'ScopeLocked', message: 'm' } } }, { status: 429, body: { error: { code: 'TooManyRequests', message: 'm' } } }])('other answers pass: %j', async (line) => {
  const clock = virtualClock()
  const azure = server(clock, [line])
  const answer = await busy(clock)(azure.fetch)(new Request(ORIGIN))
  expect([answer.bodyUsed, azure.asked.length]).toEqual([false, 1])
})
