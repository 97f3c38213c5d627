/** What holds in an estate that was read back, beside the values that were written: endpoints, names, doors (DIAG-08). Pure. */
import { type ArmId, nameOf } from '../base/armId.ts'
import type { Door } from '../estate/entry.ts'
import type { Estate } from '../estate/estate.ts'
import { entryOf, seen } from '../estate/questions.ts'
import { answerFor } from '../reach/dns.ts'
import { hopOf } from '../reach/journey.ts'
import { goalsFor, networksFor } from './targets.ts'

/** What is looked at, each in one row. */
export type CheckName = 'endpointsApproved' | 'zoneGroups' | 'zonesLinked' | 'namesPrivate' | 'doorsClosed' | 'accessModes' | 'buildCluster'

/** How one thing stands. */
interface Part { readonly name: string; readonly is: 'held' | 'missing' | 'unread' }

/** One row of what was read back: how many of them hold, and which do not, or could not be read. */
export interface Check { readonly name: CheckName; readonly held: number; readonly missing: readonly string[]; readonly unread: readonly string[] }

/** `isRead`: whether Azure would have shown it, so that its absence says something. */
const part = (name: string, holds: boolean, isRead: boolean): Part => ({ name, is: holds ? 'held' : isRead ? 'missing' : 'unread' })

const shut = (name: string, wanted: Door, found: Door | undefined): readonly Part[] =>
  wanted !== 'closed' ? [] : [{ name, is: found === 'closed' ? 'held' : found === 'open' ? 'missing' : 'unread' }]

type Behind = { readonly id: ArmId; readonly exposure: Readonly<Record<string, Door>> }

/** The doors of some services that the desired estate has closed. */
const doors = <Entry extends Behind>(wanted: readonly Entry[], found: readonly Entry[]): readonly Part[] =>
  wanted.flatMap(({ id, exposure }) => Object.entries(exposure).flatMap(([door, state]) => shut(`${nameOf(id)} ${door}`, state, entryOf(found, id)?.exposure[door])))

/** Whether each name of the services behind endpoints leads to a private address, from each network that asks. */
function names(found: Estate, desired: Estate): readonly Part[] {
  const targets = [...new Set(desired.endpoints.map(({ targetId }) => targetId))]
  return targets.flatMap((id) => networksFor({ id }, desired).flatMap((network) => goalsFor({ id }, desired).map((goal): Part => {
    const answers = answerFor(found, goal, network, hopOf('name', 'passes', 'resolvedBy', { at: network }))
    const name = `${nameOf(id)} ${goal.service}, ${nameOf(network)}`
    if (answers.some(({ leads, hops }) => leads === 'public' || leads === 'nowhere' || hops.some(({ verdict }) => verdict === 'fails'))) return { name, is: 'missing' }
    return { name, is: answers.every(({ leads }) => leads === 'private') ? 'held' : 'unread' }
  })))
}

const rows: Readonly<Record<CheckName, (found: Estate, desired: Estate) => readonly Part[]>> = {
  endpointsApproved: (found, { endpoints }) => endpoints.map(({ id }) => {
    const endpoint = entryOf(found.endpoints, id)
    return part(nameOf(id), endpoint?.status === 'approved', endpoint !== undefined || seen(found, 'Microsoft.Network/privateEndpoints', id))
  }),
  zoneGroups: (found, { zoneGroups }) => zoneGroups.map(({ endpointId, zones }) => {
    const holds = found.zoneGroups.some((group) => group.endpointId === endpointId && zones.every(({ zoneId }) => group.zones.some((zone) => zone.zoneId === zoneId)))
    return part(nameOf(endpointId), holds, seen(found, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', endpointId))
  }),
  zonesLinked: (found, { zoneLinks }) => zoneLinks.map(({ zoneId, networkId }) => {
    const holds = found.zoneLinks.some((link) => link.zoneId === zoneId && link.networkId === networkId)
    return part(`${nameOf(zoneId)}, ${nameOf(networkId)}`, holds, seen(found, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', zoneId))
  }),
  namesPrivate: names,
  doorsClosed: (found, desired) => [
    ...doors([desired.workspace], [found.workspace]), ...doors(desired.storageAccounts, found.storageAccounts), ...doors(desired.vaults, found.vaults), ...doors(desired.registries, found.registries),
    ...doors(desired.components, found.components), ...doors(desired.logWorkspaces, found.logWorkspaces),
  ],
  accessModes: (found, { linkScopes }) => linkScopes.map(({ id, query, ingestion }) => {
    const scope = entryOf(found.linkScopes, id)
    return part(nameOf(id), scope !== undefined && scope.query === query && scope.ingestion === ingestion, scope !== undefined || seen(found, 'Microsoft.Insights/privateLinkScopes', id))
  }),
  buildCluster: (found, { workspace: { id, imageBuildCompute: wanted } }) => {
    if (wanted === null) return []
    if (found.workspace.imageBuildCompute !== wanted) return [part(wanted, false, true)]
    return [part(wanted, found.computes.some((compute) => nameOf(compute.id).toLowerCase() === wanted.toLowerCase()), seen(found, 'Microsoft.MachineLearningServices/workspaces/computes', id))]
  },
}

/** The rows that say something of these estates. */
export function checksOf(found: Estate, desired: Estate): readonly Check[] {
  return (Object.keys(rows) as readonly CheckName[]).flatMap((name) => {
    const parts = rows[name](found, desired)
    const of = (is: Part['is']): readonly string[] => parts.filter((one) => one.is === is).map((one) => one.name)
    return parts.length === 0 ? [] : [{ name, held: of('held').length, missing: of('missing'), unread: of('unread') }]
  })
}
