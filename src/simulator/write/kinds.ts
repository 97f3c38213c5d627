/** How each type is written: style of its long-running answers, PATCH, etags, how long it takes (arm-protocol.md sections 5.4 and 10). */
import type { DurationName } from './durations.ts'

/**
 * The style of an answer. `network`: 201 or 200 and `Azure-AsyncOperation`, DELETE with `Location` too. `dns`: 202 `{}` and both. `storage`: 202 without JSON and
 * `Location`. `vault`, `logs`: 200 or 201 and the state in the body alone. `registry`, `learningCompute`, `machine`: 201 and `Azure-AsyncOperation`. `learning`: 202
 * without a body and both. `monitor`: 202 and `Location`. `group`: 201 or 200 at once, DELETE 202 and `Location`. `deployment`: 201 or 200 and `Azure-AsyncOperation` below it. `now`: no waiting at all.
 */
export type Style = 'network' | 'dns' | 'storage' | 'vault' | 'registry' | 'learning' | 'learningCompute' | 'monitor' | 'logs' | 'machine' | 'group' | 'deployment' | 'now'

/** How one type is written. */
export interface Kind {
  readonly style: Style
  /** `tags`: PATCH takes tags only. A list of paths: what else it takes. */
  readonly patch: 'none' | 'tags' | 'all' | readonly string[]
  /** Paths that are replaced whole when a PATCH names them. */
  readonly atomic?: readonly string[]
  /** Whether If-Match is honoured: at once, or in the operation's status. */
  readonly etags: 'none' | 'now' | 'later'
  readonly create: DurationName
  readonly update: DurationName
  readonly remove: DurationName
}

const network = (create: DurationName, update: DurationName = create, remove: DurationName = 'networkDelete'): Kind => ({ style: 'network', patch: 'tags', etags: 'now', create, update, remove })
const part = (kind: Kind): Kind => ({ ...kind, patch: 'none' })
const dns = (create: DurationName, patch: Kind['patch']): Kind => ({ style: 'dns', patch, etags: 'later', create, update: create, remove: create })
const now = (patch: Kind['patch'] = 'none'): Kind => ({ style: 'now', patch, etags: 'none', create: 'none', update: 'none', remove: 'none' })
const asynchronous = (style: Style, create: DurationName, update: DurationName, patch: Kind['patch']): Kind => ({ style, patch, etags: 'none', create, update, remove: create })

/** What a PATCH of a workspace takes (arm-protocol.md section 10). */
const workspacePatch = [
  'tags', 'sku', 'identity', 'properties.description', 'properties.friendlyName', 'properties.imageBuildCompute', 'properties.publicNetworkAccess', 'properties.v1LegacyMode', 'properties.applicationInsights',
  'properties.containerRegistry', 'properties.primaryUserAssignedIdentity', 'properties.managedNetwork', 'properties.systemDatastoresAuthMode', 'properties.encryption', 'properties.enableDataIsolation',
  'properties.featureStoreSettings', 'properties.serverlessComputeSettings', 'properties.serviceManagedResourcesSettings', 'properties.allowRoleAssignmentOnRG', 'properties.ipAllowlist', 'properties.networkAcls',
  'properties.softDeleteRetentionInDays',
]

