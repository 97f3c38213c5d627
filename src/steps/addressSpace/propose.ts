import { type ArmId, nameOf } from '../../base/armId.ts'
import { type Range, type Span, contains, firstFree, overlaps, parseRange, rangesOf, smallestPrefixFor } from '../../base/cidr.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Subnet, VirtualNetwork } from '../../estate/network.ts'
import { computeSubnetIds, endpointsOf, entryOf, networkOf, placedComputes, workspaceNetworkIds } from '../../estate/questions.ts'
import { reservedRanges } from '../../facts/address.ts'
import { comingAddresses, demands, freeRange, gatewayPrefix, lacksGatewaySubnet, rangesToJoin, roomIn, specialSubnet, usableIn } from '../addressPlan.ts'
import type { Choices } from '../choices.ts'
import { candidateNetworks, ownEndpoints, subnetsIn } from '../concerned.ts'
import { nameFor } from '../names.ts'
import { placesComputes, type SubnetNeed } from '../subnets.ts'
import type { Because, Proposed } from '../step.ts'
import { type AddressSpaceChoices, type SubnetChoice, addressSpaceUndecided } from './choices.ts'
import { gatewayRoom, networkPrefixes, takenRanges } from './conflicts.ts'
import { isOrdinary } from './serviceSubnets.ts'

/** A network of its own for one workspace: 4,096 addresses, as in the tutorial's layout of a few subnets (TUT). */
const newNetworkPrefix = 20

type Reasoned<Value> = readonly [Value, Because]

/** First answers for the address space: what is there is reused, what is missing goes into free space. */
export function propose(current: Estate, earlier: Choices): Proposed<AddressSpaceChoices> {
  const [network, networkWhy] = proposeNetwork(current, earlier)
  const chosen: Choices = { ...earlier, addressSpace: { ...addressSpaceUndecided, network } }
  const layout = subnetLayout(current, chosen, network)
  return {
    answers: {
      network, endpointSubnet: layout.endpointSubnet[0], computeSubnet: layout.computeSubnet[0], bastionSubnet: layout.bastionSubnet[0], jumpBoxSubnet: layout.jumpBoxSubnet[0],
      otherRanges: earlier.addressSpace.otherRanges,
    },
    because: {
      network: networkWhy, endpointSubnet: layout.endpointSubnet[1], computeSubnet: layout.computeSubnet[1], bastionSubnet: layout.bastionSubnet[1], jumpBoxSubnet: layout.jumpBoxSubnet[1],
    },
  }
}

function proposeNetwork(current: Estate, choices: Choices): Reasoned<AddressSpaceChoices['network']> {
  const [own] = workspaceNetworkIds(current)
  if (own !== undefined) return [{ use: 'existing', id: own }, { word: 'alreadyThere', data: { name: nameOf(own) } }]
  const [best] = candidateNetworks(current).filter(isUsable).sort((one, other) => preference(current, other) - preference(current, one) || (one.id < other.id ? -1 : 1))
  if (best !== undefined) return [{ use: 'existing', id: best.id }, { word: 'candidate', data: { name: nameOf(best.id), region: best.region } }]
  const fresh = freshNetwork(current, choices)
  return fresh === null ? ['undecided', { word: 'noRange' }] : [fresh, { word: 'noNetwork', data: { prefix: fresh.prefixes.join(', ') } }]
}

type NewNetwork = Extract<AddressSpaceChoices['network'], { readonly use: 'new' }>

/** A new network by the name pattern, in a range that meets no other; null when no private range is free. */
export function freshNetwork(current: Estate, choices: Choices): NewNetwork | null {
  const prefix = freeNetworkRange(current)
  return prefix === null ? null : { use: 'new', name: nameFor(choices, 'vnet', nameOf(current.workspace.id)), prefixes: [prefix] }
}

/** The Docker bridge and Azure's own ranges rule a network out (ADDR-01, ADDR-02). */
const isUsable = ({ prefixes }: VirtualNetwork): boolean => {
  const forbidden = rangesOf(reservedRanges.filter(({ severity }) => severity === 'error').map(({ cidr }) => cidr))
  return rangesOf(prefixes).length > 0 && !rangesOf(prefixes).some((range) => forbidden.some((each) => overlaps(each, range)))
}

/** A network with subnets for guests, in the workspace's own group, is nearer than one that only carries gateways. */
const preference = (estate: Estate, { id }: VirtualNetwork): number =>
  (id.startsWith(estate.workspace.id.slice(0, estate.workspace.id.indexOf('/providers/'))) ? 4 : 0) + (subnetsIn(estate, id).some(isOrdinary) ? 2 : 0) - (estate.gateways.some(({ networkId }) => networkId === id) ? 1 : 0)

