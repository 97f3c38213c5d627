/** Measures the built page against its budgets (architecture section 18), in bytes after gzip -9, and looks at what its chunks contain. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { jsonOf, root } from './files.mjs'

const FIRST_LOAD = 140_000
const ALL_CHUNKS = 420_000
/** What a chunk may not contain, by the entry that loads it at once; '*' stands for every chunk. */
const BANNED = [
  { chunk: '*', folder: 'src/simulator/', because: 'the product’s build has no simulator' },
  { chunk: 'src/app/ReviewPage.tsx', folder: 'src/arm/', because: 'the review page can reach no client' },
  { chunk: 'src/app/ReviewPage.tsx', folder: 'src/auth/', because: 'the review page can reach no client' },
]

const manifest = jsonOf('dist/.vite/manifest.json')
const modules = jsonOf('dist/.vite/modules.json')

/** The keys of a chunk and of all that it imports at once. */
function together(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key]?.imports ?? []) together(next, seen)
  return seen
}

const size = (file) => gzipSync(readFileSync(join(root, 'dist', file)), { level: 9 }).length
const scripts = (keys) => [...new Set([...keys].map((key) => manifest[key].file))].filter((file) => file.endsWith('.js'))
const total = (files) => files.reduce((sum, file) => sum + size(file), 0)
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry && key === 'index.html')
if (entry === undefined) throw new Error('the manifest has no entry index.html')

const measured = [
  { what: 'JavaScript of the first load', bytes: total(scripts(together(entry))), most: FIRST_LOAD },
  { what: 'all chunks', bytes: total(scripts(Object.keys(manifest))), most: ALL_CHUNKS },
]
for (const { what, bytes, most } of measured) console.log(`${bytes <= most ? 'kept' : 'BROKEN'}: ${what} ${kB(bytes)} of ${kB(most)}`)

const chunksOf = (chunk) => (chunk === '*' ? Object.keys(modules) : manifest[chunk] === undefined ? [] : scripts(together(chunk)))
const found = BANNED.flatMap(({ chunk, folder, because }) =>
  chunksOf(chunk).flatMap((file) => (modules[file] ?? []).filter((id) => id.startsWith(folder)).map((id) => `${id} is in ${file}: ${because}`)))
for (const fault of found) console.log(`BROKEN: ${fault}`)

if (found.length > 0 || measured.some(({ bytes, most }) => bytes > most)) process.exitCode = 1
