/** What a simulated Azure is made of: ARM's own bodies on shelves, accounts, rights, limits, and faults as data. */
import type { Json, JsonObject } from '../base/json.ts'
import type { Clock } from './clock.ts'
import type { Switch } from './switches.ts'
import type { Pace } from './write/durations.ts'

/** The seam: a request goes in, an answer comes out. It rejects where a browser would see no answer at all. */
export type Fetch = (request: Request) => Promise<Response>

/** Where the simulated cloud answers. `resource` is the name that tokens are for, whatever host serves it. */
export interface Endpoints {
  readonly arm: string
  readonly authority: string
  /** Other origins of the sign-in service. */
  readonly aliases: readonly string[]
  readonly resource: string
}

/** A directory. */
export interface Tenant {
  readonly id: string
  readonly name: string
  readonly domain: string
}

/** How a directory or an account answers a sign-in that nobody has consented to yet. */
export type Consent = 'granted' | 'asked' | 'adminOnly'

/** An error that the sign-in service answers with; `code` is the number after AADSTS. */
export interface Refusal {
  readonly error: string
  readonly code: number
  readonly suberror?: string
  readonly claims?: string
}

/** Somebody who can sign in. `tenants` are the directories with the account in them, its own first; ids of the same person differ by directory. */
export interface Account {
  readonly name: string
  readonly username: string
  readonly tenants: readonly { readonly id: string; readonly oid: string }[]
  readonly consent: Consent
  /** What the sign-in service answers instead of a code. */
  readonly refusal?: Refusal
}

/** A subscription. */
export interface Subscription {
  readonly id: string
  readonly name: string
  readonly tenantId: string
  readonly state: 'Enabled' | 'Warned' | 'PastDue' | 'Disabled' | 'Deleted'
}

/** One set of rights, as the permissions API answers it. */
export interface Permission {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  readonly dataActions: readonly string[]
  readonly notDataActions: readonly string[]
}

/** A read that is refused: of one resource, or with `type` of all resources of a type in a scope. */
export interface Refused {
  readonly id: string
  readonly status: number
  readonly code: string
  readonly type?: string
}

/** A token bucket. */
export interface Bucket {
  readonly size: number
  readonly perSecond: number
}

/** How much may be asked (arm-protocol.md section 7). */
export interface Limits {
  readonly read: Bucket
  readonly write: Bucket
  readonly delete: Bucket
  /** Resource Graph: queries per user and window. */
  readonly graph: { readonly size: number; readonly seconds: number }
  /** Private DNS counts requests for its own. */
  readonly privateDns: Bucket
  /** What a 429 says at first; each early try doubles it, up to a minute. */
  readonly retryAfter: number
}

/** Which answer headers a script may read (arm-protocol.md section 2, rule 3). */
export type CorsProfile = 'all' | 'lro' | 'none'

/** An application as registered; `any` accepts every id and address. */
export type Registration = 'any' | { readonly clientId: string; readonly redirectUris: readonly string[] }

/** A whole simulated Azure, as data. `openCloud` copies what changes, so one world serves many runs. */
export interface World {
  readonly endpoints: Endpoints
  readonly clock: Clock
  readonly cors: CorsProfile
  /** How long each answer takes, in milliseconds. */
  readonly delay: number
  readonly pageSize: { readonly list: number; readonly graph: number }
  readonly limits: Limits
  readonly registration: Registration
  readonly tokens: {
    readonly seconds: number
    readonly refreshSeconds: number
    /** `any` takes every bearer token for the first account's. */
    readonly check: 'strict' | 'any'
  }
  readonly tenants: readonly Tenant[]
  readonly accounts: readonly Account[]
  readonly subscriptions: readonly Subscription[]
  /** Resource groups, resources, children, role assignments, locks: bodies as ARM answers them. */
  readonly resources: readonly JsonObject[]
  /** Sets of rights by scope; a scope without an entry has those of the nearest scope around it. */
  readonly permissions: Readonly<Record<string, readonly Permission[]>>
  readonly otherwise: readonly Permission[]
  readonly usages: Readonly<Record<string, readonly JsonObject[]>>
  /** Registration states by subscription and namespace. */
  readonly providers: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly refused: readonly Refused[]
  readonly faults: readonly Switch[]
  /** How long work takes; the documented medians when absent. */
  readonly pace?: Pace
  readonly policies?: readonly Policy[]
  /** Vaults that hold their names although they were deleted: bodies as `deletedVaults` answers them. */
  readonly deletedVaults?: readonly JsonObject[]
  /** Names that somebody elsewhere has, such as `kv-demand`: of vaults, accounts and registries. */
  readonly takenNames?: readonly string[]
  readonly quotas?: readonly Quota[]
  /** What a list of a region answers, by its type in lower case such as `microsoft.network/locations/usages`; without it the list is made of what is there. */
  readonly regional?: Readonly<Record<string, readonly JsonObject[]>>
  /** Types that a region does not offer, in lower case. */
  readonly notOffered?: readonly string[]
}

/** A policy that is assigned: a write of the type is refused or changed when the property is not as wanted. */
export interface Policy {
  readonly name: string
  /** The id of what it is assigned to. */
  readonly scope: string
  readonly type: string
  /** A path such as `properties.publicNetworkAccess`. */
  readonly property: string
  readonly wanted: Json
  readonly effect: 'deny' | 'modify'
}

/** At most so many resources of a type in a subscription. */
export interface Quota {
  readonly subscription: string
  readonly type: string
  readonly most: number
}

const reader: Permission = { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }

/** The hosts of the public cloud (arm-protocol.md section 12). */
export const publicCloud: Endpoints = {
  arm: 'https://management.azure.com', authority: 'https://login.microsoftonline.com', aliases: ['https://login.windows.net', 'https://sts.windows.net'], resource: 'https://management.azure.com',
}

/** The documented bucket sizes (arm-protocol.md section 7). */
export const documentedLimits: Limits = {
  read: { size: 250, perSecond: 25 },
  write: { size: 200, perSecond: 10 },
  delete: { size: 200, perSecond: 10 },
  graph: { size: 15, seconds: 5 },
  privateDns: { size: 500, perSecond: 500 / 300 },
  retryAfter: 5,
}

/** One directory with one account and nothing in it. */
export const emptyWorld = (clock: Clock): World => ({
  endpoints: publicCloud,
  clock,
  cors: 'all',
  delay: 0,
  pageSize: { list: 1000, graph: 1000 },
  limits: documentedLimits,
  registration: 'any',
  tokens: { seconds: 3600, refreshSeconds: 86_400, check: 'strict' },
  tenants: [home],
  accounts: [{ name: 'Ana Lind', username: 'ana@contoso.example', tenants: [{ id: home.id, oid: '5b1d0c3e-9f27-4c68-8a40-6d1e2b7f9035' }], consent: 'granted' }],
  subscriptions: [],
  resources: [],
  permissions: {},
  otherwise: [reader],
  usages: {},
  providers: {},
  refused: [],
  faults: [],
})

/** The directory of a world that says nothing else. */
export const home: Tenant = { id: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14', name: 'Contoso', domain: 'contoso.example' }
