/** What Azure shows of a change that people make: one table from task to check. What is not in it no interface shows; a person's word stands for it. */
import { childId, idKey, parseArmId, typeOf } from '../base/armId.ts'
import { isObject, parseJson } from '../base/json.ts'
import type { TaskName } from '../base/taskName.ts'
import type { Body, Change, ManualTask } from '../changes/change.ts'
import { right } from '../estate/rights.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt, textsAt } from '../resources/accessors.ts'
import { type Found, namesByHand } from './byHandNames.ts'
import type { Site } from './closing.ts'
import { seen } from './desk.ts'
import type { HandCheck, Unlike } from './progress.ts'
import { standing, unlikeSent, unlikeWanted } from './standing.ts'

type Manual = Extract<Change, { do: 'manual' }>
type Check = (change: Manual, site: Site) => Promise<Found>

const lacks = (path: string, expected = '', found: string | null = null): readonly Unlike[] => [{ path, expected, found: found ?? '' }]
const wordIn = ({ data }: ManualTask, name: string): string => [data[name] ?? ''].flat()[0] ?? ''
const same = (one: string | null, other: string): boolean => one !== null && idKey(one) === idKey(other)

/** A check that reads the resource that a task names, and judges its body; a resource that is not there lacks as a whole. */
const ofResource = (name: string, judge: (body: Body, task: ManualTask) => readonly Unlike[]): Check => async ({ task }, { desk }) => {
  const id = parseArmId(wordIn(task, name))
  const read = id === null ? null : await seen({ id, apiVersion: apiVersion(typeOf(id)) }, desk)
  if (read === null || !read.ok) return 'unread'
  return read.body === null ? lacks(id ?? '') : judge(read.body, task)
}

const listed = async ({ desk: { arm, signal } }: Site, path: string, type: string, query: Readonly<Record<string, string>> = {}) => {
  const answer = await arm.list({ path, apiVersion: apiVersion(type), query, signal })
  return answer.ok ? answer.items.filter(isObject) : null
}

const authorization = 'Microsoft.Authorization'

const roleHeld: Check = async ({ task }, site) => {
  const [scope, principal] = [wordIn(task, 'scope'), wordIn(task, 'principal')]
  if (principal === '') return 'unread'
  const held = await listed(site, `${scope}/providers/${authorization}/roleAssignments`, `${authorization}/roleAssignments`, { $filter: `principalId eq '${principal}'` })
  if (held === null) return 'unread'
  return held.some((one) => same(textAt(one, 'properties.roleDefinitionId')?.split('/').at(-1) ?? null, wordIn(task, 'roleId'))) ? [] : lacks(wordIn(task, 'role'))
}

const rightsHeld: Check = async ({ task }, site) => {
  const scope = parseArmId(wordIn(task, 'scope'))
  const found = scope === null ? null : await listed(site, `${scope}/providers/${authorization}/permissions`, `${authorization}/permissions`)
  if (scope === null || found === null) return 'unread'
  const entries = found.map((one) => ({ actions: [...textsAt(one, 'actions')], notActions: [...textsAt(one, 'notActions')] }))
  return [task.data['what'] ?? []].flat().filter((action) => right({ permissions: [{ scope, entries }] }, scope, action) !== 'allowed').flatMap((action) => lacks(action))
}

