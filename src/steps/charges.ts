/** What Azure bills for because of a plan: by what is new between two estates, and by what tasks ask people to build. No prices (gaps 45). Pure. */
import { type ArmId, nameOf, parentOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { entryOf } from '../estate/questions.ts'

/** Kinds of things that are billed, the lasting ones first. */
export type Charged =
  | 'privateEndpoint' | 'zone' | 'natGateway' | 'firewall' | 'publicAddress' | 'bastion' | 'machine' | 'newRegistry' | 'registryTier' | 'cluster' | 'vpnGateway' | 'expressRoute' | 'resolver' | 'managedNetwork'

/** One kind with the names of what is new of it, or of where it is to be built. `tier`: that of a host, or the one that a registry leaves; else empty. */
export interface Charge {
  readonly what: Charged
  readonly names: readonly string[]
  readonly tier: string
}

type Named = readonly { readonly id: ArmId }[]

/** The entries of a list that the estate before does not have. */
const added = <Entry extends { readonly id: ArmId }>(before: readonly Entry[], after: readonly Entry[]): readonly Entry[] => after.filter(({ id }) => entryOf(before, id) === undefined)

/** What is billed once the plan from one estate to the other is carried out, and was not before. */
export function charges(current: Estate, desired: Estate): readonly Charge[] {
  const hosts = added(current.bastions, desired.bastions)
  const raised = desired.registries.filter(({ id, sku }) => (entryOf(current.registries, id)?.sku ?? sku) !== sku)
  // A task lies in the resource that it concerns.
  const asked = (name: Estate['tasks'][number]['task'], holds: (method: string) => boolean = () => true): Named =>
    added(current.tasks, desired.tasks).filter(({ task, data }) => task === name && holds(String(data['method'] ?? ''))).map(({ id }) => ({ id: parentOf(id) }))
  const all: Readonly<Record<Charged, Named>> = {
    privateEndpoint: added(current.endpoints, desired.endpoints),
    zone: added(current.zones, desired.zones),
    natGateway: added(current.natGateways, desired.natGateways),
    firewall: added(current.routes, desired.routes).filter(({ nextHop }) => nextHop === 'VirtualAppliance').map(({ tableId }) => ({ id: tableId })),
    publicAddress: added(current.publicAddresses, desired.publicAddresses),
    bastion: hosts,
    machine: added(current.machines, desired.machines),
    newRegistry: added(current.registries, desired.registries),
    registryTier: raised,
    cluster: added(current.computes, desired.computes).filter(({ kind }) => kind === 'AmlCompute'),
    vpnGateway: asked('buildGateway', (method) => method !== 'expressRoute'),
    expressRoute: asked('buildGateway', (method) => method === 'expressRoute'),
    resolver: asked('forwardDns'),
    managedNetwork: asked('useManagedNetwork'),
  }
  const tiers: Readonly<Partial<Record<Charged, string | undefined>>> = { bastion: hosts[0]?.sku, registryTier: entryOf(current.registries, raised[0]?.id ?? null)?.sku }
  return (Object.keys(all) as readonly Charged[]).flatMap((what) => (all[what].length === 0 ? [] : [{ what, names: [...new Set(all[what].map(({ id }) => nameOf(id)))].sort(), tier: tiers[what] ?? '' }]))
}
