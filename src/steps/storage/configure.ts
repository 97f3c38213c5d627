import { type ArmId, childId, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { endpointsOf, withEntries } from '../../estate/questions.ts'
import type { StorageAccount, Task } from '../../estate/services.ts'
import type { Choices } from '../choices.ts'
import { computeSubnetIdsWith, concernedAccounts } from '../concerned.ts'
import { admitsComputes, hasPrivatePath, withPrivatePath } from '../makePrivatePath.ts'
import { wayTo } from '../privateWay.ts'
import { withGrant } from '../roleAssignment.ts'
import { storageEndpoint, withAdmittedServed, withServiceEndpoint } from '../serviceEndpoint.ts'
import type { Because, Proposed } from '../step.ts'
import { usedGroups, wantedGroups } from './accounts.ts'
import type { StorageChoices } from './choices.ts'
import { admittedSubnets, type Firewall, firewallOf, isDead, isWritten } from './firewall.ts'
import { dataRoles, endpointReaderRoles, studioGroups } from './rules/identity.ts'

/** First answers: the way that is there, else a private endpoint, which may sit in another subnet than the computes. */
export function propose(current: Estate): Proposed<StorageChoices> {
  const known = concernedAccounts(current).flatMap((each) => (each.entry === null ? [] : [{ ...each, account: each.entry }]))
  const accounts = known.map(({ account, isDefault, kinds }) => ({ id: account.id, reach: proposedReach(current, account), groups: isDefault ? [] : usedGroups(kinds) }))
  const ways = accounts.map(({ id }) => wayThere(current, known.find(({ account }) => account.id === id)?.account))
  const parallel = known.some(({ account, isDefault }) => isDefault && ['queue', 'table'].every((group) => endpointsOf(current, account.id, group).length > 0))
  const closed = known.length > 0 && known.every(({ account }, index) => account.exposure.publicAccess === 'closed' && accounts[index]?.reach === 'privateEndpoint')
  return {
    answers: {
      accounts, parallelRunStep: parallel ? 'used' : 'undecided', admits: 'thisWorkspace', publicAccess: closed ? 'disabled' : 'selectedNetworks', anonymousAccess: 'off',
    },
    because: {
      accounts: because(ways.every((way) => way === 'undecided') ? 'privateEndpointIsFreer' : 'wayIsThere'),
      ...(parallel ? { parallelRunStep: because('endpointsAreThere') } : {}),
      admits: because('narrowest'),
      publicAccess: because(closed ? 'closedAlready' : 'articleForm'),
      anonymousAccess: because('articleTip'),
    },
  }
}

const because = (word: string): Because => ({ word })

const wayThere = (estate: Estate, account: StorageAccount | undefined) =>
  account === undefined ? 'undecided' : wayTo(estate, { id: account.id, subnetIds: account.exceptions.subnetIds }, 'undecided')

function proposedReach(estate: Estate, account: StorageAccount): 'privateEndpoint' | 'serviceEndpoint' {
  const way = wayThere(estate, account)
  // A general-purpose v1 account can have no private endpoint (STOR-20).
  return way === 'serviceEndpoint' || (way === 'undecided' && account.kind === 'Storage') ? 'serviceEndpoint' : 'privateEndpoint'
}

/** The estate with every decided account reached privately, closed as far as chosen once a private way is there or planned, and open to what has to stay let in. */
export function configure(estate: Estate, own: StorageChoices, choices: Choices): Estate {
  const decided = concernedAccounts(estate).flatMap((each) => {
    const reach = own.accounts.find(({ id }) => id === each.at)?.reach ?? 'undecided'
    return each.entry === null || reach === 'undecided' ? [] : [{ account: each.entry, isDefault: each.isDefault, kinds: each.kinds, reach }]
  })
  return decided.reduce((current, each) => withAccount(current, own, choices, each), estate)
}

interface Decided {
  readonly account: StorageAccount
  readonly isDefault: boolean
  readonly kinds: readonly string[]
  readonly reach: 'privateEndpoint' | 'serviceEndpoint'
}

function withAccount(estate: Estate, own: StorageChoices, choices: Choices, each: Decided): Estate {
  const { account, reach } = each
  const granted = withGrant(estate, { scope: account.id, names: dataRoles, made: 'before' })
  return reach === 'privateEndpoint' ? withEndpoints(granted, own, choices, each) : withRules(granted, own, choices, account)
}

function withEndpoints(estate: Estate, own: StorageChoices, choices: Choices, each: Decided): Estate {
  const { account } = each
  const targets = wantedGroups(each, own).map((group) => ({ targetId: account.id, group }))
  const reached = targets.reduce((current, target) => withPrivatePath(current, choices, target), estate)
  const readable = choices.access.studio === 'used' ? withReaders(reached, estate, account.id) : reached
  const isReached = (targets.length > 0 && targets.every((target) => hasPrivatePath(reached, target))) || admitsComputes(estate, choices, account.exceptions.subnetIds)
  return withFirewall(readable, own, account, firewallOf(estate, closingWhere(isReached, own), choices, { account, reach: 'privateEndpoint' }))
}

/** The studio reads each endpoint of blob, file and dfs with the workspace identity (STOR-27). */
const withReaders = (estate: Estate, before: Estate, accountId: ArmId): Estate =>
  endpointsOf(estate, accountId)
    .filter(({ groups }) => groups.some((group) => studioGroups.includes(group)))
    .reduce((current, { id }) => withGrant(current, { scope: id, names: endpointReaderRoles, made: before.endpoints.some((endpoint) => endpoint.id === id) ? 'before' : 'new' }), estate)

function withRules(estate: Estate, own: StorageChoices, choices: Choices, account: StorageAccount): Estate {
  const admitted = admittedSubnets(estate, choices)
  const served = withAdmittedServed(withServiceEndpoint(estate, admitted, storageEndpoint, account.region), choices, { service: storageEndpoint, region: account.region, subnetIds: account.exceptions.subnetIds })
  // Where there are no computes, the subnet of the workspace endpoint is the one that counts.
  const hasComputes = computeSubnetIdsWith(estate, choices).length > 0
  const isReached = hasComputes ? admitsComputes(estate, choices, [...account.exceptions.subnetIds, ...admitted.map(({ id }) => id)]) : admitted.length > 0
  return withFirewall(served, own, account, firewallOf(estate, closingWhere(isReached, own), choices, { account, reach: 'serviceEndpoint' }))
}

/** The answers, with public access left as it is where no private way would take its place. */
const closingWhere = (isReached: boolean, own: StorageChoices): StorageChoices => (isReached ? own : { ...own, publicAccess: 'keep' })

function withFirewall(estate: Estate, own: StorageChoices, account: StorageAccount, firewall: Firewall): Estate {
  const anonymousAccess = own.anonymousAccess === 'off' ? 'closed' : account.exposure.anonymousAccess
  const next: StorageAccount = { ...account, exposure: { ...firewall.exposure, anonymousAccess }, exceptions: firewall.exceptions }
  return isWritten(account, firewall) ? withoutDeadEntries(estate, next) : { ...estate, storageAccounts: withEntries(estate.storageAccounts, [next]) }
}

/** Storage refuses a firewall that holds a dead entry, so it goes when the firewall is written; a person agrees to that by name (STOR-41). So do rules whose subnet is gone, which let nothing in (ADDR-24). */
function withoutDeadEntries(estate: Estate, account: StorageAccount): Estate {
  const { goneSubnetIds: _, ...exceptions } = account.exceptions
  const { instances } = exceptions
  const tasks: readonly Task[] = instances.filter(isDead).map(({ resourceId }) => ({
    id: childId(account.id, 'tasks', `removeClosedEntry-${resourceId.split('/').at(-1) ?? ''}`), task: 'removeClosedEntry', data: { entry: resourceId, account: nameOf(account.id) },
  }))
  const alive: StorageAccount = { ...account, exceptions: { ...exceptions, instances: instances.filter((instance) => !isDead(instance)) } }
  return { ...estate, storageAccounts: withEntries(estate.storageAccounts, [alive]), tasks: tasks.length === 0 ? estate.tasks : withEntries(estate.tasks, tasks) }
}
