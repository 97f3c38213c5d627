/** The three actions that the article itself asks for, at the networks and subnets that concern the workspace (PRE-10 to PRE-12). */
import { type ArmId, isWithin } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { entryOf, networkOf } from '../../estate/questions.ts'
import { type JudgedRight, ownerOf, right } from '../../estate/rights.ts'
import { articleActions } from '../../facts/rbac.ts'
import type { Choices } from '../choices.ts'
import { computeSubnetIdsWith, concernedNetworkIds, endpointSubnetIdsWith } from '../concerned.ts'

/** One of the three. */
export type ArticleRight = 'readNetwork' | 'joinNetwork' | 'joinSubnets'

const [networkRead, networkJoin, subnetJoin] = articleActions
const wanted = { readNetwork: networkRead, joinNetwork: networkJoin, joinSubnets: subnetJoin } as const

/** Whether the choices make the resource, so that nobody has rights on it yet. */
const isMade = (estate: Estate, choices: Choices, networkId: ArmId): boolean => {
  const { network } = choices.addressSpace
  return network !== 'undecided' && network.use === 'new' && entryOf(estate.networks, networkId) !== undefined && !estate.permissions.some(({ scope }) => isWithin(scope, networkId) || isWithin(networkId, scope))
}

const networks = (estate: Estate, choices: Choices): readonly ArmId[] => concernedNetworkIds(estate, choices).filter((id) => !isMade(estate, choices, id))

const subnets = (estate: Estate, choices: Choices): readonly ArmId[] =>
  [...new Set([...computeSubnetIdsWith(estate, choices), ...endpointSubnetIdsWith(estate, choices)])].filter((id) => !isMade(estate, choices, networkOf(id)))

/** One of the article's rights at each scope where it is needed, with what is known of it. */
export function articleRight(estate: Estate, choices: Choices, which: ArticleRight): readonly JudgedRight[] {
  const { action, rolesHolding: roles } = wanted[which]
  const owners = choices.access.otherTeams
  const scopes = which === 'joinSubnets' ? subnets(estate, choices) : networks(estate, choices)
  return scopes.map((scope) => ({ scope, action, roles, right: right(estate, scope, action), owner: ownerOf(scope, { owners }) }))
}

/** All three, in the article's order. */
export const articleRights = (estate: Estate, choices: Choices): readonly JudgedRight[] =>
  (['readNetwork', 'joinNetwork', 'joinSubnets'] as const).flatMap((which) => articleRight(estate, choices, which))
