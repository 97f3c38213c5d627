import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Line, ORIGIN, server } from '../fixtures/script.ts'
import { START, virtualClock } from '../fixtures/virtualClock.ts'
import { nextAttempt, retry } from './retry.ts'

const numRuns = Number(process.env['SEEDS'] ?? 20)

/** The seconds at which a request was sent, and the status that came in the end (null: none). */
async function sent(method: string, script: readonly Line[], path = '/subscriptions/s'): Promise<{ readonly at: readonly number[]; readonly status: number | null }> {
  const clock = virtualClock()
  const azure = server(clock, script)
  const body = method === 'GET' || method === 'HEAD' || method === 'DELETE' ? null : '{}'
  const answer = await retry(clock)(azure.fetch)(new Request(`${ORIGIN}${path}`, { method, body })).catch(() => null)
  expect(azure.asked.every((one) => one.body === (body ?? ''))).toBe(true)
  return { at: azure.asked.map(({ at }) => (at - START) / 1000), status: answer?.status ?? null }
}
const refusal = (code: string, ...details: readonly string[]) => ({ error: { code, message: 'm', details: details.map((inner) => ({ code: inner, message: 'm' })) } })
const query = '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01'

describe('reads are asked again, within bounds', () => {
  it.each<[string, readonly Line[], readonly number[], number | null]>([
    ['no answer, three more attempts in 15 seconds (F01)', ['lost'], [0, 2, 6, 14], null],
    ['no answer once', ['lost', { status: 200 }], [0, 2], 200],
    ['a timeout of the front door (F03)', [{ status: 504 }, { status: 200 }], [0, 2], 200],
    ['an error of the service (F04)', [{ status: 500 }], [0, 2, 6, 14], 500],
    ['HTML of an edge (F05)', [{ status: 503, body: '<html>', headers: { 'retry-after': '7' } }, { status: 200 }], [0, 7], 200],
    ['408 (F06)', [{ status: 408 }, { status: 200 }], [0, 2], 200],
    ['too many requests, by Retry-After (F20)', [{ status: 429, headers: { 'retry-after': '17' } }, { status: 200 }], [0, 17], 200],
    ['too many requests, nothing said (F08)', [{ status: 429 }], [0, 5, 15, 35, 75, 135, 195], 429],
    ['a wait of more than ten minutes is not waited for (F32)', [{ status: 429, headers: { 'retry-after': '36000' } }], [0], 429],
    ['what is refused for good', [{ status: 403 }], [0], 403],
    ['what is not there', [{ status: 404 }], [0], 404],
  ])('%s', async (_, script, at, status) => {
    expect(await sent('GET', script)).toEqual({ at, status })
  })
})

describe('a write is sent again only when it did not begin', () => {
  it.each(['PUT', 'PATCH', 'POST', 'DELETE'])('%s: after 429 it is, after anything unclear it is not (F02 to F06)', async (method) => {
    expect(await sent(method, [{ status: 429, headers: { 'retry-after': '5' } }, { status: 200 }])).toEqual({ at: [0, 5], status: 200 })
    expect(await sent(method, ['lost', { status: 200 }])).toEqual({ at: [0], status: null })
    for (const status of [400, 401, 403, 404, 408, 409, 412, 500, 502, 503, 504]) expect(await sent(method, [{ status }, { status: 200 }])).toEqual({ at: [0], status })
    expect(await sent(method, [{ status: 503, headers: { 'retry-after': '1' } }, { status: 200 }])).toEqual({ at: [0], status: 503 })
  })

  it('a query of Resource Graph is a read, by its own quota headers (F22)', async () => {
    expect(await sent('POST', ['lost', { status: 429, headers: { 'x-ms-user-quota-resets-after': '00:00:03' } }, { status: 200 }], query)).toEqual({ at: [0, 2, 5], status: 200 })
  })

  it('a 429 that means busy is left to the policy that waits for it (F23)', async () => {
    expect(await sent('PUT', [{ status: 429, body: refusal('RetryableError', 'ReferencedResourceNotProvisioned') }, { status: 200 }])).toEqual({ at: [0], status: 429 })
  })
})

it('no attempt comes before the time that an answer asked for, and waits have an end', () => {
  const attempt = fc.record({
    repeatable: fc.constantFrom('yes' as const, 'no' as const),
    status: fc.option(fc.constantFrom(200, 400, 404, 408, 409, 429, 500, 502, 503, 504), { nil: null }),
    asksFor: fc.option(fc.integer({ min: 1000, max: 4_000_000 }), { nil: null }),
    before: fc.nat(10),
  })
  fc.assert(fc.property(attempt, (one) => {
    const wait = nextAttempt(one)
    if (wait === null) return
    expect(wait).toBeGreaterThanOrEqual(one.asksFor ?? 2000)
    expect(wait).toBeLessThanOrEqual(600_000)
    expect([one.repeatable === 'yes' || one.status === 429, one.before < 6]).toEqual([true, true])
  }), { numRuns: numRuns * 20 })
})

it('whatever a server answers, Retry-After is never undercut and the attempts end', async () => {
  const line = fc.record({ status: fc.constantFrom(200, 429, 429, 500, 503), seconds: fc.option(fc.integer({ min: 0, max: 700 }), { nil: null }) })
  await fc.assert(fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
    const { at } = await sent('GET', lines.map(({ status, seconds }) => ({ status, headers: seconds === null ? {} : { 'retry-after': `${seconds}` } })))
    expect(at.length).toBeLessThanOrEqual(7)
    for (const [index, time] of at.slice(1).entries()) expect(time - (at[index] ?? 0)).toBeGreaterThanOrEqual((lines[index] ?? lines.at(-1))?.seconds ?? 2)
  }), { numRuns })
})

it('a stopped request waits no longer and is not sent again', async () => {
  const clock = virtualClock()
  const azure = server(clock, ['lost'])
  const stop = new AbortController()
  void clock.sleep(3000).then(() => stop.abort())
  const answer = retry(clock)(azure.fetch)(new Request(`${ORIGIN}/x`, { signal: stop.signal }))
  await expect(answer).rejects.toThrow('aborted')
  expect([azure.asked.length, clock.now() - START]).toEqual([2, 3000])
})

it('a mistake of our own is thrown at once', async () => {
  const clock = virtualClock()
  let asked = 0
  const broken = retry(clock)(() => {
    asked += 1
    return Promise.reject(new RangeError('ours'))
  })
  await expect(broken(new Request(ORIGIN))).rejects.toThrow('ours')
  expect(asked).toBe(1)
})