/** A free range for a new network, apart from every range that the snapshot shows and from the service range that AKS uses by default. */
function freeNetworkRange(estate: Estate): string | null {
  const texts = [
    ...estate.networks.flatMap(({ prefixes }) => prefixes), ...estate.peerings.flatMap(({ remotePrefixes }) => remotePrefixes), ...estate.localGateways.flatMap(({ prefixes }) => prefixes),
    ...estate.gateways.flatMap(({ clientPools }) => clientPools), ...reservedRanges.map(({ cidr }) => cidr),
  ]
  return firstFree(rangesOf(['10.0.0.0/8', '192.168.0.0/16', '172.16.0.0/12']), rangesOf(texts), newNetworkPrefix)
}

/** The subnets to propose in a network that was chosen by hand. */
export function subnetsFor(current: Estate, choices: Choices, network: AddressSpaceChoices['network']): Pick<AddressSpaceChoices, 'endpointSubnet' | 'computeSubnet' | 'bastionSubnet' | 'jumpBoxSubnet'> {
  const layout = subnetLayout(current, { ...choices, addressSpace: { ...addressSpaceUndecided, network } }, network)
  return { endpointSubnet: layout.endpointSubnet[0], computeSubnet: layout.computeSubnet[0], bastionSubnet: layout.bastionSubnet[0], jumpBoxSubnet: layout.jumpBoxSubnet[0] }
}

/** The answers with another range for a new network: new subnets that no longer lie inside it are laid out anew, the others stay. */
export function withNetworkRange(current: Estate, choices: Choices, network: NewNetwork): AddressSpaceChoices {
  const own = choices.addressSpace
  const layout = subnetsFor(current, choices, network)
  const within = rangesOf(network.prefixes)
  const fits = (choice: SubnetChoice): boolean => {
    const range = choice === 'undecided' || choice.use === 'existing' ? null : parseRange(choice.prefix)
    return range !== null && within.some((outer) => contains(outer, range))
  }
  const kept = (need: SubnetNeed): SubnetChoice => (fits(own[need]) ? own[need] : layout[need])
  return { ...own, network, endpointSubnet: kept('endpointSubnet'), computeSubnet: kept('computeSubnet'), bastionSubnet: kept('bastionSubnet'), jumpBoxSubnet: kept('jumpBoxSubnet') }
}

/** A new subnet for a need beside what is chosen already, where one that exists is not wanted; undecided when no range is free. */
export function freshSubnet(current: Estate, choices: Choices, need: SubnetNeed): SubnetChoice {
  const taken = takenRanges(current, choices).filter((each) => each.need !== need)
  const used = taken.map(({ range }) => range)
  const space: Space = { within: rangesOf(networkPrefixes(current, choices)), used: [...used, ...gatewayRoom(current, choices, used)], names: taken.map(({ name }) => name.toLowerCase()) }
  const lengths: Readonly<Record<SubnetNeed, readonly number[]>> = { computeSubnet: [24, 26, 28], endpointSubnet: [26, 27, 28], bastionSubnet: [specialSubnet('AzureBastionSubnet')?.minPrefix ?? 26], jumpBoxSubnet: [28, 29] }
  return made(choices, space, newNames[need], lengths[need])[0]
}

/** The names of new subnets in the pattern; null is Bastion's exact name. */
const newNames: Readonly<Record<SubnetNeed, string | null>> = { computeSubnet: 'training', endpointSubnet: 'endpoints', bastionSubnet: null, jumpBoxSubnet: 'jumpbox' }

interface Layout {
  readonly endpointSubnet: Reasoned<SubnetChoice>
  readonly computeSubnet: Reasoned<SubnetChoice>
  readonly bastionSubnet: Reasoned<SubnetChoice>
  readonly jumpBoxSubnet: Reasoned<SubnetChoice>
}

/** Where new subnets may go, and what is taken there already. */
interface Space {
  readonly within: readonly Range[]
  readonly used: readonly Span[]
  readonly names: readonly string[]
}

