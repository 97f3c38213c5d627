import type { Estate } from '../../estate/estate.ts'
import { mayBeLeftToPerimeter, vaultOf, withEntries } from '../../estate/questions.ts'
import type { Vault } from '../../estate/services.ts'
import type { Choices } from '../choices.ts'
import { admitsComputes, hasPrivatePath, withPrivatePath } from '../makePrivatePath.ts'
import { wayTo } from '../privateWay.ts'
import { trainingSubnets, vaultEndpoint, withAdmittedServed, withServiceEndpoint, withSubnetIds } from '../serviceEndpoint.ts'
import type { Proposed } from '../step.ts'
import type { KeyVaultChoices } from './choices.ts'

/** First answers: the way that is there, else a private endpoint; closed as the article closes it, or further where it is. */
export function propose(current: Estate): Proposed<KeyVaultChoices> {
  const vault = vaultOf(current)
  if (vault === 'unread') return { answers: { reach: 'undecided', publicAccess: 'keep' }, because: {} }
  const way = wayTo(current, { id: vault.id, subnetIds: vault.exceptions.subnetIds }, 'undecided')
  const reach = way === 'serviceEndpoint' ? 'serviceEndpoint' : 'privateEndpoint'
  const publicAccess = reach === 'privateEndpoint' && vault.exposure.publicAccess === 'closed' ? 'disabled' : 'selectedNetworks'
  return {
    answers: { reach, publicAccess },
    because: { reach: { word: way === reach ? 'wayIsThere' : 'sameNetwork' }, publicAccess: { word: publicAccess === 'disabled' ? 'closedAlready' : 'articleForm' } },
  }
}

/** The estate with the vault reached privately, closed as far as chosen once a private way is there or planned, and open to trusted services. */
export function configure(estate: Estate, own: KeyVaultChoices, choices: Choices): Estate {
  const vault = vaultOf(estate)
  if (vault === 'unread' || own.reach === 'undecided') return estate
  return own.reach === 'privateEndpoint' ? withEndpoint(estate, own, choices, vault) : withRules(estate, own, choices, vault)
}

function withEndpoint(estate: Estate, own: KeyVaultChoices, choices: Choices, vault: Vault): Estate {
  const target = { targetId: vault.id, group: 'vault' } as const
  const reached = withPrivatePath(estate, choices, target)
  const { exposure } = vault
  const stays = own.publicAccess === 'keep' || !(hasPrivatePath(reached, target) || admitsComputes(estate, choices, vault.exceptions.subnetIds))
  const isClosed = own.publicAccess === 'disabled' || exposure.publicAccess === 'closed'
  // Azure hides the firewall of a vault whose public access is off; what it holds is neither known nor written while that stays so.
  if (exposure.publicAccess !== 'open' && vault.exceptions.trustedServices === 'unknown') return reached
  // What is closed further already stays so; a firewall that is written is complete, with Deny (KV-08).
  const closed = stays ? exposure : { publicAccess: isClosed ? 'closed' as const : opened(vault), defaultAction: 'closed' as const }
  return withVault(reached, { ...vault, exposure: closed, exceptions: { ...vault.exceptions, trustedServices: 'allowed' } })
}

function withRules(estate: Estate, own: KeyVaultChoices, choices: Choices, vault: Vault): Estate {
  const subnets = trainingSubnets(estate, choices)
  const served = withAdmittedServed(withServiceEndpoint(estate, subnets, vaultEndpoint, vault.region), choices, { service: vaultEndpoint, region: vault.region, subnetIds: vault.exceptions.subnetIds })
  const subnetIds = withSubnetIds(vault.exceptions.subnetIds, subnets.map(({ id }) => id))
  const stays = own.publicAccess === 'keep' || !admitsComputes(estate, choices, subnetIds)
  const exposure = stays ? vault.exposure : { publicAccess: opened(vault), defaultAction: 'closed' as const }
  return withVault(served, { ...vault, exposure, exceptions: { ...vault.exceptions, trustedServices: 'allowed', subnetIds } })
}

/** The public endpoint, on; one that a perimeter decides about stays with the perimeter (KV-14). */
const opened = ({ exposure }: Vault) => (mayBeLeftToPerimeter(exposure) ? exposure.publicAccess : 'open' as const)

const withVault = (estate: Estate, vault: Vault): Estate => ({ ...estate, vaults: withEntries(estate.vaults, [vault]) })
