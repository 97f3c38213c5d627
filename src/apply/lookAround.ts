/** Reads, from Azure and now, what the paths lead over: networks with their subnets and peerings, security groups, route tables, gateways, machines, computes. */
import type { Failure } from '../arm/failure.ts'
import { type ArmId, idKey, parseArmId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { expanded } from '../discovery/inline.ts'
import type { Estate } from '../estate/estate.ts'
import { networkOf, peersOf, seen } from '../estate/questions.ts'
import type { Journey, Origin } from '../reach/journey.ts'
import { objectsAt, textAt } from '../resources/accessors.ts'
import { below, emptyInto, type Known, type Reader, reader } from './look.ts'

/** Since when it was read, what Azure did not let us see, and what ended it. */
export interface Around { readonly at: number; readonly unread: readonly ArmId[]; readonly failure: Failure | null }

/** The paths, the estate as it was seen until now, and the one that is wanted. */
export interface Walks { readonly journeys: readonly Journey[]; readonly seen: Estate; readonly desired: Estate }

const originsAt = <At extends Origin['at']>({ journeys }: Walks, at: At) => journeys.map(({ from }) => from).filter((from): from is Extract<Origin, { at: At }> => from.at === at)

/** What is read first: each by its own id, as far as it is known. */
function firstIn(walks: Walks): { readonly subnets: ReadonlySet<string>; readonly ids: readonly ArmId[] } {
  const { seen: estate, desired } = walks
  const [starts, gated] = [originsAt(walks, 'subnet'), originsAt(walks, 'gateway')]
  const subnets = [...starts.map(({ subnetId }) => subnetId), ...[...estate.endpoints, ...desired.endpoints].map(({ subnetId }) => subnetId)]
  const networks = [...new Set([...subnets.map(networkOf), ...gated.map(({ networkId }) => networkId)])]
  const around = new Set([...networks, ...networks.flatMap((id) => peersOf(estate, id))])
  const gateways = gated.length === 0 ? [] : estate.gateways.filter(({ networkId }) => around.has(networkId)).map(({ id }) => id)
  const bastions = starts.some(({ through }) => through === 'bastion') ? estate.bastions.filter(({ networkId }) => around.has(networkId)).map(({ id }) => id) : []
  // An interface says of its machine only once that is made, which may be since it was read.
  const interfaces = estate.interfaces.filter(({ id, subnetId }) => starts.some((from) => from.interfaceId === id || (from.through === 'bastion' && from.subnetId === subnetId))).map(({ id }) => id)
  const joining = estate.gatewayConnections.filter(({ gatewayId }) => gateways.some((id) => id === gatewayId)).map(({ id }) => id)
  return { subnets: new Set(subnets.map(idKey)), ids: [...networks, ...gateways, ...joining, ...bastions, ...interfaces] }
}

const keyIn = ({ id }: Body): string => (typeof id === 'string' ? idKey(id) : '')

const refersTo = (body: Body, names: readonly string[]): readonly ArmId[] => names.flatMap((name) => parseArmId(textAt(body, `properties.${name}.id`)) ?? [])

/** The reading for the paths of a closing. What no reading has shown so far is not asked for: the paths over it are not known, now as before. */
export async function lookAround(walks: Walks, known: Known, desk: Reader): Promise<Around> {
  const at = desk.clock.now()
  const into = emptyInto()
  const { one, children } = reader(desk, into)
  const isKnown = new Set(known.ids.map(idKey))
  /** A parent says everything of what lies in it, and what it no longer holds is gone. */
  const whole = async (id: ArmId): Promise<Body | null> => {
    const body = await one(id)
    if (body === null) return null
    const inside = new Map(expanded([{ ...body, id }]).map((child) => [keyIn(child), child]))
    for (const child of lists.flatMap((list) => below(known, id, list))) desk.saw(child, inside.get(idKey(child)) ?? null)
    return body
  }
  const { subnets, ids } = firstIn(walks)
  const { workspace } = walks.desired
  const computes = 'Microsoft.MachineLearningServices/workspaces/computes'
  const bodies = await Promise.all([
    ...ids.filter((id) => isKnown.has(idKey(id))).map(whole),
    // Computes are walked from where images are built; the others set out from subnets.
    ...(originsAt(walks, 'build').length > 0 && seen(walks.seen, computes, workspace.id) ? [children(workspace.id, 'computes', below(known, workspace.id, 'computes')).then(() => null)] : []),
  ])
  const walked = bodies.flatMap((body) => (body === null ? [] : [body, ...objectsAt(body, 'properties.subnets').filter((subnet) => subnets.has(keyIn(subnet)))]))
  // A NAT gateway leads to public services alone.
  const guards = walked.flatMap((body) => refersTo(body, ['networkSecurityGroup', 'routeTable', ...(walks.journeys.some(({ goal }) => goal.to === 'tags') ? ['natGateway'] : [])]))
  await Promise.all([...new Map(guards.map((id) => [idKey(id), id])).values()].map(whole))
  return { at, unread: into.unread, failure: into.failure }
}

/** What lies in a body and is written on its own, too. */
const lists = ['subnets', 'virtualNetworkPeerings', 'securityRules', 'routes']
