/**
 * Keeps src/review/dictionaries/v<n>.json: words, shapes and a sample that review links refer to by number. What is there is never changed, since
 * links in people's hands count on it. Without arguments what has become public since is appended to the newest version, so that older links keep
 * opening; `--next` begins a version with everything sorted anew, once the newest has grown long; `--check` compares and writes nothing.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { jsonOf, root, writeOrCheck } from './files.mjs'

const folder = 'src/review/dictionaries'
const versions = readdirSync(join(root, folder)).flatMap((name) => /^v(\d+)\.json$/.exec(name)?.slice(1).map(Number) ?? [])
const newest = Math.max(...versions)
const stored = jsonOf(`${folder}/v${newest}.json`)

process.chdir(root)
const { module: knowledge } = await runnerImport('./src/review/fixtures/knowledge.ts', { root, configFile: false, logLevel: 'error' })

const sorted = (shape) => shape.split(' ').sort().join(' ')
const without = (known, all, keyOf) => all.filter((each) => !known.some((other) => keyOf(other) === keyOf(each)))

function appended() {
  const words = [...stored.words, ...without(stored.words, knowledge.publicWords(), (word) => word)]
  const shapes = [...stored.shapes, ...without(stored.shapes, knowledge.shapes(), sorted)]
  return `${JSON.stringify({ ...stored, words, shapes }, null, 1)}\n`
}

if (process.argv.includes('--next')) {
  const { pseudonyms, forms } = stored
  const text = knowledge.dictionaryText({ version: newest + 1, pseudonyms: pseudonyms.split(' '), forms })
  writeOrCheck(new Map([[`${folder}/v${newest + 1}.json`, text]]))
  console.log(`Then name v${newest + 1}.json in src/review/code/dictionary.ts.`)
} else {
  writeOrCheck(new Map([[`${folder}/v${newest}.json`, appended()]]), 'node scripts/dictionary.mjs')
}
