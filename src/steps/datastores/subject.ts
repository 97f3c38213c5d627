import { nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { defaultAccount, hasEndpoint, publicly, seen } from '../../estate/questions.ts'
import type { Datastore, StorageAccount } from '../../estate/services.ts'
import type { DatastoresChoices } from './choices.ts'

/** A kind of datastore that the article speaks of. */
export type DatastoreKind = DatastoresChoices['kinds'][number]

/** Whether the workspace's datastores could be listed. */
export const listed = (estate: Estate): boolean => seen(estate, 'Microsoft.MachineLearningServices/workspaces/datastores', estate.workspace.id)

/** Whether an account lets in only chosen networks, or has a private way. `unread` where the snapshot does not say. */
export function behindNetwork(estate: Estate, account: StorageAccount | 'unread'): 'yes' | 'no' | 'unread' {
  if (account === 'unread') return 'unread'
  if (account.exceptions.subnetIds.length > 0 || hasEndpoint(estate, account.id)) return 'yes'
  const door = publicly(account.exposure)
  return door === 'unknown' ? 'unread' : door === 'closed' ? 'yes' : 'no'
}

/** The same of the default account, which stands for the workspace's data. */
export const dataIsBehindNetwork = (estate: Estate): 'yes' | 'no' | 'unread' => behindNetwork(estate, defaultAccount(estate))

/** The account that a datastore names, `unread` when the snapshot does not hold it, null for a kind without one. */
export function accountOf(estate: Estate, { accountName }: Datastore): StorageAccount | 'unread' | null {
  if (accountName === null) return null
  return estate.storageAccounts.find(({ id }) => nameOf(id).toLowerCase() === accountName.toLowerCase()) ?? 'unread'
}
