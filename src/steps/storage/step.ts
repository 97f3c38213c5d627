import { concernedAccounts } from '../concerned.ts'
import type { Step } from '../step.ts'
import { type StorageChoices, storageChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'

/** The article's section on storage accounts. */
export const storage: Step<StorageChoices> = {
  section: '#secure-azure-storage-accounts',
  asks: storageChoices,
  propose,
  configure,
  rules,
  open: (own, estate) => {
    const known = concernedAccounts(estate).filter(({ entry }) => entry !== null)
    const reachOf = (id: string) => own.accounts.find((each) => each.id === id)?.reach ?? 'undecided'
    const isAsked = known.some(({ at, isDefault }) => isDefault && reachOf(at) === 'privateEndpoint')
    return [
      ...(known.some(({ at }) => reachOf(at) === 'undecided') ? (['accounts'] as const) : []),
      ...(own.parallelRunStep === 'undecided' && isAsked ? (['parallelRunStep'] as const) : []),
    ]
  },
}
