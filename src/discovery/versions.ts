/** Versions of ARM's interfaces that listing and collecting ask in, beside those of the types that are read. From the table alone: what lists is loaded before the first call. */
import { apiVersions } from '../facts/apiVersions.ts'

function versionOf(type: string): string {
  const found = apiVersions[type]
  if (found === undefined) throw new Error(`no API version is recorded for ${type}`)
  return found.use
}

/** Resource Graph (azure-types/operations.json). */
export const graphVersion = '2021-03-01'

/** The subscriptions that an account sees (azure-types/operations.json). */
export const subscriptionsVersion = '2022-12-01'

/** The workspaces of a subscription. */
export const workspacesVersion = versionOf('Microsoft.MachineLearningServices/workspaces')

/** Providers of a subscription and the generic list of a group: ARM's own resources, of one version. */
export const managerVersion = versionOf('Microsoft.Resources/resourceGroups')
