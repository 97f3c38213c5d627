import { type ArmId, childId, nameOf } from '../../base/armId.ts'
import { rangesOf } from '../../base/cidr.ts'
import { rulesOf } from '../../estate/egress.ts'
import type { Estate } from '../../estate/estate.ts'
import type { SecurityRule, Subnet } from '../../estate/network.ts'
import { entryOf, withEntries } from '../../estate/questions.ts'
import { type NetworkRule, networkRules } from '../../facts/ask.ts'
import type { NetworkRuleId } from '../../facts/networkRules.ts'
import { deniesTheInternet, type Passing, passing } from '../../reach/group.ts'
import { computeSubnetIdsWith } from '../concerned.ts'
import type { Choices } from '../choices.ts'
import { isLeftGroup } from '../leftBehind.ts'
import { free, freeOrLeft, nameFor, placed } from '../names.ts'
import type { OutboundChoices } from './choices.ts'
import { distantStorageRows, filePath, flowsOf, hasPrivateEndpoints, monitorPath, numbersBefore, publicComputes, publicRegistryRows, publicVaultRows, tagOf } from './need.ts'

/** How the rules that we make are called. */
const [ALLOW, DENY] = ['allow-', 'deny-internet'] as const

/** The last number that Azure accepts for a rule (SCHEMA). */
const lastPriority = 4096

/** The estate with the rules that a subnet's computes need; `keep` and `undecided` change nothing, and no rule is ever deleted. */
export function withRules(estate: Estate, own: OutboundChoices, choices: Choices, subnetId: ArmId): Estate {
  const subnet = entryOf(estate.subnets, subnetId)
  if (subnet === undefined || own.rules === 'keep' || own.rules === 'undecided') return estate
  if (own.rules === 'openOnPurpose') return subnet.securityGroupId === null ? estate : withRows(estate, subnet, neededRows(estate, own, choices, subnet), 'denied')
  const grouped = withGroup(estate, choices, subnet)
  if (grouped === null) return estate
  const rows = neededRows(grouped.estate, own, choices, grouped.subnet)
  return withFinalDeny(withRows(grouped.estate, grouped.subnet, rows, 'notAllowed'), choices, grouped.subnet)
}

function withGroup(estate: Estate, choices: Choices, subnet: Subnet): { readonly estate: Estate; readonly subnet: Subnet } | null {
  if (subnet.securityGroupId !== null) return entryOf(estate.securityGroups, subnet.securityGroupId) === undefined ? null : { estate, subnet }
  const region = entryOf(estate.networks, subnet.networkId)?.region
  const wanted = placed(choices, 'Microsoft.Network/networkSecurityGroups', nameFor(choices, 'nsg', nameOf(subnet.id)))
  if (region === undefined || wanted === null) return null
  const id = freeOrLeft(wanted, estate.securityGroups, isLeftGroup(estate, region, [ALLOW, DENY]))
  const joined: Subnet = { ...subnet, securityGroupId: id }
  return { subnet: joined, estate: { ...estate, securityGroups: withEntries(estate.securityGroups, [{ id, region }]), subnets: withEntries(estate.subnets, [joined]) } }
}

/** The rows that the computes need, with the situational ones that these choices call for. */
export function neededRows(estate: Estate, own: OutboundChoices, choices: Choices, subnet: Subnet): readonly NetworkRule[] {
  const situational: Readonly<Partial<Record<NetworkRuleId, boolean>>> = {
    'out-vnet': hasPrivateEndpoints(estate, choices),
    'out-vnet-445': filePath(estate, choices) === 'private',
    'out-storage-445': filePath(estate, choices) === 'public',
    'out-monitor': monitorPath(estate, choices) === 'public',
    'out-keyvault-hbi': estate.workspace.highBusinessImpact,
    'out-aml-8787': own.rstudio === 'used',
    'in-compute-44224': publicComputes(estate, subnet.id) === 'yes' || own.newCompute === 'withPublicIp',
  }
  const asked = new Map<string, boolean>(Object.entries(situational))
  const rows = networkRules(estate.cloud).filter((row) => row.emit && row.direction !== null && (asked.get(row.id) ?? row.requirement.startsWith('required')))
  // A deny of the internet cuts the public addresses of services too, those behind a service endpoint included.
  return [...rows, ...publicVaultRows(estate, choices), ...publicRegistryRows(estate, choices), ...distantStorageRows(estate, choices)]
}

