/** Our own templates before ARM: what `validate` and `whatIf` of a simulated Azure, which works them out by itself, say beside the plan. */
import { expect, it } from 'vitest'
import { origin, placeOf, plannedFor } from '../apply/fixtures/runs.ts'
import { askingOf } from '../apply/asking.ts'
import { estimated, validated } from '../apply/templateChecks.ts'
import type { JsonObject } from '../base/json.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { Switch } from '../simulator/switches.ts'
import type { World } from '../simulator/world.ts'
import { reasons } from '../steps/reasons.ts'
import { templatesOf } from './forecastTemplates.ts'
import type { View } from './derive.ts'

const subscription = ids.account.split('/')[2] ?? ''

async function asked(file: JsonObject, faults: readonly Switch[] = [], change: (world: World) => World = (world) => world) {
  const place = placeOf(file, { faults, change })
  const { snapshot, current, choices, plan } = plannedFor(file)
  const templates = templatesOf(snapshot, { base: { current }, choices, plan, reasons: reasons(current, choices) } as unknown as View)
  const asking = askingOf({ arm: place.arm, signal: new AbortController().signal, plan })
  const validate = await Promise.all(templates.map((template) => validated(asking, template)))
  const began = place.clock.now()
  const [whatIf] = await estimated(asking, { clock: place.clock, origin }, templates)
  const words = whatIf?.details.filter(({ is }) => is !== 'noise').map(({ is }) => is) ?? []
  return { place, validate: validate.map(({ result }) => result), whatIf, words: [...new Set(words)], count: words.length, lasted: place.clock.now() - began }
}

it.each([['open', open], ['hub', hub]] as const)('ARM foresees of %s what the plan says, resource by resource, closings included', async (_, file) => {
  const { validate, whatIf, words, count } = await asked(file)
  expect([new Set(validate), whatIf?.result, words, whatIf?.keys]).toEqual([new Set(['fine']), 'estimate', ['agrees'], []])
  expect(count).toBeGreaterThan(15)
})

it('F77: a late answer that lists what does not happen is waited for, its noise is counted, and it stays an estimate that decides nothing', async () => {
  const quiet = await asked(hub)
  const noisy = await asked(hub, [{ fault: 'F77', on: { path: 'whatIf', times: 'always' }, seconds: 76 }])
  expect(noisy.lasted - quiet.lasted).toBeGreaterThanOrEqual(60_000)
  expect([noisy.whatIf?.result, noisy.words, noisy.whatIf?.keys, noisy.count]).toEqual(['estimate', ['agrees'], [], quiet.count])
  expect(noisy.whatIf?.details.at(-1)).toMatchObject({ is: 'noise' })
  expect(noisy.place.writes().filter(({ method }) => method !== 'POST')).toEqual([])
})

it('ARM looks at no template before its providers are registered, which a plan that registers them is not refused for', async () => {
  const states = { ...(open['providers'] as Readonly<Record<string, Readonly<Record<string, string>>>>)[subscription], 'Microsoft.Network': 'NotRegistered' }
  const { validate, whatIf } = await asked({ ...open, providers: { [subscription]: states } }, [], (world) => ({ ...world, providers: { [subscription]: { ...world.providers[subscription], ...states } } }))
  expect([validate, whatIf]).toMatchObject([['unknown'], { result: 'unknown', details: [{ is: 'registersFirst' }] }])
})
