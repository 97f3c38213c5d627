import { type ArmId, nameOf } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { Subnet } from '../../../estate/network.ts'
import { endpointsOf, entryOf } from '../../../estate/questions.ts'
import { addressesOf, comingAddresses, computeDemand, roomIn, seenIn } from '../../addressPlan.ts'
import type { Choices } from '../../choices.ts'
import { computeSubnetIdsWith, endpointSubnetIdsWith } from '../../concerned.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'

/** Nothing has been answered yet: a default account that is reached by endpoints would need two more for pipelines (STOR-03). */
function conditional(estate: Estate, choices: Choices, subnet: Subnet): number {
  const account = estate.workspace.storageAccountId
  if (choices.storage.parallelRunStep !== 'undecided' || choices.storage.accounts.length > 0) return 0
  const blob = endpointsOf(estate, account, 'blob').some(({ subnetId }) => subnetId === subnet.id)
  const missing = (['queue', 'table'] as const).filter((group) => endpointsOf(estate, account, group).length === 0)
  return blob ? missing.reduce((sum, group) => sum + addressesOf(estate, { targetId: account, group }, 'least'), 0) : 0
}

function endpointRoom(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const room = roomIn(estate, choices, subnet)
  const sure = comingAddresses(estate, choices, subnet.id, 'sure')
  const maybe = conditional(estate, choices, subnet)
  const free = room.limit - room.used
  const data = { free, limit: room.limit, used: room.used, needed: sure + maybe }
  if (sure > free) return [{ at: subnet.id, data }]
  if (maybe > 0 && sure + maybe > free) return [{ at: subnet.id, level: 'should', data: { ...data, condition: 'parallelRunStep' } }]
  return room.from === 'unknown' && sure > 0 ? [unknownAt(subnet.id, 'addresses', data)] : []
}

/** Nodes and instances count to the full; what others hold in the same subnet, and what is to come, is beside them. */
function computeRoom(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const { nodes, instances, uncounted } = computeDemand(estate, choices, subnet.id)
  const room = roomIn(estate, choices, subnet)
  const others = othersIn(estate, subnet.id, room)
  const coming = comingAddresses(estate, choices, subnet.id, 'sure')
  const needed = nodes + instances + coming
  const data = { nodes, instances, endpoints: coming, others: others.least, needed: needed + others.least, limit: room.limit }
  if (data.needed > room.limit) return [{ at: subnet.id, data }]
  if (uncounted.length > 0) return uncounted.map((id) => unknownAt(id, 'scaleSettings.maxNodeCount', data))
  if (room.from === 'unknown' && nodes + instances > 0) return [unknownAt(subnet.id, 'addresses', data)]
  const missing = needed + others.most - room.limit
  return missing > 0 ? [unknownAt(subnet.id, 'ownersOfAddresses', { ...data, used: room.used, ownAtLeast: missing })] : []
}

/** Addresses that others hold in a subnet. Azure counts all of them and does not say which are nodes, so of its count only what is beyond every node that may run now is surely others'. */
function othersIn(estate: Estate, subnetId: ArmId, room: ReturnType<typeof roomIn>): { readonly least: number; readonly most: number } {
  const shown = seenIn(estate, subnetId)
  if (room.from !== 'counted') return { least: shown, most: shown }
  const own = estate.computes.filter((compute) => compute.subnetId === subnetId).map(({ kind, maxNodes }) => (kind === 'AmlCompute' ? (maxNodes ?? Infinity) : kind === 'ComputeInstance' ? 1 : 0))
  return { least: Math.max(shown, room.used - own.reduce((sum, count) => sum + count, 0)), most: Math.max(shown, room.used) }
}

/** Subnets that compute shares with the rule of a storage account: service endpoints tie the two, and the workspace endpoint, together. */
const sharedSubnets = (estate: Estate, choices: Choices): readonly { readonly id: ArmId; readonly accounts: readonly ArmId[] }[] => {
  const byChoice = choices.storage.accounts.filter(({ reach }) => reach === 'serviceEndpoint').map(({ id }) => id)
  return computeSubnetIdsWith(estate, choices).flatMap((id) => {
    const accounts = estate.storageAccounts.filter(({ exceptions }) => exceptions.subnetIds.includes(id)).map((account) => account.id)
    const all = [...new Set([...accounts, ...(accounts.length > 0 ? [] : byChoice)])]
    return all.length === 0 ? [] : [{ id, accounts: all }]
  })
}

/** Rules about room: ADDR-06, ADDR-07, ADDR-08, ADDR-23. */
export const roomRules = {
  'endpoint-subnet-has-room': {
    requirement: 'ADDR-07', also: ['ADDR-06'], level: 'must',
    broken: (estate, choices) => endpointSubnetIdsWith(estate, choices).flatMap((id) => {
      const subnet = entryOf(estate.subnets, id)
      return subnet === undefined ? [unknownAt(id, id)] : endpointRoom(estate, choices, subnet)
    }),
  },
  'compute-subnet-has-room': {
    requirement: 'ADDR-08', also: ['ADDR-06'], level: 'must',
    broken: (estate, choices) => computeSubnetIdsWith(estate, choices).flatMap((id) => {
      const subnet = entryOf(estate.subnets, id)
      return subnet === undefined ? [unknownAt(id, id)] : computeRoom(estate, choices, subnet)
    }),
  },
  'shared-subnet-is-known': {
    requirement: 'ADDR-23', level: 'should',
    broken: (estate, choices) => sharedSubnets(estate, choices).map(({ id, accounts }): Place => {
      const subnet = entryOf(estate.subnets, id)
      const tight = subnet !== undefined && computeRoom(estate, choices, subnet).some(({ verdict }) => verdict === undefined)
      return { at: id, ...(tight ? {} : { level: 'info' as const }), data: { accounts: accounts.map(nameOf), tight } }
    }),
  },
} satisfies Rulebook
