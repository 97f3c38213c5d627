/** What has to be asked next, given what is known. Pure; every ask has a key, and none is asked twice. */
import { type ArmId, childId, groupOf, idKey, nameOf, parentOf, parseArmId, subscriptionOf, typeOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import { numberAt, textAt } from '../resources/accessors.ts'
import { publicHost } from '../resources/publicHost.ts'
import { type Belonging, hostsOf, type Known } from './collectBelonging.ts'
import { queryFurther } from './collectGraph.ts'
import { resourceIn, types } from './collectReferences.ts'

/** One thing to ask Azure for. */
export type Ask =
  | { readonly is: 'graph'; readonly what: 'around' | 'further'; readonly query: string }
  | { readonly is: 'body'; readonly id: ArmId }
  /** All of a type in a group, of which these are wanted. */
  | { readonly is: 'inGroup'; readonly group: ArmId; readonly type: string; readonly ids: readonly ArmId[] }
  /** The generic list of a group: ids and types only. */
  | { readonly is: 'groupIndex'; readonly group: ArmId }
  | { readonly is: 'children'; readonly of: ArmId; readonly type: string }
  /** The first page of them, and one of them by its name, which need not be there. */
  | { readonly is: 'firstOf'; readonly of: ArmId; readonly type: string }
  | { readonly is: 'named'; readonly id: ArmId }
  | { readonly is: 'locks'; readonly scope: ArmId }
  | { readonly is: 'roles'; readonly scope: ArmId; readonly principal: string }
  | { readonly is: 'permissions'; readonly scope: ArmId }
  | { readonly is: 'usages'; readonly network: ArmId }
  | { readonly is: 'providers'; readonly subscription: ArmId }

/** The key of an ask: what it is about, whatever the letters. */
export function keyOf(ask: Ask): string {
  switch (ask.is) {
    case 'graph': return `graph ${ask.what} ${ask.query}`
    case 'body': return `body ${idKey(ask.id)}`
    case 'inGroup': return `inGroup ${idKey(ask.group)} ${idKey(ask.type)}`
    case 'groupIndex': return `groupIndex ${idKey(ask.group)}`
    case 'children': return `children ${idKey(ask.of)} ${idKey(ask.type)}`
    case 'firstOf': return `firstOf ${idKey(ask.of)} ${idKey(ask.type)}`
    case 'named': return `named ${idKey(ask.id)}`
    case 'locks': return `locks ${idKey(ask.scope)}`
    case 'roles': return `roles ${idKey(ask.scope)} ${ask.principal}`
    case 'permissions': return `permissions ${idKey(ask.scope)}`
    case 'usages': return `usages ${idKey(ask.network)}`
    case 'providers': return `providers ${idKey(ask.subscription)}`
  }
}

/** One entry of the caller's rights. */
interface Entry { readonly actions: readonly string[]; readonly notActions: readonly string[] }

/** What is known while a collection runs. */
export interface Progress {
  readonly known: Known
  /** Whether ARM itself gave the body. */
  readonly isFresh: (id: ArmId) => boolean
  /** How an ask ended; undefined before it was asked. */
  readonly ended: (key: string) => 'read' | 'refused' | undefined
  /** The caller's rights at a scope, as far as they were asked for. */
  readonly rightsAt: (scope: ArmId) => readonly Entry[]
  /** The states of the providers of a subscription, as far as they were asked for. */
  readonly registrations: (subscription: ArmId) => Readonly<Record<string, string>>
  readonly graph: 'read' | 'refused'
}

const subscriptionId = (id: ArmId): ArmId => `/subscriptions/${subscriptionOf(id)}` as ArmId
const unique = (ids: readonly ArmId[]): readonly ArmId[] => [...new Map(ids.map((id) => [idKey(id), id])).values()]
const typeKey = (id: ArmId): string => idKey(typeOf(id))
const groupsOf = (ids: readonly ArmId[]): readonly ArmId[] => unique(ids.flatMap((id) => groupOf(id) ?? []))

/** The first wave: what can be asked knowing the workspace's id alone. */
export const firstAsks = (workspaceId: ArmId, query: string): readonly Ask[] => [
  { is: 'body', id: workspaceId },
  { is: 'graph', what: 'around', query },
  { is: 'children', of: workspaceId, type: `${typeOf(workspaceId)}/computes` },
  { is: 'children', of: workspaceId, type: `${typeOf(workspaceId)}/datastores` },
  { is: 'permissions', scope: groupOf(workspaceId) ?? workspaceId },
  { is: 'locks', scope: subscriptionId(workspaceId) },
  { is: 'providers', subscription: subscriptionId(workspaceId) },
]

/** Read from ARM itself even where Resource Graph shows them: the plan changes them, or a verdict hangs on what they say now. */
const fresh: ReadonlySet<string> = new Set([types.workspace, types.account, types.vault, types.registry, types.component, types.linkScope, types.endpoint])
/** The same, where they hang on the workspace's own networks. */
const freshWhenOwn: ReadonlySet<string> = new Set([types.securityGroup, types.routeTable])

/** From here on one list of a group costs less than single reads. */
const FEW = 3

/** Everything that is worth asking now; what was asked already is among it. */
export function nextAsks(workspaceId: ArmId, progress: Progress, belongs: Belonging): readonly Ask[] {
  return [
    ...bodyAsks(progress, belongs), ...belongs.hidden.map((id): Ask => ({ is: 'body', id })), ...furtherAsks(workspaceId, progress, belongs), ...childAsks(workspaceId, progress, belongs),
    ...[...belongs.ids.filter((id) => belongs.own.has(idKey(id)) || belongs.peers.has(idKey(id))), ...belongs.candidates].map((network): Ask => ({ is: 'usages', network })),
    ...scopeAsks(workspaceId, progress, belongs), ...permissionAsks(workspaceId, progress, belongs),
  ]
}

function isWanted({ known, isFresh }: Progress, { own, peers, attached }: Belonging, id: ArmId): boolean {
  if (isFresh(id)) return false
  if (known.at(id) === undefined) return true
  const type = typeKey(id)
  if (type === types.network) return own.has(idKey(id)) || peers.has(idKey(id))
  return fresh.has(type) || (freshWhenOwn.has(type) && attached.has(idKey(id)))
}

function bodyAsks(progress: Progress, belongs: Belonging): readonly Ask[] {
  const wanted = belongs.ids.filter((id) => isWanted(progress, belongs, id))
  return grouped(wanted, (id) => `${idKey(groupOf(id) ?? id)} ${typeKey(id)}`).flatMap((ids): readonly Ask[] => {
    const [first] = ids
    const group = first === undefined ? null : groupOf(first)
    if (first === undefined || group === null || ids.length <= FEW || typeKey(first).split('/').length > 2) return ids.map((id): Ask => ({ is: 'body', id }))
    const list: Ask = { is: 'inGroup', group, type: typeOf(first), ids }
    // What the list did not have is asked for by itself, so that the answer says why.
    return progress.ended(keyOf(list)) === undefined ? [list] : ids.map((id): Ask => ({ is: 'body', id }))
  })
}

function grouped(ids: readonly ArmId[], by: (id: ArmId) => string): readonly (readonly ArmId[])[] {
  const groups = new Map<string, ArmId[]>()
  for (const id of ids) {
    const group = groups.get(by(id))
    if (group === undefined) groups.set(by(id), [id])
    else group.push(id)
  }
  return [...groups.values()]
}

/** What Resource Graph is asked in the second wave; without it the groups of the workspace and of its networks are looked through. */
function furtherAsks(workspaceId: ArmId, { graph }: Progress, { own, peers, unknownAccounts }: Belonging): readonly Ask[] {
  const networks = [...own, ...peers].map((id) => id as ArmId)
  if (graph === 'refused') return groupsOf([workspaceId, ...networks]).map((group): Ask => ({ is: 'groupIndex', group }))
  const home = idKey(subscriptionOf(workspaceId))
  const hubs = [...new Set(networks.map((id) => idKey(subscriptionOf(id))))].filter((id) => id !== home).sort()
  return hubs.length === 0 && unknownAccounts.length === 0 ? [] : [{ is: 'graph', what: 'further', query: queryFurther(hubs, unknownAccounts) }]
}

const childTypes: Readonly<Record<string, readonly string[]>> = { [types.endpoint]: ['privateDnsZoneGroups'], [types.linkScope]: ['scopedResources'] }

function childAsks(workspaceId: ArmId, progress: Progress, { ids, zonesWithOtherLinks }: Belonging): readonly Ask[] {
  const { known, graph } = progress
  const children = ids.flatMap((of) => (childTypes[typeKey(of)] ?? []).map((segment): Ask => ({ is: 'children', of, type: `${typeOf(of)}/${segment}` })))
  const unlinked = graph === 'refused' ? ids.filter((id) => typeKey(id) === types.zone) : zonesWithOtherLinks
  const links = unlinked.map((of): Ask => ({ is: 'children', of, type: `${typeOf(of)}/virtualNetworkLinks` }))
  const isolation = textAt(known.at(workspaceId), 'properties.managedNetwork.isolationMode')?.toLowerCase() ?? 'disabled'
  return [...children, ...recordAsks(progress, ids), ...links, ...(isolation === 'disabled' ? [] : [{ is: 'children', of: workspaceId, type: `${typeOf(workspaceId)}/outboundRules` } as const])]
}

/** From so many records on, a zone serves many others, and those of the endpoints found are asked for by name. */
const MANY_RECORDS = 500
/** So many records are on a page. */
const PAGE = 100

/** The records of the zones: all, or the first page, which shows that there are some, and each that an endpoint found needs. */
function recordAsks({ known, ended }: Progress, ids: readonly ArmId[]): readonly Ask[] {
  const hosts = [...new Set(ids.flatMap((id) => (typeKey(id) === types.endpoint ? hostsOf(known, id) : [])))]
  return ids.filter((id) => typeKey(id) === types.zone).flatMap((of): readonly Ask[] => {
    const whole: Ask = { is: 'children', of, type: `${typeOf(of)}/A` }
    const count = numberAt(known.at(of), 'properties.numberOfRecordSets') ?? 0
    const names = recordNames(nameOf(of).toLowerCase(), hosts)
    if (count < MANY_RECORDS || names.length >= count / PAGE || ended(keyOf(whole)) !== undefined) return [whole]
    return [{ ...whole, is: 'firstOf' }, ...names.map((name): Ask => ({ is: 'named', id: childId(of, 'A', name) }))]
  })
}

/** The names of these hosts in a private link zone. A vault has one name under either of its two suffixes. */
function recordNames(zone: string, hosts: readonly string[]): readonly string[] {
  const suffixes = [publicHost(`.${zone}`), `.${zone.replace(/^privatelink\./, '')}`]
  return [...new Set(hosts.flatMap((host) => suffixes.filter((suffix) => host.endsWith(suffix)).map((suffix) => host.slice(0, -suffix.length))))]
}

/** Locks and registrations of every subscription, and the roles of the workspace's identities where its services are. A subscription that refuses is asked group by group. */
function scopeAsks(workspaceId: ArmId, { known, ended }: Progress, { ids }: Belonging): readonly Ask[] {
  const subscriptions = unique(ids.map(subscriptionId))
  const orGroups = (make: (scope: ArmId) => Ask, among: readonly ArmId[]) => (subscription: ArmId): readonly Ask[] => {
    const whole = make(subscription)
    return ended(keyOf(whole)) === 'refused' ? [whole, ...groupsOf(among.filter((id) => subscriptionId(id) === subscription)).map(make)] : [whole]
  }
  const given = ids.filter((id) => givenRoles.has(typeKey(id)))
  return [
    ...subscriptions.map((subscription): Ask => ({ is: 'providers', subscription })),
    ...subscriptions.flatMap(orGroups((scope) => ({ is: 'locks', scope }), ids)),
    ...principalsOf(known.at(workspaceId)).flatMap((principal) => unique(given.map(subscriptionId)).flatMap(orGroups((scope) => ({ is: 'roles', scope, principal }), given))),
  ]
}

const givenRoles: ReadonlySet<string> = new Set([types.account, types.vault, types.registry, types.endpoint])

/** The identities that act for the workspace: its own, and those that it was given. */
function principalsOf(workspace: JsonObject | undefined): readonly string[] {
  const identity = isObject(workspace?.['identity']) ? workspace['identity'] : {}
  const given = isObject(identity['userAssignedIdentities']) ? Object.values(identity['userAssignedIdentities']) : []
  return [...new Set([identity, ...given].flatMap((one) => textAt(one, 'principalId') ?? []))]
}

/** What the plan may change. */
const changed: ReadonlySet<string> = new Set([types.workspace, types.account, types.vault, types.registry, types.component, types.linkScope, types.zone])

/** Rights at each group and at each thing in it that may be changed; what a group grants in full is not asked again below it. */
function permissionAsks(workspaceId: ArmId, { rightsAt, registrations }: Progress, { ids, own, peers }: Belonging): readonly Ask[] {
  const isChanged = (id: ArmId): boolean => changed.has(typeKey(id)) || own.has(idKey(id))
  const grantsAll = (id: ArmId): boolean => rightsAt(groupOf(id) ?? id).some(isEverything)
  const things = ids.filter((id) => isChanged(id) || peers.has(idKey(id)))
  const home = subscriptionId(workspaceId)
  const unregistered = Object.values(registrations(home)).some((state) => state.toLowerCase() !== 'registered')
  return [
    ...groupsOf(ids.filter(isChanged)), ...things.filter((id) => !grantsAll(id)),
    // Registering is a right of the subscription.
    ...(unregistered ? [home] : []),
  ].map((scope): Ask => ({ is: 'permissions', scope }))
}

const isEverything = ({ actions, notActions }: Entry): boolean => actions.includes('*') && notActions.length === 0

/** Types of a group's index that are worth reading when Resource Graph says nothing. */
const indexed: ReadonlySet<string> = new Set([
  types.network, types.endpoint, types.zone, types.zoneLink, types.bastion, types.gateway, types.gatewayConnection, types.firewall, types.linkScope,
])

/** What an item of a group's index is worth reading as: its id, or null. */
export function worthReading(item: JsonObject): ArmId | null {
  const id = parseArmId(item['id'])
  return id !== null && indexed.has(typeKey(id)) && (typeKey(id) === types.zoneLink ? parentOf(id) !== id : resourceIn(id) !== null) && nameOf(id) !== '' ? id : null
}
