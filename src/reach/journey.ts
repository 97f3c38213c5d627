import type { ArmId } from '../base/armId.ts'

/** What of a service is to be reached: a part of the workspace, a sub-resource of a storage account, a vault, a registry, or one side of an Application Insights component. */
export type Service = 'api' | 'notebooks' | 'blob' | 'file' | 'queue' | 'table' | 'dfs' | 'vault' | 'registry' | 'ingestion' | 'query'

/** One port towards a service tag. */
export interface TagFlow {
  readonly tag: string
  readonly protocol: 'Tcp' | 'Udp' | '*'
  readonly port: string
}

/** Where a journey begins. */
export type Origin =
  /** Clients outside Azure; `addresses` are their public ranges, empty for anybody. */
  | { readonly at: 'internet'; readonly addresses: readonly string[] }
  /** Computes that Azure keeps in a network of its own: the workspace's managed network, else one where they have public addresses that nobody can name. */
  | { readonly at: 'azureNetwork' }
  /** Machines in a subnet. `through`: people come to them by a Bastion host. `ownAddress`: whether they have public addresses of their own. */
  | { readonly at: 'subnet'; readonly subnetId: ArmId; readonly interfaceId: ArmId | null; readonly ownAddress: 'yes' | 'no' | 'unknown'; readonly through: 'bastion' | null }
  /** People who come into a network by a gateway; `unseen`: by a way that Azure does not show. Nobody can read how names resolve where they sit. */
  | { readonly at: 'gateway'; readonly networkId: ArmId; readonly kind: 'Vpn' | 'ExpressRoute' | 'unseen'; readonly resolution: 'attested' | 'forwarders' | 'undecided' }
  /** The workspace's own service in Azure. */
  | { readonly at: 'workspace' }
  /** Whatever builds images: the build cluster, else the registry itself. */
  | { readonly at: 'build' }
  /** Nobody has said how people come in. */
  | { readonly at: 'undecided' }

/** Where a journey ends: a service, or public services of Azure behind tags. */
export type Goal =
  | { readonly to: 'service'; readonly service: Service; readonly targetId: ArmId }
  | { readonly to: 'tags'; readonly flows: readonly TagFlow[] }

/** Who goes: whether a loss can be meant depends on it. */
export type Who = 'administrators' | 'outside' | 'listed' | 'otherSubnet' | 'machines' | 'computes' | 'build' | 'workspace'

/** Somebody who has to reach something. `id` is stable, so that the same journey is found in another estate. */
export interface Journey {
  readonly id: string
  readonly who: Who
  readonly from: Origin
  readonly goal: Goal
}

/** The stages of a journey, in the order in which they are walked. */
export const hopNames = ['origin', 'name', 'zone', 'record', 'address', 'route', 'group', 'firewall'] as const
export type HopName = (typeof hopNames)[number]

/** What a hop says: one word for the reason, which the screen turns into a sentence with `data`. `at` is what to look at. */
export interface Hop {
  readonly hop: HopName
  readonly verdict: 'passes' | 'fails' | 'unknown' | 'skipped'
  readonly because: Because
  readonly at: ArmId | null
  readonly data: Readonly<Record<string, string | readonly string[]>>
}

/** The reasons of hops. */
export type Because =
  | 'there' | 'anywhere' | 'subnetNotYet' | 'subnetUnread' | 'wayThere' | 'wayByHand' | 'wayNotYet' | 'wayUnseen' | 'wayUndecided' | 'noBastion' | 'noMachine'
  | 'buildsInRegistry' | 'clusterUnread' | 'azureItself'
  | 'publicName' | 'resolvedBy' | 'resolvedAsAttested' | 'forwardedByHand' | 'serversUnread' | 'resolutionUndecided' | 'endpointsUnread' | 'targetNotYet'
  | 'noPrivateName' | 'linked' | 'notLinked' | 'zoneUnread' | 'writtenByHand'
  | 'recordThere' | 'recordExpected' | 'recordMissing' | 'fallsBack' | 'recordsUnread' | 'namesUnread'
  | 'privateAddress' | 'publicAddress' | 'strangeAddress'
  | 'sameNetwork' | 'peered' | 'notPeered' | 'peeringUnread' | 'throughGateway' | 'networkUnread' | 'goesOut' | 'serviceEndpoint' | 'noWayOut' | 'appliance' | 'tableUnread' | 'blackHole' | 'endpointRegion' | 'endpointPolicy' | 'routeUnclear' | 'natUnclear' | 'managedRules'
  | 'letsThrough' | 'denies' | 'groupUnread' | 'groupUnclear' | 'noGroup'
  | 'approved' | 'notApproved' | 'publicOpen' | 'publicClosed' | 'notAdmitted' | 'admittedSubnet' | 'admittedAddress' | 'trustedService' | 'instanceRule' | 'addressUnknown'
  | 'exposureUnread' | 'targetUnread' | 'needsCluster' | 'notAsked' | 'azureService'

/** By what a journey gets in. */
export type By = 'privateEndpoint' | 'serviceEndpoint' | 'public' | 'admittedAddress' | 'trustedService' | 'instanceRule'

/** A journey walked over an estate. `failsAt`: the first hop that fails, or that could not be seen. */
export interface Route {
  readonly outcome: 'reaches' | 'fails' | 'unknown'
  readonly by: By | null
  readonly hops: readonly Hop[]
  readonly failsAt: HopName | null
}

/** A hop in few words. */
export const hopOf = (hop: HopName, verdict: Hop['verdict'], because: Because, rest: { readonly at?: ArmId | null; readonly data?: Hop['data'] } = {}): Hop =>
  ({ hop, verdict, because, at: rest.at ?? null, data: rest.data ?? {} })

/**
 * The route of walked hops: fails where any hop fails for certain, though an earlier one was not seen; unknown where one was not seen.
 * The first hop that is not passed is named, a failing one before an unseen one.
 */
export function routeOf(hops: readonly Hop[], by: By | null): Route {
  const failing = hops.find(({ verdict }) => verdict === 'fails')
  if (failing !== undefined) return { outcome: 'fails', by: null, hops, failsAt: failing.hop }
  const unseen = hops.find(({ verdict }) => verdict === 'unknown')
  if (unseen !== undefined || by === null) return { outcome: 'unknown', by: null, hops, failsAt: unseen?.hop ?? null }
  return { outcome: 'reaches', by, hops, failsAt: null }
}
