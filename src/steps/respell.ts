import { type ArmId, parseArmId, spelling } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { Choices } from './choices.ts'

/** Choices from outside with every id in the estate's own letters, so that `===` compares them (F56 of the cases: ids come back in other letters). */
export function respell(choices: Choices, estate: Estate): Choices {
  const own = spelling(estateIds(estate))
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return parseArmId(value) === value ? own(value as ArmId) : value
    if (Array.isArray(value)) return value.map(walk)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])) : value
  }
  return walk(choices) as Choices
}

const estateIds = (estate: Estate): readonly string[] => [
  estate.workspace.id,
  ...Object.values(estate).flatMap((list: unknown) => (Array.isArray(list) ? list.flatMap((entry: { readonly id?: string }) => entry.id ?? []) : [])),
]
