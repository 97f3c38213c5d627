import type { Estate } from '../../../estate/estate.ts'
import { endpointsOf, hasEndpoint, mayBeLeftToPerimeter, publicly } from '../../../estate/questions.ts'
import type { StorageAccount } from '../../../estate/services.ts'
import { limit } from '../../../facts/ask.ts'
import { admitsWorkspace } from '../../../reach/firewall.ts'
import { anyEndpoint, ifStudio } from '../../privateWay.ts'
import { addressRule } from '../../publicAddress.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { atAccounts, isDecided } from '../accounts.ts'
import { firewallOf, isDead, isWritten } from '../firewall.ts'

/** Why the public endpoint answers any network, as evidence. */
const openPlace = ({ id, exposure }: StorageAccount): readonly Place[] => {
  const state = publicly(exposure)
  if (state === 'unknown') return [unknownAt(id, 'properties.publicNetworkAccess', { property: 'properties.networkAcls.defaultAction' })]
  return state === 'open' ? [{ at: id, data: { property: 'properties.networkAcls.defaultAction', value: 'Allow' } }] : []
}

function counts(estate: Estate, { id, exceptions }: StorageAccount): readonly Place[] {
  const endpoints = Math.max(endpointsOf(estate, id).length, estate.connections.filter(({ targetId }) => targetId === id).length)
  const all = [
    ['properties.networkAcls.ipRules', exceptions.addresses.length, limit('st-iprules')],
    ['properties.networkAcls.virtualNetworkRules', exceptions.subnetIds.length, limit('st-vnetrules')],
    ['properties.networkAcls.resourceAccessRules', exceptions.instances.length, limit('st-resrules')],
    ['properties.privateEndpointConnections', endpoints, limit('st-pe')],
  ] as const
  return all.filter(([, count, most]) => count >= most).map(([property, count, most]) => ({ at: id, data: { property, count, limit: most } }))
}

const addressPlaces = ({ id, exceptions }: StorageAccount): readonly Place[] =>
  exceptions.addresses.flatMap((address): readonly Place[] => {
    const rule = addressRule(address)
    if (rule.why === null) return []
    return [{ at: id, data: { property: 'properties.networkAcls.ipRules', value: address, why: rule.why }, ...(rule.verdict === 'accept' ? { level: 'should' as const } : {}) }]
  })

/** Whether the account's firewall is what decides: public access is on, and not for everybody. */
const isFiltered = ({ exposure }: StorageAccount): boolean => publicly(exposure) === 'closed' && exposure.publicAccess === 'open'

/** The accounts' firewalls: what is closed, and what stays let in. */
export const firewallRules = {
  'only-selected-networks-reach-the-account': {
    requirement: 'STOR-06', level: 'must',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account }) => openPlace(account)),
  },
  'closed-account-lets-the-workspace-in': {
    requirement: 'STOR-07', level: 'must',
    broken: (estate, choices) => atAccounts(estate, choices, (each) => {
      const { id, exceptions, exposure } = each.account
      if (!isDecided(each)) return []
      // A perimeter sets instance rules and bypass aside; its own rules are not read (KV-14).
      if (mayBeLeftToPerimeter(exposure)) return [unknownAt(id, 'perimeter', { property: 'properties.publicNetworkAccess' })]
      if (exceptions.bypass.includes('AzureServices')) return []
      if (exceptions.instances.some((instance) => admitsWorkspace(instance, estate.workspace))) return []
      const foreign = exceptions.instances.map(({ resourceId }) => resourceId)
      return [{ at: id, data: { property: 'properties.networkAcls.resourceAccessRules', value: foreign, workspace: estate.workspace.id } }]
    }),
  },
  'only-this-workspace-is-let-in': {
    requirement: 'STOR-08', level: 'should',
    broken: (estate, choices) => atAccounts(estate, choices, (each) => {
      const { id, exceptions, usedBy = [] } = each.account
      const trusted = isDecided(each) && exceptions.bypass.includes('AzureServices')
      const others = usedBy.length === 0 ? {} : { usedBy: usedBy.map(({ resourceId }) => resourceId) }
      return trusted ? [{ at: id, data: { property: 'properties.networkAcls.bypass', value: exceptions.bypass.join(', '), ...others } }] : []
    }),
  },
  'anonymous-access-is-off': {
    requirement: 'STOR-11', level: 'should',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account: { id, exposure } }) => {
      if (exposure.anonymousAccess === 'unknown') return [unknownAt(id, 'properties.allowBlobPublicAccess')]
      return exposure.anonymousAccess === 'open' ? [{ at: id, data: { property: 'properties.allowBlobPublicAccess', value: true } }] : []
    }),
  },
  'endpoint-is-the-only-way': {
    requirement: 'STOR-18', level: 'should',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account }) => (anyEndpoint(estate, account.id) ? openPlace(account) : [])),
  },
  'firewall-lists-have-room': {
    requirement: 'STOR-24', level: 'must',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account }) => counts(estate, account)),
  },
  'admitted-addresses-are-public': {
    requirement: 'STOR-25', level: 'must',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account }) => addressPlaces(account)),
  },
  'no-client-of-the-same-region-needs-an-admitted-address': {
    requirement: 'STOR-25', level: 'should',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account }) => {
      const value = isFiltered(account) ? account.exceptions.addresses.filter((address) => addressRule(address).why === null) : []
      return value.length > 0 ? [{ at: account.id, data: { property: 'properties.networkAcls.ipRules', value, region: account.region } }] : []
    }),
  },
  'studio-does-not-depend-on-admitted-addresses': {
    requirement: 'STOR-26', level: 'should',
    broken: (estate, choices) => (choices.access.studio === 'notUsed' ? [] : ifStudio(choices, atAccounts(estate, choices, ({ account }) =>
      account.exceptions.addresses.length > 0 && isFiltered(account) ? [{ at: account.id, data: { property: 'properties.networkAcls.ipRules', value: account.exceptions.addresses } }] : []))),
  },
  'clients-of-a-public-workspace-are-admitted': {
    requirement: 'STOR-33', level: 'should',
    broken: (estate, choices) => (estate.workspace.exposure.publicAccess !== 'open' || hasEndpoint(estate, estate.workspace.id) ? [] : atAccounts(estate, choices, ({ account: { id, exposure, exceptions } }) =>
      publicly(exposure) === 'closed' && exceptions.addresses.length === 0 ? [{ at: id, data: { property: 'properties.networkAcls.ipRules', value: [] } }] : [])),
  },
  'instance-rules-are-accepted-by-storage': {
    requirement: 'STOR-41', level: 'must',
    broken: (estate, choices) => atAccounts(estate, choices, ({ account }) => {
      const reach = choices.storage.accounts.find(({ id }) => id === account.id)?.reach ?? 'undecided'
      const stays = reach === 'undecided' || !isWritten(account, firewallOf(estate, choices.storage, choices, { account, reach }))
      return account.exceptions.instances.filter(isDead).map(({ resourceId }) => ({
        at: account.id, data: { property: 'properties.networkAcls.resourceAccessRules', value: resourceId }, ...(stays ? { level: 'should' as const } : {}),
      }))
    }),
  },
} as const satisfies Rulebook
