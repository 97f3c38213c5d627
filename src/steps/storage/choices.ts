import { z } from 'zod'
import { anId, listOf } from '../../estate/entry.ts'

/** The sub-resources of a storage account that can have a private endpoint here. */
export const storageGroup = z.enum(['blob', 'file', 'queue', 'table', 'dfs'])
export type StorageGroup = z.infer<typeof storageGroup>

export const storageChoices = z.strictObject({
  /** Private or service endpoint for each account (STOR-01). `groups`: sub-resources of a non-default account that are used (STOR-04). */
  accounts: listOf(z.strictObject({ id: anId, reach: z.enum(['privateEndpoint', 'serviceEndpoint', 'undecided']), groups: listOf(storageGroup) }).readonly()),
  /** ParallelRunStep or batch endpoints need queue and table (STOR-03). */
  parallelRunStep: z.enum(['used', 'notUsed', 'undecided']),
  /** What a closed account still lets in (STOR-07, STOR-08). */
  admits: z.enum(['thisWorkspace', 'trustedServices']),
  /** The article's "selected networks", or the step further (STOR-06, STOR-17). */
  publicAccess: z.enum(['selectedNetworks', 'disabled', 'keep']),
  anonymousAccess: z.enum(['off', 'keep']),
}).readonly()
export type StorageChoices = z.infer<typeof storageChoices>

export const storageUndecided: StorageChoices = { accounts: [], parallelRunStep: 'undecided', admits: 'thisWorkspace', publicAccess: 'keep', anonymousAccess: 'keep' }
