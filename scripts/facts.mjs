/** Generates src/facts/*.ts from knowledge/: one file a section, so that a chunk carries only what it uses. `--check` compares instead of writing. */
import { isMain, jsonOf, writeOrCheck } from './files.mjs'
import { list, literal, table } from './literal.mjs'

const facts = jsonOf('knowledge/facts.json')
const durations = jsonOf('knowledge/durations.json')
const additions = jsonOf('knowledge/additions.json')

const HEADER = '// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.\n'

const without = (entry, ...names) => Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name)))
const rows = (entries, value = (entry) => without(entry, 'source')) => list(entries.map((entry) => ({ source: entry.source, value: value(entry) })))
const keyed = (entries, name, value) =>
  table(entries.map((entry) => ({ source: entry.source, name: entry[name], value: value?.(entry) ?? without(entry, 'source', name) })))

const clouds = () => `${HEADER}
/** The clouds whose values are documented. */
export type CloudId = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud'

/** One value for each cloud; an empty list or text means "no documented value", not "works without". */
export type ByCloud<Value> = Readonly<Record<CloudId, Value>>

/** Where a cloud's services answer: hosts of ARM, sign-in, portal and studio, and the DNS suffixes of its services. */
export interface Cloud {
  readonly label: string
  readonly arm: string
  readonly armScope: string
  readonly armAudiences: readonly string[]
  readonly authority: string
  readonly authorityAliases?: readonly string[]
  readonly issuerHost: string
  readonly graph: string
  readonly portal: string
  readonly studio: string
  readonly suffixes: Readonly<Record<'storage' | 'keyVault' | 'acr' | 'sql' | 'amlApi' | 'notebooks' | 'inference', string>>
}

/** The clouds' hosts and suffixes. */
export const clouds = ${keyed(facts.clouds, 'id', (entry) => without(entry, 'source', 'id', 'note'))} as const satisfies ByCloud<Cloud>

/** The address of Azure's own DNS resolver: ${facts.azureDns.reachableFrom} (${facts.azureDns.source}). */
export const azureDnsAddress = ${literal(facts.azureDns.address)}
`

const target = (entry) => ({
  resourceType: entry.resourceType,
  addresses: without(entry.ips, 'formula', 'note'),
  zones: entry.dnsZones,
  forwarders: entry.publicForwarders,
})

const privateLink = () => `${HEADER}import type { ByCloud } from './clouds.ts'

/** What a private endpoint of one group (sub-resource) needs: addresses, private DNS zones, and public names to forward. */
export interface LinkTarget {
  readonly resourceType: string
  /** \`base\` addresses are taken at least; \`plan\`, where it differs, is what to reserve. */
  readonly addresses: { readonly base: number; readonly plan?: number }
  readonly zones: ByCloud<readonly string[]>
  readonly forwarders: ByCloud<readonly string[]>
}

/** Private link targets by group. */
export const privateLink = ${keyed(facts.privateLink, 'groupId', target)} as const satisfies Readonly<Record<string, LinkTarget>>

/** A private endpoint's group. */
export type LinkGroup = keyof typeof privateLink
/** The groups of a workspace and of the services that every workspace uses. */
export type EndpointGroup = Exclude<LinkGroup, 'sqlServer'>
`

// What nothing asks for stays in knowledge/: the page that shows rules pays for every word here.
const rule = (entry) => ({ ...without(entry, 'source', 'emit', 'cloudExceptions', 'dependsOn', 'exfiltrationRisk', 'mitigation', 'regionalForm', 'note'), emit: entry.emit ?? true })

