import { isObject } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import type { Door } from '../estate/entry.ts'
import type { Workspace } from '../estate/services.ts'
import { apiVersion } from '../facts/ask.ts'
import { childId } from '../base/armId.ts'
import { access, doorAt, doorWord, flagAt, objectsAt, regionOf, ruleValuesAt, textAt, textsAt, valueAt, wordAt } from './accessors.ts'
import { vaultAt } from './customerKey.ts'
import type { Reading, ResourceType } from './resourceType.ts'

const type = 'Microsoft.MachineLearningServices/workspaces'

/** Public access; older interfaces know only allowPublicAccessWhenBehindVnet, which matters once the workspace has an endpoint (C50, WKSP-08). */
function publicAccess(body: Body): Door {
  const path = 'properties.publicNetworkAccess'
  if (valueAt(body, path) !== undefined) return doorAt(body, path, access)
  const behindNetwork = flagAt(body, 'properties.allowPublicAccessWhenBehindVnet')
  if (behindNetwork !== false) return 'open'
  return objectsAt(body, 'properties.privateEndpointConnections').length > 0 ? 'unknown' : 'open'
}

/**
 * The principal that acts for the workspace: that of the user-assigned identity that is named as its identity, else its own, else that of
 * the only one that it was given. Null where the answer does not say it.
 */
function principalOf(body: Body, reading: Reading): string | null {
  const given = valueAt(body, 'identity.userAssignedIdentities')
  const identities = isObject(given) ? Object.entries(given).map(([id, identity]) => ({ id: reading.id(id), principal: textAt(identity, 'principalId') })) : []
  const named = textAt(body, 'properties.primaryUserAssignedIdentity')
  if (named !== null) return identities.find(({ id }) => id !== null && id === reading.id(named))?.principal ?? null
  const [only, ...others] = identities
  return textAt(body, 'identity.principalId') ?? (others.length === 0 ? (only?.principal ?? null) : null)
}

/** The customer's key of the workspace, while that is what encrypts it (gaps 48). */
function customerKey(body: Body, reading: Reading): Pick<Workspace, 'customerKey'> {
  const path = 'properties.encryption'
  if (wordAt(body, `${path}.status`, ['Enabled']) === null) return {}
  const vaultId = reading.id(textAt(body, `${path}.keyVaultProperties.keyVaultArmId`)) ?? vaultAt(body, `${path}.keyVaultProperties.keyIdentifier`, reading)
  return { customerKey: { vaultId, data: flagAt(body, 'properties.enableServiceSideCMKEncryption') === true ? 'outsideSubscription' : 'managedGroup' } }
}

/** An identity that is named acts for the workspace, also beside its own. */
const actsAs = (body: Body): Pick<Workspace, 'actsAs'> => (textAt(body, 'properties.primaryUserAssignedIdentity') === null ? {} : { actsAs: 'userAssigned' })

const isolation = ['Disabled', 'AllowInternetOutbound', 'AllowOnlyApprovedOutbound'] as const

function read(body: Body, reading: Reading): Workspace | null {
  const id = reading.id(body['id'])
  const storageAccountId = reading.id(textAt(body, 'properties.storageAccount'))
  const vaultId = reading.id(textAt(body, 'properties.keyVault'))
  if (id === null || storageAccountId === null || vaultId === null) return null
  const identity = textAt(body, 'identity.type') ?? 'None'
  return {
    id, storageAccountId, vaultId, identity,
    region: regionOf(body),
    kind: textAt(body, 'kind') ?? 'Default',
    tenantId: textAt(body, 'properties.tenantId') ?? textAt(body, 'identity.tenantId') ?? '',
    guid: textAt(body, 'properties.workspaceId') ?? '',
    principalId: principalOf(body, reading),
    registryId: reading.id(textAt(body, 'properties.containerRegistry')),
    componentId: reading.id(textAt(body, 'properties.applicationInsights')),
    imageBuildCompute: textAt(body, 'properties.imageBuildCompute'),
    highBusinessImpact: flagAt(body, 'properties.hbiWorkspace') ?? false,
    legacyMode: flagAt(body, 'properties.v1LegacyMode') ?? false,
    systemDatastoresAuth: wordAt(body, 'properties.systemDatastoresAuthMode', ['Identity', 'UserDelegationSAS']) === null ? 'accessKey' : 'identity',
    managedNetwork: wordAt(body, 'properties.managedNetwork.isolationMode', isolation) ?? 'Disabled',
    allowedAddresses: [...textsAt(body, 'properties.ipAllowlist'), ...ruleValuesAt(body, 'properties.networkAcls.ipRules')],
    exposure: { publicAccess: publicAccess(body) },
    ...actsAs(body),
    ...customerKey(body, reading),
  }
}

/** The workspace: public access, image-build cluster, legacy mode, attached registry; nothing else of it is ever written. */
export const workspace: ResourceType<'workspace'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'workspace',
  read,
  manage: (entry) => ({
    properties: {
      publicNetworkAccess: doorWord(entry.exposure.publicAccess, access),
      // An empty text switches image builds back to the registry (ACR-16).
      imageBuildCompute: entry.imageBuildCompute ?? '',
      v1LegacyMode: entry.legacyMode,
      containerRegistry: entry.registryId,
    },
  }),
  update: 'patch',
  after: (entry) => (entry.imageBuildCompute === null ? [] : [childId(entry.id, 'computes', entry.imageBuildCompute)]),
  closing: 6,
}
