import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import { connect } from './connect.ts'
import type { Answer, Reply } from './failure.ts'
import { exposing, ORIGIN, type Profile, server } from './fixtures/script.ts'
import { START, virtualClock } from './fixtures/virtualClock.ts'
import { begun, type Begun, type Decision, polled, type Watch } from './longRunning.ts'

interface Recorded {
  readonly id: string
  readonly request?: { readonly method: string; readonly url: string; readonly body?: Json }
  readonly response?: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: Json }
  readonly method?: string
  readonly pathTemplate?: string
  readonly example?: { readonly parameters: Readonly<Record<string, Json>>; readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, string>>; readonly body?: Json }>> }
}
interface Exchange { readonly name: string; readonly method: string; readonly url: string; readonly body: Json; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly answer: Json }

const folder = join(import.meta.dirname, '../../../shared/azure-types/examples')
const isThere = existsSync(folder)
if (!isThere) process.stdout.write('recorded exchanges are not here: src/arm/recorded.test.ts replays none\n')
const load = (name: string): Json => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Json
const recordings = (isThere ? (load('index') as unknown as readonly { readonly id: string }[]) : []).map(({ id }) => load(id) as unknown as Recorded)

/** A recording is one exchange; a documented example has one for each answer. */
function exchangesOf({ id, request, response, method, pathTemplate, example }: Recorded): readonly Exchange[] {
  if (request !== undefined && response !== undefined) {
    return [{ name: id, method: request.method, url: `${ORIGIN}${request.url}`, body: request.body ?? null, status: response.status, headers: response.headers ?? {}, answer: response.body ?? null }]
  }
  if (method === undefined || pathTemplate === undefined || example === undefined) return []
  const { parameters } = example
  const path = pathTemplate.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf(parameters[name])))
  return Object.entries(example.responses).map(([status, { headers = {}, body }]) =>
    ({ name: `${id} ${status}`, method, url: `${ORIGIN}${path}?api-version=${textOf(parameters['api-version'])}`, body: {}, status: Number(status), headers, answer: body ?? null }))
}
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : 'x')
const exchanges = recordings.flatMap(exchangesOf)

/** Sends a recorded request through the whole client to a server that answers as recorded. */
async function replayed({ method, url, body, status, headers, answer }: Exchange, profile: Profile) {
  const clock = virtualClock()
  const azure = server(clock, [{ status, headers, ...(answer === null ? {} : { body: answer }) }])
  const client = connect({ fetch: exposing(profile, azure.fetch), clock, origin: ORIGIN, tokens: () => Promise.resolve({ ok: true, token: 't' }), newId: () => 'i', run: 'r' })
  const address = new URL(url)
  const { 'api-version': apiVersion = '', ...query } = Object.fromEntries(address.searchParams)
  const ask = { path: decodeURIComponent(address.pathname), apiVersion, query }
  const verbs: Readonly<Record<string, () => Promise<Answer>>> = {
    GET: () => client.get(ask), HEAD: () => client.head(ask), DELETE: () => client.delete(ask),
    PUT: () => client.put({ ...ask, body }), PATCH: () => client.patch({ ...ask, body }), POST: () => client.post({ ...ask, body }),
  }
  return { azure, client, ask, reply: await (verbs[method] ?? verbs['GET'])?.() }
}

const around = { now: START, elapsed: 120_000, unread: 0, origin: ORIGIN }
const replyOf = ({ status, headers, answer }: Exchange): Reply => ({ ok: true, status, body: answer, headers: new Headers(headers) })
/** An address without the order of its query. */
const partsOf = (url: string): readonly unknown[] => [decodeURIComponent(new URL(url).pathname), [...new URL(url).searchParams].sort(([one], [other]) => one.localeCompare(other))]
const word = (decision: Decision): string => (decision.is === 'wait' ? `wait ${decision.watch.at}` : decision.is)
const named = (name: string): Exchange => exchanges.find((one) => one.name === name) ?? expect.fail(`no recording ${name}`)
/** Every key without case, so that a code is found in whatever shape it came. */
const codesIn = (value: Json): readonly string[] => Array.isArray(value) ? (value as readonly Json[]).flatMap(codesIn)
  : isObject(value) ? Object.entries(value).flatMap(([key, inner]) => (key.toLowerCase() === 'code' && typeof inner === 'string' ? [inner] : codesIn(inner))) : []

