import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Arm } from './client.ts'
import { type Clock, reasonOf } from './clock.ts'
import { connect } from './connect.ts'

// The same client on the real fetch of the platform: bodies that are sent again, redirects, broken answers, aborts.

/** Waits are over at once, and the time is as if they had been waited; only the patience for one answer never ends. */
let now = 0
const clock: Clock = {
  now: () => now,
  sleep: (milliseconds, signal) => {
    if (milliseconds >= 120_000) return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(reasonOf(signal)), { once: true }))
    now += milliseconds
    return Promise.resolve()
  },
}

const asked: { method: string; url: string; body: string; length: string | undefined }[] = []
let http: Server
let client: Arm

const reactions: Readonly<Record<string, (count: number, response: ServerResponse) => void>> = {
  '/busy': (count, response) => void response.writeHead(count === 1 ? 429 : 200, { 'content-type': 'application/json' }).end('{"a":1}'),
  '/away': (_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/away' }).end(),
  '/breaks': (count, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    if (count > 1) return void response.end(`{"a":"${'x'.repeat(92)}"}`)
    response.write('{"a":')
    setTimeout(() => response.destroy(), 5)
  },
  '/resets': (_, response) => void response.destroy(),
  '/never': () => undefined,
}

beforeAll(async () => {
  http = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const url = (request.url ?? '').split('?')[0] ?? ''
      asked.push({ method: request.method ?? '', url, body: Buffer.concat(parts).toString(), length: request.headers['content-length'] })
      reactions[url]?.(asked.filter((one) => one.url === url).length, response)
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  client = connect({ fetch: (request) => fetch(request), clock, origin, tokens: () => Promise.resolve({ ok: true, token: 't' }), newId: () => 'i', run: 'r' })
})
afterAll(() => {
  http.closeAllConnections()
  http.close()
})
const of = (url: string) => asked.filter((one) => one.url === url)

describe('on a real network', () => {
  it('a write is sent again with its whole body', async () => {
    expect(await client.put({ path: '/busy', apiVersion: '1', body: { a: 'ü' } })).toMatchObject({ ok: true, body: { a: 1 } })
    expect(of('/busy').map(({ body, length }) => [body, length])).toEqual([['{"a":"ü"}', '10'], ['{"a":"ü"}', '10']])
  })

  it('a redirect is not followed', async () => {
    expect(await client.get({ path: '/away', apiVersion: '1' })).toEqual({ ok: false, failure: { is: 'astray', why: 'redirect', at: 'http://127.0.0.1:1' } })
  })

  it('an answer that breaks off is read again; to a write it is ambiguous', async () => {
    expect(await client.get({ path: '/breaks', apiVersion: '1' })).toMatchObject({ ok: true, status: 200 })
    expect(of('/breaks').length).toBe(2)
    expect(await client.get({ path: '/resets', apiVersion: '1' })).toMatchObject({ failure: { is: 'silent', ids: { sent: 'i' } } })
    expect(of('/resets').length).toBe(4)
    expect(await client.patch({ path: '/resets', apiVersion: '1', body: {} })).toMatchObject({ failure: { is: 'ambiguous', status: null } })
    expect(of('/resets').length).toBe(5)
  })

  it('a stopped request ends at once', async () => {
    const stop = new AbortController()
    const answer = client.get({ path: '/never', apiVersion: '1', signal: stop.signal })
    setTimeout(() => stop.abort(), 20)
    expect(await answer).toEqual({ ok: false, failure: { is: 'stopped' } })
  })
})
