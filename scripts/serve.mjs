/** Serves the built page as a host should: the headers of headers.mjs, compressed, assets for ever. `node scripts/serve.mjs [--port 4173]`; port 0 takes a free one. */
import { createServer } from 'node:http'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { isMain, root } from './files.mjs'
import { headersOf } from './headers.mjs'

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.map': 'application/json',
  '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json',
}
const PACKED = ['.png', '.ico', '.woff2']
const QUALITY = 6
const [gzipped, brotli] = [promisify(gzip), promisify(brotliCompress)]

/** Every file of the build by its path on the server, read and compressed once, so that no request waits for a compressor. */
function filesOf(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
  const own = paths.filter((path) => !path.startsWith('.') && statSync(join(folder, path)).isFile())
  return new Map(own.map((path) => [`/${path}`, variantsOf(readFileSync(join(folder, path)), extname(path))]))
}

/** What `make` gives, made when it is first asked for. */
function made(make) {
  let kept
  return () => (kept ??= make())
}

function variantsOf(plain, ending) {
  if (PACKED.includes(ending)) return { plain }
  return {
    plain,
    gzip: made(() => gzipped(plain)),
    br: made(() => brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } })),
  }
}

/** The headers of a path, composed once for a folder: they differ by folder, and at the root by file. */
function headersBy(config) {
  const known = new Map()
  return (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    const key = folder === '/' ? path : folder
    if (!known.has(key)) known.set(key, headersOf(path, config))
    return known.get(key)
  }
}

const accepted = (request) => (request.headers['accept-encoding'] ?? '').split(',').map((part) => part.trim().split(';')[0])

async function answer({ files, headersAt, also }, request, response) {
  const [asked] = (request.url ?? '/').split(/[?#]/)
  if (await also?.(asked, request, response)) return response
  const path = asked.endsWith('/') ? `${asked}index.html` : asked
  const file = files.get(path)
  const headers = headersAt(path)
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end()
  if (file === undefined) return response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`There is no ${path} here.\n`)
  const encoding = accepted(request).find((name) => name === 'br' && file.br) ?? accepted(request).find((name) => name === 'gzip' && file.gzip)
  const body = await (encoding === undefined ? file.plain : file[encoding]())
  response.writeHead(200, {
    ...headers,
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    'Content-Length': body.length,
    Vary: 'Accept-Encoding',
    ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
  })
  return response.end(request.method === 'HEAD' ? undefined : body)
}

/**
 * Starts a server on `port` (0: any free one) for the build in `folder`; gives its address, and `close`. Rejects when the port is taken.
 * `config` stands for the build's own config.json, in the answer and in the headers; `also` may answer a path first, and says so with true.
 * @param {number} port
 * @param {string} folder
 * @param {{ config?: object | null, also?: ((path: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<boolean>) | null }} options
 */
export async function serve(port, folder = join(root, 'dist'), { config = null, also = null } = {}) {
  const files = filesOf(folder)
  if (config !== null) files.set('/config.json', variantsOf(Buffer.from(JSON.stringify(config)), '.json'))
  const site = { files, also, headersAt: headersBy(JSON.parse(String(files.get('/config.json')?.plain ?? '{}'))) }
  const server = createServer((request, response) => {
    answer(site, request, response).catch((failure) => response.destroy(failure))
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { address: `http://localhost:${server.address().port}/`, close: () => new Promise((resolve) => {
    server.closeAllConnections()
    server.close(resolve)
  }) }
}

/** The port on the command line, or `otherwise`. */
export function portAsked(otherwise) {
  const at = process.argv.indexOf('--port')
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}

if (isMain(import.meta.url)) {
  const { address } = await serve(portAsked(4173))
  console.log(address)
}
