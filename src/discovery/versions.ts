/** Versions of ARM's interfaces that belong to no resource type of the facts (azure-types/operations.json). */
import { apiVersion } from '../facts/ask.ts'

/** Resource Graph. */
export const graphVersion = '2021-03-01'

/** Providers of a subscription and the generic list of a group: ARM's own resources, of one version. */
export const managerVersion = apiVersion('Microsoft.Resources/resourceGroups')
