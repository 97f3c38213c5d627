import { z } from 'zod'
import { idOf } from '../ids.ts'

/** A private link scope's name. */
export const scopeName = z.string().min(1).max(255).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)

export const monitoringChoices = z.strictObject({
  /** A private link scope, or public on purpose with AzureMonitor allowed outbound (MON-23). */
  decision: z.enum(['linkScope', 'publicOnPurpose', 'undecided']),
  /** An existing scope is reused where a network shares its DNS (MON-10). */
  scope: z.union([
    z.strictObject({ use: z.literal('existing'), id: idOf('Microsoft.Insights/privateLinkScopes') }).readonly(),
    z.strictObject({ use: z.literal('new'), name: scopeName }).readonly(),
    z.literal('undecided'),
  ]),
  /** The Log Analytics workspace a classic component moves to (MON-02, MON-04). */
  migrateTo: z.union([idOf('Microsoft.OperationalInsights/workspaces'), z.literal('undecided')]),
  /** Public ingestion and query flags of component and workspace (MON-14). */
  publicAccess: z.enum(['keep', 'close']),
}).readonly()
export type MonitoringChoices = z.infer<typeof monitoringChoices>

export const monitoringUndecided: MonitoringChoices = { decision: 'undecided', scope: 'undecided', migrateTo: 'undecided', publicAccess: 'keep' }
