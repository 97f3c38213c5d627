/** Azure and Entra under their real names, on this machine: TLS servers on the simulator's fetch, and a browser that resolves those names here and no others. */
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { root } from '../scripts/files.mjs'
import { serve } from '../scripts/serve.mjs'
import type { Clock } from '../src/simulator/clock.ts'
import { type Cloud, openCloud } from '../src/simulator/cloud.ts'
import { listener } from '../src/simulator/node.ts'
import { scenarios, type ScenarioName } from '../src/simulator/scenarios/index.ts'
import type { Fetch, World } from '../src/simulator/world.ts'
import { certificateFor } from './certificate.ts'
import { test as quiet } from './quiet.ts'

export { expect } from './quiet.ts'

/** The application of the tests. */
export const clientId = '6d1f0c52-3a7b-4e19-9b84-c2e5f7a01d36'
const hosts = [
  'login.microsoftonline.com', 'management.azure.com', 'login.microsoftonline.us', 'management.usgovcloudapi.net', 'login.partner.microsoftonline.cn', 'login.chinacloudapi.cn', 'management.chinacloudapi.cn',
]

const clock: Clock = { now: () => Date.now(), sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)) }

/** The page's own configuration file, as a test wants it. */
export interface SiteConfig {
  readonly clientId: string
  readonly tenant: string
  readonly cloud: string
  readonly demo: boolean
}

/** What answers under the names of Azure while a worker runs: one world after another. */
export interface Azure {
  readonly rules: string
  /** Opens a world, which answers from now on. The scenario may be bent further. */
  readonly open: (name: ScenarioName, bend?: (world: World) => World) => Cloud
  /** Lets another sign-in service answer in place of the world's, until the next world is opened. */
  readonly signInWith: (listener: RequestListener) => void
  /** Every request that arrived since the last world was opened: method and address. */
  readonly heard: () => readonly string[]
  /** The built page with a configuration of its own, at an address of its own. */
  readonly site: (config?: Partial<SiteConfig>) => Promise<{ readonly address: string; readonly close: () => Promise<void> }>
  readonly close: () => Promise<void>
}

const folder = process.env['RINGFENCE_DIST'] ?? join(root, 'dist')

/** Starts the servers. */
export async function startAzure(): Promise<Azure> {
  let fetch: Fetch = () => Promise.reject(new Error('no world is open'))
  let signInService: RequestListener | null = null
  let requests: string[] = []
  const server = createServer(certificateFor(hosts), (incoming, outgoing) => {
    const origin = `https://${incoming.headers.host}`
    requests.push(`${incoming.method} ${origin}${incoming.url}`)
    if (signInService !== null && origin.startsWith('https://login.')) signInService(incoming, outgoing)
    else listener((request) => fetch(request), origin)(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    rules: `--host-resolver-rules=${[...hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1'].join(',')}`,
    signInWith: (listenerOf) => {
      signInService = listenerOf
    },
    open: (name, bend = (world) => world) => {
      const cloud = openCloud(bend(scenarios[name](clock)))
      fetch = cloud.fetch
      signInService = null
      requests = []
      return cloud
    },
    heard: () => requests,
    site: (config = {}) => serve(0, folder, { config: { clientId, tenant: 'organizations', cloud: 'AzureCloud', demo: false, ...config } }),
    close: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

/** Only the application of the tests, and only at this address: what a directory knows of a registration. */
export const registeredAt = (address: string) => (world: World): World => ({ ...world, registration: { clientId, redirectUris: [`${address}redirect.html`] } })

/** The hosts of one cloud that a page may call, as what a quiet page would otherwise complain of. */
export const azureOnly = /^request to another origin: https:\/\/(login\.microsoftonline\.com|management\.azure\.com)\//

/** Playwright's `test` in a browser that finds Azure on this machine; the page is served with a client id, and with `siteConfig` besides. */
export const test = quiet.extend<{ readonly site: { readonly address: string }; readonly siteConfig: Partial<SiteConfig>; readonly cloudNoise: RegExp }, { readonly azure: Azure }>({
  siteConfig: [{}, { option: true }],
  cloudNoise: [azureOnly, { option: true }],
  azure: [async ({ browserName }, give) => {
    if (browserName !== 'chromium') throw new Error('host names can be mapped in Chromium only')
    const azure = await startAzure()
    await give(azure)
    await azure.close()
  }, { scope: 'worker' }],
  launchOptions: [async ({ launchOptions, azure }, give) => {
    await give({ ...launchOptions, args: [...(launchOptions.args ?? []), azure.rules] })
  }, { scope: 'worker' }],
  ignoreHTTPSErrors: true,
  noise: async ({ cloudNoise }, give) => give(cloudNoise),
  site: async ({ azure, siteConfig }, give) => {
    const { address, close } = await azure.site(siteConfig)
    await give({ address })
    await close()
  },
  baseURL: async ({ site }, give) => give(site.address),
})
