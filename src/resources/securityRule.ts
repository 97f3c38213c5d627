import type { Body } from '../changes/change.ts'
import type { SecurityRule } from '../estate/network.ts'
import { apiVersion } from '../facts/ask.ts'
import { numberAt, textAt, textsAt, wordAt } from './accessors.ts'
import { idsAt, ownId, parentId } from './references.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { SecurityRuleWire } from './wire/securityRule.ts'

const type = 'Microsoft.Network/networkSecurityGroups/securityRules'
const protocols = ['Tcp', 'Udp', 'Icmp', 'Esp', 'Ah', '*'] as const

/** One value stands in the singular property, several in the plural one; Azure answers with either or both. */
const merged = (body: Body, singular: string, plural: string): readonly string[] => {
  const one = textAt(body, `properties.${singular}`)
  const several = textsAt(body, `properties.${plural}`)
  return one === null || several.includes(one) ? several : [one, ...several]
}

function read(body: Body, reading: Reading): SecurityRule | null {
  const id = ownId(body, reading)
  const direction = wordAt(body, 'properties.direction', ['Inbound', 'Outbound'])
  const access = wordAt(body, 'properties.access', ['Allow', 'Deny'])
  const priority = numberAt(body, 'properties.priority')
  if (direction === null || access === null || priority === null) return null
  // Application security groups are neither tag nor address; their ids stand beside those, so that a rule with one never looks like a rule without a source.
  return {
    id, groupId: parentId(id, reading), direction, access, priority,
    protocol: wordAt(body, 'properties.protocol', protocols) ?? textAt(body, 'properties.protocol') ?? '*',
    sources: [...merged(body, 'sourceAddressPrefix', 'sourceAddressPrefixes'), ...idsAt(body, 'properties.sourceApplicationSecurityGroups', reading)],
    sourcePorts: merged(body, 'sourcePortRange', 'sourcePortRanges'),
    destinations: [...merged(body, 'destinationAddressPrefix', 'destinationAddressPrefixes'), ...idsAt(body, 'properties.destinationApplicationSecurityGroups', reading)],
    destinationPorts: merged(body, 'destinationPortRange', 'destinationPortRanges'),
    description: textAt(body, 'properties.description'),
  }
}

const single = (values: readonly string[]): string | null => (values.length === 1 ? (values[0] ?? null) : null)

function create(rule: SecurityRule): SecurityRuleWire {
  const [source, sourcePort, destination, destinationPort] = [rule.sources, rule.sourcePorts, rule.destinations, rule.destinationPorts].map(single)
  return {
    properties: {
      ...(rule.description === null ? {} : { description: rule.description }),
      direction: rule.direction,
      access: rule.access,
      priority: rule.priority,
      protocol: rule.protocol,
      ...(source ? { sourceAddressPrefix: source } : { sourceAddressPrefixes: rule.sources }),
      ...(sourcePort ? { sourcePortRange: sourcePort } : { sourcePortRanges: rule.sourcePorts }),
      ...(destination ? { destinationAddressPrefix: destination } : { destinationAddressPrefixes: rule.destinations }),
      ...(destinationPort ? { destinationPortRange: destinationPort } : { destinationPortRanges: rule.destinationPorts }),
    },
  }
}

/** Rules of security groups: made, never changed. A rule that denies waits for the allow rules above it. */
export const securityRule: ResourceType<'securityRules', SecurityRuleWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'securityRules',
  read,
  create,
  locks: ({ groupId }) => [groupId],
  after: ({ access, groupId, direction, priority }, { securityRules }) =>
    access === 'Allow'
      ? []
      : securityRules
          .filter((other) => other.groupId === groupId && other.direction === direction && other.access === 'Allow' && other.priority < priority)
          .map(({ id }) => id),
}
