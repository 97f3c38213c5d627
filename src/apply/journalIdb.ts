/** Journals in the browser: IndexedDB for the entries, Web Locks for the one writer. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type Entry, type JournalStore, type RunLocks, standingOf } from './journal.ts'

interface Journals extends DBSchema {
  entries: { key: number; value: { readonly run: string; readonly entry: Entry }; indexes: { run: string } }
}

/** Opens the database; it gives way when the visitor has this browser forget all, and `closed` is told. */
const open = (name: string, closed: () => void): Promise<IDBPDatabase<Journals>> =>
  openDB<Journals>(name, 1, {
    upgrade: (database) => void database.createObjectStore('entries', { autoIncrement: true }).createIndex('run', 'run'),
    blocking: (_current, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
      closed()
    },
    terminated: closed,
  })

/** The browser's store, in the database `name`; every call rejects where the browser keeps nothing (F89). */
export function browserStore(name: string): JournalStore {
  let opened: Promise<IDBPDatabase<Journals>> | null = null
  const forget = () => { opened = null }
  const database = () => (opened ??= open(name, forget))
  const read = async (run: string): Promise<readonly Entry[]> => (await (await database()).getAllFromIndex('entries', 'run', run)).map(({ entry }) => entry)
  return {
    append: async (run, entry) => {
      const transaction = (await database()).transaction('entries', 'readwrite', { durability: 'strict' })
      await Promise.all([transaction.store.add({ run, entry }), transaction.done])
    },
    read,
    runs: async (standing) => {
      const runs = [...new Set((await (await database()).getAll('entries')).map(({ run }) => run))]
      const journals = await Promise.all(runs.map(async (run) => ({ run, entries: await read(run) })))
      return journals.filter(({ entries }) => standingOf(entries) === standing).map(({ run }) => run).reverse()
    },
  }
}

/** One writer a run among the tabs of this browser. */
export const browserLocks = (locks: LockManager): RunLocks => ({
  hold: (run, work) => locks.request(`ringfence-run-${run}`, { ifAvailable: true }, async (lock) => (lock === null ? { is: 'taken' as const } : { is: 'held' as const, result: await work() })),
})
