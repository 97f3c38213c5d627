import { type ArmId, isWithin } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import { right } from '../../../estate/rights.ts'
import { operation } from '../../../facts/ask.ts'
import type { Choices } from '../../choices.ts'
import { type Level, type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { type ArticleRight, articleRight } from '../articleRights.ts'
import { type Judged, type Need, approvalNeeds, judged, neededRights, ownedElsewhere, referencesOfSubnets } from '../needs.ts'

/** On export another pair of hands deploys, so that a missing right is only a warning, or a note. */
const onExport = (choices: Choices, level: Level): { readonly level?: Level } => (choices.access.delivery === 'apply' ? {} : { level })

/** The article's action at each scope: refused, or unknown where the permissions API did not answer. */
const missing = (estate: Estate, choices: Choices, which: ArticleRight, exported: Level): readonly Place[] =>
  articleRight(estate, choices, which).filter((each) => each.right !== 'allowed' && each.owner === null).map(({ scope, action, roles, right: held }) => {
    const data = { action, roles }
    return { ...(held === 'unknown' ? unknownAt(scope, 'permissions', data) : { at: scope, data }), ...onExport(choices, exported) }
  })

const dataOf = ({ action, operation: id, use }: Need) => ({ action, title: operation(id).title, roles: operation(id).rolesPerAction[action] ?? operation(id).conditional?.[0]?.rolesPerAction[action] ?? [], use })

const refusals = (choices: Choices, needs: readonly Judged[], level: Level): readonly Place[] =>
  needs.filter((each) => each.right !== 'allowed' && !ownedElsewhere(choices, each.at)).map((each) => ({
    ...(each.right === 'unknown' ? unknownAt(each.at, 'permissions', dataOf(each)) : { at: each.at, data: dataOf(each) }), ...onExport(choices, level),
  }))

/** Tasks that `configure` left where a right was missing, told in the picture where the change itself is done already. */
const recorded = (estate: Estate, choices: Choices, seen: readonly ArmId[]): readonly Place[] =>
  estate.tasks.filter(({ task }) => task === 'changeOwnedElsewhere').flatMap(({ data }): readonly Place[] => {
    const scope = data['scope']
    const at = typeof scope === 'string' ? (scope as ArmId) : null
    return at === null || seen.includes(at) ? [] : [data['what'] ?? []].flat().map((action) => ({ at, data: { action, title: '', roles: [], use: 'write' }, ...onExport(choices, 'should') }))
  })

/** Scopes of other teams where the caller really cannot write: their changes are exported apart. */
const handedOver = (estate: Estate, choices: Choices): readonly Place[] =>
  choices.access.otherTeams.flatMap(({ scope, team }): readonly Place[] => {
    const inside = [...estate.zones.map(({ id }) => ({ id, action: 'Microsoft.Network/privateDnsZones/join/action' })), ...estate.networks.map(({ id }) => ({ id, action: 'Microsoft.Network/virtualNetworks/subnets/write' }))]
    const refused = inside.find(({ id, action }) => isWithin(id, scope) && right(estate, id, action) === 'refused')
    return refused === undefined ? [] : [{ at: scope, level: 'info', data: { action: refused.action, team, title: '', roles: [], use: 'handOver' } }]
  })

/** Rules about the caller's rights: PRE-10 to PRE-14, PRE-30. They forecast; deny assignments and conditions are not seen (PRE-15). */
export const rightRules = {
  'caller-reads-the-network': { requirement: 'PRE-10', level: 'must', broken: (estate, choices) => missing(estate, choices, 'readNetwork', 'info') },
  'caller-joins-the-network': { requirement: 'PRE-11', level: 'must', broken: (estate, choices) => missing(estate, choices, 'joinNetwork', 'should') },
  'caller-joins-the-subnets': { requirement: 'PRE-12', level: 'must', broken: (estate, choices) => missing(estate, choices, 'joinSubnets', 'should') },
  'needed-rights-are-held': {
    requirement: 'PRE-13', level: 'must',
    broken: (estate, choices) => {
      const places = refusals(choices, judged(estate, neededRights(estate, choices).filter(({ use }) => use === 'write')), 'should')
      return [...places, ...recorded(estate, choices, places.map(({ at }) => at)), ...handedOver(estate, choices)]
    },
  },
  'caller-approves-endpoints': {
    requirement: 'PRE-14', level: 'should',
    broken: (estate, choices) => refusals(choices, judged(estate, approvalNeeds(estate, choices)), 'should'),
  },
  'subnet-references-can-be-joined': {
    requirement: 'PRE-30', also: ['PRE-13'], level: 'must',
    broken: (estate, choices) => {
      const written = judged(estate, neededRights(estate, choices).filter(({ use }) => use === 'reference'))
      const later = judged(estate, referencesOfSubnets(estate, choices)).filter((each) => each.right === 'refused' && !written.some(({ at }) => at === each.at) && !ownedElsewhere(choices, each.at))
      // A subnet that this plan does not write may be written later, so a refusal is told before it hurts.
      return [...refusals(choices, written, 'should'), ...later.map((each): Place => ({ at: each.at, level: 'info', data: { ...dataOf(each), use: 'later' } }))]
    },
  },
} satisfies Rulebook
