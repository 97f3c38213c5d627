import type { Body } from '../changes/change.ts'
import type { LinkScope } from '../estate/services.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, regionOf, textAt, wordAt } from './accessors.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { LinkScopeWire } from './wire/linkScope.ts'

const type = 'Microsoft.Insights/privateLinkScopes'

const modes = ['Open', 'PrivateOnly'] as const
const settings = 'properties.accessModeSettings'

function read(body: Body, reading: Reading): LinkScope | null {
  const id = reading.id(body['id'])
  if (id === null) return null
  return {
    id,
    location: regionOf(body),
    query: wordAt(body, `${settings}.queryAccessMode`, modes),
    ingestion: wordAt(body, `${settings}.ingestionAccessMode`, modes),
    exclusions: objectsAt(body, `${settings}.exclusions`).map((exclusion) => ({
      connection: textAt(exclusion, 'privateEndpointConnectionName') ?? '',
      query: wordAt(exclusion, 'queryAccessMode', modes),
      ingestion: wordAt(exclusion, 'ingestionAccessMode', modes),
    })),
  }
}

/** Private link scopes of Azure Monitor: access modes and their exceptions per endpoint. PATCH takes tags only, so they are put whole. */
export const linkScope: ResourceType<'linkScopes', LinkScopeWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'linkScopes',
  read,
  create: (scope) => ({ location: scope.location }),
  manage: (scope) => ({
    properties: {
      accessModeSettings: {
        queryAccessMode: scope.query,
        ingestionAccessMode: scope.ingestion,
        exclusions: scope.exclusions.map(({ connection, query, ingestion }) => ({
          privateEndpointConnectionName: connection,
          queryAccessMode: query,
          ingestionAccessMode: ingestion,
        })),
      },
    },
  }),
  atomic: [settings],
  update: 'put',
  closing: 4,
}
