/**
 * The headers of the page, for the cloud in public/config.json: one source for the local server and for hosts.
 * `node scripts/headers.mjs [--format plain|nginx|swa|frontdoor] [--config dist/config.json]` prints them; with `--write` it writes public/staticwebapp.config.json.
 */
import { isMain, jsonOf, writeOrCheck } from './files.mjs'

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

/** The file that Azure Static Web Apps reads from the root of the site. */
export const staticWebAppText = (config) => `${JSON.stringify(staticWebApp(config), null, 2)}\n`

// A rule of Front Door takes five actions at most (learn.microsoft.com, front-door-rules-engine-actions); rules follow in order, later ones overwrite.
const ACTIONS_OF_A_RULE = 5

const headerAction = (name, value) => ({
  name: 'ModifyResponseHeader',
  parameters: { typeName: 'DeliveryRuleHeaderActionParameters', headerAction: value === null ? 'Delete' : 'Overwrite', headerName: name, ...(value === null ? {} : { value }) },
})

const pathIs = (operator, path) => ({
  name: 'UrlPath', parameters: { typeName: 'DeliveryRuleUrlPathMatchConditionParameters', operator, negateCondition: false, matchValues: [path], transforms: [] },
})

const changed = (headers, from) => Object.fromEntries(
  [...new Set([...Object.keys(from), ...Object.keys(headers)])].filter((name) => headers[name] !== from[name]).map((name) => [name, headers[name] ?? null]))

function rulesOf(config) {
  const page = pageHeaders(config)
  const parts = [
    { name: 'Page', conditions: [], headers: page },
    { name: 'Assets', conditions: [pathIs('BeginsWith', 'assets/')], headers: changed(assetHeaders(config), page) },
    { name: 'Bridge', conditions: [pathIs('Equal', 'redirect.html')], headers: changed(bridgeHeaders(config), page) },
  ]
  return parts.flatMap(({ name, conditions, headers }) => {
    const actions = Object.entries(headers).map(([header, value]) => headerAction(header, value))
    const groups = Array.from({ length: Math.ceil(actions.length / ACTIONS_OF_A_RULE) }, (_, index) => actions.slice(index * ACTIONS_OF_A_RULE, (index + 1) * ACTIONS_OF_A_RULE))
    return groups.map((group, index) => ({ name: `${name}${index + 1}`, conditions, actions: group }))
  })
}

/** Azure Storage sends no headers of ours; a rule set of the Front Door before it does. An ARM template, deployed to the group of the profile. */
const frontDoor = (config) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { profileName: { type: 'string', metadata: { description: 'The Front Door profile (Standard or Premium) before the storage account' } }, ruleSetName: { type: 'string', defaultValue: 'Ringfence' } },
  resources: [
    { type: 'Microsoft.Cdn/profiles/ruleSets', apiVersion: '2021-06-01', name: "[format('{0}/{1}', parameters('profileName'), parameters('ruleSetName'))]" },
    ...rulesOf(config).map(({ name, conditions, actions }, index) => ({
      type: 'Microsoft.Cdn/profiles/ruleSets/rules', apiVersion: '2021-06-01', name: `[format('{0}/{1}/${name}', parameters('profileName'), parameters('ruleSetName'))]`,
      dependsOn: ["[resourceId('Microsoft.Cdn/profiles/ruleSets', parameters('profileName'), parameters('ruleSetName'))]"],
      properties: { order: index + 1, matchProcessingBehavior: 'Continue', conditions, actions },
    })),
  ],
})

const lines = (headers, indent) => Object.entries(headers).map(([name, value]) => `${indent}add_header ${name} "${value}" always;`).join('\n')

const nginx = (config) =>
  Object.entries({ '= /redirect.html': bridgeHeaders(config), '/assets/': assetHeaders(config), '/': pageHeaders(config) })
    .map(([location, headers]) => `location ${location} {\n${lines(headers, '  ')}\n}`)
    .join('\n')

const plain = (config) =>
  ['/', '/assets/', '/redirect.html'].map((path) => `${path}\n${Object.entries(headersOf(path, config)).map(([name, value]) => `  ${name}: ${value}`).join('\n')}`).join('\n')

/** What each host wants to read, by the word after `--format`. */
export const printers = { plain, nginx, swa: staticWebAppText, frontdoor: (config) => JSON.stringify(frontDoor(config), null, 2) }

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

if (isMain(import.meta.url)) {
  const config = jsonOf(option('config', 'public/config.json'))
  const printer = printers[option('format', 'plain')]
  if (printer === undefined) throw new Error(`--format is one of ${Object.keys(printers).join(', ')}`)
  if (process.argv.includes('--write')) writeOrCheck(new Map([['public/staticwebapp.config.json', staticWebAppText(config)]]))
  else console.log(printer(config).trimEnd())
}
