import { type ArmId, idKey, parentOf, parseArmId, typeOf } from '../base/armId.ts'
import type { Door } from './entry.ts'
import type { EntryList, Estate } from './estate.ts'
import { joined } from './lists.ts'
import type { PrivateEndpoint, SecurityRule, Subnet } from './network.ts'
import type { ZoneGroup } from './dns.ts'
import type { LinkScope, Registry, StorageAccount, Vault, Workspace } from './services.ts'

/** `prepare` only adds; `lockdown` only closes. */
type Phase = 'prepare' | 'lockdown'

type Entry = { readonly id: ArmId }
type Permission = Vault['exceptions']['trustedServices']

const byId = <Some extends Entry>(entries: readonly Some[]): ReadonlyMap<ArmId, Some> => new Map(entries.map((entry) => [entry.id, entry]))

const sortedById = <Some extends Entry>(entries: readonly Some[]): readonly Some[] =>
  [...entries].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))

/** Between two lists: `join` for what is in both, what `adds` lets in of the new ones, and everything old. */
function between<Some extends Entry>(
  current: readonly Some[], desired: readonly Some[],
  { join = (_, after) => after, adds = (entry) => entry }: { readonly join?: (before: Some, after: Some) => Some; readonly adds?: (entry: Some) => Some | null },
): readonly Some[] {
  const [before, after] = [byId(current), byId(desired)]
  const there = desired.flatMap((entry) => {
    const old = before.get(entry.id)
    return (old === undefined ? adds(entry) : join(old, entry)) ?? []
  })
  return sortedById([...there, ...current.filter(({ id }) => !after.has(id))])
}

const wider = (one: Door, other: Door): Door => (one === 'open' || other === 'open' ? 'open' : one === 'unknown' || other === 'unknown' ? 'unknown' : 'closed')

const freer = (one: Permission, other: Permission): Permission =>
  one === 'allowed' || other === 'allowed' ? 'allowed' : one === 'unknown' || other === 'unknown' ? 'unknown' : 'refused'

const union = <Value>(one: readonly Value[], other: readonly Value[]): readonly Value[] => {
  const seen = new Set(one.map((value) => JSON.stringify(value)))
  return [...one, ...other.filter((value) => !seen.has(JSON.stringify(value)))]
}

const common = <Value>(one: readonly Value[], other: readonly Value[]): readonly Value[] => {
  const there = new Set(other.map((value) => JSON.stringify(value)))
  return one.filter((value) => there.has(JSON.stringify(value)))
}

interface Firewall {
  readonly publicAccess: Door
  readonly defaultAction: Door
}

/**
 * The more open of two firewalls. The default action counts only while public access is on: where one side has it off, the other side's
 * default action holds, so that the estate in between is never more open than both.
 */
function moreOpen(one: Firewall, other: Firewall): Firewall {
  const publicAccess = wider(one.publicAccess, other.publicAccess)
  if (one.publicAccess === 'closed' && other.publicAccess !== 'closed') return { publicAccess, defaultAction: other.defaultAction }
  if (other.publicAccess === 'closed' && one.publicAccess !== 'closed') return { publicAccess, defaultAction: one.defaultAction }
  return { publicAccess, defaultAction: wider(one.defaultAction, other.defaultAction) }
}

const preparedWorkspace = (before: Workspace, after: Workspace): Workspace => ({
  ...after,
  legacyMode: before.legacyMode && after.legacyMode,
  allowedAddresses: union(before.allowedAddresses, after.allowedAddresses),
  exposure: { publicAccess: wider(before.exposure.publicAccess, after.exposure.publicAccess) },
})

/** Storage refuses every write that holds such a rule, and it lets nothing in: it is not carried along (STOR-41). */
const refused = ({ resourceId }: { readonly resourceId: string }): boolean => {
  const id = parseArmId(resourceId)
  return id !== null && idKey(typeOf(id)) === 'microsoft.network/privateendpoints'
}

const preparedAccount = (before: StorageAccount, after: StorageAccount): StorageAccount => ({
  ...after,
  exposure: { ...moreOpen(before.exposure, after.exposure), anonymousAccess: wider(before.exposure.anonymousAccess, after.exposure.anonymousAccess) },
  exceptions: {
    ...after.exceptions,
    bypass: union(before.exceptions.bypass, after.exceptions.bypass),
    instances: union(
      before.exceptions.instances.filter((rule) => !refused(rule) || common([rule], after.exceptions.instances).length > 0),
      after.exceptions.instances,
    ),
    subnetIds: union(before.exceptions.subnetIds, after.exceptions.subnetIds),
    addresses: union(before.exceptions.addresses, after.exceptions.addresses),
  },
})

