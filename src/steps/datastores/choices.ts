import { z } from 'zod'
import { listOf } from '../../estate/entry.ts'

export const datastoresChoices = z.strictObject({
  /** Kinds of datastore that people here register by script; Azure records only those that exist. */
  kinds: listOf(z.enum(['AzureBlob', 'AzureFile', 'AzureDataLakeGen1', 'AzureDataLakeGen2', 'AzureSqlDatabase', 'AzurePostgreSql'])),
  /** Skip validation when one is registered from outside the network (DATA-01 to DATA-09). */
  validation: z.enum(['skip', 'fromInside', 'undecided']),
  /** How the studio reads datastores (DATA-12). */
  studioIdentity: z.enum(['workspaceIdentity', 'keep']),
}).readonly()
export type DatastoresChoices = z.infer<typeof datastoresChoices>

export const datastoresUndecided: DatastoresChoices = { kinds: [], validation: 'undecided', studioIdentity: 'keep' }
