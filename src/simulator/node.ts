/** The simulated cloud behind Node's own http server, for the demo and for end-to-end tests. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { openCloud, type Cloud } from './cloud.ts'
import { configuration } from './entra/discovery.ts'
import type { JsonObject } from '../base/json.ts'
import { open } from './state.ts'
import type { Fetch, World } from './world.ts'

async function bodyOf(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  return chunks.length === 0 ? undefined : Buffer.concat(chunks).toString('utf8')
}

async function requestOf(incoming: IncomingMessage, origin: string): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? undefined : await bodyOf(incoming)
  return new Request(`${origin}${incoming.url ?? '/'}`, { method, headers, ...(body === undefined ? {} : { body }) })
}

async function send(answer: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => name !== 'connection')))
  outgoing.end(answer.body === null ? undefined : Buffer.from(await answer.arrayBuffer()))
}

/** A listener for a server of Node's that stands for `origin`; where the fetch has no answer the connection is cut. */
export const listener = (fetch: Fetch, origin: string) => (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  requestOf(incoming, origin).then(fetch).then((answer) => send(answer, outgoing)).catch(() => {
    incoming.socket.destroy()
  })
}

/** A local Azure that runs. */
export interface LocalAzure {
  readonly arm: string
  readonly authority: string
  readonly cloud: Cloud
  /** The OpenID configuration of a directory, to hand to MSAL as `authorityMetadata`. */
  readonly metadata: (tenant: string) => JsonObject
  readonly close: () => Promise<void>
}

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('the server has no port'))
      resolve(address.port)
    })
  })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

/** Starts ARM at `port` and the sign-in service at the next one, or both at free ports when `port` is 0. Rejects when a port is taken. */
export async function startLocalAzure({ world, port }: { readonly world: World; readonly port: number }): Promise<LocalAzure> {
  const handlers: { arm: ReturnType<typeof listener> | null; authority: ReturnType<typeof listener> | null } = { arm: null, authority: null }
  const servers = { arm: createServer((incoming, outgoing) => handlers.arm?.(incoming, outgoing)), authority: createServer((incoming, outgoing) => handlers.authority?.(incoming, outgoing)) }
  const arm = `http://localhost:${await listening(servers.arm, port)}`
  const authority = `http://localhost:${await listening(servers.authority, port === 0 ? 0 : port + 1)}`
  const local: World = { ...world, endpoints: { ...world.endpoints, arm, authority, aliases: [] } }
  const cloud = openCloud(local)
  handlers.arm = listener(cloud.fetch, arm)
  handlers.authority = listener(cloud.fetch, authority)
  const close = async (): Promise<void> => {
    await Promise.all([closed(servers.arm), closed(servers.authority)])
  }
  return { arm, authority, cloud, metadata: (tenant) => configuration(open(local), tenant), close }
}
