/** What the client waits for by itself is shown where the change is, and gone once the request went. */
import { describe, expect, it } from 'vitest'
import { open } from '../simulator/scenarios/open.ts'
import type { Switch } from '../simulator/switches.ts'
import { beginningOf, placeOf, plannedFor, ran } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { whatHappened } from './messages.en.ts'
import type { ChangeProgress, Run } from './progress.ts'

const planned = plannedFor(open)
const network = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand'
const endpoint = 'privateEndpoints/'

/** Every different sentence that was shown of the private endpoint, and how the run ended. */
async function shown(fault: Switch['fault'], name?: string) {
  const place = placeOf(open, { faults: [{ fault, seed: 1, ...(name === undefined ? {} : { name }), on: { nth: 1, times: 1, path: endpoint, method: 'PUT' } }] })
  const told: { readonly one: ChangeProgress; readonly run: Run }[] = []
  const { run } = await ran(place, beginningOf(planned, { plan: smallPlan(planned.plan).slice(0, 4) }), { people: 'end', tell: (now) => now.changes.filter(({ id }) => id.includes(endpoint)).forEach((one) => told.push({ one, run: now })) })
  return { told, run, place }
}

describe('while a request waits in the client', () => {
  it.each([['F23', 'busy'], ['F20', 'throttled']] as const)('its change says why, and until when (%s)', async (fault, text) => {
    const { told, run, place } = await shown(fault)
    const waiting = told.filter(({ one }) => one.trouble?.text === text)
    const [first] = waiting
    expect(first?.one).toMatchObject({ stand: 'sent', waits: { for: 'azure' } })
    expect(first?.one.next ?? 0).toBeGreaterThan(first?.run.now ?? Infinity)
    const again = place.asked.filter(({ method, path }) => method === 'PUT' && path.includes(endpoint) && !path.includes('ZoneGroups'))
    expect(again[1]?.at).toBeGreaterThanOrEqual(first?.one.next ?? Infinity)
    expect(run.changes.filter(({ trouble }) => trouble !== null)).toEqual([])
    expect(told.at(-1)?.one.log.filter(({ is }) => is === 'waits').map(({ detail }) => detail)).toContain(text)
  })

  it.each([
    ['the other resource that Azure works on', `${network}/subnets/snet-pe`, 'snet-pe'], ['no provider', network.split('/').slice(0, -2).join('/'), 'the same resource'],
  ])('names %s', async (_, id, name) => {
    const { told } = await shown('F23', id)
    const [said] = told.flatMap(({ one: { trouble } }) => (trouble === null ? [] : [whatHappened[trouble.text](trouble.data)]))
    expect(said).toBe(`Another change is still running on ${name}.`)
  })
})
