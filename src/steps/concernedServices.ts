/** What of an estate the article is about: the networks, the storage accounts and the private link targets that concern this workspace. */
import { type ArmId, idKey, nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { workspaceNetworkIds } from '../estate/questions.ts'
import type { Datastore, StorageAccount } from '../estate/services.ts'
import type { Choices } from './choices.ts'
import { chosenNetworkId } from './subnets.ts'

/** The networks whose private paths count: those that the workspace lives in, else the chosen one. */
export function servedNetworkIds(estate: Estate, choices: Choices): readonly ArmId[] {
  const own = workspaceNetworkIds(estate)
  const chosen = chosenNetworkId(choices)
  return own.length > 0 || chosen === null ? own : [chosen]
}

/** A storage account that the workspace works with. `at` is the account, or what names it when the snapshot does not hold it (`entry` null). */
export interface ConcernedAccount {
  readonly at: ArmId
  readonly name: string
  readonly isDefault: boolean
  readonly entry: StorageAccount | null
  /** ARM's datastoreType of the datastores that lead to it. */
  readonly kinds: readonly string[]
}

/** Datastores that name a storage account; Data Lake Gen1 and databases do not. */
const ofStorage: readonly string[] = ['AzureBlob', 'AzureFile', 'AzureDataLakeGen2']

/** The default account and those that datastores name. */
export function concernedAccounts(estate: Estate): readonly ConcernedAccount[] {
  const defaultId = estate.workspace.storageAccountId
  const defaultName = idKey(nameOf(defaultId))
  const named = new Map<string, Datastore[]>()
  for (const datastore of estate.datastores) {
    if (datastore.accountName === null || !ofStorage.includes(datastore.kind)) continue
    const name = idKey(datastore.accountName)
    named.set(name, [...(named.get(name) ?? []), datastore])
  }
  const kindsOf = (name: string): readonly string[] => [...new Set((named.get(name) ?? []).map(({ kind }) => kind))].sort()
  const others = [...named].filter(([name]) => name !== defaultName).sort(([one], [other]) => (one < other ? -1 : 1))
  return [
    { at: defaultId, name: nameOf(defaultId), isDefault: true, entry: estate.storageAccounts.find(({ id }) => id === defaultId) ?? null, kinds: kindsOf(defaultName) },
    ...others.flatMap(([name, datastores]): readonly ConcernedAccount[] => {
      const entry = estate.storageAccounts.find(({ id }) => idKey(nameOf(id)) === name) ?? null
      const at = entry?.id ?? datastores[0]?.id
      return at === undefined ? [] : [{ at, name: entry === null ? name : nameOf(entry.id), isDefault: false, entry, kinds: kindsOf(name) }]
    }),
  ]
}

/** The resources whose private endpoints are this workspace's business. */
export function concernedTargets(estate: Estate): readonly ArmId[] {
  const accounts = concernedAccounts(estate).flatMap(({ entry }) => entry?.id ?? [])
  const { id, vaultId, registryId } = estate.workspace
  return [...new Set([id, ...accounts, vaultId, ...(registryId === null ? [] : [registryId]), ...estate.linkScopes.map((scope) => scope.id)])]
}
