/** Application Insights, Log Analytics, private link scopes and what is in them. */
import { idKey } from '../../../base/armId.ts'
import type { JsonObject } from '../../../base/json.ts'
import { endpointsTo } from '../../network/names.ts'
import { parentKeyOf } from '../../shelf.ts'
import { guid, next } from '../../state.ts'
import { conflict, type Maker, refuse, type Remover } from '../building.ts'
import { at, textAt, withProperties } from '../values.ts'

const nameOf = (id: string): string => id.split('/').at(-1) ?? ''

/** A component: written whole, so network flags and links that the body leaves out go back to their defaults. */
export const component: Maker = ({ state, id, stored }, body) => {
  if (textAt(body, 'properties.Application_Type') === '') return refuse('InvalidRequest', "The property 'Application_Type' is required.", 'properties.Application_Type')
  const linked = textAt(body, 'properties.WorkspaceResourceId')
  if (linked !== '' && state.shelf.get(linked) === null) return refuse('BadRequest', `The log analytics workspace ${linked} was not found.`, 'properties.WorkspaceResourceId')
  const key = guid(next(state))
  const made = stored !== null ? {} : {
    AppId: guid(next(state)), ApplicationId: nameOf(id), Name: nameOf(id), InstrumentationKey: key,
    ConnectionString: `InstrumentationKey=${key}`, CreationDate: new Date(state.world.clock.now()).toISOString(), TenantId: id.split('/')[2] ?? '',
  }
  const defaults = { Flow_Type: 'Bluefield', RetentionInDays: 90, publicNetworkAccessForIngestion: 'Enabled', publicNetworkAccessForQuery: 'Enabled', IngestionMode: linked === '' ? 'ApplicationInsights' : 'LogAnalytics' }
  return { body: withProperties(body, { ...defaults, ...made, ...(at(body, 'properties') as JsonObject) }) }
}

/** A workspace of Log Analytics. */
export const logWorkspace: Maker = ({ state, stored }, body) => {
  const made = stored === null ? { customerId: guid(next(state)), createdDate: new Date(state.world.clock.now()).toISOString() } : {}
  const defaults = { retentionInDays: 30, publicNetworkAccessForIngestion: 'Enabled', publicNetworkAccessForQuery: 'Enabled', sku: { name: 'PerGB2018' } }
  return { body: withProperties(body, { ...defaults, ...made, ...(at(body, 'properties') as JsonObject | undefined) }) }
}

/** A private link scope. */
export const linkScope: Maker = ({ stored }, body) => {
  if (at(body, 'properties.accessModeSettings') === undefined) return refuse('BadRequest', 'The access mode settings are required.', 'properties.accessModeSettings')
  const settings = { exclusions: [], ...(at(body, 'properties.accessModeSettings') as JsonObject) }
  return { body: withProperties(body, { ...(stored === null ? { privateEndpointConnections: [] } : {}), accessModeSettings: settings }) }
}

/** A scope that endpoints lead to stays. */
export const withoutLinkScope: Remover = ({ state, id }) =>
  endpointsTo(state.shelf, id).length > 0 ? conflict('Conflict', `The private link scope ${id} has private endpoint connections.`) : {}

/** What is in a scope: a component or a workspace, once in each scope. */
export const scopedResource: Maker = ({ state, id }, body) => {
  const linked = textAt(body, 'properties.linkedResourceId')
  if (state.shelf.get(linked) === null) return refuse('BadRequest', `The resource ${linked} was not found.`, 'properties.linkedResourceId')
  const twin = state.shelf.childrenOf(parentKeyOf(id), 'microsoft.insights/privatelinkscopes/scopedresources').find((one) => idKey(textAt(one, 'id')) !== idKey(id) && idKey(textAt(one, 'properties.linkedResourceId')) === idKey(linked))
  if (twin !== undefined) return conflict('Conflict', `The resource ${linked} is in the scope already, as ${textAt(twin, 'name')}.`)
  return { body, holds: [parentKeyOf(id)] }
}
