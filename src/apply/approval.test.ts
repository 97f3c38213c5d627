/** Connections that wait are approved by writes of their state alone, and so are they put back. */
import { expect, it } from 'vitest'
import { isObject, type JsonObject, parseJson } from '../base/json.ts'
import { endpointConnections } from '../resources/endpointConnection.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { beginningOf, type Place, placeOf, plannedFor, ran, seenIn } from './fixtures/runs.ts'
import { wayBack } from './undoRun.ts'

const parsed = parseJson(JSON.stringify(secured).replaceAll('"status":"Approved"', '"status":"Pending"'))
const waiting: JsonObject = parsed.ok && isObject(parsed.value) ? parsed.value : {}

/** Of each write its method, what it says of a state, and the answer. */
const written = (place: Place, from = 0) => place.writes().slice(from).map(({ method, body, status }) => [method, JSON.parse(body), status])
const says = (status: string) => ['PUT', { properties: { privateLinkServiceConnectionState: expect.objectContaining({ status }) } }, expect.toSatisfy((answer: number) => answer < 300)]

it('every type of connection is approved by its state alone, and put back by it', async () => {
  const planned = plannedFor(waiting)
  const place = placeOf(waiting)
  const plan = planned.plan.filter(({ type, do: what }) => /privateEndpointConnections$/i.test(type) && what === 'update')
  expect(new Set(plan.map(({ type }) => type))).toEqual(new Set(endpointConnections.map(({ type }) => type)))
  const { run, store } = await ran(place, beginningOf(planned, { plan }))
  expect([run.end?.is, written(place)]).toEqual(['done', plan.map(() => says('Approved'))])
  const back = wayBack([...store.all.values()].flat(), 'leave')
  const undone = await ran(place, { ...beginningOf(planned), snapshot: seenIn(waiting, place.cloud), plan: back.plan, kind: 'undo', run: 'back' })
  expect([undone.run.end?.is, written(place, plan.length)]).toEqual(['restored', plan.map(() => says('Pending'))])
})