function subnetLayout(current: Estate, choices: Choices, network: AddressSpaceChoices['network']): Layout {
  if (network === 'undecided') {
    const nothing: Reasoned<SubnetChoice> = ['undecided', { word: 'noNetworkYet' }]
    return { endpointSubnet: nothing, computeSubnet: nothing, bastionSubnet: nothing, jumpBoxSubnet: nothing }
  }
  const existing = network.use === 'existing' ? network.id : null
  const subnets = existing === null ? [] : subnetsIn(current, existing)
  const prefixes = network.use === 'new' ? network.prefixes : (entryOf(current.networks, network.id)?.prefixes ?? [])
  const joined = existing === null ? [] : rangesToJoin(current, choices, existing).map(({ range }) => range)
  const start: Space = { within: rangesOf(prefixes), used: [...joined, ...subnets.flatMap((subnet) => rangesOf(subnet.prefixes))], names: subnets.map(({ id }) => nameOf(id).toLowerCase()) }

  const needed = prefixFor(current, choices, 'computeSubnet')
  const computeSubnet = existingCompute(current, choices, existing, subnets) ?? (placesComputes(choices) ? null : inManagedNetwork) ?? madeBefore(current, choices, subnets, 'computeSubnet') ?? made(choices, start, 'training', [Math.min(specialSubnet('(training)')?.recommendedPrefix ?? 24, needed), needed])
  const afterCompute = withGateway(current, choices, existing, occupied(start, computeSubnet[0]))
  const endpointSubnet = existingEndpoints(current, choices, existing, computeSubnet[0])
    ?? madeBefore(current, choices, subnets, 'endpointSubnet')
    ?? madeOrShared(current, choices, afterCompute, computeSubnet)
  const afterEndpoints = occupied(afterCompute, endpointSubnet[0])
  const bastionSubnet = named(subnets, 'AzureBastionSubnet') ?? made(choices, afterEndpoints, null, [specialSubnet('AzureBastionSubnet')?.minPrefix ?? 26])
  const jumpBoxSubnet = existingJumpBox(current, existing) ?? madeBefore(current, choices, subnets, 'jumpBoxSubnet') ?? made(choices, occupied(afterEndpoints, bastionSubnet[0]), 'jumpbox', [28, 29])
  return { endpointSubnet, computeSubnet, bastionSubnet, jumpBoxSubnet }
}

const inManagedNetwork: Reasoned<SubnetChoice> = ['undecided', { word: 'managedNetwork' }]

/** The prefix length that holds the demand with half as much again. */
function prefixFor(current: Estate, choices: Choices, need: 'endpointSubnet' | 'computeSubnet', factor = 1): number {
  const needed = demands(current, choices).find((demand) => demand.need === need)?.needed ?? 0
  return smallestPrefixFor(Math.ceil(needed * factor))
}

/** Nodes stay where they are: a compute's subnet cannot be changed. */
function existingCompute(current: Estate, choices: Choices, networkId: ArmId | null, subnets: readonly Subnet[]): Reasoned<SubnetChoice> | null {
  const placed = placedComputes(current).map(({ subnetId }) => subnetId).filter((id) => networkOf(id) === networkId)
  const [most] = [...computeSubnetIds(current)].filter((id) => placed.includes(id)).sort((one, other) => placed.filter((id) => id === other).length - placed.filter((id) => id === one).length)
  if (most === undefined) return serviceEndpointSubnet(current, choices, subnets)
  const subnet = entryOf(current.subnets, most)
  return subnet !== undefined && subnet.delegations.length > 0 ? null : [{ use: 'existing', id: most }, { word: 'computesAreHere', data: { name: nameOf(most) } }]
}

/** A subnet that the account's firewall admits already is the one for compute (STOR-13). */
function serviceEndpointSubnet(current: Estate, choices: Choices, subnets: readonly Subnet[]): Reasoned<SubnetChoice> | null {
  const account = entryOf(current.storageAccounts, current.workspace.storageAccountId)
  const [admitted] = subnets.filter((subnet) => account?.exceptions.subnetIds.includes(subnet.id) === true && isOrdinary(subnet) && roomIn(current, choices, subnet).limit > 0)
  return admitted === undefined ? null : [{ use: 'existing', id: admitted.id }, { word: 'admitted', data: { name: nameOf(admitted.id) } }]
}

/** The subnet that holds endpoints already, while it has room; with service endpoints, the one of the computes (STOR-14). */
function existingEndpoints(current: Estate, choices: Choices, networkId: ArmId | null, compute: SubnetChoice): Reasoned<SubnetChoice> | null {
  const accountId = current.workspace.storageAccountId
  const account = entryOf(current.storageAccounts, accountId)
  const tied = compute !== 'undecided' && compute.use === 'existing' && account?.exceptions.subnetIds.includes(compute.id) === true && endpointsOf(current, accountId, 'blob').length === 0
  if (tied) return [compute, { word: 'tied', data: { name: nameOf(compute.id) } }]
  const own = ownEndpoints(current).map(({ subnetId }) => subnetId)
  const others = current.endpoints.map(({ subnetId }) => subnetId)
  const ids = [...new Set([...own, ...others])].filter((id) => networkOf(id) === networkId)
  const roomy = ids.flatMap((id) => entryOf(current.subnets, id) ?? []).find((subnet) => isOrdinary(subnet) && hasRoom(current, choices, subnet))
  // Where the network could not be read, the endpoints' own subnet is the best that is known.
  const id = roomy?.id ?? ids.find((each) => entryOf(current.subnets, each) === undefined)
  return id === undefined ? null : [{ use: 'existing', id }, { word: 'endpointsAreHere', data: { name: nameOf(id) } }]
}

