/** Workspaces, computes and datastores of Machine Learning; identities. */
import { idKey } from '../../../base/armId.ts'
import type { JsonObject } from '../../../base/json.ts'
import { parentKeyOf } from '../../shelf.ts'
import { guid, next, type State } from '../../state.ts'
import { conflict, type Maker, type Outcome, refuse, type Remover, type Writing } from '../building.ts'
import { millisecondsOf, medians } from '../durations.ts'
import { suffixesOf } from '../../network/names.ts'
import { at, objectsAt, textAt, withAt, withProperties } from '../values.ts'

const nameOf = (id: string): string => id.split('/').at(-1) ?? ''

/** A new identity: role assignments know it only after a while (F91). */
function newPrincipal({ state, id }: Writing): string {
  const principal = guid(next(state))
  state.principals.set(principal, state.world.clock.now() + millisecondsOf(state.world.pace ?? medians, 'principal', id))
  return principal
}

/** The identity of a resource as Azure answers it: the principal that it has already, or a new one. */
export function identityOf(writing: Writing, body: JsonObject): JsonObject {
  const type = textAt(body, 'identity.type')
  if (type === '' || type === 'None') return {}
  const before = textAt(writing.stored ?? {}, 'identity.principalId')
  const own = type.includes('SystemAssigned') ? { principalId: before === '' ? newPrincipal(writing) : before, tenantId: writing.caller.tenantId } : {}
  return { identity: { ...(body['identity'] as JsonObject), ...own } }
}

/** What a workspace is made of stays as it was made (facts.json; a registry may come later). */
const fixed = ['properties.storageAccount', 'properties.keyVault', 'properties.hbiWorkspace', 'location']

function workspaceObstacle({ state, stored, id }: Writing, body: JsonObject): Outcome | null {
  const moved = stored === null ? undefined : fixed.find((path) => at(stored, path) !== undefined && at(body, path) !== undefined && JSON.stringify(at(stored, path)).toLowerCase() !== JSON.stringify(at(body, path)).toLowerCase())
  if (moved !== undefined) return refuse('ValidationError', `The property '${moved}' of a workspace cannot be changed.`, moved)
  const build = textAt(body, 'properties.imageBuildCompute')
  const isNew = build !== textAt(stored ?? {}, 'properties.imageBuildCompute')
  if (isNew && build !== '' && state.shelf.get(`${id}/computes/${build}`) === null) return refuse('ValidationError', `The compute '${build}' was not found in the workspace.`, 'properties.imageBuildCompute')
  return null
}

/** A workspace. Its sku is answered as Basic whatever was sent, and the older switch of public access follows the newer one (arm-protocol.md section 5.4, WKSP-08). */
export const workspace: Maker = (writing, body) => {
  const refused = workspaceObstacle(writing, body)
  if (refused !== null) return refused
  const { state, id, stored, caller } = writing
  const number = stored === null ? guid(next(state)) : ''
  const { notebooks } = suffixesOf(state.world)
  const location = textAt(body, 'location')
  const made = stored === null
    ? {
        workspaceId: number, tenantId: caller.tenantId, privateEndpointConnections: [],
        notebookInfo: { resourceId: number.replaceAll('-', ''), fqdn: `ml-${nameOf(id)}-${location}-${number}.${location}.${notebooks}`, isPrivateLinkEnabled: false },
        discoveryUrl: `https://${location}.${suffixesOf(state.world).api}/discovery`,
      }
    : {}
  const defaults = { publicNetworkAccess: 'Enabled', hbiWorkspace: false, v1LegacyMode: false }
  const whole = withProperties({ ...body, ...identityOf(writing, body), sku: { name: 'Basic', tier: 'Basic' } }, { ...defaults, ...made, ...(at(body, 'properties') as JsonObject | undefined) })
  const isPublic = textAt(whole, 'properties.publicNetworkAccess') === 'Enabled'
  return { body: at(whole, 'properties.allowPublicAccessWhenBehindVnet') === undefined ? whole : withProperties(whole, { allowPublicAccessWhenBehindVnet: isPublic }) }
}