const allExceptions = (before: Vault['exceptions'], after: Vault['exceptions']): Vault['exceptions'] => ({
  trustedServices: freer(before.trustedServices, after.trustedServices),
  subnetIds: union(before.subnetIds, after.subnetIds),
  addresses: union(before.addresses, after.addresses),
})

const preparedVault = (before: Vault, after: Vault): Vault => ({
  ...after, exposure: moreOpen(before.exposure, after.exposure), exceptions: allExceptions(before.exceptions, after.exceptions),
})

const preparedRegistry = (before: Registry, after: Registry): Registry => ({
  ...after,
  adminUser: before.adminUser || after.adminUser,
  exposure: moreOpen(before.exposure, after.exposure),
  exceptions: allExceptions(before.exceptions, after.exceptions),
})

/** A new registry is filled before it is closed. */
const newRegistry = (registry: Registry): Registry => ({ ...registry, exposure: { publicAccess: 'open', defaultAction: 'open' } })

const preparedScope = (before: LinkScope, after: LinkScope): LinkScope => ({
  ...after,
  query: before.query === 'Open' ? 'Open' : after.query,
  ingestion: before.ingestion === 'Open' ? 'Open' : after.ingestion,
  exclusions: common(before.exclusions, after.exclusions),
})

const flows = <Some extends { readonly exposure: { readonly ingestion: Door; readonly query: Door } }>(before: Some, after: Some): Some => ({
  ...after,
  exposure: { ingestion: wider(before.exposure.ingestion, after.exposure.ingestion), query: wider(before.exposure.query, after.exposure.query) },
})

/** An existing subnet gets its ways out, but nothing that could stop traffic: group, table, policies and closed outbound access come with lockdown. */
const preparedSubnet = (before: Subnet, after: Subnet): Subnet => ({
  ...after,
  securityGroupId: before.securityGroupId,
  routeTableId: before.routeTableId,
  serviceEndpoints: union(before.serviceEndpoints, after.serviceEndpoints),
  serviceEndpointPolicyIds: common(before.serviceEndpointPolicyIds, after.serviceEndpointPolicyIds),
  endpointPolicies: after.endpointPolicies === 'Disabled' ? 'Disabled' : before.endpointPolicies,
  defaultOutbound: after.defaultOutbound === true ? true : before.defaultOutbound,
})

const covers = (wide: readonly string[], narrow: readonly string[]): boolean => wide.includes('*') || narrow.every((value) => wide.includes(value))

/** Whether an allow rule lets through at least what another one does. */
const widens = (before: SecurityRule, after: SecurityRule): boolean =>
  after.access === 'Allow' && after.direction === before.direction && (after.protocol === '*' || after.protocol === before.protocol) &&
  covers(after.sources, before.sources) && covers(after.sourcePorts, before.sourcePorts) &&
  covers(after.destinations, before.destinations) && covers(after.destinationPorts, before.destinationPorts)

const dead = ({ status }: PrivateEndpoint): boolean => status === 'rejected' || status === 'disconnected'

/** Whether an endpoint cannot become the other by a write: its connection is gone, or it leads elsewhere (WKSP-02). */
export const endpointIsReplaced = (before: PrivateEndpoint, after: PrivateEndpoint): boolean =>
  (dead(before) && !dead(after)) || before.subnetId !== after.subnetId || before.targetId !== after.targetId || before.groups.join() !== after.groups.join()

/** Whether a zone group loses a zone: it is made anew rather than written over. */
export const losesZone = (before: ZoneGroup, after: ZoneGroup): boolean =>
  before.zones.some(({ zoneId }) => after.zones.every((zone) => zone.zoneId !== zoneId))

function dnsAndEndpoints(current: Estate, desired: Estate): Pick<Estate, 'endpoints' | 'zoneGroups' | 'zoneLinks' | 'tasks'> {
  const old = byId(current.endpoints)
  const made = new Set(desired.endpoints.flatMap((endpoint) => {
    const before = old.get(endpoint.id)
    return before !== undefined && endpointIsReplaced(before, endpoint) ? [endpoint.id] : []
  }))
  const zoneGroups = between(current.zoneGroups, desired.zoneGroups, {
    join: (before, after) => (losesZone(before, after) || made.has(after.endpointId) ? before : after),
    adds: (group) => (made.has(group.endpointId) ? null : group),
  })
  const there = byId(zoneGroups)
  const late = new Set(desired.zoneGroups.filter((group) => there.get(group.id) !== group).flatMap(({ zones }) => zones.map(({ zoneId }) => zoneId)))
  return {
    zoneGroups,
    endpoints: between(current.endpoints, desired.endpoints, { join: (before, after) => (made.has(after.id) ? before : after) }),
    // What a person does about an endpoint that is made again comes with it.
    tasks: desired.tasks.filter(({ id }) => !made.has(parentOf(id))),
    // A zone whose records come with lockdown is linked then: until its records exist it would answer that the name does not exist.
    zoneLinks: between(current.zoneLinks, desired.zoneLinks, { adds: (link) => (late.has(link.zoneId) ? null : link) }),
  }
}

