/** What is being read, in a few words, for those who wait. */
import { type ArmId, idKey, nameOf, parentOf, subscriptionOf, typeOf } from '../base/armId.ts'
import type { Ask } from './collectAsks.ts'
import { types } from './collectReferences.ts'

type Kind = readonly [one: string, many: string]

const kinds: Readonly<Record<string, Kind>> = {
  [types.workspace]: ['workspace', 'workspaces'],
  [types.account]: ['storage account', 'storage accounts'],
  [types.vault]: ['key vault', 'key vaults'],
  [types.registry]: ['container registry', 'container registries'],
  [types.component]: ['Application Insights', 'Application Insights'],
  [types.logWorkspace]: ['Log Analytics workspace', 'Log Analytics workspaces'],
  [types.linkScope]: ['monitoring private link scope', 'monitoring private link scopes'],
  [types.network]: ['virtual network', 'virtual networks'],
  [types.securityGroup]: ['network security group', 'network security groups'],
  [types.routeTable]: ['route table', 'route tables'],
  [types.natGateway]: ['NAT gateway', 'NAT gateways'],
  [types.publicAddress]: ['public IP address', 'public IP addresses'],
  [types.firewall]: ['firewall', 'firewalls'],
  [types.endpoint]: ['private endpoint', 'private endpoints'],
  [types.networkInterface]: ['network interface', 'network interfaces'],
  [types.machine]: ['virtual machine', 'virtual machines'],
  [types.bastion]: ['Bastion host', 'Bastion hosts'],
  [types.gateway]: ['virtual network gateway', 'virtual network gateways'],
  [types.gatewayConnection]: ['gateway connection', 'gateway connections'],
  [types.localGateway]: ['local network gateway', 'local network gateways'],
  [types.zone]: ['private DNS zone', 'private DNS zones'],
  [types.zoneLink]: ['DNS zone link', 'DNS zone links'],
}

/** A type that has no words here is called by ARM's own. */
const kindOf = (type: string): Kind => {
  const own = type.split('/').at(-1) ?? type
  return kinds[type.toLowerCase()] ?? [own, own]
}

const children: Readonly<Record<string, (parent: string) => string>> = {
  computes: () => 'computes of the workspace',
  datastores: () => 'datastores of the workspace',
  outboundrules: () => 'outbound rules of the managed network',
  privatednszonegroups: (parent) => `DNS zone groups of ${parent}`,
  a: (parent) => `records of ${parent}`,
  virtualnetworklinks: (parent) => `links of ${parent}`,
  scopedresources: (parent) => `members of ${parent}`,
}

/** A group by its name; the subscription of the workspace, or another one by the beginning of its id, since its name is not asked for. */
function placeOf(scope: ArmId, workspaceId: ArmId): string {
  const id = subscriptionOf(scope)
  if (idKey(scope) !== idKey(`/subscriptions/${id}`)) return nameOf(scope)
  return idKey(id) === idKey(subscriptionOf(workspaceId)) ? 'the subscription' : `subscription ${id.slice(0, 8)}…`
}

/** What an ask reads, of a collection about a workspace. */
export function whatIsRead(ask: Ask, workspaceId: ArmId): string {
  switch (ask.is) {
    case 'graph': return ask.what === 'around' ? 'inventory around the workspace' : 'inventory of connected networks'
    case 'body': return `${kindOf(typeOf(ask.id))[0]} ${nameOf(ask.id)}`
    case 'inGroup': return `${kindOf(ask.type)[1]} in ${nameOf(ask.group)}`
    case 'groupIndex': return `contents of resource group ${nameOf(ask.group)}`
    case 'children': {
      const segment = ask.type.split('/').at(-1) ?? ''
      return children[segment.toLowerCase()]?.(nameOf(ask.of)) ?? `${segment} of ${nameOf(ask.of)}`
    }
    case 'firstOf': return `first records of ${nameOf(ask.of)}`
    case 'named': return `record ${nameOf(ask.id)} of ${nameOf(parentOf(ask.id))}`
    case 'locks': return `locks in ${placeOf(ask.scope, workspaceId)}`
    case 'roles': return `roles of the workspace’s identity in ${placeOf(ask.scope, workspaceId)}`
    case 'permissions': return `your rights on ${placeOf(ask.scope, workspaceId)}`
    case 'usages': return `addresses used in ${nameOf(ask.network)}`
    case 'providers': return `resource providers of ${placeOf(ask.subscription, workspaceId)}`
  }
}
