import type { ArmId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { apiVersion } from '../facts/ask.ts'
import { access, doorAt, doorWord, regionOf, textAt, valueAt, wordAt } from './accessors.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { ComponentWire } from './wire/component.ts'

const type = 'Microsoft.Insights/components'

/** The Log Analytics workspace behind the component; null for a classic one: another ingestion mode, or no workspace (MON-02). */
function logWorkspaceId(body: Body, reading: Reading): ArmId | null {
  const mode = 'properties.IngestionMode'
  if (valueAt(body, mode) !== undefined && wordAt(body, mode, ['LogAnalytics']) === null) return null
  return reading.id(textAt(body, 'properties.WorkspaceResourceId'))
}

/** Application Insights components: the workspace behind, and who may send and query from public networks. PATCH takes tags only, so they are put whole. */
export const component: ResourceType<'components', ComponentWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'components',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    if (id === null) return null
    return {
      id,
      region: regionOf(body),
      logWorkspaceId: logWorkspaceId(body, reading),
      exposure: {
        ingestion: doorAt(body, 'properties.publicNetworkAccessForIngestion', access),
        query: doorAt(body, 'properties.publicNetworkAccessForQuery', access),
      },
    }
  },
  create: (entry) => ({ location: entry.region, kind: 'web', properties: { Application_Type: 'web' } }),
  manage: ({ logWorkspaceId: linked, exposure }) => ({
    properties: {
      ...(linked === null ? {} : { WorkspaceResourceId: linked, IngestionMode: 'LogAnalytics' }),
      publicNetworkAccessForIngestion: doorWord(exposure.ingestion, access),
      publicNetworkAccessForQuery: doorWord(exposure.query, access),
    },
  }),
  update: 'put',
  // Leaving the classic kind is permanent (MON-03).
  irreversible: { 'properties.WorkspaceResourceId': 'always', 'properties.IngestionMode': 'always' },
  closing: 4,
}
