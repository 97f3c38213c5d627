import { vaultOf } from '../../estate/questions.ts'
import type { Step } from '../step.ts'
import { type KeyVaultChoices, keyVaultChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'

/** The article's section on the key vault. */
export const keyVault: Step<KeyVaultChoices> = {
  section: '#secure-azure-key-vault',
  asks: keyVaultChoices,
  propose,
  configure,
  rules,
  open: ({ reach }, estate) => (reach === 'undecided' && vaultOf(estate) !== 'unread' ? ['reach'] : []),
}