/** A network can have one gateway of a kind; those in its gateway subnet are the only ones that count. */
const gatewayBuilt: Check = async ({ task }, { desk }) => {
  const network = parseArmId(wordIn(task, 'network'))
  const subnet = network === null ? null : childId(network, 'subnets', 'GatewaySubnet')
  const read = subnet === null ? null : await seen({ id: subnet, apiVersion: apiVersion(typeOf(subnet)) }, desk)
  if (read === null || !read.ok) return 'unread'
  const gateways = objectsAt(read.body ?? {}, 'properties.ipConfigurations').flatMap((one) => parseArmId(/^(.*\/virtualNetworkGateways\/[^/]+)\//i.exec(textAt(one, 'id') ?? '')?.[1]) ?? [])
  const bodies = await Promise.all(gateways.map((id) => seen({ id, apiVersion: apiVersion(typeOf(id)) }, desk)))
  if (bodies.some(({ ok }) => !ok)) return 'unread'
  const kind = wordIn(task, 'method') === 'expressRoute' ? 'ExpressRoute' : 'Vpn'
  const own = bodies.flatMap((one) => (one.ok && same(textAt(one.body ?? {}, 'properties.gatewayType'), kind) ? [one.body ?? {}] : []))
  if (own.some((body) => same(textAt(body, 'properties.provisioningState'), 'Succeeded'))) return []
  return own[0] === undefined ? lacks('properties.gatewayType', kind) : lacks('properties.provisioningState', 'Succeeded', textAt(own[0], 'properties.provisioningState'))
}

/** By task, as plans name them; null where no interface shows it. */
const checks: Readonly<Record<TaskName, Check | null>> = {
  forwardDns: null,
  removeClosedEntry: null,
  writeRecords: ({ task }, site) => namesByHand(wordIn(task, 'endpoint'), site),
  approveEndpoint: ofResource('endpoint', (body) => {
    const [connection] = [...objectsAt(body, 'properties.manualPrivateLinkServiceConnections'), ...objectsAt(body, 'properties.privateLinkServiceConnections')]
    const path = 'properties.privateLinkServiceConnectionState.status'
    const [found, wanted] = [textAt(connection, path), 'Approved']
    return same(found, wanted) ? [] : lacks(path, wanted, found)
  }),
  assignRole: roleHeld,
  changeOwnedElsewhere: rightsHeld,
  buildGateway: gatewayBuilt,
  createRegistry: ofResource('workspace', (body) => (textAt(body, 'properties.containerRegistry') === null ? lacks('properties.containerRegistry') : [])),
  recreateCompute: ofResource('compute', (body, task) => {
    const [found, wanted] = [textAt(body, 'properties.properties.subnet.id'), wordIn(task, 'subnet')]
    if (!same(found ?? '', wanted)) return lacks('properties.properties.subnet.id', wanted, found)
    // In a managed network the new one differs from the old one by when it was made, where Azure said that.
    const [made, before] = [textAt(body, 'properties.createdOn'), wordIn(task, 'createdAt')]
    return before === '' || !same(made, before) ? [] : lacks('properties.createdOn', '', made)
  }),
  useManagedNetwork: ofResource('workspace', (body) => {
    const path = 'properties.managedNetwork.isolationMode'
    const mode = textAt(body, path)
    return mode === null || same(mode, 'Disabled') ? lacks(path, 'AllowInternetOutbound, AllowOnlyApprovedOutbound', mode) : []
  }),
  setDatastoreIdentity: ofResource('datastore', (body) => {
    const [found, wanted] = [textAt(body, 'properties.serviceDataAccessAuthIdentity'), 'WorkspaceSystemAssignedIdentity']
    return same(found, wanted) ? [] : lacks('properties.serviceDataAccessAuthIdentity', wanted, found)
  }),
  removeSubnetRules: ofResource('registry', (body) => objectsAt(body, 'properties.networkRuleSet.virtualNetworkRules').flatMap((rule) => lacks('properties.networkRuleSet.virtualNetworkRules', '', textAt(rule, 'id')))),
  addServiceEndpoint: ofResource('subnet', (body, task) => {
    // The one for every region does as well as that of the region.
    const wanted = wordIn(task, 'endpoint')
    const has = objectsAt(body, 'properties.serviceEndpoints').some((each) => [wanted, `${wanted}.Global`].some((name) => same(textAt(each, 'service'), name)))
    return has ? [] : lacks('properties.serviceEndpoints', wanted)
  }),
  changeUnknownPart: async ({ id, apiVersion: version, task }, { desk }) => {
    const wanted = parseJson(wordIn(task, 'wanted'))
    const read = await seen({ id, apiVersion: version }, desk)
    return !read.ok || !wanted.ok || !isObject(wanted.value) ? 'unread' : read.body === null ? lacks(id) : unlikeSent(wanted.value, read.body)
  },
}

/** Whether Azure shows that a change is done by whoever does it. */
export const isShown = (change: Change): boolean => change.do !== 'manual' || checks[change.task.task] !== null

/** A planned change that a person makes instead is done when its resource is as planned. */
async function asPlanned(change: Exclude<Change, Manual>, { desk }: Site): Promise<Found> {
  const read = await seen(change, desk)
  if (!read.ok) return 'unread'
  if (standing(change, read.body).is === 'asWanted') return []
  const unlike = read.body === null ? [] : unlikeWanted(change, read.body)
  return unlike.length > 0 ? unlike : lacks(change.id)
}

/** Looks in Azure whether a change that people make is done; null: it is. */
export async function checkedByHand(change: Change, site: Site): Promise<HandCheck | null> {
  const at = site.desk.clock.now()
  const found = change.do !== 'manual' ? await asPlanned(change, site) : ((await checks[change.task.task]?.(change, site)) ?? 'unread')
  if (found === 'unread') return { is: 'unread', at, missing: [] }
  return found.length === 0 ? null : { is: 'notYet', at, missing: found }
}
