/** From a snapshot to the estate: each list is what its resource types read of the bodies of their type. Pure. */
import { type ArmId, idKey, parentOf, parseArmId, sameId, typeOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { Provider, Unread } from '../estate/access.ts'
import type { EntryList, Estate } from '../estate/estate.ts'
import { bastion } from '../resources/bastion.ts'
import { component } from '../resources/component.ts'
import { compute } from '../resources/compute.ts'
import { datastore } from '../resources/datastore.ts'
import { endpointConnections } from '../resources/endpointConnection.ts'
import { firewall } from '../resources/firewall.ts'
import { gateway } from '../resources/gateway.ts'
import { gatewayConnection } from '../resources/gatewayConnection.ts'
import { linkScope } from '../resources/linkScope.ts'
import { localGateway } from '../resources/localGateway.ts'
import { lock } from '../resources/lock.ts'
import { logWorkspace } from '../resources/logWorkspace.ts'
import { machine } from '../resources/machine.ts'
import { natGateway } from '../resources/natGateway.ts'
import { interfacesOfEndpoints, networkInterface } from '../resources/networkInterface.ts'
import { peering } from '../resources/peering.ts'
import { privateEndpoint } from '../resources/privateEndpoint.ts'
import { publicAddress } from '../resources/publicAddress.ts'
import { record } from '../resources/record.ts'
import { registry } from '../resources/registry.ts'
import type { EntryOf, Kept, Reading, ResourceType } from '../resources/resourceType.ts'
import { roleAssignment } from '../resources/roleAssignment.ts'
import { routeTable } from '../resources/routeTable.ts'
import { scopedResource } from '../resources/scopedResource.ts'
import { securityGroup } from '../resources/securityGroup.ts'
import { securityRule } from '../resources/securityRule.ts'
import { storageAccount } from '../resources/storageAccount.ts'
import { subnet } from '../resources/subnet.ts'
import { tableRoute } from '../resources/tableRoute.ts'
import { vault } from '../resources/vault.ts'
import { virtualNetwork } from '../resources/virtualNetwork.ts'
import { workspace } from '../resources/workspace.ts'
import { zone } from '../resources/zone.ts'
import { zoneGroup } from '../resources/zoneGroup.ts'
import { zoneLink } from '../resources/zoneLink.ts'
import { expanded, readingOf } from './inline.ts'
import { inheritedRoles, refusedReads } from './refusedReads.ts'
import { type Snapshot, typeKey, withoutSecrets } from './snapshot.ts'
import { unknownParts } from './unknownParts.ts'

/** The accounts with the other workspaces whose default account each is: what closes it for one must not close it for them. */
function withUsers(accounts: Estate['storageAccounts'], reading: Reading, workspaceId: ArmId): Estate['storageAccounts'] {
  const others = reading.of(workspace.type).filter((body) => reading.id(body['id']) !== workspaceId).flatMap((body) => workspace.read(body, reading) ?? [])
  return accounts.map((account) => {
    const usedBy = others.filter(({ storageAccountId }) => storageAccountId === account.id).map(({ id, tenantId }) => ({ tenantId, resourceId: id }))
    return usedBy.length === 0 ? account : { ...account, usedBy }
  })
}

const belongsTo = (workspaceId: ArmId) => ({ id }: { readonly id: ArmId }): boolean => sameId(parentOf(id), workspaceId)

/** The estate of a snapshot. Throws when the workspace is not readable in it, which `openSnapshot` refuses. */
export function readEstate(snapshot: Snapshot): Estate {
  const bodies = expanded(snapshot.resources)
  const reading = readingOf(bodies, [
    snapshot.workspaceId, ...Object.keys(snapshot.permissions), ...Object.values(snapshot.usages).flat().map(({ id }) => id), ...snapshot.refused.map(({ id }) => id),
  ])
  const { list, read, problems } = readerOf(reading)
  const workspaceId = reading.id(snapshot.workspaceId)
  const its = read(workspace, bodies.filter((body) => reading.id(body['id']) === workspaceId))[0]?.entry
  if (its === undefined) throw new Error(`the workspace cannot be read: ${snapshot.workspaceId}`)

  const estate: Estate = {
    cloud: snapshot.cloud,
    takenAt: snapshot.takenAt,
    workspace: its,
    // A snapshot may hold another workspace of the group; its computes and datastores are none of this estate's.
    computes: list(compute).filter(belongsTo(its.id)),
    datastores: list(datastore).filter(belongsTo(its.id)),
    connections: list(...endpointConnections),
    storageAccounts: withUsers(list(storageAccount), reading, its.id),
    vaults: list(vault),
    registries: list(registry),
    components: list(component),
    logWorkspaces: list(logWorkspace),
    linkScopes: list(linkScope),
    scopedResources: list(scopedResource),

    networks: list(virtualNetwork),
    subnets: list(subnet),
    peerings: list(peering),
    securityGroups: list(securityGroup),
    securityRules: list(securityRule),
    routeTables: list(routeTable),
    routes: list(tableRoute),
    natGateways: list(natGateway),
    publicAddresses: list(publicAddress),
    firewalls: list(firewall),
    endpoints: list(privateEndpoint),
    interfaces: list(networkInterface),
    machines: list(machine),
    bastions: list(bastion),
    gateways: list(gateway),
    gatewayConnections: list(gatewayConnection),
    localGateways: list(localGateway),

    zones: list(zone),
    zoneLinks: list(zoneLink),
    records: list(record),
    zoneGroups: list(zoneGroup),

    locks: list(lock),
    roleAssignments: list(roleAssignment),
    ...besides(snapshot, reading),
    unread: [],
    unknownParts: [],
    otherTypes: [],
    owners: [],
    newTags: {},
    tasks: [],
  }
  return { ...estate, ...problems(snapshot, estate) }
}

/** Bodies as Azure returned them, those inside their parents included, by `idKey`; without secrets. */
export const bodiesAsRead = (snapshot: Snapshot): ReadonlyMap<string, JsonObject> =>
  new Map(expanded(snapshot.resources).flatMap((body) => {
    const id = parseArmId(body['id'])
    return id === null ? [] : [[idKey(id), withoutSecrets(body)] as const]
  }))

type Identified = { readonly id: ArmId }
const byId = (one: Identified, other: Identified): number => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

/** Readers that remember what they read, so that the rest can be told apart afterwards. */
function readerOf(reading: Reading) {
  const unreadable: Unread[] = []
  const known = new Set<string>()
  const folded = interfacesOfEndpoints(reading)
  const partly: Estate['unknownParts'][number][] = []

  function read<List extends Kept>(type: ResourceType<List>, bodies: readonly JsonObject[]): readonly { readonly id: ArmId; readonly entry: EntryOf<List> }[] {
    known.add(type.type.toLowerCase())
    return bodies.flatMap((body) => {
      const id = reading.id(body['id'])
      if (id === null || folded.has(id)) return []
      const entry = attempt(type, body, reading)
      if (entry === null) {
        unreadable.push({ id, type: null, status: 200, code: 'Unreadable' })
        return []
      }
      for (const path of unknownParts(type.manage?.(entry) ?? {}, body)) partly.push({ id, path })
      return [{ id, entry }]
    })
  }

  const list = <List extends EntryList>(...types: readonly ResourceType<List>[]): readonly EntryOf<List>[] =>
    types
      .flatMap((type) => read(type, reading.of(type.type)))
      .sort(byId)
      .map(({ entry }) => entry)

  const problems = (snapshot: Snapshot, estate: Estate): Pick<Estate, 'unread' | 'unknownParts' | 'otherTypes'> => ({
    unread: [...refusedReads(snapshot, reading, estate.workspace), ...inheritedRoles(snapshot.resources, estate.workspace), ...unreadable].sort(byId),
    unknownParts: [...partly].sort(byId),
    otherTypes: otherTypes(snapshot, known),
  })
  return { list, read, problems }
}

/** What a type understands of a body; null for a kind that it does not know, for items of lists (which have no properties), and where reading fails. */
function attempt<List extends Kept>(type: ResourceType<List>, body: JsonObject, reading: Reading): EntryOf<List> | null {
  if (!isObject(body['properties'])) return null
  try {
    return type.read(body, reading)
  } catch {
    return null
  }
}

function otherTypes({ resources }: Snapshot, known: ReadonlySet<string>): Estate['otherTypes'] {
  const counts = new Map<string, { readonly type: string; readonly count: number }>()
  for (const body of resources) {
    const id = parseArmId(body['id'])
    const key = typeKey(body)
    // Known types whose id lies outside subscriptions (a role assigned at a management group) have no place in an estate either.
    if (id !== null && known.has(key)) continue
    const written = typeof body['type'] === 'string' ? body['type'] : id === null ? '' : typeOf(id)
    const before = counts.get(key)
    counts.set(key, { type: before === undefined || written < before.type ? written : before.type, count: (before?.count ?? 0) + 1 })
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, counted]) => counted)
}

