/** SN-14: the firewalls of storage accounts, vault and registry, in the order allow, test, deny (STOR-23). */
import { type ArmId, nameOf } from '../../base/armId.ts'
import { type Document, spaced, write } from '../../base/document.ts'
import type { Door } from '../../estate/entry.ts'
import { entryOf } from '../../estate/questions.ts'
import { command, commented, type Flag, named } from './bash.ts'
import { words } from './messages.en.ts'
import type { About, Made } from './snippet.ts'

interface Exposure {
  readonly publicAccess: Door
  readonly defaultAction: Door
}

/** The flags that close what was not closed. */
const closing = (before: Exposure, after: Exposure, flags: Readonly<Record<keyof Exposure, Flag>>): readonly Flag[] =>
  (['defaultAction', 'publicAccess'] as const).flatMap((door) => (after[door] === 'closed' && before[door] !== 'closed' ? [flags[door]] : []))

const added = <Item>(before: readonly Item[], after: readonly Item[]): readonly Item[] => {
  const there = new Set(before.map((item) => JSON.stringify(item)))
  return after.filter((item) => !there.has(JSON.stringify(item)))
}

/** The service endpoints of subnets that get some; the list is replaced, so it is named whole. */
const subnets = ({ current, desired }: About, ids: readonly ArmId[]): readonly Document[] => ids.flatMap((id) => {
  const services = entryOf(desired.subnets, id)?.serviceEndpoints ?? []
  const isSame = added(entryOf(current.subnets, id)?.serviceEndpoints ?? [], services).length === 0
  return isSame ? [] : [command('az network vnet subnet update', [['--ids', id], ['--service-endpoints', ...services]])]
})

interface Firewall {
  readonly id: ArmId
  readonly allow: readonly Document[]
  readonly close: readonly Document[]
  readonly notes: readonly string[]
}

const made = ({ id, allow, close, notes }: Firewall): readonly Made[] => (allow.length + close.length === 0 ? [] : [{
  what: words.firewall.what(nameOf(id)), notes: [...(close.length === 0 ? [] : [words.firewall.order, words.firewall.endpoints]), ...notes],
  ways: [{ tab: 'cli', code: write(spaced(commented(words.firewall.allow, allow), commented(words.firewall.close, close))) }],
}])

/** Instance rules, subnets and addresses of each account, then its default action (STOR-06, STOR-07, STOR-12). */
export const storageFirewalls = (about: About): readonly Made[] => about.desired.storageAccounts.flatMap(({ id, exposure, exceptions }) => {
  const before = entryOf(about.current.storageAccounts, id)
  if (before === undefined) return []
  const rule = (...flags: readonly Flag[]): Document => command('az storage account network-rule add', [...named(id, '--account-name'), ...flags])
  const subnetIds = added(before.exceptions.subnetIds, exceptions.subnetIds)
  const endpoints = subnets(about, subnetIds)
  const bypass = [...exceptions.bypass].sort().join() === [...before.exceptions.bypass].sort().join() ? [] : [['--bypass', ...(exceptions.bypass.length === 0 ? ['None'] : exceptions.bypass)] as const]
  const flags = [...closing(before.exposure, exposure, { defaultAction: ['--default-action', 'Deny'], publicAccess: ['--public-network-access', 'Disabled'] }), ...bypass]
  return made({
    id, notes: endpoints.length === 0 ? [] : [words.firewall.list],
    allow: [
      ...added(before.exceptions.instances, exceptions.instances).map(({ resourceId, tenantId }) => rule(['--resource-id', resourceId], ['--tenant-id', tenantId])),
      ...endpoints, ...subnetIds.map((subnetId) => rule(['--subnet', subnetId])),
      ...added(before.exceptions.addresses, exceptions.addresses).map((address) => rule(['--ip-address', address])),
    ],
    close: flags.length === 0 ? [] : [command('az storage account update', [...named(id), ...flags])],
  })
})

/** The same of the vault (KV-05 to KV-08). */
export const vaultFirewalls = (about: About): readonly Made[] => about.desired.vaults.flatMap(({ id, exposure, exceptions }) => {
  const before = entryOf(about.current.vaults, id)
  if (before === undefined) return []
  const rule = (...flags: readonly Flag[]): Document => command('az keyvault network-rule add', [...named(id), ...flags])
  const subnetIds = added(before.exceptions.subnetIds, exceptions.subnetIds)
  const endpoints = subnets(about, subnetIds)
  const trusted = exceptions.trustedServices === 'allowed' && before.exceptions.trustedServices !== 'allowed'
  const flags = closing(before.exposure, exposure, { defaultAction: ['--default-action', 'Deny'], publicAccess: ['--public-network-access', 'Disabled'] })
  return made({
    id, notes: endpoints.length === 0 ? [] : [words.firewall.list],
    allow: [
      ...(trusted ? [command('az keyvault update', [...named(id), ['--bypass', 'AzureServices']])] : []),
      ...endpoints, ...subnetIds.map((subnetId) => rule(['--subnet', subnetId])), ...added(before.exceptions.addresses, exceptions.addresses).map((address) => rule(['--ip-address', address])),
    ],
    close: flags.length === 0 ? [] : [command('az keyvault update', [...named(id), ...flags])],
  })
})

/** The same of the registry, with its tier, and with the subnet rules that no stable interface takes out (ACR-03, ACR-06, ACR-09, ACR-20). */
export const registryFirewalls = (about: About): readonly Made[] => about.desired.registries.flatMap(({ id, sku, adminUser, exposure, exceptions }) => {
  const before = entryOf(about.current.registries, id)
  if (before === undefined) return []
  const update = (...flags: readonly Flag[]): Document => command('az acr update', [...named(id), ...flags])
  const rule = (verb: 'add' | 'remove', ...flags: readonly Flag[]): Document => command(`az acr network-rule ${verb}`, [...named(id), ...flags])
  const isPremium = sku === 'Premium' && before.sku !== 'Premium'
  const flags = closing(before.exposure, exposure, { defaultAction: ['--default-action', 'Deny'], publicAccess: ['--public-network-enabled', 'false'] })
  const gone = added(exceptions.subnetIds, before.exceptions.subnetIds)
  return made({
    id, notes: isPremium ? [words.firewall.premium] : [],
    allow: [
      ...(isPremium ? [update(['--sku', 'Premium'])] : []),
      ...(exceptions.trustedServices === 'allowed' && before.exceptions.trustedServices !== 'allowed' ? [update(['--allow-trusted-services', 'true'])] : []),
      ...(adminUser && !before.adminUser ? [update(['--admin-enabled', 'true'])] : []),
      ...added(before.exceptions.addresses, exceptions.addresses).map((address) => rule('add', ['--ip-address', address])),
    ],
    close: [...gone.map((subnetId) => rule('remove', ['--subnet', subnetId])), ...(flags.length === 0 ? [] : [update(...flags)])],
  })
})
