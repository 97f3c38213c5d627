import { z } from 'zod'
import { idOfGroup } from '../ids.ts'

export const workspaceChoices = z.strictObject({
  /** There is no service endpoint for a workspace; the article's one way is a private endpoint (WKSP-01). */
  reach: z.enum(['privateEndpoint', 'undecided']),
  /** Who writes the records of private endpoints: this plan (zones reused wherever they are, else created), Azure Policy, or another team by hand. */
  dnsWriter: z.enum(['thisPlan', 'azurePolicy', 'otherTeam']),
  /** The resource group for zones that do not exist yet; null: where new resources go. */
  zoneGroup: z.union([idOfGroup, z.null()]),
  publicAccess: z.enum(['disable', 'keep', 'undecided']),
  legacyMode: z.enum(['off', 'keep']),
}).readonly()
export type WorkspaceChoices = z.infer<typeof workspaceChoices>

export const workspaceUndecided: WorkspaceChoices = { reach: 'undecided', dnsWriter: 'thisPlan', zoneGroup: null, publicAccess: 'undecided', legacyMode: 'keep' }