const states: Readonly<Record<string, Provider['state']>> = { registered: 'registered', registering: 'registering' }

/** What a snapshot holds besides resources: rights, addresses in use, registrations. */
function besides({ permissions, usages, providers }: Snapshot, reading: Reading): Pick<Estate, 'permissions' | 'usages' | 'providers'> {
  return {
    permissions: Object.entries(permissions)
      .flatMap(([text, entries]) => {
        const scope = reading.id(text)
        return scope === null ? [] : [{ scope, entries: entries.map(({ actions, notActions }) => ({ actions, notActions })) }]
      })
      .sort((one, other) => (one.scope < other.scope ? -1 : 1)),
    usages: Object.values(usages)
      .flat()
      .flatMap(({ id, currentValue, limit }) => {
        const subnetId = reading.id(id)
        return subnetId === null ? [] : [{ subnetId, used: currentValue, limit }]
      })
      .sort((one, other) => (one.subnetId < other.subnetId ? -1 : 1)),
    providers: Object.entries(providers)
      .flatMap(([subscription, byNamespace]) =>
        Object.entries(byNamespace).flatMap(([namespace, state]) => {
          const id = parseArmId(`/subscriptions/${subscription}/providers/${namespace}`)
          return id === null ? [] : [{ id, namespace, state: states[state.toLowerCase()] ?? 'notRegistered' }]
        }),
      )
      .sort(byId),
  }
}
