import { describe, expect, it } from 'vitest'
import { type Asked, type Line, ORIGIN, server } from '../fixtures/script.ts'
import { START, virtualClock } from '../fixtures/virtualClock.ts'
import { waitings } from '../waiting.ts'
import { noWaits, waitsOn } from '../waits.ts'
import { bucket } from './bucket.ts'
import { NOT_AFTER } from './deadline.ts'
import { pace } from './pace.ts'

const request = (method: string, path = '/subscriptions/s'): Request => new Request(`${ORIGIN}${path}`, { method })
const network = '/subscriptions/s/providers/Microsoft.Network/virtualNetworks'
const vaults = '/subscriptions/s/providers/Microsoft.KeyVault/vaults'
const graph = '/providers/Microsoft.ResourceGraph/resources'

/** Sends all requests at once through a paced server; gives when each was sent. */
async function paced(requests: readonly Request[], script: readonly Line[] | ((asked: Asked, count: number) => Line)) {
  const clock = virtualClock()
  const azure = server(clock, script)
  const fetch = pace(clock)(azure.fetch)
  const answers = await Promise.all(requests.map((one) => fetch(one)))
  return { clock, fetch, azure, answers, at: azure.asked.map(({ at }) => at - START) }
}
const times = <Item>(count: number, make: () => Item): readonly Item[] => Array.from({ length: count }, make)

it('at most four requests are in flight', async () => {
  const clock = virtualClock()
  let [inFlight, most] = [0, 0]
  const fetch = pace(clock)(async () => {
    inFlight += 1
    most = Math.max(most, inFlight)
    await clock.sleep(500)
    inFlight -= 1
    return new Response()
  })
  await Promise.all(times(20, () => fetch(request('GET'))))
  expect([most, clock.now() - START]).toEqual([4, 2500])
})

it('thirty reads go at once, then five a second; one write a second', async () => {
  const reads = await paced(times(40, () => request('GET')), [{ status: 200 }])
  expect([reads.at.filter((at) => at === 0).length, reads.at.at(-1)]).toEqual([30, 2000])
  const writes = await paced(times(4, () => request('PUT')), [{ status: 200 }])
  expect(writes.at).toEqual([0, 1000, 2000, 3000])
})

