/** The journal of runs in a real browser: IndexedDB and Web Locks, which no other test has. The module itself is loaded, without the page around it. */
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { build } from 'vite'
import type { browserLocks, browserStore } from '../src/apply/journalIdb.ts'
import type { Entry } from '../src/apply/journal.ts'

declare const journal: { readonly browserStore: typeof browserStore; readonly browserLocks: typeof browserLocks }

/** The module as a script that makes `journal`. */
async function script(): Promise<string> {
  const entry = fileURLToPath(new URL('../src/apply/journalIdb.ts', import.meta.url))
  const made = await build({ configFile: false, logLevel: 'silent', build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'journal' } } })
  const [output] = Array.isArray(made) ? made : [made]
  const [chunk] = output !== undefined && 'output' in output ? output.output : []
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return `${chunk.code}\n;globalThis.journal = journal`
}

let module: string

test.beforeAll(async () => { module = await script() })

/** An empty page of one origin, with the module. */
async function tab(page: Page): Promise<Page> {
  await page.route('https://journal.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Journal</title>' }))
  await page.goto('https://journal.example/')
  await page.evaluate(module)
  return page
}

const begun = (at: number): Entry => ({ is: 'begun', at, form: 1, workspaceId: 'w', digest: '', plan: [] })
const ended = (at: number, as: 'done' | 'paused'): Entry => ({ is: 'ended', at, as })

const append = (page: Page, run: string, entries: readonly Entry[]) => page.evaluate(async ([name, text]) => {
  const store = journal.browserStore('runs')
  for (const entry of JSON.parse(text) as readonly Entry[]) await store.append(name, entry)
}, [run, JSON.stringify(entries)] as const)
const read = (page: Page, run: string) => page.evaluate((name) => journal.browserStore('runs').read(name), run)

test('entries outlive the page, in their order, and runs that are not over are named, newest first', async ({ page }) => {
  await tab(page)
  await append(page, 'old', [begun(1), ended(2, 'paused')])
  await append(page, 'over', [begun(3), ended(4, 'done')])
  await append(page, 'new', [begun(5), { is: 'takenBack', at: 6, key: 'lockdown/0/x' }])
  await page.reload()
  await page.evaluate(module)
  expect(await read(page, 'new')).toEqual([begun(5), { is: 'takenBack', at: 6, key: 'lockdown/0/x' }])
  expect(await page.evaluate(() => journal.browserStore('runs').runs('open'))).toEqual(['new', 'old'])
})

test('forgetting all is not held up by an open journal, which is opened anew afterwards', async ({ page, context }) => {
  await tab(page)
  await page.evaluate(async (text) => {
    const store = journal.browserStore('runs')
    await store.append('run', JSON.parse(text) as Entry)
    Object.assign(globalThis, { store })
  }, JSON.stringify(begun(1)))
  const other = await tab(await context.newPage())
  const forgotten = await other.evaluate(() => new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase('runs')
    asked.onsuccess = () => resolve('gone')
    asked.onerror = () => resolve('refused')
  }))
  expect(forgotten).toBe('gone')
  expect(await page.evaluate(async (text) => {
    const { store } = globalThis as unknown as { readonly store: ReturnType<typeof browserStore> }
    await store.append('run', JSON.parse(text) as Entry)
    return store.read('run')
  }, JSON.stringify(begun(2)))).toEqual([begun(2)])
})

test('an entry that cannot be kept is an error, so that nothing is sent without it', async ({ page }) => {
  await tab(page)
  expect(await page.evaluate(async (text) => {
    IDBFactory.prototype.open = () => { throw new DOMException('no storage', 'SecurityError') }
    return journal.browserStore('none').append('run', JSON.parse(text) as Entry).then(() => 'kept', (error: unknown) => (error instanceof Error ? error.name : 'thrown'))
  }, JSON.stringify(begun(1)))).toBe('SecurityError')
})

test('one tab at a time writes a run, also when a tab dies with it', async ({ page, context }) => {
  await tab(page)
  const other = await tab(await context.newPage())
  const holds = (one: Page) => one.evaluate(() => journal.browserLocks(navigator.locks).hold('run', () => Promise.resolve('worked')))
  await page.evaluate(() => new Promise<void>((held) => {
    void journal.browserLocks(navigator.locks).hold('run', () => { held(); return new Promise(() => undefined) })
  }))
  expect(await holds(other)).toEqual({ is: 'taken' })
  await page.close()
  await expect(async () => expect(await holds(other)).toEqual({ is: 'held', result: 'worked' })).toPass()
})
