/** The firewall of a storage account: who an entry lets in, and what the choices make of it. */
import { idKey, parseArmId, typeOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
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
  const subnetIds = withSubnetIds(exceptions.subnetIds, trainingSubnets(estate, choices).map(({ id }) => id))
  // Rules for subnets are rules of the public endpoint, so it stays on (STOR-16).
  const exposure = own.publicAccess === 'keep' ? account.exposure : { ...account.exposure, publicAccess: 'open' as const, defaultAction: 'closed' as const }
  return { exceptions: { ...exceptions, subnetIds }, exposure }
}

/** Whether the plan writes the firewall: it differs from what is there. */
export const isWritten = (account: StorageAccount, firewall: Firewall): boolean => compared(account) !== compared(firewall)

const compared = ({ exceptions, exposure }: Firewall): string => JSON.stringify([exceptions, exposure.publicAccess, exposure.defaultAction])

/** How far the public endpoint of an account with private endpoints is closed; what is closed further already stays so. */
function closing(own: StorageChoices, { exposure }: StorageAccount): StorageAccount['exposure'] {
  if (own.publicAccess === 'keep') return exposure
  const publicAccess = own.publicAccess === 'disabled' || exposure.publicAccess === 'closed' ? 'closed' : 'open'
  return { ...exposure, publicAccess, defaultAction: 'closed' }
}

/** The firewall's exceptions with the workspace let in as chosen; every other entry stays (STOR-09). */
function admitted(estate: Estate, own: StorageChoices, { exceptions }: StorageAccount): StorageAccount['exceptions'] {
  const { bypass, instances } = exceptions
  if (own.admits === 'trustedServices') return { ...exceptions, bypass: bypass.includes('AzureServices') ? bypass : ['AzureServices', ...bypass] }
  const { id: resourceId, tenantId } = estate.workspace
  const isIn = instances.some((instance) => admitsWorkspace(instance, estate.workspace))
  return { ...exceptions, bypass: bypass.filter((word) => word !== 'AzureServices'), instances: isIn ? instances : [...instances, { tenantId, resourceId }] }
}
