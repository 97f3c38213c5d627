/** What a service's own firewall says of a client that has reached its public address, or that is Azure's own. */
import { type ArmId, idKey, nameOf } from '../base/armId.ts'
import { contains, parseRange, rangeOf } from '../base/cidr.ts'
import type { Door } from '../estate/entry.ts'
import type { Estate } from '../estate/estate.ts'
import { entryOf, publicly } from '../estate/questions.ts'
import type { StorageAccount, Workspace } from '../estate/services.ts'
import { type By, type Hop, hopOf } from './journey.ts'
import { groupOf, type ServiceGoal } from './names.ts'

/** A client at a public address: `addresses` are its ranges, `anybody` or `unknown` when nobody can name them; `admitted` is the subnet whose service endpoint carries it. */
export interface Client {
  readonly addresses: readonly string[] | 'anybody' | 'unknown'
  readonly subnetId: ArmId | null
}

/** A hop with the way by which it is passed. */
export interface Passed {
  readonly hop: Hop
  readonly by: By | null
}

interface Doors {
  readonly id: ArmId
  readonly exposure: { readonly publicAccess: Door; readonly defaultAction: Door }
  readonly addresses: readonly string[]
  readonly subnetIds: readonly ArmId[]
  readonly trusted: 'allowed' | 'refused' | 'unknown'
  readonly instances: StorageAccount['exceptions']['instances']
}

/** The doors of a target; undefined when the estate does not hold it. */
function doorsOf(estate: Estate, { service, targetId }: ServiceGoal): Doors | undefined {
  const { workspace } = estate
  switch (groupOf(service)) {
    case 'amlworkspace': {
      const limited = workspace.allowedAddresses.length > 0
      return { id: workspace.id, exposure: { publicAccess: workspace.exposure.publicAccess, defaultAction: limited ? 'closed' : 'open' }, addresses: workspace.allowedAddresses, subnetIds: [], trusted: 'refused', instances: [] }
    }
    case 'azuremonitor': {
      const component = entryOf(estate.components, targetId)
      const state = service === 'query' ? component?.exposure.query : component?.exposure.ingestion
      return component === undefined || state === undefined ? undefined : { id: component.id, exposure: { publicAccess: state, defaultAction: 'open' }, addresses: [], subnetIds: [], trusted: 'refused', instances: [] }
    }
    case 'vault': return withTrust(entryOf(estate.vaults, targetId))
    case 'registry': return withTrust(entryOf(estate.registries, targetId))
    case 'blob': case 'file': case 'queue': case 'table': case 'dfs': {
      const account = entryOf(estate.storageAccounts, targetId)
      if (account === undefined) return undefined
      const { bypass, instances, subnetIds, addresses } = account.exceptions
      return { id: account.id, exposure: account.exposure, addresses, subnetIds, instances, trusted: bypass.includes('AzureServices') ? 'allowed' : 'refused' }
    }
  }
}

const withTrust = (entry: { readonly id: ArmId; readonly exposure: Doors['exposure']; readonly exceptions: { readonly trustedServices: Doors['trusted']; readonly subnetIds: readonly ArmId[]; readonly addresses: readonly string[] } } | undefined): Doors | undefined =>
  entry === undefined ? undefined : { id: entry.id, exposure: entry.exposure, addresses: entry.exceptions.addresses, subnetIds: entry.exceptions.subnetIds, trusted: entry.exceptions.trustedServices, instances: [] }

const unread = ({ targetId }: ServiceGoal): Passed => ({ hop: hopOf('firewall', 'unknown', 'targetUnread', { at: targetId }), by: null })
const told = ({ id, exposure }: Doors) => ({ at: id, data: { publicNetworkAccess: exposure.publicAccess, defaultAction: exposure.defaultAction } })
const passed = (by: By, hop: Hop): Passed => ({ hop, by })
const stopped = (hop: Hop): Passed => ({ hop, by: null })

/** Whether the firewall admits a client at a public address. */
export function publicDoor(estate: Estate, goal: ServiceGoal, client: Client): Passed {
  const doors = doorsOf(estate, goal)
  if (doors === undefined) return unread(goal)
  const { publicAccess } = doors.exposure
  const open = publicly(doors.exposure)
  if (open === 'open') return passed(client.subnetId === null ? 'public' : 'serviceEndpoint', hopOf('firewall', 'passes', 'publicOpen', told(doors)))
  if (publicAccess === 'closed') return stopped(hopOf('firewall', 'fails', 'publicClosed', told(doors)))
  const exception = admitted(doors, client)
  if (exception !== null) return publicAccess === 'unknown' ? stopped(hopOf('firewall', 'unknown', 'exposureUnread', told(doors))) : exception
  return stopped(open === 'unknown' ? hopOf('firewall', 'unknown', 'exposureUnread', told(doors)) : hopOf('firewall', 'fails', 'notAdmitted', told(doors)))
}

