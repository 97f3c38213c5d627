/** Every fault that can be switched on, one at a time: each run ends Done, or Paused with its text, its remedy and what it wrote; no law is broken. */
import { describe, expect, it } from 'vitest'
import { ids } from '../simulator/scenarios/bodies.ts'
import { faultRuns } from './fixtures/faultRuns.ts'
import { struckBy } from './fixtures/faultTrial.ts'

describe('a run with one fault', () => {
  it.each(faultRuns.map((one, index) => ({ ...one, index })))('$index: $fault.fault ends $ends, and no law is broken', async (one) => {
    const { says, ...came } = await struckBy(one)
    expect(came).toEqual({ ends: one.ends, writes: one.writes, meanwhile: one.meanwhile, breaches: [] })
    expect(says).toMatch(/^(?!.*(undefined|[{}]))(done$|[A-Z].*\.$)/)
  })

  it('F49 names the other resource, not the one that is written', async () => {
    const { says } = await struckBy({ plan: 'subnet', fault: { fault: 'F49', name: ids.network, on: { method: 'PUT' } } })
    expect(says).toMatch(new RegExp(`^The write refers to another resource, where you do not hold \\S+: ${ids.network}\\.$`))
  })
})
