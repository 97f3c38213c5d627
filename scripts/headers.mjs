/**
 * The headers of the page, for the cloud in public/config.json: one source for the local server and for hosts.
 * `node scripts/headers.mjs [--format plain|swa|nginx] [--config dist/config.json]` prints them.
 */
import { isMain, jsonOf } from './files.mjs'

// The digest of an empty style element: Fluent's style engine makes empty ones and fills them through the CSS object model.
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** The origins that a configuration lets the page call: ARM, and those of sign-in. Throws for a cloud that is not known. */
export function origins(config) {
  const cloud = jsonOf('knowledge/facts.json').clouds.find(({ id }) => id === config.cloud)
  if (cloud === undefined) throw new Error(`config.json names the cloud ${JSON.stringify(config.cloud)}, which is not known`)
  const signIn = [config.endpoints?.authority ?? cloud.authority, ...(config.endpoints?.authority ? [] : (cloud.authorityAliases ?? []))]
  return { arm: new URL(config.endpoints?.resourceManager ?? cloud.arm).origin, signIn: signIn.map((address) => new URL(address).origin) }
}

/** The content security policy; `framedBy` is 'none' for the page, 'self' for the bridge that sign-in frames. */
export function policy(config, framedBy) {
  const { arm, signIn } = origins(config)
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${EMPTY_STYLE}`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${[...signIn, arm].join(' ')}`,
    `frame-src 'self' ${signIn.join(' ')}`,
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors '${framedBy}'`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Strict-Transport-Security': 'max-age=31536000',
}

/** The headers of every page but the bridge. */
export const pageHeaders = (config) => ({
  ...always,
  'Content-Security-Policy': policy(config, 'none'),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
})

/** The headers of the bridge: framed by the page itself, never stored, and without an opener policy, or it could not answer. */
export const bridgeHeaders = (config) => ({ ...always, 'Content-Security-Policy': policy(config, 'self'), 'Cache-Control': 'no-store' })

/** Files below /assets/ carry a digest in their name. */
export const assetHeaders = (config) => ({ ...pageHeaders(config), 'Cache-Control': 'public, max-age=31536000, immutable' })

/** The headers of a path, which begins with a slash. */
export function headersOf(path, config) {
  if (path === '/redirect.html') return bridgeHeaders(config)
  return path.startsWith('/assets/') ? assetHeaders(config) : pageHeaders(config)
}

// Azure Static Web Apps adds its global headers to every route, so what must be absent there is given as an empty text.
const staticWebApp = (config) => ({
  globalHeaders: pageHeaders(config),
  routes: [
    { route: '/redirect.html', headers: { ...bridgeHeaders(config), 'Cross-Origin-Opener-Policy': '', 'Cross-Origin-Resource-Policy': '' } },
    { route: '/assets/*', headers: { 'Cache-Control': assetHeaders(config)['Cache-Control'] } },
  ],
  mimeTypes: { '.json': 'application/json' },
})

const lines = (headers, indent) => Object.entries(headers).map(([name, value]) => `${indent}add_header ${name} "${value}" always;`).join('\n')

const nginx = (config) =>
  Object.entries({ '= /redirect.html': bridgeHeaders(config), '/assets/': assetHeaders(config), '/': pageHeaders(config) })
    .map(([location, headers]) => `location ${location} {\n${lines(headers, '  ')}\n}`)
    .join('\n')

const plain = (config) =>
  ['/', '/assets/', '/redirect.html'].map((path) => `${path}\n${Object.entries(headersOf(path, config)).map(([name, value]) => `  ${name}: ${value}`).join('\n')}`).join('\n')

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

if (isMain(import.meta.url)) {
  const config = jsonOf(option('config', 'public/config.json'))
  const printers = { plain, nginx, swa: (value) => JSON.stringify(staticWebApp(value), null, 2) }
  const printer = printers[option('format', 'plain')]
  if (printer === undefined) throw new Error(`--format is one of ${Object.keys(printers).join(', ')}`)
  console.log(printer(config))
}
