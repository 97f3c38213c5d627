/** Which rights each change of a plan needs, and what is known of them. A forecast, never a promise (PRE-13, PRE-15). */
import { type ArmId, armId, groupOf, idKey, nameOf, parentOf, subscriptionOf, typeOf } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Body, Change, ChangeKey } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { joined } from '../estate/lists.ts'
import { entryOf } from '../estate/questions.ts'
import { type ChangeRights, type JudgedRight, type NeededRight, ownerOf, type PlannedRight, type Right, right } from '../estate/rights.ts'
import { linkedAction, rolesHolding, sharedKeys } from '../facts/rights.ts'
import { idsIn } from './drafts.ts'

/** The two pictures of a plan: rights and references are read in the first, owners and new references in the second. */
export interface Pictures {
  readonly current: Estate
  readonly desired: Estate
}

/** What of a change tells which rights it needs; drafts have it before they are numbered. */
export type Asking = Pick<Change, 'id' | 'type'> & (
  | { readonly do: 'create'; readonly body: Body } | { readonly do: 'update'; readonly patch: Body } | { readonly do: 'action'; readonly action: string } | { readonly do: 'delete' | 'manual' }
)

const subscriptionScope = (id: ArmId): ArmId => armId(`/subscriptions/${subscriptionOf(id)}`)

/** What a body asks at others: for an endpoint its subnet and, unless the owner of the target approves by hand, the target. */
function mentioned(change: Asking): readonly string[] {
  const body: Json = change.do === 'create' ? change.body : change.do === 'update' ? change.patch : {}
  const properties = isObject(body) && isObject(body['properties']) ? body['properties'] : {}
  const { manualPrivateLinkServiceConnections: _, ...asked } = properties
  return idsIn(asked)
}

/** What an existing resource refers to already: a write that sends it whole is checked for these too (PRE-30). */
function standing({ id }: Asking, { current, desired }: Pictures): readonly (ArmId | null)[] {
  return [current, desired].flatMap((estate) => {
    const subnet = entryOf(estate.subnets, id)
    const link = entryOf(estate.zoneLinks, id)
    return [
      ...(subnet === undefined ? [] : [subnet.securityGroupId, subnet.routeTableId, subnet.natGatewayId, ...subnet.serviceEndpointPolicyIds]),
      ...(link === undefined ? [] : [link.networkId]),
    ]
  })
}

function linkedRights(change: Asking, pictures: Pictures, spelled: (text: string) => ArmId): readonly NeededRight[] {
  const ids = [...mentioned(change), ...standing(change, pictures).flatMap((id) => id ?? [])].filter((id) => idKey(id) !== idKey(change.id)).map(spelled)
  const joins = ids.flatMap((scope): readonly NeededRight[] => {
    const action = linkedAction(change.type, typeOf(scope))
    return action === null ? [] : [{ scope, action }]
  })
  const logs = idKey(change.type) === 'microsoft.insights/components' ? ids.filter((id) => idKey(typeOf(id)) === 'microsoft.operationalinsights/workspaces') : []
  const foreign = logs.filter((id) => idKey(subscriptionOf(id)) !== idKey(subscriptionOf(change.id)))
  return [...joins, ...foreign.map((scope) => ({ scope, action: sharedKeys }))]
}

/** The ids of all that an estate holds. */
function idsOf(estate: Estate): readonly ArmId[] {
  const lists: readonly unknown[] = Object.values(joined([estate], ([list = []]) => list)).flat()
  return [estate.workspace, ...(lists as readonly { readonly id: ArmId }[])].map(({ id }) => id)
}

/** Ids of bodies are found in lower case; the estate's own spelling is shown. */
function spellingOf({ current, desired }: Pictures): (text: string) => ArmId {
  const known = new Map([...idsOf(current), ...idsOf(desired)].map((id) => [idKey(id), id]))
  return (text) => known.get(idKey(text)) ?? armId(text)
}

/** The actions that a change needs at their scopes, its own first. */
export function needsOf(pictures: Pictures): (change: Asking) => readonly NeededRight[] {
  const spelled = spellingOf(pictures)
  return (change) => {
    switch (change.do) {
      case 'manual': return []
      case 'action': return [{ scope: subscriptionScope(change.id), action: `${nameOf(change.id)}/${change.action}/action` }]
      case 'delete': return [{ scope: change.id, action: `${change.type}/delete` }]
      case 'create': case 'update': return distinct([{ scope: change.id, action: `${change.type}/write` }, ...linkedRights(change, pictures, spelled)])
    }
  }
}

const keyOf = ({ scope, action }: NeededRight): string => `${idKey(scope)} ${idKey(action)}`

/** Each right once; the first of equals stays. */
export function distinct<Some extends NeededRight>(rights: readonly Some[]): readonly Some[] {
  const byKey = new Map<string, Some>()
  for (const each of rights) if (!byKey.has(keyOf(each))) byKey.set(keyOf(each), each)
  return [...byKey.values()]
}

const weakest = (rights: readonly JudgedRight[]): Right =>
  rights.some((each) => each.right === 'refused') ? 'refused' : rights.some((each) => each.right === 'unknown') ? 'unknown' : 'allowed'

/** Judges rights by what the caller holds now and by who owns their scopes; each is judged once. */
function judging({ current, desired }: Pictures): (need: NeededRight) => JudgedRight {
  const known = new Map<string, JudgedRight>()
  return (need) => {
    const before = known.get(keyOf(need))
    if (before !== undefined) return before
    const judged = { ...need, right: right(current, need.scope, need.action), owner: ownerOf(need.scope, desired), roles: rolesHolding(need.action) }
    known.set(keyOf(need), judged)
    return judged
  }
}

/** The rights of every change of a plan. */
export function rightsOf(plan: readonly Change[], pictures: Pictures): ReadonlyMap<ChangeKey, ChangeRights> {
  const [needed, judge] = [needsOf(pictures), judging(pictures)]
  return new Map(plan.map((change) => {
    const needs = needed(change).map(judge)
    return [change.key, { right: weakest(needs), needs }] as const
  }))
}

/** Where a right can be asked for: at the scope itself when it is there, else at what it will be in. */
function placesIn(current: Estate): (scope: ArmId) => ArmId {
  const there = new Set(idsOf(current).map(idKey))
  const nearest = (scope: ArmId, group: ArmId): ArmId => (there.has(idKey(scope)) || idKey(scope) === idKey(group) ? scope : nearest(parentOf(scope), group))
  return (scope) => {
    const group = groupOf(scope)
    return group === null ? scope : nearest(scope, group)
  }
}

/** The rights that changes need, each once where it can be asked for, with the weakest answer that any of its scopes gave. */
export function plannedRights(pictures: Pictures): (asking: readonly Asking[]) => readonly PlannedRight[] {
  const [needed, judge, placed] = [needsOf(pictures), judging(pictures), placesIn(pictures.current)]
  return (asking) => {
    const byKey = new Map<string, PlannedRight>()
    for (const change of asking) {
      for (const need of needed(change)) {
        const found = { ...judge(need), scope: placed(need.scope) }
        const before = byKey.get(keyOf(found))
        const both = before === undefined ? [found] : [before, found]
        byKey.set(keyOf(found), { ...found, right: weakest(both), writes: [...new Set([...(before?.writes ?? []), change.type])] })
      }
    }
    return [...byKey.values()]
  }
}
