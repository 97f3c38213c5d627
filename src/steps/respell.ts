import { type ArmId, parseArmId, sameId, spelling } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { Choices } from './choices.ts'
import { chosenNetworkId } from './subnets.ts'

/** Choices from outside with every id in the estate's own letters, so that `===` compares them (F56 of the cases: ids come back in other letters). */
export function respell(choices: Choices, estate: Estate): Choices {
  const own = spelling(estateIds(estate))
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return parseArmId(value) === value ? own(value as ArmId) : value
    if (Array.isArray(value)) return value.map(walk)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])) : value
  }
  return withMadeNetwork(walk(choices) as Choices, estate)
}

/** A new network is named, not spelled: once it is made, Azure may spell its group and provider otherwise, and it is the one that is there (F81). */
function withMadeNetwork(choices: Choices, { networks }: Estate): Choices {
  const id = chosenNetworkId(choices)
  const made = id === null || networks.some((network) => network.id === id) ? undefined : networks.find((network) => sameId(network.id, id))
  return made === undefined ? choices : { ...choices, addressSpace: { ...choices.addressSpace, network: { use: 'existing', id: made.id } } }
}

const estateIds = (estate: Estate): readonly string[] => [
  estate.workspace.id,
  ...Object.values(estate).flatMap((list: unknown) => (Array.isArray(list) ? list.flatMap((entry: { readonly id?: string }) => entry.id ?? []) : [])),
]
