import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The text of a file of the repository; '' when there is none. */
export function textOf(path) {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return ''
  }
}

/** The JSON value in a file of the repository. */
export const jsonOf = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Whether this module is the one that was started: `node scripts/name.mjs`. */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1]

/**
 * Writes generated files, given as a map from path to text. With `--check` on the command line it writes nothing,
 * names the files that are not current and the command that writes them, and sets the exit code.
 */
export function writeOrCheck(files, command = 'npm run generate') {
  const stale = [...files].filter(([path, text]) => textOf(path) !== text).map(([path]) => path)
  if (process.argv.includes('--check')) {
    for (const path of stale) console.error(`${path} is not current: run ${command}`)
    if (stale.length > 0) process.exitCode = 1
    return
  }
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), files.get(path))
    console.log(`written: ${path}`)
  }
}