function hasRoom(current: Estate, choices: Choices, subnet: Subnet): boolean {
  const here: Choices = { ...choices, addressSpace: { ...choices.addressSpace, endpointSubnet: { use: 'existing', id: subnet.id } } }
  const room = roomIn(current, here, subnet)
  return comingAddresses(current, here, subnet.id, 'reserved') <= room.limit - room.used
}

function madeOrShared(current: Estate, choices: Choices, space: Space, compute: Reasoned<SubnetChoice>): Reasoned<SubnetChoice> {
  const most = specialSubnet('(private endpoints)')?.recommendedPrefix ?? 27
  const wanted = [prefixFor(current, choices, 'endpointSubnet', 1.5), prefixFor(current, choices, 'endpointSubnet')].map((prefix) => Math.min(most, prefix))
  const own = made(choices, space, 'endpoints', wanted)
  return own[0] === 'undecided' && compute[0] !== 'undecided' ? [compute[0], { word: 'noSpaceLeft' }] : own
}

const named = (subnets: readonly Subnet[], name: string): Reasoned<SubnetChoice> | null => {
  const found = subnets.find(({ id }) => nameOf(id).toLowerCase() === name.toLowerCase())
  return found === undefined ? null : [{ use: 'existing', id: found.id }, { word: 'alreadyThere', data: { name: nameOf(found.id) } }]
}

function existingJumpBox(current: Estate, networkId: ArmId | null): Reasoned<SubnetChoice> | null {
  const found = current.interfaces.find(({ subnetId, machineId }) => machineId !== null && networkOf(subnetId) === networkId)
  return found === undefined ? null : [{ use: 'existing', id: found.subnetId }, { word: 'machineIsHere', data: { name: nameOf(found.subnetId) } }]
}

/**
 * The subnet by the pattern's own name for a need, where nothing of that need stands in it yet: a plan made it and did not come to its end,
 * or came to it without computes that move by themselves. A second one beside it would be proposed each time anew.
 */
function madeBefore(current: Estate, choices: Choices, subnets: readonly Subnet[], need: SubnetNeed): Reasoned<SubnetChoice> | null {
  const wanted = nameFor(choices, 'snet', newNames[need] ?? '').toLowerCase()
  const needed = Math.max(1, demands(current, choices).find((demand) => demand.need === need)?.needed ?? 0)
  const found = subnets.find((subnet) => nameOf(subnet.id).toLowerCase() === wanted && isOrdinary(subnet))
  if (found === undefined) return null
  const { used, limit } = roomIn(current, choices, found)
  return needed > limit - used ? null : [{ use: 'existing', id: found.id }, { word: 'alreadyThere', data: { name: nameOf(found.id) } }]
}

/** A new subnet in the first free range of the first length that fits; `name` null is Bastion's exact name. */
function made(choices: Choices, { within, used, names }: Space, name: string | null, lengths: readonly number[]): Reasoned<SubnetChoice> {
  const prefix = lengths.map((length) => freeRange(within, used, length)).find((each) => each !== null)
  if (prefix === undefined || prefix === null) return ['undecided', { word: 'noFreeRange' }]
  const wanted = name === null ? 'AzureBastionSubnet' : nameFor(choices, 'snet', name)
  return [{ use: 'new', name: freeName(wanted, names), prefix }, { word: name === null ? 'bastionSize' : 'ownSubnet', data: { prefix, usable: usableIn([prefix]) } }]
}

function freeName(wanted: string, taken: readonly string[]): string {
  const names = [wanted, ...Array.from({ length: taken.length + 1 }, (_, index) => `${wanted}-${index + 2}`)]
  return names.find((name) => !taken.includes(name.toLowerCase())) ?? wanted
}

/** The space without the range that a gateway to be built by hand will need. */
function withGateway(current: Estate, choices: Choices, networkId: ArmId | null, space: Space): Space {
  const range = lacksGatewaySubnet(current, choices, networkId) ? freeRange(space.within, space.used, gatewayPrefix) : null
  return range === null ? space : { ...space, used: [...space.used, ...rangesOf([range])] }
}

function occupied(space: Space, choice: SubnetChoice): Space {
  if (choice === 'undecided' || choice.use === 'existing') return space
  const range = parseRange(choice.prefix)
  return { ...space, used: range === null ? space.used : [...space.used, range], names: [...space.names, choice.name.toLowerCase()] }
}
