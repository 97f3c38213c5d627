import { idKey, isWithin } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import { type JudgedRight, type PlannedRight, right } from '../../../estate/rights.ts'
import type { Choices } from '../../choices.ts'
import { type Level, type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { type ArticleRight, articleRight, articleRights } from '../articleRights.ts'
import { approvalNeeds, isApproval, isReference, judged, mendingNeeds, referencesOfSubnets } from '../needs.ts'

/** On export another pair of hands deploys, so that a missing right is only a warning, or a note. */
const onExport = (choices: Choices, level: Level): { readonly level?: Level } => (choices.access.delivery === 'apply' ? {} : { level })

/** The article's action at each scope: refused, or unknown where the permissions API did not answer. */
const missing = (estate: Estate, choices: Choices, which: ArticleRight, exported: Level): readonly Place[] =>
  articleRight(estate, choices, which).filter((each) => each.right !== 'allowed' && each.owner === null).map(({ scope, action, roles, right: held }) => {
    const data = { action, roles }
    return { ...(held === 'unknown' ? unknownAt(scope, 'permissions', data) : { at: scope, data }), ...onExport(choices, exported) }
  })

type Use = 'write' | 'reference' | 'later'

/** Roles that hold every one of the actions. */
const rolesOfAll = (needs: readonly JudgedRight[]): readonly string[] =>
  (needs[0]?.roles ?? []).filter((role) => needs.every(({ roles }) => roles.includes(role)))

/** What is refused, or unknown, of the administrator's own rights: each place once, with all its actions. */
function lacking(choices: Choices, needs: readonly JudgedRight[], use: Use): readonly Place[] {
  const own = needs.filter(({ right: held, owner }) => held !== 'allowed' && owner === null)
  const groups = new Map<string, readonly JudgedRight[]>()
  for (const each of own) groups.set(`${each.right} ${each.scope}`, [...(groups.get(`${each.right} ${each.scope}`) ?? []), each])
  return [...groups.values()].flatMap((here): readonly Place[] => {
    const [first] = here
    if (first === undefined) return []
    const data = { action: here.map(({ action }) => action).sort(), roles: rolesOfAll(here), use }
    return [{ ...(first.right === 'unknown' ? unknownAt(first.scope, 'permissions', data) : { at: first.scope, data }), ...onExport(choices, 'should') }]
  })
}

/** What the article's own three rules do not say already (PRE-10 to PRE-12). */
function beyondArticle(estate: Estate, choices: Choices, planned: readonly PlannedRight[]): readonly PlannedRight[] {
  const said = articleRights(estate, choices)
  return planned.filter(({ scope, action }) => !said.some((each) => idKey(each.action) === idKey(action) && isWithin(each.scope, scope)))
}

/** Scopes of other teams where the caller really cannot write: their changes are exported apart. */
const handedOver = (estate: Estate, choices: Choices): readonly Place[] =>
  choices.access.otherTeams.flatMap(({ scope, team }): readonly Place[] => {
    const inside = [...estate.zones.map(({ id }) => ({ id, action: 'Microsoft.Network/privateDnsZones/join/action' })), ...estate.networks.map(({ id }) => ({ id, action: 'Microsoft.Network/virtualNetworks/subnets/write' }))]
    const refused = inside.find(({ id, action }) => isWithin(id, scope) && right(estate, id, action) === 'refused')
    return refused === undefined ? [] : [{ at: scope, level: 'info', data: { action: refused.action, team, roles: [], use: 'handOver' } }]
  })

/** Rules about the caller's rights: PRE-10 to PRE-14, PRE-30. What changes need is what the plan says of itself. They forecast; deny assignments and conditions are not seen (PRE-15). */
export const rightRules = {
  'caller-reads-the-network': { requirement: 'PRE-10', level: 'must', broken: (estate, choices) => missing(estate, choices, 'readNetwork', 'info') },
  'caller-joins-the-network': { requirement: 'PRE-11', level: 'must', broken: (estate, choices) => missing(estate, choices, 'joinNetwork', 'should') },
  'caller-joins-the-subnets': { requirement: 'PRE-12', level: 'must', broken: (estate, choices) => missing(estate, choices, 'joinSubnets', 'should') },
  'needed-rights-are-held': {
    requirement: 'PRE-13', level: 'must',
    broken: (estate, choices, planned) => {
      const needs = planned === undefined ? judged(estate, choices, mendingNeeds(estate, choices)) : beyondArticle(estate, choices, planned).filter((each) => !isApproval(each) && !isReference(each))
      return [...lacking(choices, needs, 'write'), ...handedOver(estate, choices)]
    },
  },
  'caller-approves-endpoints': {
    requirement: 'PRE-14', level: 'should',
    broken: (estate, choices) => lacking(choices, judged(estate, choices, approvalNeeds(estate, choices)), 'write'),
  },
  'subnet-references-can-be-joined': {
    requirement: 'PRE-30', also: ['PRE-13'], level: 'must',
    broken: (estate, choices, planned = []) => {
      const written = planned.filter(isReference)
      const later = judged(estate, choices, referencesOfSubnets(estate, choices)).filter((each) => each.right === 'refused' && !written.some(({ scope }) => scope === each.scope))
      // A subnet that this plan does not write may be written later, so a refusal is told before it hurts.
      return [...lacking(choices, written, 'reference'), ...lacking(choices, later, 'later').map((place) => ({ ...place, level: 'info' as const }))]
    },
  },
} satisfies Rulebook