const networkRules = () => `${HEADER}import type { CloudId } from './clouds.ts'

/** One row of the traffic that the service needs; \`{region}\` in a tag stands for the workspace's region. */
export interface NetworkRule {
  readonly id: string
  readonly direction: 'Inbound' | 'Outbound' | null
  readonly protocol: 'Tcp' | 'Udp' | '*'
  readonly ports: readonly string[]
  readonly tag: string | null
  readonly purpose: string
  readonly requirement: 'required' | 'required (dependency)' | 'required when private endpoints exist' | 'situational'
  readonly when?: string
  readonly clouds?: readonly CloudId[]
  /** False for a row that is shown and never written into a rule set. */
  readonly emit: boolean
}

/** The traffic that Azure Machine Learning needs, in the order of the article. */
export const networkRuleTable = ${rows(facts.networkRules, rule)} as const satisfies readonly NetworkRule[]

/** The id of a row, such as \`out-aad\`. */
export type NetworkRuleId = (typeof networkRuleTable)[number]['id']

/** Regions that the tag AzureCloud spells otherwise than ARM does: ${additions.azureCloudTagRegions.source}. */
export const azureCloudTagRegions: Readonly<Record<string, string>> = ${literal(additions.azureCloudTagRegions.regions)}
`

const rbac = () => `${HEADER}
/** Actions that are needed under a condition, at a scope of their own. */
export interface ConditionalRight {
  readonly when: string
  readonly scope: string
  readonly actions: readonly string[]
  readonly rolesPerAction: Readonly<Record<string, readonly string[]>>
}

/** What a caller must be allowed to do for one operation, and the built-in roles that hold it. */
export interface Operation {
  readonly step: string
  readonly title: string
  readonly scope: string
  readonly actions: readonly string[]
  readonly rolesHoldingAll: readonly string[]
  readonly rolesPerAction: Readonly<Record<string, readonly string[]>>
  readonly conditional?: readonly ConditionalRight[]
  readonly alternative?: string
  readonly note?: string
  readonly unverified?: string
}

/** An action that the article itself asks for. */
export interface ArticleAction {
  readonly action: string
  readonly scope: string
  readonly rolesHolding: readonly string[]
  readonly wildcard?: boolean
  readonly exemptFor?: string
}

/** The three actions of the article. */
export const articleActions = ${rows(facts.rbac.articleActions)} as const satisfies readonly ArticleAction[]

/** What deploying a template needs beside the writes: ${additions.deploymentActions.source}. */
export const deploymentActions: readonly string[] = ${literal(additions.deploymentActions.actions)}

/** Every operation of a plan. */
export const operations = ${keyed(facts.rbac.operations, 'id')} as const satisfies Readonly<Record<string, Operation>>

/** The id of an operation, such as \`rbac-pe\`. */
export type OperationId = keyof typeof operations
`

const roles = () => `${HEADER}
/** GUIDs of built-in role definitions; the last: ${additions.roleIds.source}. */
export const roleIds = ${literal({ ...facts.rbac.roleIds, ...additions.roleIds.ids })} as const satisfies Readonly<Record<string, string>>

/** The name of a built-in role whose GUID is known. */
export type RoleName = keyof typeof roleIds
`

const limits = () => `${HEADER}
/** A documented limit; \`was\` is an older value that pages still show, \`highScale\` one that a preview setting allows. */
export interface Limit {
  readonly what: string
  readonly value: number
  readonly was?: number
  readonly highScale?: number
  readonly property?: string
  readonly note?: string
}

/** The documented limits. */
export const limits = ${keyed(facts.limits, 'id')} as const satisfies Readonly<Record<string, Limit>>

/** The id of a limit, such as \`pe-per-vnet\`. */
export type LimitId = keyof typeof limits
`

const connectivity = () => `${HEADER}
/** A way for administrators and users to reach the secured workspace. */
export interface Method {
  readonly label: string
  readonly audience: string
  readonly resources: readonly string[]
  readonly subnets: readonly string[]
  readonly skus: readonly string[]
  readonly inputs: readonly string[]
  readonly dns: string
  readonly provisioning: string
  readonly notes?: readonly string[]
  readonly nameResolutionPlanRequired: boolean
}

/** The ways in. */
export const methods = ${keyed(facts.connectivity, 'id')} as const satisfies Readonly<Record<string, Method>>

/** The id of a way in, such as \`vpn-p2s\`. */
export type MethodId = keyof typeof methods
`

