import type { Body } from '../changes/change.ts'
import type { Compute } from '../estate/services.ts'
import { parentOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { flagAt, knownAt, numberAt, regionOf, textAt, wordAt } from './accessors.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { ComputeWire } from './wire/compute.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/computes'
/** The kinds of computes that rules speak of. */
const kinds = ['AmlCompute', 'ComputeInstance', 'AKS', 'Kubernetes'] as const
const kindOf = (body: Body): string => knownAt(body, 'properties.computeType', kinds)

function identityOf(body: Body): Compute['identity'] {
  const words = (textAt(body, 'identity.type') ?? '').toLowerCase()
  const [system, user] = [words.includes('systemassigned'), words.includes('userassigned')]
  if (system && user) return 'both'
  if (system) return 'system'
  return user ? 'user' : 'none'
}

/** The network of a Kubernetes cluster; undefined for other computes, and for clusters that say nothing of it. */
function kubernetesOf(body: Body, reading: Reading): Compute['kubernetes'] {
  const path = 'properties.properties.aksNetworkingConfiguration'
  const [subnet, serviceRange, dnsAddress, dockerRange] = ['subnetId', 'serviceCidr', 'dnsServiceIP', 'dockerBridgeCidr'].map((each) => textAt(body, `${path}.${each}`))
  if (kindOf(body) !== 'AKS' || [subnet, serviceRange, dnsAddress, dockerRange].every((each) => each === null)) return undefined
  const balancer = wordAt(body, 'properties.properties.loadBalancerType', ['PublicIp', 'InternalLoadBalancer'])
  return { subnetId: reading.id(subnet), serviceRange: serviceRange ?? null, dnsAddress: dnsAddress ?? null, dockerRange: dockerRange ?? null, publicScoring: balancer === null ? null : balancer === 'PublicIp' }
}

function read(body: Body, reading: Reading): Compute | null {
  const id = reading.id(body['id'])
  if (id === null) return null
  const kubernetes = kubernetesOf(body, reading)
  return {
    id,
    region: (textAt(body, 'properties.computeLocation') ?? regionOf(body)).replaceAll(' ', '').toLowerCase(),
    kind: kindOf(body),
    size: textAt(body, 'properties.properties.vmSize') ?? textAt(body, 'properties.properties.virtualMachineSize'),
    subnetId: reading.id(textAt(body, 'properties.properties.subnet.id')),
    publicIp: flagAt(body, 'properties.properties.enableNodePublicIp'),
    identity: identityOf(body),
    maxNodes: numberAt(body, 'properties.properties.scaleSettings.maxNodeCount'),
    createdAt: textAt(body, 'properties.createdOn'),
    ...(kubernetes === undefined ? {} : { kubernetes }),
  }
}

/** The cluster is created idle: no node until a job or an image build needs one. */
function create(entry: Compute): ComputeWire {
  return {
    location: entry.region,
    properties: {
      computeType: 'AmlCompute',
      computeLocation: entry.region,
      properties: {
        osType: 'Linux',
        vmPriority: 'Dedicated',
        ...(entry.size === null ? {} : { vmSize: entry.size }),
        scaleSettings: { minNodeCount: 0, maxNodeCount: entry.maxNodes ?? 1, nodeIdleTimeBeforeScaleDown: 'PT2M' },
        ...(entry.subnetId === null ? {} : { subnet: { id: entry.subnetId } }),
        enableNodePublicIp: entry.publicIp ?? false,
        remoteLoginPortPublicAccess: 'Disabled',
      },
    },
  }
}

/** Computes of the workspace: a cluster can be created, none is ever changed (ACR-29). */
export const compute: ResourceType<'computes', ComputeWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'computes',
  read,
  create,
  // A cluster in no subnet is made in the managed network, which has to be on by then. Without public addresses the cluster talks through the workspace's endpoint: approved and with its records before the first node (C28).
  after: (entry, estate) => {
    const endpoints = estate.endpoints.filter(({ targetId }) => targetId === parentOf(entry.id)).map(({ id }) => id)
    const groups = estate.zoneGroups.filter(({ endpointId }) => endpoints.includes(endpointId))
    const zones = groups.flatMap(({ zones: written }) => written.map(({ zoneId }) => zoneId))
    const links = estate.zoneLinks.filter(({ zoneId }) => zones.includes(zoneId))
    return [...endpoints, ...groups.map(({ id }) => id), ...links.map(({ id }) => id), ...(entry.subnetId === null ? estate.tasks.filter(({ task }) => task === 'useManagedNetwork').map(({ id }) => id) : [entry.subnetId])]
  },
}
