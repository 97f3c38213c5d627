/** How the rest of the program asks for a fact: always by cloud, never by patching a text. */
import { apiVersions } from './apiVersions.ts'
import { clouds, type Cloud, type CloudId } from './clouds.ts'
import { limits, type LimitId } from './limits.ts'
import { azureCloudTagRegions, networkRuleTable, type NetworkRule } from './networkRules.ts'
import { privateLink, type EndpointGroup, type LinkGroup, type LinkTarget } from './privateLink.ts'
import { roleIds, type RoleName } from './roles.ts'

export type { Cloud, CloudId, EndpointGroup, LimitId, LinkGroup, NetworkRule, RoleName }
// The rights are the largest table, so they keep a module of their own: whoever asks for zones does not load them.
export { operation, type Operation, type OperationId } from './rights.ts'

/** A kind of DNS suffix. */
export type SuffixKind = keyof Cloud['suffixes']

const target = (group: LinkGroup): LinkTarget => privateLink[group]

/** The hosts and suffixes of `cloud`. */
export const cloudOf = (cloud: CloudId): Cloud => clouds[cloud]

const targets: Readonly<Record<string, LinkTarget>> = privateLink

/** Whether a sub-resource is one that the facts hold, in the facts' own letters: Azure has more of them, and compares them without case. */
export const isEndpointGroup = (group: string): group is EndpointGroup => Object.hasOwn(targets, group) && group !== 'sqlServer'

const spellings = new Map(Object.keys(targets).map((group) => [group.toLowerCase(), group]))

/** A sub-resource in the facts' letters; as it is, where they do not hold it. */
export const groupSpelled = (group: string): string => spellings.get(group.toLowerCase()) ?? group

/** The private DNS zones of an endpoint of `group`; empty means "no documented value" (PE-DNS). */
export const zones = (group: LinkGroup, cloud: CloudId): readonly string[] => target(group).zones[cloud]

/** The public names that a DNS server forwards to Azure for `group`; empty means "no documented value" (DNS). */
export const forwarders = (group: LinkGroup, cloud: CloudId): readonly string[] => target(group).forwarders[cloud]

/** The addresses that an endpoint of `group` takes at least. */
export const addressDemand = (group: LinkGroup): number => target(group).addresses.base

/** The addresses to reserve for an endpoint of `group`. */
export function plannedDemand(group: LinkGroup): number {
  const { plan, base } = target(group).addresses
  return plan ?? base
}

/** The DNS suffix of a service, such as `core.windows.net` for storage. */
export const suffix = (kind: SuffixKind, cloud: CloudId): string => clouds[cloud].suffixes[kind]

/** The GUID of a built-in role (ROLEDATA). */
export const role = (name: RoleName): string => roleIds[name]

/** The rows of required and situational traffic that hold in `cloud` (NETI). */
export const networkRules = (cloud: CloudId): readonly NetworkRule[] => {
  const rows: readonly NetworkRule[] = networkRuleTable
  return rows.filter((row) => row.clouds === undefined || row.clouds.includes(cloud))
}

/** A region as service tags end in it: its ARM name, without blanks and in lower case. Only AzureCloud differs: see `azureCloudTag`. */
export const regionTag = (region: string): string => region.replaceAll(' ', '').toLowerCase()

/** The tag AzureCloud for one region, which spells some regions otherwise than ARM does (Azure/bicep-registry-modules#7100). */
export const azureCloudTag = (region: string): string => `AzureCloud.${azureCloudTagRegions[regionTag(region)] ?? regionTag(region)}`

/** A documented limit, such as `limit('zones-per-group')`. */
export const limit = (id: LimitId): number => limits[id].value

const versionsByKey = new Map(Object.entries(apiVersions).map(([type, version]) => [type.toLowerCase(), version.use]))

/** The version of ARM's interface for `type`, whatever its case; a child type takes its parent's. Throws for a type without one. */
export function apiVersion(type: string): string {
  const parts = type.toLowerCase().split('/')
  const candidates = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
  const found = [...candidates.slice(0, -1), `${parts[0] ?? ''}/*`].map((key) => versionsByKey.get(key)).find((use) => use !== undefined)
  if (found === undefined) throw new Error(`no API version is recorded for ${type}`)
  return found
}