/** `desired` with every door still as open as it is now: more open exposures, all exceptions, no new deny rule or default route, nothing removed. */
export function prepared(current: Estate, desired: Estate): Estate {
  const tables = byId(current.routeTables)
  return {
    ...desired,
    ...joined([current, desired], ([old = [], wanted = []]) => between(old, wanted, {})),
    ...dnsAndEndpoints(current, desired),
    workspace: preparedWorkspace(current.workspace, desired.workspace),
    storageAccounts: between(current.storageAccounts, desired.storageAccounts, { join: preparedAccount }),
    vaults: between(current.vaults, desired.vaults, { join: preparedVault }),
    registries: between(current.registries, desired.registries, { join: preparedRegistry, adds: newRegistry }),
    components: between(current.components, desired.components, { join: flows }),
    logWorkspaces: between(current.logWorkspaces, desired.logWorkspaces, { join: flows }),
    linkScopes: between(current.linkScopes, desired.linkScopes, { join: preparedScope }),
    subnets: between(current.subnets, desired.subnets, { join: preparedSubnet }),
    securityRules: between(current.securityRules, desired.securityRules, {
      join: (before, after) => (before.access === 'Deny' ? (after.access === 'Allow' ? after : before) : widens(before, after) ? after : before),
      adds: (rule) => (rule.access === 'Deny' ? null : rule),
    }),
    routes: between(current.routes, desired.routes, {
      join: (before) => before,
      adds: (route) => (route.prefix === '0.0.0.0/0' && tables.has(route.tableId) ? null : route),
    }),
    // Not resources: several can have one id.
    unread: desired.unread,
    unknownParts: desired.unknownParts,
  }
}

/** What is done of a plan, as `phase/id`; several changes of one id in one phase count once all of them are done. */
export type Done = ReadonlySet<`${Phase}/${ArmId}`>

/**
 * What brings an entry about besides a write of its own: records come with the zone group of their zone, connections with their endpoint
 * and go with it, an endpoint that is there is approved by a write at its target's connection, and a compute moves when a person makes it
 * again.
 */
function carriersOf(current: Estate, desired: Estate): ReadonlyMap<ArmId, readonly ArmId[]> {
  const [old, wanted] = [byId(current.endpoints), byId(desired.endpoints)]
  const carriers = new Map<ArmId, readonly ArmId[]>(desired.records.map(({ id, zoneId }) =>
    [id, desired.zoneGroups.filter(({ zones }) => zones.some((zone) => zone.zoneId === zoneId)).map((group) => group.id)] as const))
  for (const { id, task } of desired.tasks) if (task === 'recreateCompute') carriers.set(parentOf(id), [id])
  for (const { id, endpointId } of [...current.connections, ...desired.connections]) {
    if (endpointId === null) continue
    carriers.set(id, [endpointId])
    const [before, after] = [old.get(endpointId), wanted.get(endpointId)]
    if (before !== undefined && after !== undefined && !endpointIsReplaced(before, after)) carriers.set(endpointId, [...(carriers.get(endpointId) ?? []), id])
  }
  return carriers
}

/**
 * The estate after some changes of the plan from `current` to `desired`. What Azure itself writes follows what makes it write; a task by
 * hand counts as done with its change.
 */
export function upTo(current: Estate, desired: Estate, done: Done): Estate {
  const stages = [current, prepared(current, desired), desired]
  const carriers = carriersOf(current, desired)
  const stage = (id: ArmId): number => {
    const ids = [id, ...(carriers.get(id) ?? [])]
    if (ids.some((carrier) => done.has(`lockdown/${carrier}`))) return 2
    return ids.some((carrier) => done.has(`prepare/${carrier}`)) ? 1 : 0
  }
  const reached = <Some extends Entry>(lists: readonly (readonly Some[])[]): readonly Some[] => {
    const maps = lists.map(byId)
    const ids = new Set(lists.flatMap((list) => list.map(({ id }) => id)))
    return sortedById([...ids].flatMap((id) => maps[stage(id)]?.get(id) ?? []))
  }
  const lists: Pick<Estate, EntryList> = joined(stages, reached)
  const { unread, unknownParts } = current
  const tasks = [...current.tasks.filter(({ id }) => stage(id) === 0), ...desired.tasks.filter(({ id }) => stage(id) > 0)]
  return { ...current, ...lists, workspace: stages[stage(current.workspace.id)]?.workspace ?? current.workspace, unread, unknownParts, tasks }
}
