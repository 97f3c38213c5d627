/** Service endpoints of subnets: which admit to a service, and subnets that get one. */
import { type ArmId, childId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { Subnet } from '../estate/network.ts'
import { computeSubnetIds, entryOf, seen, withEntries } from '../estate/questions.ts'
import type { Task } from '../estate/services.ts'
import { regionPairs, type ServiceEndpoint, serviceEndpoints } from '../facts/serviceEndpoints.ts'
import type { Choices } from './choices.ts'
import { chosenNetworkId, chosenSubnetId } from './subnets.ts'

/** The service endpoint for storage in a network's region and its pair, and the one for every region; a subnet has one of them (ST-FW). */
export const storageEndpoint = 'Microsoft.Storage'
export const storageEverywhere = 'Microsoft.Storage.Global'
/** The service endpoint for key vaults, in every region (KV-NET). */
export const vaultEndpoint = 'Microsoft.KeyVault'

const lower = (text: string): string => text.toLowerCase()

/** The service endpoints of a subnet that admit it to a service. */
export const admittingEndpoints = (subnet: Subnet, service: typeof storageEndpoint | typeof vaultEndpoint): readonly string[] => {
  const names = (service === storageEndpoint ? [storageEndpoint, storageEverywhere] : [service]).map(lower)
  return subnet.serviceEndpoints.filter((name) => names.includes(lower(name)))
}

/** Whether Microsoft.Storage in a network of one region covers accounts of another: its own region and its pair (SE). `unknown`: pairs of the region are not documented, or hold in the other direction only. */
export function storageReaches(networkRegion: string, accountRegion: string): 'yes' | 'no' | 'unknown' {
  if (networkRegion === accountRegion) return 'yes'
  const pair = regionPairs[networkRegion]
  if (pair === accountRegion) return 'yes'
  return pair === undefined || regionPairs[accountRegion] === networkRegion ? 'unknown' : 'no'
}

/** The type of the workspace's computes, as it is listed. */
export const computeType = 'Microsoft.MachineLearningServices/workspaces/computes'

/** Whether the computes could be listed; without them nobody knows which subnets have to be admitted. */
export const computesRead = (estate: Estate): boolean => seen(estate, computeType, estate.workspace.id)

/** The subnets that a service endpoint is for: those of the computes that the snapshot holds, and the chosen one. */
export function trainingSubnets(estate: Estate, choices: Choices): readonly Subnet[] {
  const chosen = chosenSubnetId(choices, 'computeSubnet')
  const wanted = new Set([...computeSubnetIds(estate), ...(chosen === null ? [] : [chosen])])
  return [...wanted].sort().flatMap((id) => entryOf(estate.subnets, id) ?? [])
}

/** What a service's firewall admits: where the service is, and the subnets that its rules name. */
interface Admitting {
  readonly service: typeof storageEndpoint | typeof vaultEndpoint
  readonly region: string
  readonly subnetIds: readonly ArmId[]
}

/** Whether those who run a subnet's network are asked to enable the endpoint; what the task says is then taken as done. */
export const isAskedFor = (estate: Estate, subnetId: ArmId, service: Admitting['service']): boolean =>
  estate.tasks.some(({ task, data }) => task === 'addServiceEndpoint' && data['subnet'] === subnetId && String(data['endpoint']).startsWith(service))

/**
 * The estate in which every subnet that a service admits has its service endpoint, without which a rule for the subnet lets nothing in (STOR-12,
 * KV-06): those of the chosen network get it, and for those of others a task asks whoever runs their network.
 */
export function withAdmittedServed(estate: Estate, choices: Choices, { service, region, subnetIds }: Admitting): Estate {
  const networkId = chosenNetworkId(choices)
  if (networkId === null) return estate
  const bare = subnetIds.flatMap((id) => entryOf(estate.subnets, id) ?? []).filter((subnet) => admittingEndpoints(subnet, service).length === 0)
  const tasks = bare.filter((subnet) => subnet.networkId !== networkId).map((subnet): Task => {
    const endpoint = nameFor(estate, subnet, service, region)
    return { id: childId(subnet.id, 'tasks', `addServiceEndpoint-${endpoint}`), task: 'addServiceEndpoint', data: { subnet: subnet.id, endpoint } }
  })
  const served = withServiceEndpoint(estate, bare.filter((subnet) => subnet.networkId === networkId), service, region)
  return tasks.length === 0 ? served : { ...served, tasks: withEntries(served.tasks, tasks) }
}

/** The estate whose subnets have a service endpoint for the service; one that serves the purpose already is left alone. */
export function withServiceEndpoint(estate: Estate, subnets: readonly Subnet[], service: typeof storageEndpoint | typeof vaultEndpoint, region: string): Estate {
  const changed = subnets
    .filter((subnet) => admittingEndpoints(subnet, service).length === 0)
    .map((subnet) => ({ ...subnet, serviceEndpoints: [...subnet.serviceEndpoints, nameFor(estate, subnet, service, region)] }))
  return changed.length === 0 ? estate : { ...estate, subnets: withEntries(estate.subnets, changed) }
}

function nameFor(estate: Estate, subnet: Subnet, service: string, region: string): string {
  const networkRegion = entryOf(estate.networks, subnet.networkId)?.region
  const offered: readonly ServiceEndpoint[] = serviceEndpoints
  const everywhere = offered.some(({ name, clouds }) => name === storageEverywhere && clouds.includes(estate.cloud))
  return service === storageEndpoint && networkRegion !== undefined && networkRegion !== region && everywhere ? storageEverywhere : service
}

/** The subnet ids with the given ones after them; the order that was read stays. */
export const withSubnetIds = (ids: readonly ArmId[], more: readonly ArmId[]): readonly ArmId[] => {
  const missing = more.filter((id) => !ids.includes(id))
  return missing.length === 0 ? ids : [...ids, ...missing]
}