describe.runIf(isThere)('recorded and documented exchanges replay through the client', () => {
  it('all of them are here', () => {
    expect([recordings.length, exchanges.length >= 115]).toEqual([115, true])
  })

  it.each(exchanges.map((one) => [`${one.method} ${one.name}`, one] as const))('%s', async (_, exchange) => {
    for (const profile of ['all', 'none'] as const) {
      const { azure, reply } = await replayed(exchange, profile)
      const sent = azure.asked[0]
      expect([sent?.method, partsOf(sent?.url ?? '')]).toEqual([exchange.method, partsOf(exchange.url)])
      expect(azure.asked.length).toBe(1)
      const isDone = exchange.status < 300 || (exchange.method === 'DELETE' && exchange.status === 404)
      expect(reply).toMatchObject(isDone ? { ok: true, status: exchange.status, body: exchange.status === 404 ? null : exchange.answer } : { ok: false, failure: { status: exchange.status } })
      const codes = reply?.ok === false && 'fault' in reply.failure ? (reply.failure.fault?.codes ?? []) : []
      expect(isDone ? [] : codesIn(exchange.answer).filter((code) => !codes.includes(code))).toEqual([])
    }
  })

  it('every recorded list is read whole', async () => {
    const lists = exchanges.filter(({ method, answer }) => method === 'GET' && isObject(answer) && Array.isArray(answer['value']) && answer['nextLink'] === undefined)
    expect(lists.length).toBeGreaterThan(10)
    for (const one of lists) {
      const { client, ask } = await replayed(one, 'none')
      expect(await client.list(ask)).toEqual({ ok: true, items: (one.answer as JsonObject)['value'] })
    }
  })

  it.each<[string, string, string]>([
    ['resourcegroup-put-created', 'done', 'done'], ['resourcegroup-delete', 'wait result', 'wait absence'], ['deployments-put-accepted', 'wait status', 'wait resource'],
    ['deployments-cancel', 'done', 'done'], ['deployments-whatif-accepted', 'wait result', 'look'], ['provider-register', 'done', 'done'],
    ['vnet-put-created', 'wait status', 'wait resource'], ['vnet-delete', 'wait status', 'wait absence'], ['vnet-peering-put', 'wait status', 'wait resource'], ['nsg-put-created', 'wait status', 'wait resource'],
    ['privateendpoint-put-created', 'wait status', 'wait resource'], ['vpngateway-put-created', 'wait status', 'wait resource'], ['storage-put-accepted', 'wait result', 'wait resource'],
    ['storage-patch-firewall', 'done', 'done'], ['keyvault-put', 'wait resource', 'wait resource'], ['keyvault-purge', 'wait result', 'look'], ['registry-put', 'done', 'done'],
    ['roleassignment-put', 'done', 'done'], ['identity-put', 'done', 'done'], ['lock-put', 'done', 'done'],
    ['spec-ml-compute-put-amlcompute 201', 'wait status', 'wait resource'], ['spec-ml-workspace-update 202', 'wait result', 'wait resource'], ['spec-ml-workspace-diagnose 202', 'wait result', 'look'],
  ])('%s begins as its service does: %s; with hidden headers: %s', (name, shown, hidden) => {
    const one = named(name)
    const write: Begun = { method: one.method as Begun['method'], url: one.url }
    expect([word(begun(write, replyOf(one), around)), word(begun(write, { ...replyOf(one), headers: new Headers() }, around))]).toEqual([shown, hidden])
  })

  it.each<[string, Watch['at'], string]>([
    ['network-operation-inprogress', 'status', 'wait status'], ['network-operation-succeeded', 'status', 'done'], ['compute-operation-failed', 'status', 'failed'],
    ['deployments-operationstatus-running', 'status', 'wait status'], ['deployments-operationstatus-succeeded', 'status', 'done'],
    ['operationresults-pending', 'result', 'wait result'], ['operationresults-done', 'result', 'done'], ['network-operationresults-pending', 'result', 'wait result'],
    ['storage-put-pending', 'result', 'wait result'], ['storage-put-done', 'result', 'done'], ['keyvault-purge-pending', 'result', 'wait result'], ['deployments-whatif-result', 'result', 'done'],
    ['operationresults-conflict', 'result', 'failed'], ['deployments-get-failed', 'resource', 'failed'], ['privateendpoint-get', 'resource', 'done'], ['keyvault-deleted-missing', 'absence', 'done'],
  ])('%s, read as %s, means: %s', async (name, at, meaning) => {
    const one = named(name)
    const watch: Watch = at === 'status' ? { at, link: one.url, result: null } : at === 'result' ? { at, link: one.url } : { at }
    const { reply } = await replayed(one, 'all')
    expect(reply === undefined ? 'none' : word(polled(watch, reply, around))).toBe(meaning)
  })
})
