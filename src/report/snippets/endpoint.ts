/** SN-05: the workspace's private endpoint added, removed, and made together with a further workspace. */
import { groupOf, nameOf, resourceId } from '../../base/armId.ts'
import { spaced, write } from '../../base/document.ts'
import type { Estate } from '../../estate/estate.ts'
import type { PrivateEndpoint } from '../../estate/network.ts'
import { endpointsOf, entryOf, networkOf } from '../../estate/questions.ts'
import { command, type Flag, named, rest, v1Named } from './bash.ts'
import { words } from './messages.en.ts'
import { workspaceType } from './patched.ts'
import { type Argument, call, text, truth, v1Script, v1SignIn, withV1 } from './python.ts'
import { type About, at, type Made } from './snippet.ts'

const type = 'Microsoft.Network/privateEndpoints'
const imports = ['from azureml.core import PrivateEndPointConfig, Workspace']

/** SN-05 (WKSP-01, WKSP-10). */
export function workspaceEndpoint({ current, desired }: About): readonly Made[] {
  const [now, then] = [endpointsOf(current, current.workspace.id), endpointsOf(desired, desired.workspace.id)]
  const added = then.filter(({ id }) => entryOf(current.endpoints, id) === undefined)
  const [like] = then
  return [...added.map((endpoint) => add(endpoint, current)), ...now.map((endpoint) => remove(endpoint, current)), ...(like === undefined ? [] : [create(like, current)])]
}

/** The command that makes a private endpoint, whatever it leads to. */
export const endpointCommand = ({ id, region, subnetId, targetId, groups, manual }: Pick<PrivateEndpoint, 'id' | 'region' | 'subnetId' | 'targetId' | 'groups' | 'manual'>) =>
  command('az network private-endpoint create', [
    ...named(id), ['--location', region], ['--subnet', subnetId], ['--private-connection-resource-id', targetId], ['--group-id', ...groups], ['--connection-name', nameOf(id)],
    ...(manual ? [['--manual-request', 'true'], ['--request-message', words.endpoint.request(groups)]] as const : []),
  ])

/** How CLI v1 is told of an endpoint; it lies in the group of its network. */
function v1Flags({ name, subnetId, manual }: { readonly name: string; readonly subnetId: PrivateEndpoint['subnetId']; readonly manual: boolean }): readonly Flag[] {
  const network = at(networkOf(subnetId))
  return [
    ['--pe-name', name], ...(manual ? [] : [['--pe-auto-approval'] as const]), ['--pe-resource-group', network.group], ['--pe-subscription-id', network.subscription],
    ['--pe-vnet-name', network.name], ['--pe-subnet-name', nameOf(subnetId)],
  ]
}

function config(name: string, subnetId: PrivateEndpoint['subnetId']) {
  const network = at(networkOf(subnetId))
  const given: readonly Argument[] = [
    ['name', text(name)], ['vnet_name', text(network.name)], ['vnet_subnet_name', text(nameOf(subnetId))], ['vnet_subscription_id', text(network.subscription)], ['vnet_resource_group', text(network.group)],
  ]
  return call('endpoint = PrivateEndPointConfig', given)
}

function add(endpoint: PrivateEndpoint, estate: Estate): Made {
  const { id, region, subnetId, targetId, groups, manual } = endpoint
  const { workspace, cloud } = estate
  const name = nameOf(id)
  const connections = [{ name, properties: { privateLinkServiceId: targetId, groupIds: groups, ...(manual ? { requestMessage: words.endpoint.request(groups) } : {}) } }]
  const body = { location: region, properties: { subnet: { id: subnetId }, [manual ? 'manualPrivateLinkServiceConnections' : 'privateLinkServiceConnections']: connections } }
  return {
    what: words.endpoint.add(name), notes: [words.endpoint.dns, words.endpoint.group],
    ways: [
      { tab: 'cli', code: write(endpointCommand(endpoint)) },
      { tab: 'rest', code: write(rest(cloud, { method: 'put', id, type, body })) },
      { tab: 'cliV1', code: write(command('az ml workspace private-endpoint add', [...v1Named(workspace.id), ...v1Flags({ name, subnetId, manual }), ['--pe-location', region]])) },
      {
        tab: 'sdkV1',
        code: withV1(estate, imports, config(name, subnetId), call('workspace.add_private_endpoint', [
          ['private_endpoint_config', 'endpoint'], ['private_endpoint_auto_approval', truth(!manual)], ['location', text(region)], ['show_output', truth(true)],
        ])),
      },
    ],
  }
}

function remove({ id }: PrivateEndpoint, estate: Estate): Made {
  const { workspace, cloud, connections } = estate
  const connection = connections.find(({ targetId, endpointId }) => targetId === workspace.id && endpointId === id)
  const name = connection === undefined ? null : nameOf(connection.id)
  return {
    what: words.endpoint.remove(nameOf(id)), notes: [words.endpoint.stays],
    ways: [
      { tab: 'cli', code: write(command('az network private-endpoint delete', named(id))) },
      { tab: 'rest', code: write(rest(cloud, { method: 'delete', id, type })) },
      ...(name === null ? [] : [
        { tab: 'cliV1', code: write(command('az ml workspace private-endpoint delete', [...v1Named(workspace.id), ['--pe-connection-name', name]])) },
        { tab: 'sdkV1', code: withV1(estate, ['from azureml.core import Workspace'], call('workspace.delete_private_endpoint_connection', [['private_endpoint_connection_name', text(name)]])) },
      ] as const),
    ],
  }
}

function create({ id: like, subnetId, groups }: PrivateEndpoint, estate: Estate): Made {
  const { workspace: { id, region } } = estate
  const name = 'my-endpoint'
  const made = resourceId(groupOf(id) ?? id, workspaceType, 'my-workspace')
  const endpoint = { id: resourceId(groupOf(like) ?? like, type, name), region, subnetId, targetId: made, groups, manual: false }
  const { name: workspaceName, group, subscription } = at(made)
  const created = call('workspace = Workspace.create', [
    ['name', text(workspaceName)], ['subscription_id', text(subscription)], ['resource_group', text(group)], ['location', text(region)], ...v1SignIn(estate),
    ['private_endpoint_config', 'endpoint'], ['private_endpoint_auto_approval', truth(true)], ['show_output', truth(true)],
  ])
  return {
    what: words.endpoint.create, notes: [words.endpoint.examples, words.endpoint.dns, words.endpoint.group],
    ways: [
      { tab: 'cli', code: write(spaced(command('az ml workspace create', [...named(made), ['--location', region], ['--public-network-access', 'Disabled']]), endpointCommand(endpoint))) },
      { tab: 'cliV1', code: write(command('az ml workspace create', [...v1Named(made), ['--location', region], ...v1Flags({ name, subnetId, manual: false })])) },
      { tab: 'sdkV1', code: v1Script(estate, imports, config(name, subnetId), created) },
    ],
  }
}