/** Takes a workspace away with what lies in it. */
export const withoutWorkspace: Remover = ({ stored }) =>
  objectsAt(stored ?? {}, 'properties.privateEndpointConnections').length > 0 ? conflict('Conflict', 'The workspace has private endpoint connections. Delete them first.') : {}

const clusterDefaults = (state: State): JsonObject => ({
  provisioningErrors: null, isAttachedCompute: false, disableLocalAuth: false, createdOn: new Date(state.world.clock.now()).toISOString(), modifiedOn: new Date(state.world.clock.now()).toISOString(),
})

const noNodes = { idleNodeCount: 0, runningNodeCount: 0, preparingNodeCount: 0, unusableNodeCount: 0, leavingNodeCount: 0, preemptedNodeCount: 0 }

/** A compute: a cluster needs a subnet that is there. Its name is unique in the workspace's region. */
export const compute: Maker = ({ state, id, stored }, body) => {
  const subnet = textAt(body, 'properties.properties.subnet.id')
  if (subnet !== '' && state.shelf.get(subnet) === null) return refuse('VirtualNetworkNotFound', `The subnet ${subnet} was not found.`, 'properties.properties.subnet')
  if (stored !== null && textAt(stored, 'properties.computeType') !== textAt(body, 'properties.computeType')) return refuse('ComputeTypeCannotBeChanged', 'The type of a compute cannot be changed.')
  const location = textAt(body, 'location') || textAt(state.shelf.get(parentKeyOf(id)) ?? {}, 'location')
  const isCluster = textAt(body, 'properties.computeType') === 'AmlCompute'
  const made = isCluster ? { allocationState: 'Steady', currentNodeCount: 0, targetNodeCount: 0, nodeStateCounts: noNodes } : { state: 'Running' }
  const whole = withProperties({ ...body, location }, { ...clusterDefaults(state), computeLocation: location, ...(at(body, 'properties') as JsonObject) })
  return { body: withAt(whole, 'properties.properties', { ...made, ...(at(body, 'properties.properties') as JsonObject | undefined) }), holds: [id] }
}

/** The image build compute of a workspace stays. */
export const withoutCompute: Remover = ({ state, id }) =>
  textAt(state.shelf.get(parentKeyOf(id)) ?? {}, 'properties.imageBuildCompute').toLowerCase() === nameOf(id).toLowerCase() ? conflict('Conflict', 'The compute builds the images of the workspace.') : {}

/** A datastore; secrets are taken and never answered. */
export const datastore: Maker = ({ state, id, stored }, body) => {
  const { credentials, ...properties } = at(body, 'properties') as JsonObject
  const shown = typeof credentials === 'object' && credentials !== null && !Array.isArray(credentials) ? { credentials: Object.fromEntries(Object.entries(credentials).filter(([key]) => key !== 'secrets')) } : {}
  const account = textAt(body, 'properties.accountName')
  const isKnown = account === '' || state.shelf.ofType('microsoft.storage/storageaccounts').some((one) => textAt(one, 'name').toLowerCase() === account.toLowerCase())
  if (!isKnown && stored === null) return refuse('UserError', `The storage account '${account}' was not found.`, 'properties.accountName')
  return { body: { ...body, id, properties: { isDefault: false, ...properties, ...shown } } }
}

/** A user-assigned identity. */
export const userIdentity: Maker = (writing, body) => {
  const before = writing.stored
  const made = before === null ? { tenantId: writing.caller.tenantId, principalId: newPrincipal(writing), clientId: guid(next(writing.state)) } : (at(before, 'properties') as JsonObject)
  return { body: { ...body, properties: { ...(at(body, 'properties') as JsonObject | undefined), ...made } } }
}

/** Whether an identity is known to everybody yet. */
export const isKnownPrincipal = (state: State, principal: string): boolean => (state.principals.get(idKey(principal)) ?? 0) <= state.world.clock.now()
