import { apiVersion } from '../facts/ask.ts'
import { access, doorAt, doorWord, flagAt, regionOf } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'
import type { LogWorkspaceWire } from './wire/logWorkspace.ts'

const type = 'Microsoft.OperationalInsights/workspaces'

/** Log Analytics workspaces: access mode, and who may send and query from public networks. */
export const logWorkspace: ResourceType<'logWorkspaces', LogWorkspaceWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'logWorkspaces',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    if (id === null) return null
    return {
      id,
      region: regionOf(body),
      resourcePermissions: flagAt(body, 'properties.features.enableLogAccessUsingOnlyResourcePermissions') ?? false,
      exposure: {
        ingestion: doorAt(body, 'properties.publicNetworkAccessForIngestion', access),
        query: doorAt(body, 'properties.publicNetworkAccessForQuery', access),
      },
    }
  },
  create: (entry) => ({ location: entry.region, properties: { sku: { name: 'PerGB2018' } } }),
  manage: ({ resourcePermissions, exposure }) => ({
    properties: {
      features: { enableLogAccessUsingOnlyResourcePermissions: resourcePermissions },
      publicNetworkAccessForIngestion: doorWord(exposure.ingestion, access),
      publicNetworkAccessForQuery: doorWord(exposure.query, access),
    },
  }),
  update: 'patch',
  closing: 4,
}