const datastores = () => `${HEADER}
/** A kind of datastore of the article; \`skipValidationRequired\` is its answer to "must validation be skipped?". */
export interface DatastoreKind {
  readonly label: string
  readonly skipValidationRequired: boolean
  readonly skipsByDefault?: boolean
  readonly retired?: string
  readonly sdkMethod: string
  readonly armDatastoreType: string | null
}

/** A kind of dataset and how the v1 SDK creates one without validation. */
export interface DatasetKind {
  readonly kind: string
  readonly factory: string
  readonly parameter: string
}

/** The kinds of datastore, by the article's type. */
export const datastores = ${keyed(facts.datastores, 'type')} as const satisfies Readonly<Record<string, DatastoreKind>>

/** The kinds of dataset. */
export const datasets = ${rows(facts.datasets)} as const satisfies readonly DatasetKind[]
`

const hosts = () => `${HEADER}import type { CloudId } from './clouds.ts'

/** A public host that packages and tools need; ports are 443 where none are named. */
export interface PublicHost {
  readonly host: string
  readonly group: string
  readonly purpose: string
  readonly situational: boolean
  readonly path?: string
  readonly ports?: readonly string[]
  readonly note?: string
}

/** A Microsoft host for firewalls that know no service tags. */
export interface MicrosoftHost {
  readonly cloud: CloudId
  readonly requiredFor: string
  readonly host: string
  readonly protocol: string
  readonly ports: readonly string[]
  readonly when?: string
  readonly note?: string
  readonly unverified?: string | boolean
}

/** Hosts of packages and tools. */
export const publicHosts = ${rows(facts.fqdns)} as const satisfies readonly PublicHost[]

/** Microsoft's hosts by cloud. */
export const microsoftHosts = ${rows(facts.microsoftHosts)} as const satisfies readonly MicrosoftHost[]
`

const apiVersions = () => {
  const versions = { ...without(facts.apiVersions, 'source'), ...additions.apiVersions.versions }
  return `${HEADER}
/** The version of ARM's interface to call and to print for a type; \`newestStable\` where a newer one exists. */
export interface ApiVersion {
  readonly use: string
  readonly newestStable?: string
}

/** Versions by type (${facts.apiVersions.source.join(', ')}); \`/*\` stands for the other types of a namespace. */
export const apiVersions: Readonly<Record<string, ApiVersion>> = ${literal(versions)}
`
}

const durationFile = () => `${HEADER}
/** How long an operation takes, in seconds: half of the runs, 95 of 100 runs; \`verified\` is false where no recording was seen. */
export interface Duration {
  readonly p50: number
  readonly p95: number
  readonly verified: boolean
}

/** Measured durations by operation; knowledge/durations.json names the recordings. */
export const durations = ${table(Object.entries(durations).map(([name, entry]) => ({ name, value: { p50: entry.p50_s, p95: entry.p95_s, verified: entry.verified } })))} as const satisfies Readonly<Record<string, Duration>>

/** The name of a measured operation, such as \`private_endpoint_create\`. */
export type DurationId = keyof typeof durations
`

const address = () => `${HEADER}
/** A range that no prefix may overlap, or that deserves a warning. */
export interface ReservedRange {
  readonly cidr: string
  readonly kind: string
  readonly severity: 'error' | 'warning'
  readonly appliesTo?: string
}

/** A subnet that a service asks for; \`name\` is exact where \`exactName\` says so. */
export interface SpecialSubnet {
  readonly name: string
  readonly exactName: boolean
  readonly for: readonly string[]
  readonly minPrefix?: number
  readonly maxPrefix?: number
  readonly recommendedPrefix?: number
  readonly wizardMinPrefix?: number
  readonly dedicated?: boolean
  readonly delegation?: string | null
}

/** How many addresses a usual set of endpoints takes, and the smallest subnet that holds them. */
export interface AddressPlan {
  readonly name: string
  readonly ips?: number
  readonly breakdown?: Readonly<Record<string, number>>
  readonly smallestSubnet?: string
  readonly formula?: string
  readonly note?: string
}

/** Ranges that no network may overlap. */
export const reservedRanges = ${rows(facts.reservedRanges, (entry) => without(entry, 'source', 'test'))} as const satisfies readonly ReservedRange[]

/** The private ranges of RFC 1918 (${facts.privateRanges.source.join(', ')}). */
export const privateRanges = ${literal(facts.privateRanges.rfc1918)} as const

/** Azure's rules for subnets (${facts.subnetRules.source}): addresses kept in each, and the smallest and largest prefix. */
export const subnetRules = ${literal(without(facts.subnetRules, 'source'))} as const

/** Usual sets of endpoints. */
export const addressPlans = ${rows(facts.ipPlans)} as const satisfies readonly AddressPlan[]

/** Subnets with rules of their own. */
export const specialSubnets = ${rows(facts.specialSubnets, (entry) => without(entry, 'source', 'nsg', 'udr', 'extra'))} as const satisfies readonly SpecialSubnet[]
`

