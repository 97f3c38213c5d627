import { nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { RegistryChoices } from './choices.ts'
import { clusters, isGpu } from './subject.ts'

type Absent = RegistryChoices['absent']
type Build = RegistryChoices['build']

/** The answer's word: `new`, `existing`, or a word that stands alone. */
export const wordOf = <Word extends string, Use extends string>(answer: Word | { readonly use: Use }): Word | Use => (typeof answer === 'object' ? answer.use : answer)

/** A first value for an answer about the missing registry: the proposed name, or the first registry that exists. */
export function absentBy(word: 'new' | 'existing' | 'later', current: Estate, proposed: Absent): Absent {
  if (word === 'later') return 'later'
  if (word === 'new') return typeof proposed === 'object' && proposed.use === 'new' ? proposed : 'undecided'
  const [first] = current.registries
  return first === undefined ? 'undecided' : { use: 'existing', id: first.id }
}

/** The clusters that can be named for builds: those with a CPU size. */
export const buildable = (current: Estate): readonly string[] => clusters(current).filter(({ size }) => size === null || !isGpu(size)).map(({ id }) => nameOf(id))

/** A first value for an answer about the build cluster: the proposed one where it is of the kind, else the first that exists, or a usual one. */
export function buildBy(word: 'existing' | 'new', current: Estate, proposed: Build): Build {
  if (typeof proposed === 'object' && proposed.use === word) return proposed
  if (word === 'new') return { use: 'new', name: buildable(current).includes('cpu-build') ? 'image-build' : 'cpu-build', size: 'Standard_DS3_v2', maxNodes: 2 }
  const [first] = buildable(current)
  return first === undefined ? 'undecided' : { use: 'existing', name: first }
}
