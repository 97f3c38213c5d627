import { type ArmId, groupOf, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { endpointsOf, networkOf, workspaceNetworkIds } from '../../estate/questions.ts'
import { type EndpointGroup, zones } from '../../facts/ask.ts'
import type { Choices } from '../choices.ts'
import { ownEndpoints } from '../concerned.ts'
import { right } from '../../estate/rights.ts'
import type { Because, Proposed } from '../step.ts'
import { chosenNetworkId } from '../subnets.ts'
import type { AccessChoices } from './choices.ts'

const endpointWrite = 'Microsoft.Network/privateEndpoints/write'

/** First answers: a file rather than a run, the article's own network, new resources beside what is there. */
export function propose(current: Estate, earlier: Choices): Proposed<AccessChoices> {
  const [resourceGroup, placementWhy] = proposeGroup(current, earlier)
  const otherTeams = refusedScopes(current, earlier).map((scope) => ({ scope, team: nameOf(scope).slice(0, 80) }))
  const managed = current.workspace.managedNetwork !== 'Disabled'
  const { studio, placement } = earlier.access
  return {
    answers: { delivery: 'export', path: managed ? 'managedNetwork' : 'customNetwork', studio, placement: { ...placement, resourceGroup }, otherTeams },
    because: {
      delivery: { word: 'fileFirst' },
      path: { word: managed ? 'managedAlready' : 'articlePath' },
      placement: placementWhy,
      otherTeams: otherTeams.length === 0 ? { word: 'noRefusal' } : { word: 'refused', data: { count: otherTeams.length, names: otherTeams.map(({ team }) => team).join(', ') } },
    },
  }
}

type Reasoned<Value> = readonly [Value, Because]

/** Where the workspace's endpoints are already, else with its network where the caller may write, else with the workspace. */
function proposeGroup(current: Estate, choices: Choices): Reasoned<AccessChoices['placement']['resourceGroup']> {
  const home = groupOf(current.workspace.id)
  const [endpoint] = [...endpointsOf(current, current.workspace.id), ...ownEndpoints(current)].map(({ id }) => groupOf(id)).filter((group) => group !== null)
  if (endpoint !== undefined && right(current, endpoint, endpointWrite) !== 'refused') return [endpoint, { word: 'endpointsAreHere', data: { name: nameOf(endpoint) } }]
  const network = networkId(current, choices)
  const group = network === null ? null : groupOf(network)
  if (group !== null && right(current, group, endpointWrite) === 'allowed') return [group, { word: 'networkIsHere', data: { name: nameOf(group) } }]
  return home === null ? ['undecided', { word: 'workspaceIsHere', data: { name: '' } }] : [home, { word: 'workspaceIsHere', data: { name: nameOf(home) } }]
}

/** The network that the workspace lives in, else the one proposed for it where it exists. */
function networkId(current: Estate, choices: Choices): ArmId | null {
  const { network } = choices.addressSpace
  return workspaceNetworkIds(current)[0] ?? (network !== 'undecided' && network.use === 'existing' ? chosenNetworkId(choices) : null)
}

const groups: readonly EndpointGroup[] = ['amlworkspace', 'blob', 'file', 'queue', 'table', 'dfs', 'vault', 'registry', 'azuremonitor']

/** Scopes where the caller may not write what a plan writes: resource groups of zones, and networks. */
function refusedScopes(current: Estate, choices: Choices): readonly ArmId[] {
  const names = new Set(groups.flatMap((group) => zones(group, current.cloud)))
  const zoneGroups = current.zones
    .filter(({ id, name }) => names.has(name) && right(current, id, 'Microsoft.Network/privateDnsZones/join/action') === 'refused')
    .flatMap(({ id }) => groupOf(id) ?? [])
  const own = networkId(current, choices)
  const used = [...new Set([...(own === null ? [] : [own]), ...ownEndpoints(current).map(({ subnetId }) => networkOf(subnetId))])]
  const networks = used.filter((id) => right(current, id, 'Microsoft.Network/virtualNetworks/subnets/write') === 'refused')
  return [...new Set([...zoneGroups, ...networks])].sort()
}
