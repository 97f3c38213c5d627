/** SN-08: clusters and instances made in their subnet; one snippet for each kind, the first compute in it, the others named. */
import { nameOf } from '../../base/armId.ts'
import { lines, write } from '../../base/document.ts'
import type { Estate } from '../../estate/estate.ts'
import { entryOf, networkOf } from '../../estate/questions.ts'
import type { Compute } from '../../estate/services.ts'
import { command, rest } from './bash.ts'
import { words } from './messages.en.ts'
import { type Argument, call, text, truth, withV1, withV2 } from './python.ts'
import { type About, at, type Made } from './snippet.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/computes'
const kinds = ['AmlCompute', 'ComputeInstance'] as const

type Kind = (typeof kinds)[number]
type Placed = Compute & { readonly subnetId: NonNullable<Compute['subnetId']> }

/** The computes that are in another subnet than they were, or are new. */
const moved = ({ current, desired }: About): readonly Placed[] =>
  desired.computes.flatMap((each) => (each.subnetId === null || entryOf(current.computes, each.id)?.subnetId === each.subnetId ? [] : [{ ...each, subnetId: each.subnetId }]))

const isBuilder = ({ desired }: About) => ({ id }: Compute): boolean => nameOf(id) === desired.workspace.imageBuildCompute

/** The new cluster that builds images (ACR-12). */
export const newBuildCluster = (about: About): readonly Made[] => alike(moved(about).filter(isBuilder(about)), about)

/** The computes that are made again in the network by hand (PRE-19). */
export const movedComputes = (about: About): readonly Made[] => alike(moved(about).filter((each) => !isBuilder(about)(each)), about)

function alike(computes: readonly Placed[], about: About): readonly Made[] {
  return kinds.flatMap((kind) => {
    const [first, ...others] = computes.filter((each) => each.kind === kind)
    if (first === undefined) return []
    const again = entryOf(about.current.computes, first.id) === undefined ? [] : [words.compute.again]
    const also = others.length === 0 ? [] : [words.compute.also(others.map(({ id }) => nameOf(id)).join(', '))]
    return [made(kind, first, about.current, [...again, ...also])]
  })
}

/** What differs between the kinds, as each way is told it. */
const tellings: Readonly<Record<Kind, {
  readonly what: (name: string) => string
  readonly entity: string
  readonly v1: string
  readonly flags: (compute: Placed) => readonly (readonly [string, string])[]
  readonly v2: (compute: Placed) => readonly Argument[]
  readonly v1Arguments: (compute: Placed) => readonly Argument[]
}>> = {
  AmlCompute: {
    what: words.compute.cluster, entity: 'AmlCompute', v1: 'AmlCompute',
    flags: ({ region, maxNodes }) => [['--location', region], ['--min-instances', '0'], ['--max-instances', String(maxNodes ?? 1)]],
    v2: ({ region, maxNodes }) => [['location', text(region)], ['min_instances', '0'], ['max_instances', String(maxNodes ?? 1)]],
    v1Arguments: ({ region, maxNodes }) => [['location', text(region)], ['min_nodes', '0'], ['max_nodes', String(maxNodes ?? 1)]],
  },
  ComputeInstance: { what: words.compute.instance, entity: 'ComputeInstance', v1: 'ComputeInstance', flags: () => [], v2: () => [], v1Arguments: () => [] },
}

function made(kind: Kind, compute: Placed, estate: Estate, notes: readonly string[]): Made {
  const { what, entity, flags, v2 } = tellings[kind]
  const { id, subnetId, publicIp } = compute
  const [name, size, isOpen] = [nameOf(id), compute.size ?? 'SIZE', publicIp === true]
  const workspace = at(estate.workspace.id)
  const cli = command('az ml compute create', [
    ['--name', name], ['--workspace-name', workspace.name], ['--resource-group', workspace.group], ['--subscription', workspace.subscription],
    ['--type', kind], ['--size', size], ...flags(compute), ['--subnet', subnetId], ['--set', `enable_node_public_ip=${truth(isOpen)}`],
  ])
  const entityCall = call(`compute = ${entity}`, [
    ['name', text(name)], ['size', text(size)], ...v2(compute), ['network_settings', `NetworkSettings(subnet=${text(subnetId)})`], ['enable_node_public_ip', truth(isOpen)],
  ])
  const create = lines('client.compute.begin_create_or_update(compute).result()')
  return {
    what: what(name),
    notes: [...(isOpen ? [] : [words.compute.noPublicIp]), ...(compute.size === null ? [words.compute.size] : []), ...notes],
    ways: [
      { tab: 'cli', code: write(cli) },
      { tab: 'rest', code: write(rest(estate.cloud, { method: 'put', id, type, body: body(kind, { ...compute, size }) })) },
      { tab: 'sdkV2', code: withV2(estate, [`from azure.ai.ml.entities import ${entity}, NetworkSettings`], [...entityCall, ...create]) },
      ...(isOpen ? [{ tab: 'sdkV1' as const, code: byV1(kind, { ...compute, size }, estate) }] : []),
    ],
  }
}

function body(kind: Kind, { region, size, subnetId, publicIp, maxNodes }: Placed) {
  const scale = kind === 'AmlCompute' ? { scaleSettings: { minNodeCount: 0, maxNodeCount: maxNodes ?? 1, nodeIdleTimeBeforeScaleDown: 'PT2M' } } : {}
  return { location: region, properties: { computeType: kind, properties: { vmSize: size, subnet: { id: subnetId }, enableNodePublicIp: publicIp === true, ...scale } } }
}

/** What SDK v1 can make has a public IP address (TR1). */
function byV1(kind: Kind, compute: Placed, estate: Estate): string {
  const { v1, v1Arguments } = tellings[kind]
  const network = at(networkOf(compute.subnetId))
  const configured = call(`configuration = ${v1}.provisioning_configuration`, [
    ['vm_size', text(compute.size ?? '')], ...v1Arguments(compute), ['vnet_resourcegroup_name', text(network.group)], ['vnet_name', text(network.name)], ['subnet_name', text(nameOf(compute.subnetId))],
  ])
  const created = call('compute = ComputeTarget.create', [['workspace', 'workspace'], ['name', text(nameOf(compute.id))], ['provisioning_configuration', 'configuration']])
  const waits = call('compute.wait_for_completion', [['show_output', truth(true)]])
  return withV1(estate, ['from azureml.core import Workspace', `from azureml.core.compute import ${v1}, ComputeTarget`], configured, [...created, ...waits])
}
