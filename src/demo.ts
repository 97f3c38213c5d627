/**
 * The local sample Azure of `npm run demo`: ARM and sign-in on http beside the page, one world at a time. scripts/demo.mjs bundles it and serves the demo's page.
 *
 * What the page may ask its own server for:
 * - GET config.json: where this Azure answers, with what its sign-in service says of itself.
 * - GET demo/scenarios.json: `{ "names": [...], "current": "open" }`.
 * - POST demo/scenario/NAME: opens that world anew, 204; everybody is signed out then. 404 for a name that is not there.
 */
import type { Clock } from './simulator/clock.ts'
import { type LocalAzure, startLocalAzure } from './simulator/node.ts'
import { type ScenarioName, scenarios } from './simulator/scenarios/index.ts'
import type { World } from './simulator/world.ts'

/** The worlds by name. */
export const names = Object.keys(scenarios) as readonly ScenarioName[]

/** Any id will do: the simulated directory knows no registrations. */
const clientId = '6d1f0c52-3a7b-4e19-9b84-c2e5f7a01d36'
const clock: Clock = { now: () => Date.now(), sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)) }
const cloudIds: Readonly<Partial<Record<ScenarioName, string>>> = { government: 'AzureUSGovernment', china: 'AzureChinaCloud' }

/** The name, when it is one of a world. */
export const scenarioNamed = (text: string): ScenarioName | null => names.find((name) => name.toLowerCase() === text.toLowerCase()) ?? null

/** A local Azure whose world can be changed while it runs. */
export interface Demo {
  readonly current: () => ScenarioName
  readonly open: (name: ScenarioName) => Promise<void>
  /** The configuration of the page: its addresses stay the same in every world. */
  readonly config: () => object
  readonly close: () => Promise<void>
}

/** Azure names the providers that nobody registered too; what a jump box needs is among them. */
const withAllProviders = (world: World): World =>
  ({ ...world, providers: Object.fromEntries(Object.entries(world.providers).map(([id, states]) => [id, { 'Microsoft.Compute': 'NotRegistered', ...states }])) })

const started = (name: ScenarioName, port: number): Promise<LocalAzure> => startLocalAzure({ world: withAllProviders(scenarios[name](clock)), port })

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
const PORTS_TRIED = 20

/** Starts at `port` and the next one, or at the first pair after it that is free. */
export async function startDemo(first: ScenarioName, port: number, tries = PORTS_TRIED): Promise<Demo> {
  const opened = await started(first, port).catch((error: unknown) => {
    if (!isTaken(error) || tries <= 1) throw error
    return null
  })
  if (opened === null) return startDemo(first, port + 2, tries - 1)
  const now = { name: first, azure: opened }
  return {
    current: () => now.name,
    open: async (name) => {
      await now.azure.close()
      now.azure = await started(name, port)
      now.name = name
    },
    config: () => ({
      clientId, tenant: 'organizations', cloud: cloudIds[now.name] ?? 'AzureCloud', demo: true,
      // MSAL puts the directory that it signs in to where the braces are.
      endpoints: { resourceManager: now.azure.arm, authority: now.azure.authority, authorityMetadata: now.azure.metadata('{tenantid}') },
    }),
    close: () => now.azure.close(),
  }
}
