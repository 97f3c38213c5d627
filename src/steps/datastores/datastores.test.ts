import { describe, expect, it } from 'vitest'
import { armId, childId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { ids, open, tenant } from '../../estate/fixtures/open.ts'
import { secured } from '../../estate/fixtures/secured.ts'
import type { Datastore, StorageAccount } from '../../estate/services.ts'
import { type Choices, undecided } from '../choices.ts'
import { checkExamples, type Examples, placesIn } from '../examples.ts'
import type { DatastoresChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'
import { datastores as step } from './step.ts'
import { behindNetwork } from './subject.ts'

const choosing = (datastores: Partial<DatastoresChoices>, studio: Choices['access']['studio'] = 'undecided'): Choices =>
  ({ ...undecided, access: { ...undecided.access, studio }, datastores: { ...undecided.datastores, ...datastores } })
const unread = (estate: Estate, type: string): Estate => ({ ...estate, unread: [{ id: ids.subscription, type, status: 403, code: 'AuthorizationFailed' }] })
const unreadStores = unread({ ...secured, datastores: [] }, 'Microsoft.MachineLearningServices/workspaces/datastores')
const unreadAccount: Estate = { ...secured, storageAccounts: [] }
const unknownDoor: Estate = { ...open, storageAccounts: open.storageAccounts.map((account) => ({ ...account, exposure: { ...account.exposure, defaultAction: 'unknown' } })) }
const store = (name: string, bent: Partial<Datastore>): Datastore =>
  ({ id: childId(ids.workspace, 'datastores', name), kind: 'AzureBlob', accountName: 'stdemand', container: 'c', isDefault: false, credentials: 'None', identity: 'system', ...bent })
const also = (estate: Estate, ...more: readonly Datastore[]): Estate => ({ ...estate, datastores: [...estate.datastores, ...more] })
const identityless: Estate = { ...secured, datastores: open.datastores }
const lake = (bent: Partial<StorageAccount>): Estate => {
  const [account] = open.storageAccounts
  return { ...also(secured, store('lake', { kind: 'AzureDataLakeGen2', accountName: 'stlake' })), storageAccounts: [...secured.storageAccounts, ...(account === undefined ? [] : [{ ...account, id: ids.lake, ...bent }])] }
}
/** The datastore that leads to the lake has no identity. */
const unidentified = (estate: Estate): Estate => ({ ...estate, datastores: estate.datastores.map((each) => (each.accountName === 'stlake' ? { ...each, identity: 'none' } : each)) })
const tenanted = (tenantId: string): Estate => ({ ...secured, storageAccounts: secured.storageAccounts.map((account) => ({ ...account, exceptions: { ...account.exceptions, instances: [{ tenantId, resourceId: ids.workspace }] } })) })
const elsewhere = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-other/subnets/snet-x`)
const computesIn = (estate: Estate, subnetId: Estate['computes'][number]['subnetId']): Estate => ({ ...estate, computes: estate.computes.map((compute) => ({ ...compute, subnetId })) })

const validation = (kind: DatastoresChoices['kinds'][number], more: Examples['breaks'] = []): Examples => ({
  breaks: [[secured, choosing({ kinds: [kind] })], ...more],
  keeps: [secured, [open, choosing({ kinds: [kind] })], [secured, choosing({ kinds: [kind], validation: 'skip' })], [secured, choosing({ kinds: [kind], validation: 'fromInside' })]],
  unknown: [unreadStores, [unreadAccount, choosing({ kinds: [kind] })], [unknownDoor, choosing({ kinds: [kind] })]],
})

const examples: Record<keyof typeof rules, Examples> = {
  'blob-validation-is-decided': validation('AzureBlob', [also(secured, store('mine', {}))]),
  'file-share-validation-is-decided': validation('AzureFile', [also(secured, store('mine', { kind: 'AzureFile' }))]),
  'no-first-generation-lake': { breaks: [also(open, store('old', { kind: 'AzureDataLakeGen1' })), [open, choosing({ kinds: ['AzureDataLakeGen1'] })]], keeps: [open, secured], unknown: [unreadStores] },
  'sql-validation-is-decided': validation('AzureSqlDatabase'),
  'postgresql-validation-is-decided': validation('AzurePostgreSql'),
  'dataset-validation-is-decided': { breaks: [secured], keeps: [open, [secured, choosing({ validation: 'skip' })]], unknown: [unreadAccount, unknownDoor] },
  // A choice, not something read.
  'skipped-validation-is-made-up-for': { breaks: [[open, choosing({ validation: 'skip' })]], keeps: [open, [open, choosing({ validation: 'fromInside' })]], unknown: [] },
  'datastore-names-are-plain': { breaks: [also(open, store('My-Store', {}))], keeps: [open, secured], unknown: [unreadStores] },
  'datastores-hold-no-credentials': { breaks: [open], keeps: [{ ...open, datastores: [store('mine', {})] }], unknown: [unreadStores] },
  'studio-reads-datastores-with-the-identity': {
    breaks: [identityless, [identityless, choosing({}, 'used')], unidentified(lake({ exposure: { publicAccess: 'open', defaultAction: 'closed', anonymousAccess: 'closed' } }))],
    // The account of a datastore counts, not the default one.
    keeps: [secured, open, [identityless, choosing({}, 'notUsed')], unidentified(lake({}))],
    unknown: [unreadStores, { ...identityless, storageAccounts: [] }, also(secured, store('far', { accountName: 'stfar', identity: 'none' })), unidentified(lake({ exposure: { publicAccess: 'unknown', defaultAction: 'open', anonymousAccess: 'closed' } }))],
  },
  'default-stores-use-the-identity': {
    breaks: [identityless], keeps: [secured, open, also(secured, store('mine', { identity: 'none' }))], unknown: [unreadStores, { ...identityless, storageAccounts: [] }],
  },
  // Choices only; what the database says is not in any snapshot and is asked for in the finding.
  'sql-lets-the-studio-in': { breaks: [[open, choosing({ kinds: ['AzureSqlDatabase'] })]], keeps: [open, [open, choosing({ kinds: ['AzureSqlDatabase'] }, 'notUsed')]], unknown: [] },
  'computes-reach-the-data': {
    breaks: [computesIn(secured, null), computesIn(secured, elsewhere)], keeps: [secured, open, { ...computesIn(secured, null), workspace: { ...secured.workspace, managedNetwork: 'AllowInternetOutbound' } }], unknown: [unreadAccount, { ...computesIn(secured, elsewhere), endpoints: [] }, unread({ ...secured, computes: [] }, 'Microsoft.MachineLearningServices/workspaces/computes')],
  },
  'data-is-in-the-same-tenant': { breaks: [tenanted('00000000-aaaa-bbbb-cccc-000000000000')], keeps: [secured, open, tenanted(tenant.toUpperCase())], unknown: [unreadStores, unreadAccount] },
  'every-account-is-closed': {
    breaks: [lake({})], keeps: [secured, open, lake({ exposure: { publicAccess: 'closed', defaultAction: 'closed', anonymousAccess: 'closed' } })],
    unknown: [unreadStores, also(secured, store('lake', { accountName: 'stfar' })), lake({ exposure: { publicAccess: 'unknown', defaultAction: 'open', anonymousAccess: 'open' } })],
  },
}

describe('the rules of datastores', () => {
  checkExamples('datastores', rules, examples)

  it('demand of new first-generation lakes and warn of existing ones', () => {
    const world = also(open, store('old', { kind: 'AzureDataLakeGen1' }))
    expect(placesIn(rules['no-first-generation-lake'], [world, choosing({ kinds: ['AzureDataLakeGen1'] })]).map(({ at, level }) => [at, level])).toEqual([[ids.workspace, undefined], [childId(ids.workspace, 'datastores', 'old'), 'should']])
  })

  it('count an account as behind the network by endpoint, rule or door', () => {
    const [account] = secured.storageAccounts
    expect(account === undefined ? [] : [behindNetwork(secured, account), behindNetwork(open, open.storageAccounts[0] ?? 'unread'), behindNetwork(open, { ...account, exceptions: { ...account.exceptions, subnetIds: [ids.computeSubnet] } })]).toEqual(['yes', 'no', 'yes'])
  })
})

describe('configuring datastores', () => {
  it('proposes the kinds that people have registered, and skips validation as the article does', () => {
    const world = also(open, store('mine', {}), store('old', { kind: 'AzureDataLakeGen1' }))
    expect([propose(open).answers, propose(world).answers.kinds, step.open(propose(open).answers, open)]).toEqual([{ kinds: [], validation: 'skip', studioIdentity: 'workspaceIdentity' }, ['AzureBlob'], []])
  })

  it('gives the identity to each datastore as a task by hand, once, and only if the studio is used', () => {
    const choices = choosing(propose(open).answers, 'used')
    const once = configure(identityless, choices.datastores, choices)
    expect([once.datastores.map(({ identity }) => identity), once.tasks.map(({ task }) => task), configure(once, choices.datastores, choices)]).toEqual([['system', 'system'], ['setDatastoreIdentity', 'setDatastoreIdentity'], once])
    expect(configure(identityless, choices.datastores, choosing(propose(open).answers))).toEqual(identityless)
    expect(configure(identityless, undecided.datastores, choosing({}, 'used'))).toEqual(identityless)
  })
})
