import { nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { defaultAccount, endpointsOf, hasEndpoint, networkOf, publicly, relation, seen } from '../../estate/questions.ts'
import type { Compute, Datastore, StorageAccount } from '../../estate/services.ts'
import { hasManagedNetwork } from '../../reach/managedNetwork.ts'
import type { Choices } from '../choices.ts'
import { isOwn } from '../concerned.ts'
import { type Place, type PlaceData, type Rulebook, unknownAt } from '../rule.ts'
import { accountOf, type DatastoreKind, dataIsBehindNetwork, behindNetwork, listed } from './subject.ts'
import type { Unread } from '../unread.ts'
import { computeType, computesRead } from '../serviceEndpoint.ts'

const datastoreType = 'Microsoft.MachineLearningServices/workspaces/datastores'

/** What of the default account was not read: itself, or whether its firewall is closed. */
const unreadDefault = (estate: Estate): Unread => (defaultAccount(estate) === 'unread' ? estate.workspace.storageAccountId : 'accountFirewall')

/** DATA-01, -02, -05, -06: a kind that is registered here needs the question of validation answered, once the data is behind the network. */
function validationOf(kind: DatastoreKind): (estate: Estate, choices: Choices) => readonly Place[] {
  return (estate, choices) => {
    if (choices.datastores.validation !== 'undecided') return []
    const at = estate.workspace.id
    const behind = dataIsBehindNetwork(estate)
    if (behind === 'no') return []
    const found = choices.datastores.kinds.includes(kind) || estate.datastores.some((each) => each.kind === kind && isOwn(each))
    if (!found) return listed(estate) ? [] : [unknownAt(at, datastoreType, { kind })]
    return behind === 'unread' ? [unknownAt(at, unreadDefault(estate), { kind })] : [{ at, data: { kind } }]
  }
}

/** DATA-08. */
function datasetValidation(estate: Estate, choices: Choices): readonly Place[] {
  const behind = dataIsBehindNetwork(estate)
  if (choices.datastores.validation !== 'undecided' || behind === 'no') return []
  return behind === 'unread' ? [unknownAt(estate.workspace.id, unreadDefault(estate))] : [{ at: estate.workspace.id }]
}

/** DATA-09 of a choice: what validation would have found shows up at run time. */
const skipsKnowingly = (estate: Estate, choices: Choices): readonly Place[] => (choices.datastores.validation === 'skip' ? [{ at: estate.workspace.id, data: { kinds: choices.datastores.kinds } }] : [])

/** DATA-03: new ones cannot work any more; those that exist are a warning. */
function firstGeneration(estate: Estate, choices: Choices): readonly Place[] {
  const existing = estate.datastores.filter(({ kind }) => kind === 'AzureDataLakeGen1').map((each): Place => ({ at: each.id, level: 'should', data: { datastoreType: each.kind } }))
  const wanted: readonly Place[] = choices.datastores.kinds.includes('AzureDataLakeGen1') ? [{ at: estate.workspace.id, data: { kinds: choices.datastores.kinds } }] : []
  const places = [...wanted, ...existing]
  return places.length > 0 || listed(estate) ? places : [unknownAt(estate.workspace.id, datastoreType)]
}

/** Places of datastores; unknown where they could not be listed. */
const ofDatastores = (estate: Estate, places: (datastore: Datastore) => readonly Place[]): readonly Place[] =>
  listed(estate) ? estate.datastores.flatMap(places) : [unknownAt(estate.workspace.id, datastoreType)]

/** DATA-10: Azure has taken the names that exist, so they are a warning for the tools that want the narrower form. */
const names = (estate: Estate): readonly Place[] => ofDatastores(estate, ({ id }) => (/^[a-z0-9_]+$/.test(nameOf(id)) ? [] : [{ at: id, level: 'should', data: { name: nameOf(id) } }]))

/** DATA-11. */
const credentials = (estate: Estate): readonly Place[] =>
  ofDatastores(estate, ({ id, credentials: kind }) => (kind.toLowerCase() === 'none' ? [] : [{ at: id, data: { credentialsType: kind } }]))

/** What holds while nobody has said whether the studio is used. */
const ifStudio = ({ access }: Choices): PlaceData => (access.studio === 'used' ? {} : { condition: 'studio' })

/** DATA-12, and DATA-13 for the two default stores: of each datastore whose own account is behind a network. */
const identity = (concerns: (datastore: Datastore) => boolean) => (estate: Estate, choices: Choices): readonly Place[] => {
  if (choices.access.studio === 'notUsed') return []
  return ofDatastores(estate, (datastore): readonly Place[] => {
    const account = accountOf(estate, datastore)
    if (account === null || datastore.identity !== 'none' || !concerns(datastore)) return []
    switch (behindNetwork(estate, account)) {
      case 'no': return []
      case 'unread': return [unknownAt(datastore.id, account === 'unread' ? 'datastoreAccount' : 'accountFirewall', { account: datastore.accountName, ...ifStudio(choices) })]
      case 'yes': return [{ at: datastore.id, data: { serviceDataAccessAuthIdentity: 'None', ...ifStudio(choices) } }]
    }
  })
}

const isDefaultStore = ({ id, isDefault }: Datastore): boolean => isDefault || nameOf(id).toLowerCase() === 'workspacefilestore'

/** DATA-15 and DATA-16: both are settings of the database, which the snapshot does not hold. */
const sqlAndStudio = (estate: Estate, choices: Choices): readonly Place[] => {
  if (!choices.datastores.kinds.includes('AzureSqlDatabase') || choices.access.studio === 'notUsed') return []
  return [{ at: estate.workspace.id, data: ifStudio(choices) }]
}

/** DATA-17: the compute's network and subnet against the way to the account. */
function scriptAccess(estate: Estate): readonly Place[] {
  const behind = dataIsBehindNetwork(estate)
  const account = defaultAccount(estate)
  // Computes of a managed network are in it, whose way to the account is its own (PRE-05).
  if (behind === 'no' || hasManagedNetwork(estate)) return []
  const targets = estate.computes.filter(({ kind }) => kind === 'AmlCompute' || kind === 'ComputeInstance')
  if (account === 'unread' || behind === 'unread') return targets.map(({ id }) => unknownAt(id, unreadDefault(estate)))
  if (!computesRead(estate)) return [unknownAt(estate.workspace.id, computeType)]
  return targets.flatMap((compute) => reaches(estate, compute, account))
}

function reaches(estate: Estate, { id, subnetId }: Compute, account: StorageAccount): readonly Place[] {
  const data = { subnet: subnetId, account: account.id }
  if (subnetId === null) return [{ at: id, data }]
  if (account.exceptions.subnetIds.includes(subnetId)) return []
  const networks = endpointsOf(estate, account.id).map((endpoint) => networkOf(endpoint.subnetId))
  if (networks.some((network) => relation(estate, network, networkOf(subnetId)) !== 'unrelated')) return []
  const elsewhere = networks.length === 0 && hasEndpoint(estate, account.id)
  return elsewhere || !seen(estate, 'Microsoft.Network/privateEndpoints', account.id) ? [unknownAt(id, elsewhere ? 'hiddenEndpoint' : 'Microsoft.Network/privateEndpoints', data)] : [{ at: id, data }]
}

/** DATA-18: one token reads one tenant, so an account in the snapshot is in it, unless its own rule names the workspace under another. */
const sameTenant = (estate: Estate): readonly Place[] =>
  ofDatastores(estate, (datastore): readonly Place[] => {
    const account = accountOf(estate, datastore)
    if (account === null) return []
    if (account === 'unread') return [unknownAt(datastore.id, 'datastoreAccount', { account: datastore.accountName })]
    const own = account.exceptions.instances.filter(({ resourceId }) => resourceId.toLowerCase() === estate.workspace.id.toLowerCase()).map(({ tenantId }) => tenantId)
    const wanted = estate.workspace.tenantId.toLowerCase()
    return wanted === '' || own.length === 0 || own.some((tenantId) => tenantId.toLowerCase() === wanted) ? [] : [{ at: datastore.id, data: { account: account.id, tenantId: own, workspaceTenantId: estate.workspace.tenantId } }]
  })

/** DATA-19: an account beside the default one is closed, too. Its own faults are reported with the storage accounts. */
function everyAccountIsClosed(estate: Estate): readonly Place[] {
  if (dataIsBehindNetwork(estate) === 'no') return []
  return ofDatastores(estate, (datastore): readonly Place[] => {
    const account = accountOf(estate, datastore)
    if (account === null) return []
    if (account === 'unread') return [unknownAt(datastore.id, 'datastoreAccount', { account: datastore.accountName })]
    if (dataIsBehindNetwork(estate) === 'unread') return [unknownAt(datastore.id, unreadDefault(estate))]
    if (account.id === estate.workspace.storageAccountId) return []
    const open = publicly(account.exposure)
    return open === 'unknown' ? [unknownAt(account.id, 'accountFirewall')] : open === 'open' ? [{ at: account.id, data: { datastore: nameOf(datastore.id) } }] : []
  })
}

/** What the article says of datastores and datasets (DATA). */
export const rules = {
  'blob-validation-is-decided': { requirement: 'DATA-01', level: 'should', broken: validationOf('AzureBlob') },
  'file-share-validation-is-decided': { requirement: 'DATA-02', level: 'should', broken: validationOf('AzureFile') },
  'no-first-generation-lake': { requirement: 'DATA-03', level: 'must', broken: firstGeneration },
  'sql-validation-is-decided': { requirement: 'DATA-05', level: 'should', broken: validationOf('AzureSqlDatabase') },
  'postgresql-validation-is-decided': { requirement: 'DATA-06', level: 'should', broken: validationOf('AzurePostgreSql') },
  'dataset-validation-is-decided': { requirement: 'DATA-08', level: 'should', broken: datasetValidation },
  'skipped-validation-is-made-up-for': { requirement: 'DATA-09', level: 'should', broken: skipsKnowingly },
  'datastore-names-are-plain': { requirement: 'DATA-10', level: 'must', broken: names },
  'datastores-hold-no-credentials': { requirement: 'DATA-11', level: 'should', broken: credentials },
  'studio-reads-datastores-with-the-identity': { requirement: 'DATA-12', level: 'should', broken: identity(() => true) },
  'default-stores-use-the-identity': { requirement: 'DATA-13', level: 'should', broken: identity(isDefaultStore) },
  'sql-lets-the-studio-in': { requirement: 'DATA-15', also: ['DATA-16'], level: 'should', broken: sqlAndStudio },
  'computes-reach-the-data': { requirement: 'DATA-17', level: 'should', broken: scriptAccess },
  'data-is-in-the-same-tenant': { requirement: 'DATA-18', level: 'must', broken: sameTenant },
  'every-account-is-closed': { requirement: 'DATA-19', level: 'should', broken: everyAccountIsClosed },
} satisfies Rulebook
