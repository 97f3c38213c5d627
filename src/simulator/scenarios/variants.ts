/** The same world on a worse day: each variant changes one thing. */
import type { JsonObject } from '../../base/json.ts'
import { textIn } from '../fields.ts'
import { typeKeyOf } from '../shelf.ts'
import type { Account, CorsProfile, Refusal, World } from '../world.ts'

/** Every answer takes its time: 1.5 s, or as said. */
export const slow = (world: World, milliseconds = 1500): World => ({ ...world, delay: milliseconds })

/** Small buckets and a small window for queries. */
export const throttled = (world: World): World => ({ ...world, limits: { ...world.limits, read: { size: 8, perSecond: 2 }, graph: { size: 2, seconds: 5 } } })

/** Every second resource but the workspaces is closed to the caller, by id. */
export function halfRefused(world: World): World {
  const ids = world.resources.map((body) => textIn(body, 'id')).filter((id) => typeKeyOf(id) !== 'microsoft.machinelearningservices/workspaces')
  const closed = ids.toSorted((one, other) => (one < other ? -1 : 1)).filter((_, index) => index % 2 === 1)
  return { ...world, refused: [...world.refused, ...closed.map((id) => ({ id, status: 403, code: 'AuthorizationFailed' }))] }
}

/** Nothing may be read but what needs no right. */
export const allRefused = (world: World): World => ({ ...world, permissions: {}, otherwise: [] })

/** Answer headers are hidden from scripts. */
export const hiddenHeaders = (world: World, cors: CorsProfile = 'none'): World => ({ ...world, cors })

/** Tokens end after a minute, so that one ends in the middle of any visit. */
export const expiredToken = (world: World, seconds = 60): World => ({ ...world, tokens: { ...world.tokens, seconds } })

/** One request is answered with a claims challenge, the fifth or as said. */
export const challenged = (world: World, nth = 5): World => ({ ...world, faults: [...world.faults, { fault: 'F12', on: { nth } }] })

const everyAccount = (world: World, change: Partial<Account>): World => ({ ...world, accounts: world.accounts.map((account) => ({ ...account, ...change })) })

/** The application has to be consented to, by the person or by an administrator. */
export const consentMissing = (world: World, by: 'asked' | 'adminOnly' = 'asked'): World => everyAccount(world, { consent: by })

/** The directory refuses every sign-in to the application, as one that blocks it does. */
export const blocked = (world: World, refusal: Refusal = { error: 'access_denied', code: 53003 }): World => everyAccount(world, { refusal })

/** The account has no workspace to see. */
export const noWorkspace = (world: World): World => ({ ...world, resources: world.resources.filter((body) => !typeKeyOf(textIn(body, 'id')).startsWith('microsoft.machinelearningservices/')) })

/** The first subscription is switched off. */
export const disabled = (world: World): World => ({ ...world, subscriptions: world.subscriptions.map((one, index) => (index === 0 ? { ...one, state: 'Disabled' } : one)) })

/** Everything is in a directory where the account is a guest; at home it has nothing. */
export function guest(world: World): World {
  const own = { id: '9e1f4a60-2b7d-4d35-b8c1-5f0a6e3d7c82', name: 'Fabrikam', domain: 'fabrikam.example' }
  const accounts = world.accounts.map((account) => ({ ...account, tenants: [{ id: own.id, oid: 'c0a7d5f3-6e18-4b92-9d40-7f3b1e5a8c26' }, ...account.tenants] }))
  return { ...world, tenants: [own, ...world.tenants], accounts }
}

/** Two people can sign in, so that the account has to be chosen. */
export function twoAccounts(world: World): World {
  const tenants = world.tenants.slice(0, 1).map(({ id }) => ({ id, oid: 'a3d9e2b7-5c04-4f81-96ea-2d8b7f1c0e53' }))
  return { ...world, accounts: [...world.accounts, { name: 'Jo Berg', username: 'jo@contoso.example', tenants, consent: 'granted' }] }
}

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0')
const kinds = ['Default', 'Default', 'Default', 'Hub', 'Project', 'FeatureStore'] as const
const regions = ['westeurope', 'northeurope', 'eastus', 'japaneast'] as const

function workspaceOf(subscription: string, number: number, tenantId: string): JsonObject {
  const group = `/subscriptions/${subscription}/resourceGroups/rg-ml-${number % 7}`
  const name = `mlw-${hex(number, 5)}`
  const location = regions[number % regions.length] ?? 'westeurope'
  return {
    id: `${group}/providers/Microsoft.MachineLearningServices/workspaces/${name}`, name, type: 'Microsoft.MachineLearningServices/workspaces', location, tags: {}, etag: null,
    kind: kinds[number % kinds.length] ?? 'Default', sku: { name: 'Basic', tier: 'Basic' }, identity: { type: 'SystemAssigned', principalId: `b2c10000-0000-4000-8000-${hex(number, 12)}`, tenantId },
    properties: {
      friendlyName: `Workspace ${number}`, storageAccount: `${group}/providers/Microsoft.Storage/storageAccounts/st${hex(number, 5)}`, keyVault: `${group}/providers/Microsoft.KeyVault/vaults/kv-${hex(number, 5)}`,
      applicationInsights: `${group}/providers/Microsoft.insights/components/appi-${hex(number, 5)}`, hbiWorkspace: false, publicNetworkAccess: 'Enabled', tenantId, workspaceId: `d4e50000-0000-4000-8000-${hex(number, 12)}`,
      provisioningState: 'Succeeded', managedNetwork: { isolationMode: 'Disabled' },
    },
  }
}

/** 500 subscriptions more, and 10,000 workspaces in them, or as said. */
export function many(world: World, counts: { readonly subscriptions: number; readonly workspaces: number } = { subscriptions: 500, workspaces: 10_000 }): World {
  const tenantId = world.tenants[0]?.id ?? ''
  const subscriptions = Array.from({ length: counts.subscriptions }, (_, index) => ({
    id: `3f000000-0000-4000-8000-${hex(index, 12)}`, name: `Landing zone ${index + 1}`, tenantId, state: 'Enabled' as const,
  }))
  const workspaces = Array.from({ length: counts.workspaces }, (_, index) => workspaceOf(subscriptions[index % subscriptions.length]?.id ?? '', index, tenantId))
  return { ...world, subscriptions: [...world.subscriptions, ...subscriptions], resources: [...world.resources, ...workspaces] }
}
