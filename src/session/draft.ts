/** Drafts in IndexedDB: a snapshot once, its answers after every change. */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { Origin } from './session.ts'
import type { DraftHead } from './store.ts'

/** The answers to one snapshot, as they were kept; read again through the schemas before use. */
export interface Kept {
  readonly head: DraftHead
  /** Where the snapshot came from; drafts of the first version do not say. */
  readonly origin?: Origin
  readonly choices: unknown
  readonly unparsed: unknown
  readonly visited: unknown
  /** Drafts of earlier versions have neither. */
  readonly risks?: unknown
  readonly replies?: unknown
}

/** A database of its own, so that none of an open page of an earlier version stands in the way of a new store. */
interface Reviews extends DBSchema {
  responses: { key: string; value: unknown }
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
  /** What a reader of review links has said of a plan, by its digest. */
  readonly responses: (digest: string) => Promise<unknown>
  readonly keepResponses: (digest: string, responses: unknown) => Promise<void>
}

const KEPT_DRAFTS = 8
const KEPT_OF_ONE_WORKSPACE = 2

/** Drafts newest first. */
export const newestFirst = (heads: readonly DraftHead[]): readonly DraftHead[] => [...heads].sort((one, other) => (one.savedAt < other.savedAt ? 1 : one.savedAt > other.savedAt ? -1 : 0))

const workspaceOf = (key: string): string => key.slice(0, key.lastIndexOf('@'))

/** The drafts that go when one with `key` is kept: all but the newest of its workspace, so that reading it again and again does not crowd out others, and the oldest beyond eight. */
export function surplus(heads: readonly DraftHead[], key: string): readonly string[] {
  const others = newestFirst(heads).map((head) => head.key).filter((other) => other !== key)
  const same = others.filter((other) => workspaceOf(other) === workspaceOf(key)).slice(KEPT_OF_ONE_WORKSPACE - 1)
  return [...same, ...others.filter((other) => !same.includes(other)).slice(KEPT_DRAFTS - 1)]
}

/** The database with the journals of runs. They are written elsewhere, and forgotten with the drafts. */
export const runsDatabase = 'ringfence-runs'

/** The drafts of this browser, in the database `name`. What is too much goes when a snapshot is kept. */
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
  let opinions: Promise<IDBPDatabase<Reviews>> | null = null
  const reviews = () => {
    opinions ??= openDB<Reviews>(`${name}.reviews`, 1, { upgrade: (db) => { db.createObjectStore('responses') } })
    return opinions
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
      await Promise.all(surplus(await heads(), key).map(remove))
    },
    keepAnswers: async (kept) => {
      await (await database()).put('answers', kept, kept.head.key)
    },
    remove,
    clear: async () => {
      const change = (await database()).transaction(['snapshots', 'answers'], 'readwrite')
      await Promise.all([change.objectStore('snapshots').clear(), change.objectStore('answers').clear(), change.done])
      await (await reviews()).clear('responses')
      await deleteDB(runsDatabase)
    },
    responses: async (digest) => (await reviews()).get('responses', digest),
    keepResponses: async (digest, responses) => {
      await (await reviews()).put('responses', responses, digest)
    },
  }
}

/** A store that keeps nothing beyond the page, for tests. */
export function memoryDrafts(): DraftStore {
  const snapshots = new Map<string, unknown>()
  const answers = new Map<string, Kept>()
  const said = new Map<string, unknown>()
  return {
    list: () => Promise.resolve(newestFirst([...answers.values()].map(({ head }) => head))),
    answers: (key) => Promise.resolve(answers.get(key) ?? null),
    snapshot: (key) => Promise.resolve(snapshots.get(key)),
    keepSnapshot: (key, snapshot) => {
      snapshots.set(key, snapshot)
      for (const other of surplus([...answers.values()].map(({ head }) => head), key)) {
        snapshots.delete(other)
        answers.delete(other)
      }
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
      said.clear()
      return Promise.resolve()
    },
    responses: (digest) => Promise.resolve(said.get(digest)),
    keepResponses: (digest, responses) => {
      said.set(digest, responses)
      return Promise.resolve()
    },
  }
}
