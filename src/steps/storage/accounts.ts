/** The storage accounts of a workspace with the way to each, and how rules are asked of them. */
import type { ArmId } from '../../base/armId.ts'
import type { EndpointGroup } from '../../facts/ask.ts'
import type { Estate } from '../../estate/estate.ts'
import { publicly } from '../../estate/questions.ts'
import type { StorageAccount } from '../../estate/services.ts'
import type { Choices } from '../choices.ts'
import { type ConcernedAccount, concernedAccounts } from '../concerned.ts'
import { type Way, wayTo } from '../privateWay.ts'
import { type Place, unknownAt } from '../rule.ts'
import type { StorageChoices, StorageGroup } from './choices.ts'

/** An account that was read, with the way to it. */
export interface KnownAccount {
  readonly account: StorageAccount
  readonly isDefault: boolean
  readonly kinds: readonly string[]
  readonly way: Way
}

const chosenWay = (choices: Choices, id: ArmId) => choices.storage.accounts.find((each) => each.id === id)?.reach ?? 'undecided'

const known = (estate: Estate, choices: Choices, { entry, isDefault, kinds }: ConcernedAccount): KnownAccount | null =>
  entry === null ? null : { account: entry, isDefault, kinds, way: wayTo(estate, { id: entry.id, subnetIds: entry.exceptions.subnetIds }, chosenWay(choices, entry.id)) }

/** The places that `judge` finds at each account; an account that the snapshot does not hold is unknown. */
export const atAccounts = (estate: Estate, choices: Choices, judge: (each: KnownAccount) => readonly Place[]): readonly Place[] =>
  concernedAccounts(estate).flatMap((each) => {
    const read = known(estate, choices, each)
    return read === null ? [unknownAt(each.at, 'datastoreAccount', { account: each.name })] : judge(read)
  })

/** As `atAccounts`, for the default account alone. */
export const atDefault = (estate: Estate, choices: Choices, judge: (each: KnownAccount) => readonly Place[]): readonly Place[] =>
  concernedAccounts(estate).filter(({ isDefault }) => isDefault).flatMap((each) => {
    const read = known(estate, choices, each)
    return read === null ? [unknownAt(each.at, 'datastoreAccount', { account: each.name })] : judge(read)
  })

/** As `atAccounts`, for accounts that are reached in one way; where endpoints could not be listed the answer is unknown. */
export const atAccountsBy = (estate: Estate, choices: Choices, way: 'privateEndpoint' | 'serviceEndpoint', judge: (each: KnownAccount) => readonly Place[]): readonly Place[] =>
  atAccounts(estate, choices, (each) =>
    each.way === way ? judge(each) : each.way === 'unread' ? [unknownAt(each.account.id, 'Microsoft.Network/privateEndpoints')] : [])

/** Whether a way was decided or the firewall closed already; before that only the choice itself is asked for. */
export const isDecided = ({ account, way }: KnownAccount): boolean => way === 'privateEndpoint' || way === 'serviceEndpoint' || publicly(account.exposure) === 'closed'

const groupsByKind: Readonly<Record<string, readonly StorageGroup[]>> = { AzureBlob: ['blob'], AzureFile: ['file'], AzureDataLakeGen2: ['dfs'] }
const order: readonly StorageGroup[] = ['blob', 'file', 'queue', 'table', 'dfs']

/** The sub-resources of an account that its datastores use (STOR-04). */
export const usedGroups = (kinds: readonly string[]): readonly StorageGroup[] => {
  const used = new Set(kinds.flatMap((kind) => groupsByKind[kind] ?? []))
  return order.filter((group) => used.has(group))
}

/** The sub-resources that get a private endpoint: blob and file on the default account, dfs with blob on a data lake, queue and table for ParallelRunStep (STOR-02 to STOR-05). */
export function wantedGroups(each: Pick<KnownAccount, 'account' | 'isDefault' | 'kinds'>, own: StorageChoices): readonly EndpointGroup[] {
  const { account, isDefault, kinds } = each
  const chosen = own.accounts.find(({ id }) => id === account.id)?.groups ?? []
  const base: readonly StorageGroup[] = isDefault ? ['blob', 'file'] : chosen.length > 0 ? chosen : usedGroups(kinds)
  const extra: readonly StorageGroup[] = isDefault && own.parallelRunStep === 'used' ? ['queue', 'table'] : []
  const blobs: readonly StorageGroup[] = account.hierarchical && (isDefault || base.includes('dfs') || base.includes('blob')) ? ['blob', 'dfs'] : []
  const all = new Set([...base, ...extra, ...blobs, ...(isDefault ? chosen : [])])
  return order.filter((group) => all.has(group))
}

/** The choices with one account's answer replaced or added; accounts stay sorted by id. */
export function withAccountAnswer(own: StorageChoices, id: ArmId, answer: Partial<Omit<StorageChoices['accounts'][number], 'id'>>): StorageChoices {
  const before = own.accounts.find((each) => each.id === id) ?? { id, reach: 'undecided' as const, groups: [] }
  const others = own.accounts.filter((each) => each.id !== id)
  return { ...own, accounts: [...others, { ...before, ...answer }].sort((one, other) => (one.id < other.id ? -1 : 1)) }
}
