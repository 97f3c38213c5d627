/** What changes while a simulated cloud runs. The world that it was opened with stays as it is. */
import type { JsonObject } from '../base/json.ts'
import { textIn } from './fields.ts'
import { shelfOf, type Shelf } from './shelf.ts'
import { noWorks, type Works } from './write/operations.ts'
import type { Account, World } from './world.ts'

/** How full a bucket is, and until when nobody may ask. */
export interface Level {
  tokens: number
  at: number
  blockedUntil: number
  wait: number
}

/** A token that was issued: for whom, and with which claims asked for. */
export interface Issued {
  readonly account: Account
  readonly tenantId: string
  readonly claims: string | null
}

/** An access token that was given out, found again by its whole text. */
export interface Given extends Issued {
  /** Its number among all of the run; later ones are larger. */
  readonly serial: number
  /** Seconds since 1970. */
  readonly expires: number
}

/** An authorization code that waits to be redeemed. */
export interface Code extends Issued {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string
  readonly scope: string
  readonly expires: number
}

/** A refresh token; it ends when its first one would have, however often it is renewed. */
export interface Refresh extends Issued {
  readonly clientId: string
  readonly expires: number
}

/** A claims challenge: tokens issued up to `after` are not accepted any more. */
export interface Challenge {
  readonly after: number
  readonly header: string
  readonly acrs: string | null
}

/** One run of a world. */
export interface State {
  readonly world: World
  readonly shelf: Shelf
  /** Counts requests and names; stands in for chance wherever Azure has a random id. */
  count: number
  /** How often each switch has met a request that it is about. */
  readonly met: Map<number, number>
  readonly levels: Map<string, Level>
  readonly tokens: Map<string, Given>
  readonly codes: Map<string, Code>
  readonly refreshes: Map<string, Refresh>
  /** Browser sessions at the sign-in service, by cookie: user names in the order of signing in. */
  readonly sessions: Map<string, readonly string[]>
  /** User names that have consented while the cloud ran. */
  readonly consented: Set<string>
  /** Rows of queries whose further pages may still be asked for, by query and caller: pages are of one moment. */
  readonly results: Map<string, readonly JsonObject[]>
  challenge: Challenge | null
  /** Work that goes on, and what happens later. */
  readonly works: Works
  /** Registrations that were asked for while the cloud ran, by subscription and namespace in lower case. */
  readonly registered: Map<string, string>
  /** Since when an identity that was made while the cloud ran is known everywhere. */
  readonly principals: Map<string, number>
  /** Vaults that were deleted and hold their names, by name in lower case. */
  readonly deletedVaults: Map<string, JsonObject>
}

const groupType = 'Microsoft.Resources/resourceGroups'

/** A group has a region even where its first resource is global. */
const regionOf = (body: JsonObject): string => (typeof body['location'] === 'string' && body['location'] !== 'global' ? body['location'] : 'westeurope')

/** Resource groups that bodies lie in and that the world does not spell out. */
function impliedGroups(world: World): readonly JsonObject[] {
  const groups = new Map<string, JsonObject>()
  for (const body of world.resources) {
    const [, subscriptions, subscription, word, name] = textIn(body, 'id').split('/')
    if (subscriptions?.toLowerCase() !== 'subscriptions' || word?.toLowerCase() !== 'resourcegroups' || subscription === undefined || name === undefined) continue
    const id = `/subscriptions/${subscription}/resourceGroups/${name}`
    if (groups.has(id.toLowerCase())) continue
    groups.set(id.toLowerCase(), { id, name, type: groupType, location: regionOf(body), tags: {}, properties: { provisioningState: 'Succeeded' } })
  }
  return [...groups.values()]
}

/** A world begins to run. */
export const open = (world: World): State => ({
  world,
  shelf: shelfOf([...impliedGroups(world), ...world.resources]),
  count: 0,
  met: new Map(),
  levels: new Map(),
  tokens: new Map(),
  codes: new Map(),
  refreshes: new Map(),
  sessions: new Map(),
  consented: new Set(),
  results: new Map(),
  challenge: null,
  works: noWorks(),
  registered: new Map(),
  principals: new Map(),
  deletedVaults: new Map((world.deletedVaults ?? []).map((body) => [textIn(body, 'name').toLowerCase(), body])),
})

/** The next number of this run. */
export function next(state: State): number {
  state.count += 1
  return state.count
}

/** A GUID that is the same in every run of the same world. */
export const guid = (number: number): string => `51a0c7e2-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
