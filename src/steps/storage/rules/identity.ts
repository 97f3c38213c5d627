import { type ArmId, idKey, nameOf } from '../../../base/armId.ts'
import type { RoleName } from '../../../facts/ask.ts'
import type { Estate } from '../../../estate/estate.ts'
import { connectionsFromElsewhere, endpointsOf, seen } from '../../../estate/questions.ts'
import { admitsWorkspace } from '../../../reach/firewall.ts'
import { isOwn } from '../../concerned.ts'
import { identityHolds } from '../../roleAssignment.ts'
import { ifStudio, studioLevel } from '../../privateWay.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { atAccounts, atAccountsBy, isDecided } from '../accounts.ts'
import { hiddenEndpoint } from '../../unread.ts'

const datastoreType = 'Microsoft.MachineLearningServices/workspaces/datastores'

/** Roles with which the identity reads and writes blobs; the first is the one to give (ST-TRUST, STU). */
export const dataRoles = ['Storage Blob Data Contributor', 'Storage Blob Data Reader'] as const satisfies readonly RoleName[]
/** Roles with which it reads a private endpoint; the first is the one to give (STU). */
export const endpointReaderRoles = ['Reader', 'Contributor', 'Owner', 'Network Contributor'] as const satisfies readonly RoleName[]
/** Sub-resources whose private endpoints the studio reads (STU). */
export const studioGroups: readonly string[] = ['blob', 'file', 'dfs']

/** The place where the workspace identity lacks a role. */
function lacking(estate: Estate, scope: ArmId, names: readonly [RoleName, ...RoleName[]], more: Partial<Place> = {}): readonly Place[] {
  const holds = identityHolds(estate, scope, names)
  if (holds === 'held') return []
  if (holds === 'unknown') return [unknownAt(scope, estate.workspace.principalId === null ? 'identityPrincipal' : 'Microsoft.Authorization/roleAssignments', { role: names[0] })]
  return [{ at: scope, data: { role: names[0], principal: estate.workspace.principalId }, ...more }]
}

/** What the workspace identity may do with the data, and keys where it may do nothing. */
export const identityRules = {
  'workspace-identity-has-a-data-role': {
    requirement: 'STOR-10', level: 'should',
    broken: (estate, choices) => atAccounts(estate, choices, (each) => {
      const { id, exceptions } = each.account
      const isLetIn = exceptions.bypass.includes('AzureServices') || exceptions.instances.some((instance) => admitsWorkspace(instance, estate.workspace))
      return isDecided(each) && isLetIn ? lacking(estate, id, dataRoles) : []
    }),
  },
  'workspace-identity-reads-storage-endpoints': {
    requirement: 'STOR-27', level: 'must',
    broken: (estate, choices) => {
      const level = studioLevel(choices)
      return level === null ? [] : ifStudio(choices, atAccountsBy(estate, choices, 'privateEndpoint', ({ account }) =>
        [
          ...endpointsOf(estate, account.id).filter(({ groups }) => groups.some((group) => studioGroups.includes(group))).flatMap(({ id }) => lacking(estate, id, endpointReaderRoles, { level })),
          ...connectionsFromElsewhere(estate, account.id).filter(({ status }) => status === 'approved').map((each) => unknownAt(account.id, hiddenEndpoint(each), { role: endpointReaderRoles[0] })),
        ]))
    },
  },
  'workspace-identity-reads-extra-accounts': {
    requirement: 'STOR-28', level: 'should',
    broken: (estate, choices) => (choices.access.studio === 'notUsed' ? [] : ifStudio(choices, atAccounts(estate, choices, (each) =>
      each.isDefault || !isDecided(each) ? [] : lacking(estate, each.account.id, ['Storage Blob Data Reader', 'Storage Blob Data Contributor'])))),
  },
  'datastores-do-not-need-forbidden-keys': {
    requirement: 'STOR-34', level: 'should',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account, isDefault }) => {
      if (account.sharedKeys) return []
      const data = { property: 'properties.allowSharedKeyAccess', value: false }
      const mode: readonly Place[] = isDefault && estate.workspace.systemDatastoresAuth === 'accessKey' ? [{ at: account.id, data: { ...data, mode: 'AccessKey' } }] : []
      // How Azure's own datastores sign in is the mode of the workspace.
      const keyed = estate.datastores
        .filter((each) => each.accountName !== null && idKey(each.accountName) === idKey(nameOf(account.id)) && idKey(each.credentials) === 'accountkey' && isOwn(each))
        .map(({ id }) => nameOf(id))
      if (keyed.length > 0) return [...mode, { at: account.id, data: { ...data, datastores: keyed } }]
      return mode.length > 0 || seen(estate, datastoreType, estate.workspace.id) ? mode : [unknownAt(account.id, datastoreType)]
    }),
  },
} as const satisfies Rulebook
