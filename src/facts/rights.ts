/** Which actions a write needs: of its own type, and on what its body refers to. Every action is one of the operations below it (ROLEDATA). */
import { articleActions, deploymentActions, operations, type Operation, type OperationId } from './rbac.ts'

export { deploymentActions }
export type { Operation, OperationId }

/** The actions that an operation needs, with the scope and the built-in roles that hold them (ROLEDATA). */
export const operation = (id: OperationId): Operation => operations[id]

const subnetJoin = 'Microsoft.Network/virtualNetworks/subnets/join/action'
const subnetRule = 'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action'
const networkJoin = 'Microsoft.Network/virtualNetworks/join/action'
const addressJoin = 'Microsoft.Network/publicIPAddresses/join/action'
const groupJoin = 'Microsoft.Network/networkSecurityGroups/join/action'

const subnets = 'microsoft.network/virtualnetworks/subnets'
const networks = 'microsoft.network/virtualnetworks'
const addresses = 'microsoft.network/publicipaddresses'
const securityGroups = 'microsoft.network/networksecuritygroups'

/** By the type of what is written and the type of what its body refers to, in lower case: the action needed at what is referred to. */
const linked: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'microsoft.network/virtualnetworks/subnets': {
    [securityGroups]: groupJoin,
    'microsoft.network/routetables': 'Microsoft.Network/routeTables/join/action',
    'microsoft.network/natgateways': 'Microsoft.Network/natGateways/join/action',
    'microsoft.network/serviceendpointpolicies': 'Microsoft.Network/serviceEndpointPolicies/join/action',
  },
  'microsoft.network/natgateways': { [addresses]: addressJoin },
  'microsoft.network/networkinterfaces': { [subnets]: subnetJoin, [addresses]: addressJoin, [securityGroups]: groupJoin },
  'microsoft.compute/virtualmachines': { 'microsoft.network/networkinterfaces': 'Microsoft.Network/networkInterfaces/join/action' },
  // The Developer tier names its network instead of a subnet.
  'microsoft.network/bastionhosts': { [subnets]: subnetJoin, [addresses]: addressJoin, [networks]: networkJoin },
  'microsoft.network/privateendpoints': {
    [subnets]: subnetJoin,
    'microsoft.machinelearningservices/workspaces': 'Microsoft.MachineLearningServices/workspaces/privateEndpointConnectionsApproval/action',
    'microsoft.storage/storageaccounts': 'Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action',
    'microsoft.keyvault/vaults': 'Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action',
    'microsoft.containerregistry/registries': 'Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action',
    'microsoft.insights/privatelinkscopes': 'Microsoft.Insights/privateLinkScopes/privateEndpointConnectionsApproval/action',
  },
  'microsoft.network/privateendpoints/privatednszonegroups': { 'microsoft.network/privatednszones': 'Microsoft.Network/privateDnsZones/join/action' },
  'microsoft.network/privatednszones/virtualnetworklinks': { [networks]: networkJoin },
  'microsoft.storage/storageaccounts': { [subnets]: subnetRule },
  'microsoft.keyvault/vaults': { [subnets]: subnetRule },
  'microsoft.containerregistry/registries': { [subnets]: subnetRule },
  'microsoft.machinelearningservices/workspaces/computes': { [subnets]: subnetJoin },
}

/** The action that a write of `type` needs at a resource of another type that its body refers to; null for none. Types in any case. */
export const linkedAction = (type: string, referred: string): string | null => linked[type.toLowerCase()]?.[referred.toLowerCase()] ?? null

/** Every linked action, for whoever checks that each has a source. */
export const linkedActions: readonly string[] = [...new Set(Object.values(linked).flatMap((actions) => Object.values(actions)))].sort()

/** What a component needs at a Log Analytics workspace of another subscription. */
export const sharedKeys = 'Microsoft.OperationalInsights/workspaces/sharedKeys/action'

/** By action in lower case: the roles that hold it, gathered once from every operation and from the article's own three. */
const holders: ReadonlyMap<string, readonly string[]> = (() => {
  const all: readonly Operation[] = Object.values(operations)
  const tables = all.flatMap(({ rolesPerAction, conditional = [] }) => [rolesPerAction, ...conditional.map((one) => one.rolesPerAction)])
  const pairs = [...tables.flatMap((table) => Object.entries(table)), ...articleActions.map(({ action, rolesHolding: roles }): readonly [string, readonly string[]] => [action, roles])]
  const gathered = new Map<string, readonly string[]>()
  for (const [action, roles] of pairs) gathered.set(action.toLowerCase(), [...(gathered.get(action.toLowerCase()) ?? []), ...roles])
  return new Map([...gathered].map(([action, roles]) => [action, [...new Set(roles)].sort()]))
})()

/** The built-in roles that hold an action, as far as they are recorded (ROLEDATA). */
export const rolesHolding = (action: string): readonly string[] => holders.get(action.toLowerCase()) ?? []