const registry = () => `${HEADER}
/** VM sizes that are no CPU sizes, as a pattern with flags (${facts.gpuVmSizes.source.join(', ')}): ${facts.gpuVmSizes.meaning}. */
export const gpuVmSizes = ${literal({ pattern: facts.gpuVmSizes.regex, flags: facts.gpuVmSizes.flags })} as const
`

const serviceEndpoints = () => `${HEADER}import type { CloudId } from './clouds.ts'

/** A service endpoint of a subnet; \`offer\` is false where it is explained and never proposed. */
export interface ServiceEndpoint {
  readonly name: string
  readonly target: string
  readonly scope: string
  readonly clouds: readonly CloudId[]
  readonly exclusiveWith?: readonly string[]
  readonly offer: boolean
}

/** The service endpoints. A workspace has none: it is reached privately through a private endpoint only. */
export const serviceEndpoints = ${rows(
  facts.serviceEndpoints.filter((entry) => entry.name !== null),
  (entry) => ({ name: entry.name, target: entry.for, ...without(entry, 'source', 'name', 'for', 'offer', 'ruleProperty', 'effectDelay', 'unverified'), offer: entry.offer ?? true }),
)} as const satisfies readonly ServiceEndpoint[]

/** The pair of each region, which Microsoft.Storage covers with it: ${additions.regionPairs.source}. A region that is not here is not documented. */
export const regionPairs: Readonly<Record<string, string | null>> = ${literal(additions.regionPairs.regions)}
`

const notices = () => `${HEADER}
/** Something that Azure has ended or will end. */
export interface Retirement {
  readonly what: string
  readonly date: string | null
  readonly state: string
}

/** What is ending, and when. */
export const retirements = ${rows(facts.retirements)} as const satisfies readonly Retirement[]
`

const sources = () => `${HEADER}
/** A page that a requirement rests on. */
export interface Source {
  readonly repository: string
  readonly path: string
  readonly title: string
}

/** The pages by the keys that the requirements name. */
export const sources: Readonly<Record<string, Source>> = ${table(
  Object.entries(facts.$meta.sources).map(([name, entry]) => ({ name, value: { repository: entry.repo ?? '', path: entry.path ?? '', title: entry.title ?? '' } })),
)}
`

/** The generated files: path to text. */
export const factFiles = () =>
  new Map([
    ['src/facts/clouds.ts', clouds()],
    ['src/facts/privateLink.ts', privateLink()],
    ['src/facts/networkRules.ts', networkRules()],
    ['src/facts/rbac.ts', rbac()],
    ['src/facts/roles.ts', roles()],
    ['src/facts/limits.ts', limits()],
    ['src/facts/connectivity.ts', connectivity()],
    ['src/facts/datastores.ts', datastores()],
    ['src/facts/hosts.ts', hosts()],
    ['src/facts/apiVersions.ts', apiVersions()],
    ['src/facts/durations.ts', durationFile()],
    ['src/facts/address.ts', address()],
    ['src/facts/registry.ts', registry()],
    ['src/facts/serviceEndpoints.ts', serviceEndpoints()],
    ['src/facts/notices.ts', notices()],
    ['src/facts/sources.ts', sources()],
  ])

if (isMain(import.meta.url)) writeOrCheck(factFiles())