/** What the exceptions say of a client; null when none concerns it. */
function admitted(doors: Doors, { subnetId, addresses }: Client): Passed | null {
  if (subnetId !== null && doors.subnetIds.includes(subnetId)) return passed('serviceEndpoint', hopOf('firewall', 'passes', 'admittedSubnet', { at: doors.id, data: { subnet: nameOf(subnetId) } }))
  // Through a service endpoint a subnet comes with its private addresses, so rules for public ones do not meet it.
  if (doors.addresses.length === 0 || subnetId !== null || addresses === 'anybody') return null
  if (addresses === 'unknown') return stopped(hopOf('firewall', 'unknown', 'addressUnknown', { at: doors.id, data: { addresses: doors.addresses } }))
  const missing = addresses.filter((address) => !holds(doors.addresses, address))
  return missing.length === 0 ? passed('admittedAddress', hopOf('firewall', 'passes', 'admittedAddress', { at: doors.id, data: { addresses } })) : null
}

const rangeIn = (text: string) => parseRange(text) ?? rangeOf(text)

/** Whether a list of address rules holds all of a range. A text that is no range is compared as it is. */
const holds = (rules: readonly string[], address: string): boolean => {
  const wanted = rangeIn(address)
  return rules.some((rule) => {
    const range = rangeIn(rule)
    return wanted === null || range === null ? rule === address : contains(range, wanted)
  })
}

/** Whether a subnet's service endpoint carries its traffic to a target, and past which doubts (SE, ST-FW, KV-NET). */
export function carriedBy(estate: Estate, goal: ServiceGoal, subnetId: ArmId): { readonly carries: 'yes' | 'no' | 'unknown'; readonly why: Hop | null } {
  const subnet = entryOf(estate.subnets, subnetId)
  const group = groupOf(goal.service)
  if (subnet === undefined || group === 'amlworkspace' || group === 'azuremonitor') return { carries: 'no', why: null }
  const has = (name: string): boolean => subnet.serviceEndpoints.some((each) => idKey(each) === idKey(name))
  if (group === 'vault') return { carries: has('Microsoft.KeyVault') ? 'yes' : 'no', why: null }
  if (group === 'registry') return { carries: has('Microsoft.ContainerRegistry') ? 'yes' : 'no', why: null }
  if (!has('Microsoft.Storage') && !has('Microsoft.Storage.Global')) return { carries: 'no', why: null }
  if (subnet.serviceEndpointPolicyIds.length > 0) return { carries: 'unknown', why: hopOf('route', 'unknown', 'endpointPolicy', { at: subnet.serviceEndpointPolicyIds[0] ?? subnet.id }) }
  const [here, there] = [entryOf(estate.networks, subnet.networkId)?.region, entryOf(estate.storageAccounts, goal.targetId)?.region]
  // Which regions are pairs is not in the facts, so an account of another region may or may not be carried.
  if (has('Microsoft.Storage.Global') || (here !== undefined && here === there)) return { carries: 'yes', why: null }
  return { carries: 'unknown', why: hopOf('route', 'unknown', 'endpointRegion', { at: subnet.id, data: { network: here ?? '', account: there ?? '' } }) }
}

/** Whether the firewall admits the workspace's own service: an instance rule, the trusted services, or an open door (STOR-07, STOR-08, KV-08, ACR-09). */
export function serviceDoor(estate: Estate, goal: ServiceGoal): Passed {
  const doors = doorsOf(estate, goal)
  if (doors === undefined) return unread(goal)
  if (doors.instances.some((rule) => admitsWorkspace(rule, estate.workspace))) return passed('instanceRule', hopOf('firewall', 'passes', 'instanceRule', told(doors)))
  if (doors.trusted === 'allowed') return passed('trustedService', hopOf('firewall', 'passes', 'trustedService', told(doors)))
  const open = publicly(doors.exposure)
  if (open === 'open') return passed('public', hopOf('firewall', 'passes', 'publicOpen', told(doors)))
  if (open === 'unknown' || doors.trusted === 'unknown') return stopped(hopOf('firewall', 'unknown', 'exposureUnread', told(doors)))
  return stopped(hopOf('firewall', 'fails', 'notAdmitted', told(doors)))
}

/** Whether an instance rule names this workspace; a `*` stands for any one segment of an id, as in rules for a whole subscription. */
export function admitsWorkspace({ tenantId, resourceId }: Doors['instances'][number], workspace: Pick<Workspace, 'id' | 'tenantId'>): boolean {
  const [pattern, id] = [idKey(resourceId).split('/'), idKey(workspace.id).split('/')]
  // A workspace whose tenant Azure did not say is compared by its id alone.
  const isSameTenant = workspace.tenantId === '' || idKey(tenantId) === idKey(workspace.tenantId)
  return isSameTenant && pattern.length === id.length && pattern.every((segment, index) => segment === '*' || segment === id[index])
}

/** Whether a registry builds images itself: its own build agents come from addresses that no exception names (ACR-11). */
export function ownBuildDoor(estate: Estate, goal: ServiceGoal): Passed {
  const doors = doorsOf(estate, goal)
  if (doors === undefined) return unread(goal)
  const open = publicly(doors.exposure)
  if (open === 'open') return passed('public', hopOf('firewall', 'passes', 'publicOpen', told(doors)))
  return stopped(open === 'unknown' ? hopOf('firewall', 'unknown', 'exposureUnread', told(doors)) : hopOf('firewall', 'fails', 'needsCluster', told(doors)))
}
