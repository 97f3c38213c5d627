/** Worlds that show what a rule means, and the one check that all steps hold theirs against. For tests only. */
import { expect, it } from 'vitest'
import type { Estate } from '../estate/estate.ts'
import type { PlannedRight } from '../estate/rights.ts'
import { type Choices, undecided } from './choices.ts'
import type { Place, Rule, Rulebook } from './rule.ts'

/** An estate as somebody who has answered nothing sees it, or an estate with choices, and the rights that their plan needs. */
export type World = Estate | readonly [Estate, Choices, (readonly PlannedRight[])?]

/** Worlds that break a rule, that keep it, and in which it cannot be judged. An empty `unknown` needs its reason as a comment. */
export interface Examples {
  readonly breaks: readonly World[]
  readonly keeps: readonly World[]
  readonly unknown: readonly World[]
}

const isPair = (world: World): world is Exclude<World, Estate> => Array.isArray(world)

/** The places that a rule gives in a world. */
export const placesIn = (rule: Rule, world: World): readonly Place[] => (isPair(world) ? rule.broken(...world) : rule.broken(world, undecided))

/** Registers one test per rule: breaking worlds give a place that is judged, keeping worlds none, unknown worlds only unknown ones. */
export function checkExamples<Rules extends Rulebook>(rules: Rules, examples: Readonly<Record<keyof Rules & string, Examples>>): void {
  const table: Readonly<Record<string, Examples>> = examples
  for (const [name, rule] of Object.entries(rules)) {
    const own = table[name]
    it(`${name} (${rule.requirement}) is broken, kept and unknown where it should be`, () => {
      expect(own?.breaks.map((world) => placesIn(rule, world).some(({ verdict }) => verdict === undefined)), 'breaks').toEqual(own?.breaks.map(() => true))
      expect(own?.keeps.map((world) => placesIn(rule, world)), 'keeps').toEqual(own?.keeps.map(() => []))
      expect(own?.unknown.map((world) => verdictsIn(rule, world)), 'unknown').toEqual(own?.unknown.map(() => ['unknown']))
    })
  }
}

const verdictsIn = (rule: Rule, world: World): readonly string[] => [...new Set(placesIn(rule, world).map(({ verdict }) => verdict ?? 'broken'))]
