import { describe, expect, it } from 'vitest'
import { reasonOf, systemClock } from '../clock.ts'
import { ORIGIN, server } from '../fixtures/script.ts'
import { START, virtualClock } from '../fixtures/virtualClock.ts'
import { idsSent } from '../noAnswer.ts'
import { pipeline } from '../pipeline.ts'
import { origin } from './origin.ts'
import { patience } from './patience.ts'
import { requestId } from './requestId.ts'
import { whole } from './whole.ts'

const numbered = () => {
  let count = 0
  return () => `id${(count += 1)}`
}

describe('origin', () => {
  it('nothing leaves for another origin, and redirects are not followed (F09)', async () => {
    const clock = virtualClock()
    const azure = server(clock, [{ status: 307, headers: { location: 'https://evil.example/' } }])
    const modes: (string | null)[] = []
    const fetch = origin(ORIGIN)((request) => {
      modes.push(request.redirect, request.credentials)
      return azure.fetch(request)
    })
    expect((await fetch(new Request(`${ORIGIN}:443/x`))).status).toBe(307)
    expect(modes).toEqual(['manual', 'omit'])
    await expect(fetch(new Request('https://evil.example/x'))).rejects.toThrow('evil.example')
    await expect(fetch(new Request('http://management.azure.com/x'))).rejects.toThrow('http://')
    expect(azure.asked.length).toBe(1)
  })
})

describe('requestId', () => {
  it('every attempt has its own id and all have the id of the run', async () => {
    const azure = server(virtualClock(), [{ status: 200, headers: { 'x-ms-request-id': 'theirs' } }])
    const fetch = requestId(numbered(), 'run')(azure.fetch)
    const answers = [await fetch(new Request(ORIGIN)), await fetch(new Request(ORIGIN))]
    expect(azure.asked.map(({ headers }) => [headers.get('x-ms-client-request-id'), headers.get('x-ms-correlation-request-id')])).toEqual([['id1', 'run'], ['id2', 'run']])
    expect(answers.map(({ headers }) => headers.get('x-ms-client-request-id'))).toEqual(['id1', 'id2'])
  })

  it('a request without an answer can be quoted too (F08)', async () => {
    const fetch = requestId(numbered(), 'run')(server(virtualClock(), ['lost']).fetch)
    const error: unknown = await fetch(new Request(ORIGIN)).catch((reason: unknown) => reason)
    expect([error instanceof TypeError, idsSent(error)]).toEqual([true, { request: null, correlation: 'run', sent: 'id1' }])
  })

  it('answers without a body keep none', async () => {
    const fetch = requestId(numbered(), 'run')(server(virtualClock(), [{ status: 204 }]).fetch)
    expect(await (await fetch(new Request(ORIGIN))).text()).toBe('')
  })
})

it('an answer that breaks off is no answer', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"value":['))
      controller.error(new TypeError('terminated'))
    },
  })
  const fetch = whole()(() => Promise.resolve(new Response(broken)))
  await expect(fetch(new Request(ORIGIN))).rejects.toThrow('terminated')
})

describe('patience', () => {
  it('an attempt ends after two minutes without an answer', async () => {
    const clock = virtualClock()
    const fetch = patience(clock)(server(clock, [{ status: 200, takes: 500_000 }]).fetch)
    await expect(fetch(new Request(ORIGIN))).rejects.toThrow('no answer within two minutes')
    expect(clock.now() - START).toBe(120_000)
  })

  it('an answer after 30 seconds is an answer, and leaves no timer behind', async () => {
    const clock = virtualClock()
    const fetch = patience(clock)(server(clock, [{ status: 200, takes: 30_000 }]).fetch)
    expect((await fetch(new Request(ORIGIN))).status).toBe(200)
    await clock.sleep(1)
    expect(clock.now() - START).toBe(30_001)
  })

  it('a request that the caller stopped stays stopped', async () => {
    const clock = virtualClock()
    const stop = new AbortController()
    const answer = patience(clock)(server(clock, [{ status: 200, takes: 30_000 }]).fetch)(new Request(ORIGIN, { signal: stop.signal }))
    void clock.sleep(10).then(() => stop.abort())
    await expect(answer).rejects.toThrow('aborted')
  })
})

it('the first policy sees a request first', async () => {
  const order: string[] = []
  const note = (name: string) => (next: (request: Request) => Promise<Response>) => (request: Request) => {
    order.push(name)
    return next(request)
  }
  await pipeline(() => Promise.resolve(new Response()), note('a'), note('b'), note('c'))(new Request(ORIGIN))
  expect(order).toEqual(['a', 'b', 'c'])
})

it('the clock of the machine stops waiting when it is told to', async () => {
  const stop = new AbortController()
  const waiting = systemClock.sleep(1_000_000, stop.signal)
  stop.abort()
  await expect(waiting).rejects.toThrow('aborted')
  await expect(systemClock.sleep(1_000_000, stop.signal)).rejects.toThrow('aborted')
  await systemClock.sleep(0)
  expect([systemClock.now() > START - 1e12, reasonOf(AbortSignal.abort('text')).message]).toEqual([true, 'stopped'])
})
