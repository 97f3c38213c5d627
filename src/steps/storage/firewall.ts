/** The firewall of a storage account: who an entry lets in, and what the choices make of it. */
import { idKey, parseArmId, typeOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Subnet } from '../../estate/network.ts'
import { endpointsOf, entryOf, mayBeLeftToPerimeter, publicly } from '../../estate/questions.ts'
import type { StorageAccount } from '../../estate/services.ts'
import { admitsWorkspace } from '../../reach/firewall.ts'
import type { Choices } from '../choices.ts'
import { trainingSubnets, withSubnetIds } from '../serviceEndpoint.ts'
import type { StorageChoices } from './choices.ts'

type Instance = StorageAccount['exceptions']['instances'][number]

/** Whether storage refuses every write of the firewall that still holds this entry (STOR-41). */
export function isDead({ resourceId }: Instance): boolean {
  const id = parseArmId(resourceId)
  return id !== null && idKey(typeOf(id)) === 'microsoft.network/privateendpoints'
}

/** What one write of `networkAcls` sets, and the flag beside it. */
export type Firewall = Pick<StorageAccount, 'exposure' | 'exceptions'>

interface Decided {
  readonly account: StorageAccount
  readonly reach: 'privateEndpoint' | 'serviceEndpoint'
}

/** The firewall of an account as chosen; every entry of somebody else stays (STOR-09). */
export function firewallOf(estate: Estate, own: StorageChoices, choices: Choices, { account, reach }: Decided): Firewall {
  const exceptions = admitted(estate, own, account)
  if (reach === 'privateEndpoint') return { exceptions, exposure: closing(own, account) }
  const subnetIds = withSubnetIds(exceptions.subnetIds, admittedSubnets(estate, choices).map(({ id }) => id))
  // Rules for subnets are rules of the public endpoint, so it stays on (STOR-16).
  const exposure = own.publicAccess === 'keep' ? account.exposure : { ...account.exposure, publicAccess: opened(account), defaultAction: 'closed' as const }
  return { exceptions: { ...exceptions, subnetIds }, exposure }
}

/** The public endpoint, on; one that a perimeter decides about stays with the perimeter (KV-14). */
const opened = ({ exposure }: Pick<StorageAccount, 'exposure'>): StorageAccount['exposure']['publicAccess'] => (mayBeLeftToPerimeter(exposure) ? exposure.publicAccess : 'open')

/** The subnets that an account behind a service endpoint admits: those of the computes, and for the studio one that holds the workspace's endpoint (STOR-14). */
export function admittedSubnets(estate: Estate, choices: Choices): readonly Subnet[] {
  const training = trainingSubnets(estate, choices)
  const holders = endpointsOf(estate, estate.workspace.id).flatMap(({ subnetId }) => entryOf(estate.subnets, subnetId) ?? [])
  const isShared = choices.access.studio === 'notUsed' || holders.some(({ id }) => training.some((each) => each.id === id))
  return isShared ? training : [...training, ...holders.slice(0, 1)]
}

/** Whether the plan writes the firewall: it differs from what is there. */
export const isWritten = (account: StorageAccount, firewall: Firewall): boolean => compared(account) !== compared(firewall)

const compared = ({ exceptions, exposure }: Firewall): string => JSON.stringify([exceptions, exposure.publicAccess, exposure.defaultAction])

/** How far the public endpoint of an account with private endpoints is closed; what is closed further already stays so. */
function closing(own: StorageChoices, { exposure }: StorageAccount): StorageAccount['exposure'] {
  if (own.publicAccess === 'keep') return exposure
  const publicAccess = own.publicAccess === 'disabled' || exposure.publicAccess === 'closed' ? 'closed' : opened({ exposure })
  return { ...exposure, publicAccess, defaultAction: 'closed' }
}

/** The firewall's exceptions with the workspace let in as chosen; every other entry stays (STOR-09). */
function admitted(estate: Estate, own: StorageChoices, { exceptions, exposure, usedBy = [] }: StorageAccount): StorageAccount['exceptions'] {
  const { bypass, instances } = exceptions
  if (own.admits === 'trustedServices') return { ...exceptions, bypass: bypass.includes('AzureServices') ? bypass : ['AzureServices', ...bypass] }
  const { workspace } = estate
  // Another workspace that works with the account as its own keeps the way that it has now.
  const others = bypass.includes('AzureServices') || publicly(exposure) !== 'closed' ? usedBy : []
  const users = others.flatMap(({ tenantId, resourceId }) => { const id = parseArmId(resourceId); return id === null ? [] : [{ id, tenantId: tenantId === '' ? workspace.tenantId : tenantId }] })
  const missing = [workspace, ...users].filter((each) => !instances.some((instance) => admitsWorkspace(instance, each)))
  return { ...exceptions, bypass: bypass.filter((word) => word !== 'AzureServices'), instances: [...instances, ...missing.map(({ id: resourceId, tenantId }) => ({ tenantId, resourceId }))] }
}