const kinds: Readonly<Record<string, Kind>> = {
  'microsoft.network/virtualnetworks': network('networkCreate'),
  'microsoft.network/virtualnetworks/subnets': part(network('subnet', 'subnet', 'subnet')),
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': part(network('peering', 'peering', 'peering')),
  'microsoft.network/networksecuritygroups': network('securityGroup'),
  'microsoft.network/networksecuritygroups/securityrules': part(network('securityGroup', 'securityGroup', 'securityGroup')),
  'microsoft.network/routetables': network('securityGroup'),
  'microsoft.network/routetables/routes': part(network('securityGroup', 'securityGroup', 'securityGroup')),
  'microsoft.network/publicipaddresses': network('networkCreate'),
  'microsoft.network/publicipprefixes': network('networkCreate'),
  'microsoft.network/natgateways': network('networkCreate'),
  'microsoft.network/networkinterfaces': network('networkCreate'),
  'microsoft.network/applicationsecuritygroups': network('networkCreate'),
  'microsoft.network/serviceendpointpolicies': network('networkCreate'),
  'microsoft.network/privateendpoints': part(network('endpoint', 'endpoint', 'endpointDelete')),
  'microsoft.network/privateendpoints/privatednszonegroups': part(network('zoneGroup', 'zoneGroup', 'zoneGroup')),
  'microsoft.network/bastionhosts': network('bastion', 'bastion', 'gatewayDelete'),
  'microsoft.network/virtualnetworkgateways': network('gateway', 'gateway', 'gatewayDelete'),
  'microsoft.network/localnetworkgateways': network('networkCreate'),
  'microsoft.network/connections': network('gatewayConnection'),
  'microsoft.network/expressroutecircuits': network('circuit'),
  'microsoft.network/privatednszones': dns('zone', ['tags']),
  'microsoft.network/privatednszones/virtualnetworklinks': { ...dns('zoneLink', ['tags', 'properties.registrationEnabled', 'properties.resolutionPolicy']) },
  'microsoft.network/privatednszones/a': { ...now('all'), etags: 'now' },
  'microsoft.storage/storageaccounts': { ...asynchronous('storage', 'account', 'none', 'all'), remove: 'none', atomic: ['properties.networkacls', 'tags'] },
  'microsoft.keyvault/vaults': { ...asynchronous('vault', 'vault', 'none', 'all'), remove: 'none', atomic: ['properties.networkacls', 'tags'] },
  'microsoft.containerregistry/registries': { ...asynchronous('registry', 'registry', 'registryNetwork', 'all'), atomic: ['properties.networkruleset', 'tags'] },
  'microsoft.machinelearningservices/workspaces': { ...asynchronous('learning', 'workspace', 'workspacePatch', workspacePatch), atomic: ['tags'] },
  'microsoft.machinelearningservices/workspaces/computes': asynchronous('learningCompute', 'compute', 'compute', 'all'),
  'microsoft.machinelearningservices/workspaces/datastores': now(),
  'microsoft.machinelearningservices/workspaces/connections': now('all'),
  'microsoft.insights/components': now('tags'),
  'microsoft.insights/privatelinkscopes': { ...now('tags'), remove: 'scopedResource' },
  'microsoft.insights/privatelinkscopes/scopedresources': asynchronous('monitor', 'scopedResource', 'scopedResource', 'none'),
  'microsoft.insights/diagnosticsettings': now(),
  'microsoft.operationalinsights/workspaces': { ...asynchronous('logs', 'scopedResource', 'none', 'all'), remove: 'none', atomic: ['tags'] },
  'microsoft.authorization/roleassignments': now(),
  'microsoft.authorization/locks': now(),
  'microsoft.managedidentity/userassignedidentities': { ...now('tags') },
  'microsoft.compute/virtualmachines': { ...asynchronous('machine', 'machine', 'machine', 'all'), atomic: ['tags'] },
  'microsoft.resources/resourcegroups': { ...now('tags'), style: 'group', remove: 'groupDelete' },
  'microsoft.storage/storageaccounts/privateendpointconnections': now(),
  'microsoft.keyvault/vaults/privateendpointconnections': now(),
  'microsoft.machinelearningservices/workspaces/privateendpointconnections': now(),
  'microsoft.containerregistry/registries/privateendpointconnections': asynchronous('registry', 'connection', 'connection', 'none'),
  'microsoft.insights/privatelinkscopes/privateendpointconnections': asynchronous('monitor', 'connection', 'connection', 'none'),
}

/** How a type (lower case) is written, or null where the simulator does not write it. */
export const kindOf = (type: string): Kind | null => kinds[type] ?? null
