import type { ArmId } from '../../../base/armId.ts'
import type { EndpointGroup } from '../../../facts/ask.ts'
import type { Estate } from '../../../estate/estate.ts'
import { connectionsFromElsewhere, endpointsOf, networkOf, seen } from '../../../estate/questions.ts'
import type { Choices } from '../../choices.ts'
import { servedNetworkIds } from '../../concerned.ts'
import { type PathFault, pathFaults, placeOf } from '../../privatePath.ts'
import { ifStudio, studioLevel } from '../../privateWay.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { type KnownAccount, atAccounts, atAccountsBy, atDefault, wantedGroups } from '../accounts.ts'
import { studioGroups } from './identity.ts'
import { hiddenEndpoint } from '../../unread.ts'

const listing = 'Microsoft.Network/privateEndpoints'
const datastoreType = 'Microsoft.MachineLearningServices/workspaces/datastores'
const groups: readonly EndpointGroup[] = ['blob', 'file', 'queue', 'table', 'dfs']

/** Whether clients have no endpoint, or nobody knows whether they have one. */
const isMissing = (fault: PathFault, targetId: ArmId): boolean =>
  ['noEndpoint', 'apart', 'perhapsApart'].includes(fault.fault) || (fault.fault === 'unread' && fault.at === targetId)

/** Whether a fault is about the endpoint itself; the others are about its name (STOR-40). */
const isAboutEndpoint = (fault: PathFault, targetId: ArmId): boolean => fault.fault === 'notApproved' || isMissing(fault, targetId)

const faultsOf = (estate: Estate, choices: Choices, targetId: ArmId, group: EndpointGroup): readonly PathFault[] =>
  pathFaults(estate, { targetId, group }, servedNetworkIds(estate, choices))

/** The endpoints that an account lacks for the given sub-resources; `unknown` where they could not be listed. */
const missing = (estate: Estate, choices: Choices, { account }: KnownAccount, wanted: readonly EndpointGroup[]): readonly Place[] =>
  wanted.flatMap((group) =>
    faultsOf(estate, choices, account.id, group)
      .filter((fault) => isMissing(fault, account.id))
      .map((fault) => placeOf(fault, { group, account: account.id })))

/** Connections of an account that are not approved, of whatever sub-resource. */
const unapproved = (estate: Estate, choices: Choices, { account }: KnownAccount): readonly Place[] =>
  groups.flatMap((group) =>
    faultsOf(estate, choices, account.id, group).filter((fault) => fault.fault === 'notApproved').map((fault) => placeOf(fault, { group, account: account.id })))

const nameFaults = (estate: Estate, choices: Choices, { account }: KnownAccount): readonly Place[] => [
  ...groups
    .filter((group) => endpointsOf(estate, account.id, group).length > 0)
    .flatMap((group) => faultsOf(estate, choices, account.id, group).filter((fault) => !isAboutEndpoint(fault, account.id)).map((fault) => placeOf(fault, { group, account: account.id }))),
  // An endpoint that we cannot read has names that we cannot follow.
  ...(endpointsOf(estate, account.id).length > 0 ? [] : connectionsFromElsewhere(estate, account.id).filter(({ status }) => status === 'approved').slice(0, 1).map((each) => unknownAt(account.id, hiddenEndpoint(each)))),
]

const parallelLevel = (choices: Choices): 'must' | 'should' | null => ({ used: 'must', undecided: 'should', notUsed: null } as const)[choices.storage.parallelRunStep]

const networksOf = (estate: Estate, targetId: ArmId, group?: string): readonly ArmId[] =>
  endpointsOf(estate, targetId, group).filter(({ status }) => status === 'approved').map(({ subnetId }) => networkOf(subnetId))

/** The sub-resources that the studio uses and whose endpoints share no network with the workspace's. */
function apart(estate: Estate, { account }: KnownAccount, more: Partial<Place>): readonly Place[] {
  const workspaceNetworks = networksOf(estate, estate.workspace.id)
  const served = studioGroups.map((group) => ({ group, accountNetworks: networksOf(estate, account.id, group) })).filter(({ accountNetworks }) => accountNetworks.length > 0)
  const outside = served.filter(({ accountNetworks }) => !accountNetworks.some((network) => workspaceNetworks.includes(network)))
  if (served.length > 0 && outside.length === 0) return []
  const elsewhere = [estate.workspace.id, account.id].flatMap((id) => connectionsFromElsewhere(estate, id).filter(({ status }) => status === 'approved'))[0]
  if (elsewhere !== undefined) return [unknownAt(account.id, hiddenEndpoint(elsewhere))]
  // Without endpoints there is nothing to compare; that they are missing is said elsewhere (WKSP-01, STOR-02).
  return workspaceNetworks.length === 0 ? [] : outside.map((each) => ({ at: account.id, data: { account: account.id, workspaceNetworks, ...each }, ...more }))
}

