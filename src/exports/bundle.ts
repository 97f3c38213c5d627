import { strToU8, type Zippable, zipSync } from 'fflate'
import { sha256 } from '../base/sha256.ts'
import type { ExportFile } from './exportFile.ts'

/** What is said of a bundle besides its files. */
export interface BundleFacts {
  /** The digest that identifies the plan. */
  readonly plan: string
  /** When the estate was read, ISO 8601. */
  readonly takenAt: string
}

// The first moment that a zip can hold, so that equal files give equal bytes whenever they are packed.
const TIME = '1980-01-01T00:00:00'

/** `manifest.json`: the SHA-256 of every file, by path. */
export function manifest(files: readonly ExportFile[], facts: BundleFacts): ExportFile {
  const hashes = [...files].sort((one, other) => (one.path < other.path ? -1 : 1)).map((file) => [file.path, sha256(file.text)] as const)
  const content = { ringfence: 1, plan: facts.plan, takenAt: facts.takenAt, sha256: Object.fromEntries(hashes) }
  return { path: 'manifest.json', language: 'json', text: `${JSON.stringify(content, null, 2)}\n` }
}

/** A zip of the files with their manifest. Equal files give equal bytes. Throws when two files have one path. */
export function bundle(files: readonly ExportFile[], facts: BundleFacts): Uint8Array {
  const all = [...files, manifest(files, facts)].sort((one, other) => (one.path < other.path ? -1 : 1))
  const paths = all.map((file) => file.path.toLowerCase())
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) throw new Error(`two files are called ${twice}`)
  const content: Zippable = Object.fromEntries(all.map((file) => [file.path, strToU8(file.text)]))
  return zipSync(content, { level: 9, mtime: TIME })
}