describe('a 429 pauses the whole kind, and nothing else', () => {
  it('writes wait together and leave one by one; reads go on (F20)', async () => {
    const { at, azure } = await paced([request('PUT'), request('GET'), request('PUT'), request('PUT'), request('GET')], ({ method }, count) => (method === 'PUT' && count < 4 ? { status: 429, headers: { 'retry-after': '17' } } : { status: 200 }))
    const of = (method: string): readonly number[] => azure.asked.flatMap((one, index) => (one.method === method ? [at[index] ?? 0] : []))
    expect(of('GET')).toEqual([0, 0])
    expect(of('PUT')).toEqual([0, 18_000, 19_000])
  })

  it('one busy provider holds back its own requests only (F21)', async () => {
    const { fetch, clock, azure } = await paced([request('GET', network)], ({ url }, count) =>
      url.includes('Network') && count === 1 ? { status: 429, headers: { 'retry-after': '60', 'x-ms-ratelimit-remaining-subscription-resource-requests': '0' } } : { status: 200 })
    await Promise.all([fetch(request('GET', network)), fetch(request('GET', vaults))])
    expect(azure.asked.slice(1).map(({ url, at }) => [url.includes('Vault'), at - START])).toEqual([[true, 200], [false, 60_000]])
    expect(clock.now() - START).toBe(60_000)
  })

  it('one subscription holds back its own requests only, and not for longer than it must', async () => {
    const { fetch, clock, azure } = await paced([request('GET', '/subscriptions/S/resources')], ({ url }, count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '500', 'x-ms-ratelimit-remaining-subscription-reads': '0' } } : { status: 200, headers: url.includes('/t/') ? { 'x-ms-ratelimit-remaining-subscription-reads': '100' } : {} })
    await Promise.all(['/subscriptions/t/resources', '/tenants', '/subscriptions', network].map((path) => fetch(request('GET', path))))
    expect(azure.asked.slice(1).map(({ url, at }) => [new URL(url).pathname, at - START])).toEqual([['/subscriptions/t/resources', 0], ['/tenants', 0], ['/subscriptions', 0], [network, 500_200]])
    expect(clock.now() - START).toBe(500_200)
  })

  it("an empty quota of Resource Graph pauses queries before they are refused (F22)", async () => {
    const { fetch, azure } = await paced([request('POST', graph)], [{ status: 200, headers: { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:05' } }])
    await Promise.all([fetch(request('POST', graph)), fetch(request('GET'))])
    expect(azure.asked.slice(1).map(({ method, at }) => [method, at - START])).toEqual([['GET', 0], ['POST', 5000]])
  })

  it('a 429 that means busy pauses nothing (F23)', async () => {
    const { fetch, azure } = await paced([request('PUT', network)], [{ status: 429, body: { error: { code: 'RetryableError', message: 'm' } } }, { status: 200 }])
    await fetch(request('PUT', vaults))
    expect(azure.asked.map(({ at }) => at - START)).toEqual([0, 1000])
  })

  it('without a word about time the pauses grow, and requests that were under way do not make them grow faster (F08)', async () => {
    const { fetch, azure, clock } = await paced(times(3, () => request('GET')), [{ status: 429, takes: 100 }])
    for (let count = 0; count < 4; count += 1) await fetch(request('GET'))
    const at = azure.asked.map((one) => one.at - START)
    expect(at.slice(0, 3)).toEqual([0, 0, 0])
    expect(at.slice(3).map((time, index) => time - (at[index + 2] ?? 0))).toEqual([5300, 10_300, 20_300, 40_300])
    expect(clock.now() - START).toBeGreaterThan(70_000)
  })

  it('a pause longer than ten minutes is answered with the refusal itself', async () => {
    const { fetch, azure, clock } = await paced([request('GET')], [{ status: 429, body: { error: { code: 'TooManyRequests', message: 'm' } }, headers: { 'retry-after': '3600' } }])
    const second = await fetch(request('GET'))
    expect([second.status, await second.json(), azure.asked.length, clock.now() - START]).toEqual([429, { error: { code: 'TooManyRequests', message: 'm' } }, 1, 0])
  })
})

describe('nothing goes before the time that an answer named', () => {
  const later = async (fetch: (request: Request) => Promise<Response>, clock: ReturnType<typeof virtualClock>, one: Request) => (await fetch(one), clock.now() - START)

  it.each([
    ['the same request after a refusal that is no throttling', { status: 409, headers: { 'retry-after': '17' } }, [request('PATCH', vaults), request('PATCH', vaults)], 17_000],
    ['the poll of its work, whatever its signature', { status: 202, headers: { 'retry-after': '20', 'azure-asyncoperation': `${ORIGIN}/subscriptions/s/Operations/1?t=2` } }, [request('PUT', vaults), request('GET', '/subscriptions/s/operations/1?t=3')], 20_000],
    ['the result behind a link without an origin', { status: 202, headers: { 'retry-after': '20', location: '/subscriptions/s/results/1' } }, [request('PUT', vaults), request('GET', '/subscriptions/s/results/1')], 20_000],
    ['a day counts as ten minutes for what is under way (F32)', { status: 200, headers: { 'retry-after': '86400' } }, [request('GET', vaults), request('GET', vaults)], 600_000],
    ['a quota of Resource Graph that is not used up holds nothing', { status: 200, headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' } }, [request('POST', graph), request('POST', graph)], 0],
    ['but another request goes', { status: 409, headers: { 'retry-after': '17' } }, [request('PATCH', vaults), request('GET', vaults)], 0],
  ] as const)('%s', async (_, line, [first, second], at) => {
    const { fetch, clock } = await paced([first], [line, { status: 200 }])
    expect(await later(fetch, clock, second)).toBe(at)
  })

  it('also when the page that heard it is gone (F20)', async () => {
    const clock = virtualClock()
    let kept: string | null = null
    const page = (script: readonly Line[]) => {
      const azure = server(clock, script)
      return { azure, fetch: pace(clock, waitsOn({ read: () => kept, write: (text) => { kept = text } }, clock.now))(azure.fetch) }
    }
    const before = page([{ status: 429, headers: { 'retry-after': '40' } }, { status: 503, headers: { 'retry-after': '9' } }])
    await before.fetch(request('PUT', vaults))
    await before.fetch(request('GET', network))
    const after = page([{ status: 200 }])
    await Promise.all([after.fetch(request('PUT', network)), after.fetch(request('GET', network)), after.fetch(request('GET', vaults))])
    expect(after.azure.asked.map(({ method, url, at }) => [method, url.includes('Vault'), at - START])).toEqual([['GET', true, 0], ['GET', false, 9000], ['PUT', false, 40_000]])
  })

  it('nor is another account held back by it, on a shelf that they share', async () => {
    const clock = virtualClock()
    let kept: string | null = null
    const page = (who: string, script: readonly Line[]) => {
      const azure = server(clock, script)
      return { azure, fetch: pace(clock, waitsOn({ read: () => kept, write: (text) => { kept = text } }, clock.now, who))(azure.fetch) }
    }
    await page('kim', [{ status: 429, headers: { 'retry-after': '500' } }]).fetch(request('GET', vaults))
    const [bo, kim] = [page('bo', [{ status: 429, headers: { 'retry-after': '20' } }, { status: 200 }]), page('kim', [{ status: 200 }])]
    await bo.fetch(request('GET', vaults))
    await page('bo', [{ status: 200 }]).fetch(request('GET', vaults))
    expect([bo.azure.asked[0]?.at, clock.now() - START]).toEqual([START, 20_000])
    await kim.fetch(request('GET', vaults))
    expect(clock.now() - START).toBe(500_000)
  })

  it.each(['read', 'read microsoft.keyvault'])('what an earlier version kept, for no account and no subscription (%s), holds everybody back', async (key) => {
    const clock = virtualClock()
    const azure = server(clock, [{ status: 200 }])
    await pace(clock, waitsOn({ read: () => JSON.stringify([{ key, until: START + 30_000 }]), write: () => undefined }, clock.now, 'kim'))(azure.fetch)(request('GET', vaults))
    expect(azure.asked.map(({ at }) => at - START)).toEqual([30_000])
  })

  it('and says whether a limit on many requests, or a time for this one alone, is waited for', async () => {
    const { tell, listen } = waitings()
    const clock = virtualClock()
    const azure = server(clock, [{ status: 409, headers: { 'retry-after': '17' } }, { status: 200 }, { status: 429, headers: { 'retry-after': '30' } }, { status: 200 }])
    const fetch = pace(clock, noWaits, { tell })(azure.fetch)
    const told: unknown[] = []
    const deaf = listen(({ method, path, until, for: why }) => told.push([method, path, (until - START) / 1000, why]))
    for (const one of [request('PUT', vaults), request('PUT', vaults), request('GET', network), request('GET', vaults)]) await fetch(one)
    deaf()
    expect(told).toEqual([['PUT', vaults, 17, 'askedToWait'], ['GET', vaults, 47, 'throttled']])
  })

  it('what is left of a pause is told where a later request has no time for it, and that it waits', async () => {
    const { tell, listen } = waitings()
    const clock = virtualClock()
    const azure = server(clock, [{ status: 429, headers: { 'retry-after': '120' } }, { status: 200 }])
    const fetch = pace(clock, noWaits, { tell })(azure.fetch)
    await fetch(request('PATCH', vaults))
    await clock.sleep(100_000)
    const told: unknown[] = []
    listen(({ until, for: why }) => told.push([until - START, why]))
    const answer = await fetch(new Request(`${ORIGIN}${network}`, { method: 'PATCH', headers: { [NOT_AFTER]: String(clock.now() + 2000) } }))
    expect([answer.status, answer.headers.get('retry-after'), azure.asked.length, told]).toEqual([429, '20', 1, [[120_000, 'throttled']]])
  })

  it('a request whose turn comes too late goes back at once and takes no turn of others', async () => {
    const hasty = (path: string) => new Request(`${ORIGIN}${path}`, { method: 'PATCH', headers: { [NOT_AFTER]: String(START + 2000) } })
    const { at, answers } = await paced([...times(3, () => request('PUT')), ...times(3, () => hasty(vaults)), request('PUT')], [{ status: 200 }])
    expect([at, answers.map(({ status }) => status), answers[4]?.headers.get('retry-after')]).toEqual([[0, 1000, 2000, 3000], [200, 200, 200, 429, 429, 429, 200], '3'])
  })

  it('and where there is no time for that, it stays unsent and says for how much longer', async () => {
    const clock = virtualClock()
    const azure = server(clock, [{ status: 200 }])
    const fetch = pace(clock, { read: () => [{ key: 'write', until: START + 90_000 }], keep: () => undefined })(azure.fetch)
    const answer = await fetch(new Request(`${ORIGIN}${vaults}`, { method: 'PATCH', headers: { [NOT_AFTER]: String(START + 60_000) } }))
    expect([answer.status, answer.headers.get('retry-after'), azure.asked.length]).toEqual([429, '90', 0])
  })
})

it.each([
  ['nothing', null], ['no JSON', '{'], ['another form', '{"key":"write"}'], ['entries of another form', '[1,{"key":"write"},{"key":2,"until":9e15}]'], ['what is over', JSON.stringify([{ key: 'write', until: START }])],
])('a shelf with %s holds nothing back', (_, text) => {
  expect(waitsOn({ read: () => text, write: () => undefined }, () => START).read()).toEqual([])
})

it('a shelf that is forbidden stops nobody', () => {
  const forbidden = () => { throw new Error('SecurityError') }
  const waits = waitsOn({ read: forbidden, write: forbidden }, () => START)
  waits.keep({ key: 'write', until: START + 1 })
  expect(waits.read()).toEqual([])
})

it('what Azure says is left slows requests down before it refuses', async () => {
  const { fetch, azure } = await paced([request('GET')], [{ status: 200, headers: { 'x-ms-ratelimit-remaining-subscription-reads': '2' } }])
  await Promise.all(times(4, () => fetch(request('GET'))))
  expect(azure.asked.slice(1, 4).map(({ at }) => at - START)).toEqual([0, 0, 200])
})

it('a stopped request leaves its place at once, wherever it waits', async () => {
  const clock = virtualClock()
  const azure = server(clock, [{ status: 200, takes: 10_000 }])
  const fetch = pace(clock)(azure.fetch)
  const stop = new AbortController()
  const running = times(4, () => fetch(request('GET')))
  const queued = fetch(new Request(ORIGIN, { signal: stop.signal }))
  const after = fetch(request('GET'))
  void clock.sleep(1000).then(() => stop.abort())
  await expect(queued).rejects.toThrow('aborted')
  await Promise.all([...running, after])
  expect([azure.asked.length, clock.now() - START]).toEqual([5, 20_000])
})

it('a bucket never hands out more than its burst and its refill', () => {
  const one = bucket({ burst: 3, every: 100 })
  expect(times(5, () => one.take(0))).toEqual([0, 0, 0, 100, 200])
  expect(one.take(10_000)).toBe(10_000)
  one.cap(10_000, 0)
  expect([one.take(10_000), one.take(10_000)]).toEqual([10_100, 10_200])
})
