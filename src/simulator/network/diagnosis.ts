/** What a workspace's own diagnosis says about the services that it is made of. The codes are ours: no source lists them. */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import type { State } from '../state.ts'
import { isInside } from '../providers/ask.ts'
import { objectsAt, textAt } from '../write/values.ts'

const result = (code: string, message: string): JsonObject => ({ code, level: 'Error', message })

/** Whether a service behind its firewall lets the workspace in: by its trusted services, or by name. */
function letsIn(target: JsonObject, workspace: string): boolean {
  const isOpen = textAt(target, 'properties.networkAcls.defaultAction') !== 'Deny' && textAt(target, 'properties.publicNetworkAccess') !== 'Disabled'
  const trusts = textAt(target, 'properties.networkAcls.bypass').includes('AzureServices') || textAt(target, 'properties.networkRuleBypassOptions') === 'AzureServices'
  return isOpen || trusts || objectsAt(target, 'properties.networkAcls.resourceAccessRules').some((rule) => idKey(textAt(rule, 'resourceId')) === idKey(workspace))
}

function about(state: State, workspace: JsonObject, property: string): readonly JsonObject[] {
  const target = state.shelf.get(textAt(workspace, `properties.${property}`))
  return target === null || letsIn(target, textAt(workspace, 'id')) ? [] : [result('FirewallBlocksWorkspace', `The firewall of ${textAt(target, 'id')} does not let the workspace in.`)]
}

/** The results of a diagnosis, by part (spec-ml-workspace-diagnose). */
export function diagnosed(state: State, id: string): JsonObject {
  const workspace = state.shelf.get(id) ?? {}
  const registry = state.shelf.get(textAt(workspace, 'properties.containerRegistry'))
  const isClosed = registry !== null && textAt(registry, 'properties.publicNetworkAccess') === 'Disabled'
  const builds = isClosed && textAt(workspace, 'properties.imageBuildCompute') === '' ? [result('ImageBuildComputeMissing', 'The registry is closed and the workspace has no compute that builds images.')] : []
  const locks = state.shelf.ofType('microsoft.authorization/locks').filter((lock) => isInside(id, textAt(lock, 'id').replace(/\/providers\/microsoft\.authorization\/locks\/[^/]+$/i, '')))
  return {
    userDefinedRouteResults: [], networkSecurityRuleResults: [], resourceLockResults: locks.map((lock) => ({ code: 'ResourceLockFound', level: 'Warning', message: `There is a lock: ${textAt(lock, 'id')}.` })), dnsResolutionResults: [],
    storageAccountResults: about(state, workspace, 'storageAccount'), keyVaultResults: about(state, workspace, 'keyVault'),
    containerRegistryResults: [...about(state, workspace, 'containerRegistry'), ...builds], applicationInsightsResults: [], otherResults: [],
  }
}
