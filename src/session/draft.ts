/** Drafts in IndexedDB: a snapshot once, its answers after every change. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { DraftHead } from './store.ts'

/** The answers to one snapshot, as they were kept; read again through the schemas before use. */
export interface Kept {
  readonly head: DraftHead
  readonly choices: unknown
  readonly unparsed: unknown
  readonly visited: unknown
}

interface Drafts extends DBSchema {
  snapshots: { key: string; value: unknown }
  answers: { key: string; value: Kept }
}

/** Where drafts are kept. Every call may reject: private windows and full disks do. */
export interface DraftStore {
  readonly list: () => Promise<readonly DraftHead[]>
  readonly answers: (key: string) => Promise<Kept | null>
  readonly snapshot: (key: string) => Promise<unknown>
  readonly keepSnapshot: (key: string, snapshot: unknown) => Promise<void>
  readonly keepAnswers: (kept: Kept) => Promise<void>
  readonly remove: (key: string) => Promise<void>
  readonly clear: () => Promise<void>
}

const KEPT_DRAFTS = 8

/** Drafts newest first. */
export const newestFirst = (heads: readonly DraftHead[]): readonly DraftHead[] => [...heads].sort((one, other) => (one.savedAt < other.savedAt ? 1 : one.savedAt > other.savedAt ? -1 : 0))

/** The drafts of this browser, in the database `name`. The oldest go when there are more than eight. */
export function browserDrafts(name = 'ringfence'): DraftStore {
  let opened: Promise<IDBPDatabase<Drafts>> | null = null
  const database = () => {
    opened ??= openDB<Drafts>(name, 1, {
      upgrade: (db) => {
        db.createObjectStore('snapshots')
        db.createObjectStore('answers')
      },
    })
    return opened
  }
  const heads = async () => newestFirst((await (await database()).getAll('answers')).map(({ head }) => head))
  const remove = async (key: string) => {
    const change = (await database()).transaction(['snapshots', 'answers'], 'readwrite')
    await Promise.all([change.objectStore('snapshots').delete(key), change.objectStore('answers').delete(key), change.done])
  }
  return {
    list: heads,
    answers: async (key) => (await (await database()).get('answers', key)) ?? null,
    snapshot: async (key) => (await database()).get('snapshots', key),
    keepSnapshot: async (key, snapshot) => {
      await (await database()).put('snapshots', snapshot, key)
      await Promise.all((await heads()).filter((head) => head.key !== key).slice(KEPT_DRAFTS - 1).map((head) => remove(head.key)))
    },
    keepAnswers: async (kept) => {
      await (await database()).put('answers', kept, kept.head.key)
    },
    remove,
    clear: async () => {
      const change = (await database()).transaction(['snapshots', 'answers'], 'readwrite')
      await Promise.all([change.objectStore('snapshots').clear(), change.objectStore('answers').clear(), change.done])
    },
  }
}

/** A store that keeps nothing beyond the page; for tests and for browsers without a database. */
export function memoryDrafts(): DraftStore {
  const snapshots = new Map<string, unknown>()
  const answers = new Map<string, Kept>()
  return {
    list: () => Promise.resolve(newestFirst([...answers.values()].map(({ head }) => head))),
    answers: (key) => Promise.resolve(answers.get(key) ?? null),
    snapshot: (key) => Promise.resolve(snapshots.get(key)),
    keepSnapshot: (key, snapshot) => {
      snapshots.set(key, snapshot)
      return Promise.resolve()
    },
    keepAnswers: (kept) => {
      answers.set(kept.head.key, kept)
      return Promise.resolve()
    },
    remove: (key) => {
      snapshots.delete(key)
      answers.delete(key)
      return Promise.resolve()
    },
    clear: () => {
      snapshots.clear()
      answers.clear()
      return Promise.resolve()
    },
  }
}
