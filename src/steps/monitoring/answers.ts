import type { ArmId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { MonitoringChoices } from './choices.ts'

type Scope = MonitoringChoices['scope']

/** The answer's word. */
export const scopeWord = (scope: Scope): 'existing' | 'new' | 'undecided' => (scope === 'undecided' ? scope : scope.use)

/** Scopes that can be named: those of the snapshot, and a proposed one that it does not hold. */
export function scopesOf(current: Estate, scope: Scope): readonly ArmId[] {
  const known = current.linkScopes.map(({ id }) => id)
  return scope !== 'undecided' && scope.use === 'existing' && !known.includes(scope.id) ? [...known, scope.id] : known
}

/** A first value for an answer about the scope: the proposed one where it is of the kind, else the first that exists, or the usual name. */
export function scopeBy(word: 'existing' | 'new', current: Estate, proposed: Scope): Scope {
  if (proposed !== 'undecided' && proposed.use === word) return proposed
  if (word === 'new') return { use: 'new', name: 'ampls' }
  const [first] = scopesOf(current, proposed)
  return first === undefined ? 'undecided' : { use: 'existing', id: first }
}