/** Accounts that other networks reach by endpoint while this network has blob endpoints and none of theirs (STOR-31). */
function hidden(estate: Estate, choices: Choices, { account, isDefault }: KnownAccount): readonly Place[] {
  const own = servedNetworkIds(estate, choices)
  const isOwn = ({ subnetId }: { readonly subnetId: ArmId }) => own.includes(networkOf(subnetId))
  const blobHere = estate.endpoints.some((endpoint) => endpoint.groups.includes('blob') && isOwn(endpoint)) || !seen(estate, listing, account.id)
  const reached = endpointsOf(estate, account.id, 'blob').filter(({ status }) => status === 'approved')
  const elsewhere = connectionsFromElsewhere(estate, account.id).find(({ status }) => status === 'approved')
  if (isDefault || !blobHere || reached.some(isOwn)) return []
  if (reached.length > 0) return [{ at: account.id, data: { account: account.id } }]
  return elsewhere === undefined ? [] : [unknownAt(account.id, hiddenEndpoint(elsewhere))]
}

/** Ways to the accounts: the choice, the endpoints, their networks and their names. */
export const pathRules = {
  'way-to-account-is-decided': {
    requirement: 'STOR-01', level: 'must',
    broken: (estate, choices) => [
      ...atAccounts(estate, choices, ({ account, way }): readonly Place[] =>
        way === 'undecided' ? [{ at: account.id, data: { account: account.id } }] : way === 'unread' ? [unknownAt(account.id, listing)] : []),
      // Without the datastores nobody knows which other accounts there are.
      ...(seen(estate, datastoreType, estate.workspace.id) ? [] : [unknownAt(estate.workspace.id, datastoreType)]),
    ],
  },
  'blob-and-file-are-private': {
    requirement: 'STOR-02', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'privateEndpoint', (each) => [
      ...(each.isDefault ? missing(estate, choices, each, ['blob', 'file']) : []),
      ...unapproved(estate, choices, each),
    ]),
  },
  'queue-and-table-are-private-where-used': {
    requirement: 'STOR-03', level: 'must',
    broken: (estate, choices) => {
      const level = parallelLevel(choices)
      return level === null ? [] : atDefault(estate, choices, (each) => (each.way === 'privateEndpoint' ? missing(estate, choices, each, ['queue', 'table']).map((place) => ({ ...place, level, ...(level === 'must' ? {} : { data: { ...place.data, condition: 'parallelRunStep' } }) })) : []))
    },
  },
  'used-sub-resources-are-private': {
    requirement: 'STOR-04', level: 'info',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'privateEndpoint', (each) =>
      each.isDefault || each.account.hierarchical ? [] : missing(estate, choices, each, wantedGroups(each, choices.storage))),
  },
  'data-lake-has-dfs-and-blob': {
    requirement: 'STOR-05', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'privateEndpoint', (each) =>
      each.account.hierarchical ? missing(estate, choices, each, each.isDefault ? ['dfs'] : ['dfs', 'blob']) : []),
  },
  'workspace-and-account-endpoints-share-a-network': {
    requirement: 'STOR-15', level: 'must',
    broken: (estate, choices) => {
      const level = studioLevel(choices)
      return level === null ? [] : ifStudio(choices, atAccountsBy(estate, choices, 'privateEndpoint', (each) => apart(estate, each, { level })))
    },
  },
  'account-kind-allows-endpoints': {
    requirement: 'STOR-20', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'privateEndpoint', ({ account }) =>
      account.kind === 'Storage' ? [{ at: account.id, data: { property: 'kind', value: account.kind } }] : []),
  },
  'extra-account-has-an-endpoint-here': {
    requirement: 'STOR-31', level: 'should',
    broken: (estate, choices) => atAccounts(estate, choices, (each) => hidden(estate, choices, each)),
  },
  'account-names-lead-to-endpoints': {
    requirement: 'STOR-40', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'privateEndpoint', (each) => nameFaults(estate, choices, each)),
  },
} as const satisfies Rulebook
