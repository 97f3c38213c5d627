import { nameOf } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { Subnet } from '../../../estate/network.ts'
import { vaultOf } from '../../../estate/questions.ts'
import type { NetworkRule } from '../../../facts/ask.ts'
import type { NetworkRuleId } from '../../../facts/networkRules.ts'
import type { Choices } from '../../choices.ts'
import { type Place, type Rule, type Rulebook, unknownAt } from '../../rule.ts'
import { wayTo } from '../../privateWay.ts'
import { type Obstacle, computeSubnetsWith, filePath, hasPrivateEndpoints, monitorPath, obstacles, publicRegistryRows, publicVaultRows, rowOf, tagOf } from '../need.ts'
import type { Unread } from '../../unread.ts'

/** Whether a row is needed at all; `unknown` names what could not be read. */
type Needed = (estate: Estate, choices: Choices) => boolean | { readonly unknown: Unread }

/** The places where a row is denied or cannot be judged, for every subnet that holds computes. */
function placesOf(estate: Estate, choices: Choices, row: NetworkRule | undefined): readonly Place[] {
  if (row === undefined) return []
  return computeSubnetsWith(estate, choices).flatMap(({ id, subnet }) => (subnet === undefined ? [unknownAt(id, id)] : placesIn(estate, subnet, row)))
}

/** Where a row is denied to a subnet, or cannot be judged. */
export const placesIn = (estate: Estate, subnet: Subnet, row: NetworkRule): readonly Place[] =>
  merged(obstacles(estate, subnet, row), { subnet, row }, { tag: tagOf(estate, row), protocol: row.protocol, direction: 'Outbound', purpose: row.purpose })

/** One place for all denied ports of a row, else one for what is unclear. */
function merged(found: readonly Obstacle[], { subnet, row }: { readonly subnet: Subnet; readonly row: NetworkRule }, data: Readonly<Record<string, string>>): readonly Place[] {
  const denied = found.flatMap((each) => (each.kind === 'denied' ? [each] : []))
  const [first] = denied
  if (first !== undefined) {
    return [{ at: first.at, data: { ...data, ports: denied.map(({ flow }) => flow.port), subnet: subnet.id, denies: nameOf(first.by.id), priority: first.by.priority, free: first.free } }]
  }
  const dropped = found.find((each) => each.kind === 'dropped')
  if (dropped !== undefined) return [{ at: dropped.at, data: { ...data, ports: row.ports, subnet: subnet.id, route: nameOf(dropped.by.id), prefix: dropped.by.prefix } }]
  const [unclear] = found.flatMap((each) => (each.kind === 'dropped' || each.kind === 'denied' ? [] : [each]))
  if (unclear === undefined) return []
  return [unclear.kind === 'unread' ? unknownAt(unclear.at, unclear.what, { ...data, subnet: subnet.id, ...(unclear.by === undefined ? {} : { prefix: unclear.by.prefix }) }) : unknownAt(unclear.at, 'unclearRule', { ...data, subnet: subnet.id, rule: nameOf(unclear.by.id), addresses: unclear.by.destinations })]
}

const unknownFor = (estate: Estate, choices: Choices, what: Unread): readonly Place[] => computeSubnetsWith(estate, choices).map(({ id }) => unknownAt(id, what))

/** The check of one row; where it is not needed nothing is said. */
const row = (id: NetworkRuleId, needed: Needed = () => true): Rule['broken'] => (estate, choices) => {
  const wanted = needed(estate, choices)
  if (wanted === false) return []
  const places = placesOf(estate, choices, rowOf(estate, id))
  if (wanted === true || places.length === 0) return places
  return unknownFor(estate, choices, wanted.unknown)
}

const publicFiles: Needed = (estate, choices) => {
  const path = filePath(estate, choices)
  return path === 'unknown' ? { unknown: 'Microsoft.Network/privateEndpoints' } : path === 'public'
}

const publicMonitor: Needed = (estate, choices) => {
  const path = monitorPath(estate, choices)
  return path === 'unknown' ? { unknown: estate.workspace.componentId ?? 'Microsoft.Insights/components' } : path === 'public'
}

/** A vault that admits subnets is reached by its public address: the subnets have to let that traffic out too. */
function admittingVault(estate: Estate, choices: Choices): readonly Place[] {
  const vault = vaultOf(estate)
  if (vault === 'unread') return unknownFor(estate, choices, estate.workspace.vaultId)
  const way = wayTo(estate, { id: vault.id, subnetIds: vault.exceptions.subnetIds }, choices.keyVault.reach)
  return way === 'serviceEndpoint' ? publicVaultRows(estate, choices).flatMap((each) => placesOf(estate, choices, each)) : []
}

/** A registry that stays public on purpose is pulled from by its public address. */
const publicRegistry: Rule['broken'] = (estate, choices) =>
  choices.registry.decision === 'publicOnPurpose' ? publicRegistryRows(estate, choices).flatMap((each) => placesOf(estate, choices, each)) : []

/** The article's table of required traffic, row by row: NET-02 to NET-11, and the situational rows NET-13 to NET-16; then the public addresses of services that stay in use. */
export const requiredRules = {
  'entra-id-is-reachable': { requirement: 'NET-02', level: 'must', broken: row('out-aad') },
  'service-api-is-reachable': { requirement: 'NET-03', level: 'must', broken: row('out-aml-tcp') },
  'compute-instances-are-manageable': { requirement: 'NET-04', level: 'must', broken: row('out-aml-udp') },
  'batch-is-reachable': { requirement: 'NET-05', level: 'must', broken: row('out-batch') },
  'resource-manager-is-reachable': { requirement: 'NET-06', level: 'must', broken: row('out-arm') },
  'regional-storage-is-reachable': { requirement: 'NET-07', level: 'must', broken: row('out-storage') },
  'front-door-is-reachable': { requirement: 'NET-08', level: 'must', broken: row('out-afd-frontend') },
  'microsoft-images-are-reachable': { requirement: 'NET-09', level: 'must', broken: row('out-mcr') },
  'image-data-path-is-reachable': { requirement: 'NET-10', level: 'must', broken: row('out-afd-firstparty') },
  'private-endpoints-are-reachable': { requirement: 'NET-11', level: 'must', broken: row('out-vnet', hasPrivateEndpoints) },
  'rstudio-is-reachable': { requirement: 'NET-13', level: 'should', broken: row('out-aml-8787', (_, choices) => choices.outbound.rstudio === 'used') },
  'public-file-share-is-reachable': { requirement: 'NET-14', level: 'should', broken: row('out-storage-445', publicFiles) },
  'monitor-is-reachable': { requirement: 'NET-15', level: 'should', broken: row('out-monitor', publicMonitor) },
  'batch-vault-is-reachable': { requirement: 'NET-16', level: 'must', broken: row('out-keyvault-hbi', (estate) => estate.workspace.highBusinessImpact) },
  'vault-behind-a-service-endpoint-is-reachable': { requirement: 'KV-06', level: 'must', broken: admittingVault },
  'public-registry-is-reachable': { requirement: 'ACR-30', level: 'must', broken: publicRegistry },
} satisfies Rulebook
