/** What a region has for a subscription: what is used of what may be used, sizes of machines and of computes. */
import { idKey } from '../../base/armId.ts'
import type { Json, JsonObject } from '../../base/json.ts'
import { badRequest } from '../arm/errors.ts'
import { paged, parameter } from '../arm/paging.ts'
import type { Reply } from '../reply.ts'
import { subscriptionOf } from '../router.ts'
import type { State } from '../state.ts'
import { textAt } from '../write/values.ts'
import { type Ask, idOf, isInside } from './ask.ts'

/** Azure's counters of networks; limits as in the recorded answer (azure-types example network-usages), where it has the counter. */
const networkCounters: readonly (readonly [name: string, type: string, limit: number])[] = [
  ['VirtualNetworks', 'microsoft.network/virtualnetworks', 1000], ['NetworkSecurityGroups', 'microsoft.network/networksecuritygroups', 5000], ['PublicIPAddresses', 'microsoft.network/publicipaddresses', 1000],
  ['NetworkInterfaces', 'microsoft.network/networkinterfaces', 65_536], ['NatGateways', 'microsoft.network/natgateways', 100], ['PrivateEndpoints', 'microsoft.network/privateendpoints', 65_536],
  ['RouteTables', 'microsoft.network/routetables', 200], ['StandardSkuPublicIpAddresses', 'microsoft.network/publicipaddresses', 1000],
]

/** Sizes that the scenarios and the product's proposals name, with their families and cores. */
const sizes: readonly (readonly [name: string, family: string, cores: number])[] = [['Standard_D2s_v5', 'standardDSv5Family', 2], ['Standard_DS3_v2', 'standardDSv2Family', 4], ['Standard_D4s_v5', 'standardDSv5Family', 4]]
const coresOf = (size: string): number => sizes.find(([name]) => name.toLowerCase() === size.toLowerCase())?.[2] ?? 0
const LIMIT = 100
const learning = 'Microsoft.MachineLearningServices'

interface Region { readonly state: State; readonly subscription: string; readonly name: string }

const here = ({ state, subscription, name }: Region, type: string): readonly JsonObject[] =>
  state.shelf.ofType(type).filter((body) => isInside(idOf(body), `/subscriptions/${subscription}`) && textAt(body, 'location').toLowerCase() === name.toLowerCase())

interface Count { readonly id: string; readonly name: string; readonly used: number; readonly limit: number; readonly type?: string }

const counted = ({ id, name, used, limit, type }: Count): JsonObject =>
  ({ currentValue: used, id: `${id}/${name}`, limit, name: { localizedValue: name, value: name }, unit: 'Count', ...(type === undefined ? {} : { type: `${learning}/${type}/usages` }) })

function networkUsages(region: Region, id: string): readonly JsonObject[] {
  const quotas = region.state.world.quotas ?? []
  const mostOf = (type: string) => quotas.find((one) => idKey(one.type) === type && idKey(one.subscription) === idKey(region.subscription))?.most
  return networkCounters.map(([name, type, limit]) => counted({ id, name, used: here(region, type).length, limit: mostOf(type) ?? limit }))
}

const families = [...new Set(sizes.map(([, family]) => family))]

function computeUsages(region: Region, id: string): readonly JsonObject[] {
  const used = here(region, 'microsoft.compute/virtualmachines').map((body) => textAt(body, 'properties.hardwareProfile.vmSize'))
  const coresIn = (family: string | null) => used.filter((size) => family === null || sizes.some(([name, own]) => idKey(name) === idKey(size) && own === family)).reduce((sum, size) => sum + coresOf(size), 0)
  return [
    counted({ id, name: 'virtualMachines', used: used.length, limit: 25_000 }), counted({ id, name: 'cores', used: coresIn(null), limit: LIMIT }),
    ...families.map((name) => counted({ id, name, used: coresIn(name), limit: LIMIT })),
  ]
}

/** A family is counted twice, once for each way of paying; only the type tells them apart. Idle clusters use no cores. */
function learningUsages(region: Region, id: string): readonly JsonObject[] {
  const clusters = here(region, `${learning}/workspaces/computes`.toLowerCase()).length
  const family = (name: string): readonly JsonObject[] => ['dedicatedCores', 'lowPriorityCores'].map((kind) => counted({ id, name, used: 0, limit: kind === 'dedicatedCores' ? LIMIT : -1, type: `vmFamily/${kind}` }))
  return [counted({ id, name: 'TotalClusters', used: clusters, limit: 200, type: 'clusters' }), ...families.flatMap(family)]
}

const skuOf = (region: string) => ([name, family, cores]: (typeof sizes)[number]): JsonObject => ({
  resourceType: 'virtualMachines', name, tier: 'Standard', size: name.replace('Standard_', ''), family, locations: [region], locationInfo: [{ location: region, zones: ['1', '2', '3'] }],
  capabilities: [{ name: 'vCPUs', value: String(cores) }], restrictions: [],
})

const learningSize = ([name, family, vCPUs]: (typeof sizes)[number]): JsonObject => ({ name, family, vCPUs, gpus: 0, lowPriorityCapable: true, premiumIO: true, supportedComputeTypes: ['AmlCompute', 'ComputeInstance'] })

type Listed = (region: Region, id: string) => readonly Json[]

const lists: Readonly<Record<string, Listed>> = {
  'microsoft.network/locations/usages': networkUsages,
  'microsoft.compute/locations/usages': computeUsages,
  'microsoft.machinelearningservices/locations/usages': learningUsages,
  'microsoft.machinelearningservices/locations/vmsizes': () => sizes.map(learningSize),
  'microsoft.compute/skus': ({ name }) => sizes.map(skuOf(name)),
}

/** The list of a region, or null for any other type; the world's own list where it has one. */
export function regional({ state, url }: Ask, scope: string, type: string): Reply | null {
  const list = lists[type]
  if (list === undefined) return null
  const filter = parameter(url, '$filter')
  const filtered = filter === null ? null : /^\s*location\s+eq\s+'([^']+)'\s*$/i.exec(filter)?.[1]
  if (filtered === undefined) return badRequest(`The filter '${filter}' is not understood.`, '$filter')
  const region = { state, subscription: subscriptionOf(scope) ?? '', name: filtered ?? scope.split('/').at(-1) ?? '' }
  return paged(state, url, state.world.regional?.[type] ?? list(region, `${scope}/usages`))
}
