/** Journals of runs in one file, a line an entry; the file beside it says which process writes. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import { stillHeld, type Wait, type Waits } from '../arm/waits.ts'
import { isObject, type JsonObject, parseJson } from '../base/json.ts'
import { type Entry, type JournalStore, type RunLocks, standingOf } from '../apply/journal.ts'
import { Refused } from './output.ts'

interface Line { readonly run: string; readonly entry: Entry }

/** What a crash cut off in the middle was never acted on: `append` had not ended. */
function objectsIn(path: string): readonly JsonObject[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').split('\n').flatMap((text) => {
    const parsed = parseJson(text)
    return parsed.ok && isObject(parsed.value) ? [parsed.value] : []
  })
}

const linesIn = (path: string): readonly Line[] => objectsIn(path).flatMap((one) => ('entry' in one ? [one as unknown as Line] : []))

/** Adds a line that is on the disk when this ends. The line break comes first, so that a line that a crash cut off spoils no other. */
function addLine(path: string, line: Line | { readonly wait: Wait }): void {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, 'a', 0o600)
  try {
    writeSync(file, `\n${JSON.stringify(line)}`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What Azure asked to be spared, in the same file: the next process keeps to it. */
export const fileWaits = (path: string, now: () => number): Waits => ({
  read: () => stillHeld(objectsIn(path).map(({ wait }) => wait), now()),
  keep: (wait) => {
    try {
      addLine(path, { wait })
    } catch {
      // A disk that is full or forbidden stops the run at its next entry.
    }
  },
})

/** A store whose entries are on the disk before the next request goes out. */
export function fileStore(path: string): JournalStore {
  const read = (run: string): readonly Entry[] => linesIn(path).filter((line) => line.run === run).map(({ entry }) => entry)
  return {
    append: async (run, entry) => {
      addLine(path, { run, entry })
      return Promise.resolve()
    },
    read: (run) => Promise.resolve(read(run)),
    runs: (standing) => Promise.resolve([...new Set(linesIn(path).map(({ run }) => run))].filter((run) => standingOf(read(run)) === standing).reverse()),
  }
}

/** The journal as one call of the tool uses it: what begins says with which answers, and a way in counts by this call's word, not by an earlier one's. */
export const storeOfCall = (store: JournalStore, choices: string): JournalStore => ({
  ...store,
  append: (run, entry) => store.append(run, entry.is === 'begun' ? { ...entry, choices } : entry),
  read: async (run) => (await store.read(run)).filter((entry) => entry.is !== 'attested' || entry.what !== 'wayIn'),
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isTaken(lock: string): boolean {
  try {
    if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) return true
    rmSync(lock, { force: true })
    mkdirSync(dirname(lock), { recursive: true })
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return false
  } catch (error) {
    // Somebody else was faster between looking and writing.
    if (existsSync(lock)) return true
    throw new Refused(`could not write ${lock}: ${error instanceof Error ? error.message : String(error)}; nothing was sent`)
  }
}

/** One process at a time writes into a journal file; what a process that has ended left behind is no lock. */
export const fileLocks = (path: string): RunLocks => ({
  hold: async (_run, work) => {
    const lock = `${path}.lock`
    if (isTaken(lock)) return { is: 'taken' }
    try {
      return { is: 'held', result: await work() }
    } finally {
      rmSync(lock, { force: true })
    }
  },
})
