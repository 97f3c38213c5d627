import { parentOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { textAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'
import type { ScopedResourceWire } from './wire/scopedResource.ts'

const type = 'Microsoft.Insights/privateLinkScopes/scopedResources'

/** What belongs to a private link scope: a component or a Log Analytics workspace. */
export const scopedResource: ResourceType<'scopedResources', ScopedResourceWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'scopedResources',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    const linkedId = reading.id(textAt(body, 'properties.linkedResourceId'))
    if (id === null || linkedId === null) return null
    return { id, scopeId: reading.id(parentOf(id)) ?? parentOf(id), linkedId }
  },
  create: ({ linkedId }) => ({ properties: { linkedResourceId: linkedId } }),
  locks: ({ scopeId }) => [scopeId],
  // A classic component becomes workspace-based before it joins (MON-02).
  after: ({ linkedId }) => [linkedId],
}
