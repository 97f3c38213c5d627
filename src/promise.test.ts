/** What was planned is what becomes true, for drawn estates and choices. `SEEDS=n` draws more. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change } from './changes/change.ts'
import type { Estate } from './estate/estate.ts'
import { anyEstate } from './estate/fixtures/arbitrary.ts'
import { anEstate } from './estate/estate.ts'
import { open } from './estate/fixtures/open.ts'
import { secured } from './estate/fixtures/secured.ts'
import { plan } from './resources/index.ts'
import { anyChoices } from './steps/arbitraryChoices.ts'
import { type Choices, choicesSchema } from './steps/choices.ts'
import { desiredEstate, findings, propose } from './steps/index.ts'

const numRuns = Number(process.env['SEEDS'] ?? 20)

const world: fc.Arbitrary<readonly [Estate, Choices]> = anyEstate.chain((estate) => anyChoices(estate).map((choices) => [estate, choices] as const))

const closes = (change: Change): boolean => change.closes

describe('drawn estates and choices', () => {
  it('are what their schemas say', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      expect(anEstate.safeParse(estate).error).toBeUndefined()
      expect(choicesSchema.safeParse(choices).error).toBeUndefined()
      expect(anEstate.safeParse(desiredEstate(estate, choices)).error).toBeUndefined()
    }), { numRuns })
  })
  it('are configured the same when configured twice', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const desired = desiredEstate(estate, choices)
      expect(desiredEstate(desired, choices)).toEqual(desired)
    }), { numRuns })
  })
  it('leave nothing to plan once they are as desired', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const desired = desiredEstate(estate, choices)
      expect(plan(desired, desired)).toEqual([])
      expect(plan(desired, desiredEstate(desired, choices))).toEqual([])
    }), { numRuns })
  })
  it('give the same plan whatever the order of the input', () => {
    fc.assert(fc.property(world, fc.integer(), ([estate, choices], seed) => {
      const shuffled = Object.fromEntries(Object.entries(estate).map(([key, value]) => [key, Array.isArray(value) && seed % 2 === 0 ? [...value].reverse() : value])) as unknown as Estate
      expect(plan(shuffled, desiredEstate(shuffled, choices))).toEqual(plan(estate, desiredEstate(estate, choices)))
    }), { numRuns })
  })
  it('close nothing before what replaces it is done', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const changes = plan(estate, desiredEstate(estate, choices))
      const done = new Set<string>()
      for (const change of changes) {
        for (const key of change.after) expect(done.has(key), `${change.key} after ${key}`).toBe(true)
        done.add(change.key)
      }
      const firstClosing = changes.findIndex(closes)
      const lastEndpoint = changes.findLastIndex(({ phase, type, do: what }) => phase === 'prepare' && what === 'create' && /privateEndpoints/i.test(type))
      expect(lastEndpoint).toBeLessThan(firstClosing >= 0 ? firstClosing : changes.length)
    }), { numRuns })
  })
  it('keep every must that choices can keep', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const broken = findings(desiredEstate(estate, choices), choices).filter(({ level, verdict }) => level === 'must' && verdict === undefined)
      expect(broken.map(({ rule, requirement, at, data }) => ({ rule, requirement, at, data }))).toEqual([])
    }), { numRuns })
  })
})

describe('the proposal', () => {
  it('of a secured estate plans nothing', () => {
    const { choices } = propose(secured)
    expect(plan(secured, desiredEstate(secured, choices)).map(({ id, do: what, phase }) => ({ id, what, phase }))).toEqual([])
  })
  it('of an open estate leaves only what people have to say', () => {
    const { choices } = propose(open)
    const left = findings(desiredEstate(open, choices), choices).filter(({ level, verdict }) => level === 'must' && verdict === undefined)
    expect(left.map(({ rule }) => rule)).toEqual([])
  })
})
