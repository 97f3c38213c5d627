import { type ArmId, groupOf, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { hasEndpoint, withEntries } from '../../estate/questions.ts'
import { isEndpointGroup, zones } from '../../facts/ask.ts'
import type { Choices } from '../choices.ts'
import { hasPrivatePath, withPrivatePath } from '../makePrivatePath.ts'
import { zoneUnseen } from '../privatePath.ts'
import { right } from '../../estate/rights.ts'
import type { Proposed } from '../step.ts'
import { hasWayIn } from '../wayIn.ts'
import type { WorkspaceChoices } from './choices.ts'
import { ownLinks } from './rules/names.ts'

const joinZone = 'Microsoft.Network/privateDnsZones/join/action'

/** First answers: the endpoint is the one way, existing zones are reused, and public access is what closes last. */
export function propose(current: Estate): Proposed<WorkspaceChoices> {
  const { workspace } = current
  const there = current.zones.filter(({ name }) => allZones(current).includes(name))
  const isForeign = there.length > 0 && there.every(({ id }) => right(current, id, joinZone) === 'refused')
  const zoneGroup = isForeign ? null : commonGroup(there.filter(({ id }) => right(current, id, joinZone) !== 'refused').map(({ id }) => id))
  const isClosed = workspace.exposure.publicAccess === 'closed'
  return {
    answers: {
      reach: 'privateEndpoint', dnsWriter: isForeign || zonesAreHidden(current, there) ? 'otherTeam' : 'thisPlan', zoneGroup, publicAccess: 'disable', legacyMode: workspace.legacyMode ? 'off' : 'keep',
    },
    because: {
      reach: { word: hasEndpoint(current, workspace.id) ? 'endpointIsThere' : 'onlyWay' },
      dnsWriter: { word: writerBecause(current, there, isForeign ? 'foreign' : 'own'), data: { count: there.length } },
      zoneGroup: zoneGroup === null ? { word: 'withTheRest' } : { word: 'besideTheOthers', data: { group: nameOf(zoneGroup) } },
      publicAccess: { word: isClosed ? 'closedAlready' : 'closesLast' },
      legacyMode: { word: workspace.legacyMode ? 'unsupported' : 'offAlready' },
    },
  }
}

const writerBecause = (current: Estate, there: Estate['zones'], whose: 'own' | 'foreign'): string =>
  whose === 'foreign' ? 'zonesAreForeign' : there.length > 0 ? 'zonesAreThere' : zonesAreHidden(current, there) ? 'zonesUnseen' : 'noZones'

/** Whether approved endpoints are in use whose names others write, in zones that this account does not see: a second zone of a name would take their clients. */
const zonesAreHidden = (current: Estate, there: Estate['zones']): boolean =>
  there.length === 0 && current.endpoints.some((endpoint) => endpoint.status === 'approved' && endpoint.groups.filter(isEndpointGroup).some((group) => zones(group, current.cloud).some((zone) => zoneUnseen(current, endpoint, zone))))

const allZones = (estate: Estate): readonly string[] =>
  (['amlworkspace', 'blob', 'file', 'queue', 'table', 'dfs', 'vault', 'registry'] as const).flatMap((group) => zones(group, estate.cloud))

/** The resource group that holds most of the zones; null without zones. */
function commonGroup(ids: readonly ArmId[]): ArmId | null {
  const counts = new Map<ArmId, number>()
  for (const group of ids.flatMap((id) => groupOf(id) ?? [])) counts.set(group, (counts.get(group) ?? 0) + 1)
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))[0]?.[0] ?? null
}

/** The estate with a private path to the workspace, its links mended, and its public access and legacy mode as chosen; without an endpoint, or a way in to it, its public access stays as it is (WKSP-26). */
export function configure(estate: Estate, own: WorkspaceChoices, choices: Choices): Estate {
  const target = { targetId: estate.workspace.id, group: 'amlworkspace' } as const
  const reached = own.reach === 'undecided' ? estate : withPlainLinks(withPrivatePath(estate, placedByStorage(choices), target), choices)
  const isClosed = own.publicAccess === 'disable' && hasPrivatePath(reached, target) && hasWayIn(reached, choices)
  const isModern = own.legacyMode === 'off' && reached.workspace.legacyMode
  if (!isClosed && !isModern) return reached
  const { workspace } = reached
  return { ...reached, workspace: { ...workspace, legacyMode: isModern ? false : workspace.legacyMode, exposure: { publicAccess: isClosed ? 'closed' : workspace.exposure.publicAccess } } }
}

/** Storage behind a service endpoint asks for the workspace endpoint in the same subnet, which is that of the computes (STOR-14). */
function placedByStorage(choices: Choices): Choices {
  const { addressSpace, storage } = choices
  const isShared = storage.accounts.some(({ reach }) => reach === 'serviceEndpoint') && addressSpace.computeSubnet !== 'undecided'
  return isShared ? { ...choices, addressSpace: { ...addressSpace, endpointSubnet: addressSpace.computeSubnet } } : choices
}

/** Zones of private endpoints register no machines; only that property of a link is written (WKSP-29). */
function withPlainLinks(estate: Estate, choices: Choices): Estate {
  if (choices.workspace.dnsWriter !== 'thisPlan') return estate
  const plain = ownLinks(estate, choices).filter(({ registers }) => registers).map((link) => ({ ...link, registers: false }))
  return plain.length === 0 ? estate : { ...estate, zoneLinks: withEntries(estate.zoneLinks, plain) }
}