/** Adds a rule for each row that is denied or, before a final deny, not allowed in so many words. */
const withRows = (estate: Estate, subnet: Subnet, rows: readonly NetworkRule[], missing: 'denied' | 'notAllowed'): Estate =>
  rows.reduce((current, row) => withRow(current, subnet, row, missing), estate)

function withRow(estate: Estate, subnet: Subnet, row: NetworkRule, missing: 'denied' | 'notAllowed'): Estate {
  const groupId = subnet.securityGroupId
  const direction = row.direction ?? 'Outbound'
  const rules = rulesOf(estate, subnet, direction)
  if (groupId === null || rules === null || rules === 'unread') return estate
  const verdicts = flowsOf(estate, subnet, row).map((flow) => passing(rules, flow))
  // A group lets VirtualNetwork out and keeps the internet from coming in by the rules that it ends with.
  const byDefault = direction === 'Inbound' || (missing === 'notAllowed' && row.tag !== 'VirtualNetwork')
  if (!verdicts.some(({ passes, by }) => (by === null ? byDefault : passes === 'no'))) return estate
  const priority = freePriority(rules, denyBefore(verdicts))
  if (priority === null) return estate
  const [near, far] = [['VirtualNetwork'], [tagOf(estate, row)]]
  const id = free(childId(groupId, 'securityRules', `${ALLOW}${row.id}`), estate.securityRules.map((each) => each.id))
  const rule: SecurityRule = {
    id, groupId, direction, access: 'Allow', priority, protocol: row.protocol, sourcePorts: ['*'], destinationPorts: row.ports, description: row.purpose,
    sources: direction === 'Outbound' ? near : far, destinations: direction === 'Outbound' ? far : near,
  }
  return { ...estate, securityRules: withEntries(estate.securityRules, [rule]) }
}

const denyBefore = (verdicts: readonly Passing[]): number =>
  verdicts.reduce((least, { passes, by }) => (passes === 'no' && by !== null ? Math.min(least, by.priority) : least), lastPriority)

/** A priority of its own before `before`: round numbers from 200 on, else the last that is free; null when none is. */
function freePriority(rules: readonly SecurityRule[], before: number): number | null {
  const free = numbersBefore(rules, before)
  return free.findLast((priority) => priority >= 200 && priority % 10 === 0) ?? free[0] ?? null
}

/** The last word of a list of allow rules (NET-36): the internet is denied, for these subnets alone where others share the group. */
function withFinalDeny(estate: Estate, choices: Choices, subnet: Subnet): Estate {
  const groupId = subnet.securityGroupId
  const rules = rulesOf(estate, subnet, 'Outbound')
  if (groupId === null || rules === null || rules === 'unread' || deniesTheInternet(rules, rangesOf(subnet.prefixes))) return estate
  const priority = lastFree(rules)
  if (priority === null) return estate
  const computes = computeSubnetIdsWith(estate, choices)
  const users = estate.subnets.filter(({ securityGroupId }) => securityGroupId === groupId)
  const own = users.filter(({ id }) => computes.includes(id))
  const sources = own.length < users.length ? own.flatMap(({ prefixes }) => prefixes) : ['*']
  const id = free(childId(groupId, 'securityRules', DENY), estate.securityRules.map((each) => each.id))
  const rule: SecurityRule = {
    id, groupId, direction: 'Outbound', access: 'Deny', priority, protocol: '*', sources, sourcePorts: ['*'], destinations: ['Internet'], destinationPorts: ['*'],
    description: 'What no rule above allows stays inside the network',
  }
  return { ...estate, securityRules: withEntries(estate.securityRules, [rule]) }
}

const lastFree = (rules: readonly SecurityRule[]): number | null => numbersBefore(rules, lastPriority + 1)[0] ?? null
