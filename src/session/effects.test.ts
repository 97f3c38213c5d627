import { describe, expect, it } from 'vitest'
import { open } from '../estate/fixtures/open.ts'
import type { Choices } from '../steps/choices.ts'
import type { Base, View } from './derive.ts'
import { type DraftStore, memoryDrafts } from './draft.ts'
import { base, coreWith, until, visitor as visiting } from './fixtures/visitor.ts'
import { draftKey } from './openings.ts'
import type { Core, Place, Ports } from './ports.ts'
import type { Store } from './store.ts'

const workspace = open.workspace.id
const text = JSON.stringify({
  ringfence: 1, takenAt: open.takenAt, cloud: 'AzureCloud', workspaceId: workspace, permissions: {}, usages: {}, providers: {}, refused: [],
  resources: [{ id: workspace, type: 'Microsoft.MachineLearningServices/workspaces', properties: { storageAccount: open.workspace.storageAccountId, keyVault: open.workspace.vaultId } }],
})

const visitor = (part: Partial<Ports> = {}, place: Place = 'start', tab: string | null = null) =>
  visiting({ core: () => Promise.resolve(coreWith(2)), sample: () => Promise.resolve(text), ...part }, { at: place, tab })

const designing = async (store: Store) => until(store, ({ session, view }) => session.at === 'design' && view !== null && view.choices === session.choices)
const choicesOf = (store: Store) => { const { session } = store.getState(); return session.at === 'design' ? session.choices : null }
const failureOf = (store: Store) => { const { session } = store.getState(); return session.at === 'start' ? session.failed : null }

describe('opening', () => {
  it('a sample leads to its assessment, with the proposed answers and a view of them', async () => {
    const { store, told, actions } = visitor()
    actions.openSample('open')
    await designing(store)
    expect([choicesOf(store), told.went, told.tab]).toEqual([base.proposal.choices, ['/assessment'], draftKey({ workspaceId: workspace, takenAt: open.takenAt })])
  })

  it('says what is wrong with a file, and leaves what was kept alone', async () => {
    const { store, actions } = visitor()
    actions.openFile(new File(['{'], 'broken.json'))
    await until(store, () => failureOf(store) !== null)
    expect(failureOf(store)).toMatchObject({ what: 'file', name: 'broken.json', failure: { is: 'notJson' } })
  })

  it('refuses a file that is too large before reading it', async () => {
    const { store, actions } = visitor()
    const file = { name: 'huge.json', size: 200 * 1024 * 1024, text: () => Promise.reject(new Error('it was read')) } as unknown as File
    actions.openFile(file)
    await until(store, () => failureOf(store) !== null)
    expect(failureOf(store)).toMatchObject({ what: 'file', failure: { is: 'tooLarge', bytes: 200 * 1024 * 1024 } })
  })

  it('says that a part of the program, a file or a sample could not be loaded', async () => {
    const offline = () => Promise.reject(new Error('offline'))
    const unreadable = { name: 'gone.json', size: 1, text: offline } as unknown as File
    const seen = await Promise.all([
      ((one) => { one.actions.openSample('open'); return one.store })(visitor({ core: offline })),
      ((one) => { one.actions.openSample('open'); return one.store })(visitor({ sample: offline })),
      ((one) => { one.actions.openFile(unreadable); return one.store })(visitor()),
    ].map(async (store) => { await until(store, () => failureOf(store) !== null); return failureOf(store)?.what }))
    expect(seen).toEqual(['program', 'sample', 'unreadable'])
  })

  it('says our own mistake with its message', async () => {
    const core = { ...coreWith(0), readEstate: () => { throw new Error('no such list') } } as Core
    const { store, actions } = visitor({ core: () => Promise.resolve(core) })
    actions.openSample('open')
    await until(store, () => failureOf(store) !== null)
    expect(failureOf(store)).toEqual({ what: 'estate', name: 'open', message: 'no such list' })
  })
})

describe('answers', () => {
  const answered: Partial<Choices> = { keyVault: { reach: 'serviceEndpoint', publicAccess: 'keep' } }

  it('derive the newest view only, however fast they come', async () => {
    const derived: Choices[] = []
    const { store, actions } = visitor({ core: () => Promise.resolve(coreWith(5, derived)) })
    actions.openSample('open')
    await designing(store)
    derived.length = 0
    actions.choose({ keyVault: { reach: 'undecided', publicAccess: 'keep' } })
    actions.choose({ keyVault: { reach: 'privateEndpoint', publicAccess: 'disabled' } })
    actions.choose(answered)
    await designing(store)
    expect([derived.map(({ keyVault }) => keyVault.reach), store.getState().view?.choices.keyVault]).toEqual([['serviceEndpoint'], answered.keyVault])
  })

  it('are kept after each change and are there again for the same snapshot', async () => {
    const drafts = memoryDrafts()
    const first = visitor({ drafts })
    first.actions.openSample('open')
    await designing(first.store)
    first.actions.choose(answered)
    first.actions.keepUnparsed('addressSpace.network', '10.')
    await designing(first.store)
    const second = visitor({ drafts })
    second.actions.openSample('open')
    await designing(second.store)
    expect([choicesOf(second.store)?.keyVault, second.store.getState().notice]).toEqual([answered.keyVault, { about: 'resumed', savedAt: '2026-11-25T08:00:00Z' }])
  })

  it('survive a reload: the draft of the tab is opened when the address asks for more than the start', async () => {
    const drafts = memoryDrafts()
    const first = visitor({ drafts })
    first.actions.openSample('open')
    await designing(first.store)
    first.actions.choose(answered)
    await designing(first.store)
    const second = visitor({ drafts }, 'deeper')
    await second.begin()
    await designing(second.store)
    expect([choicesOf(second.store)?.keyVault, second.told.went]).toEqual([answered.keyVault, []])
  })

  it('are continued from the start page, at their assessment', async () => {
    const drafts = memoryDrafts()
    const first = visitor({ drafts })
    first.actions.openSample('open')
    await designing(first.store)
    first.actions.choose(answered)
    await designing(first.store)
    const second = visitor({ drafts })
    second.actions.resume(draftKey({ workspaceId: workspace, takenAt: open.takenAt }))
    await designing(second.store)
    expect([choicesOf(second.store)?.keyVault, second.told.went]).toEqual([answered.keyVault, ['/assessment']])
  })

  it('are listed as a draft as soon as they are kept', async () => {
    const { store, actions } = visitor()
    actions.openSample('open')
    await designing(store)
    await until(store, ({ drafts }) => drafts !== null)
    expect(store.getState().drafts).toEqual([{ key: draftKey({ workspaceId: workspace, takenAt: open.takenAt }), workspace: 'mlw-demand', takenAt: open.takenAt, savedAt: '2026-11-25T08:00:00Z', links: [] }])
  })

  it('stay on the start page when that is where the address leads, and are listed there', async () => {
    const drafts = memoryDrafts()
    const first = visitor({ drafts })
    first.actions.openSample('open')
    await designing(first.store)
    const second = visitor({ drafts })
    await second.begin()
    expect([second.store.getState().session.at, second.store.getState().drafts?.map((draft) => draft.workspace)]).toEqual(['start', ['mlw-demand']])
  })

  it('last until the tab closes where nothing can be kept, and the page says so', async () => {
    const refuses = () => Promise.reject(new Error('private window'))
    const drafts: DraftStore = { ...memoryDrafts(), keepSnapshot: refuses, keepAnswers: refuses, list: refuses, answers: refuses }
    const { store, actions } = visitor({ drafts })
    actions.openSample('open')
    await designing(store)
    await until(store, ({ notice }) => notice !== null)
    actions.choose(answered)
    await designing(store)
    expect([store.getState().notice, choicesOf(store)?.keyVault]).toEqual([{ about: 'notSaved' }, answered.keyVault])
  })

  it('are kept when what follows from them cannot be worked out', async () => {
    const failing = { ...coreWith(0), viewOf: function* (from: Base, choices: Choices) { yield undefined; if (choices.keyVault.reach === 'serviceEndpoint') throw new Error('no route'); return { base: from, choices } as View } }
    const { store, actions } = visitor({ core: () => Promise.resolve(failing) })
    actions.openSample('open')
    await designing(store)
    actions.choose(answered)
    await until(store, ({ fault }) => fault !== null)
    expect([store.getState().fault, choicesOf(store)?.keyVault]).toEqual(['no route', answered.keyVault])
  })

  it('are gone after this browser was told to forget them', async () => {
    const drafts = memoryDrafts()
    const { store, told, actions } = visitor({ drafts })
    actions.openSample('open')
    await designing(store)
    actions.forgetBrowser()
    await until(store, ({ notice }) => notice?.about === 'forgotten')
    expect([await drafts.list(), store.getState().session.at, told.tab, told.went.at(-1)]).toEqual([[], 'start', null, '/'])
  })
})

describe('of two openings', () => {
  it('the last one counts, however slow the first is', async () => {
    const drafts = memoryDrafts()
    const later = text.replace(open.takenAt, '2026-11-30T08:00:00Z')
    const texts: Record<string, string> = { a: text, b: later }
    const first = visitor({ drafts, sample: (name) => Promise.resolve(texts[name] ?? '') })
    for (const name of ['a', 'b']) {
      first.actions.openSample(name)
      await designing(first.store)
    }
    const [a, b] = [open.takenAt, '2026-11-30T08:00:00Z'].map((takenAt) => draftKey({ workspaceId: workspace, takenAt })) as [string, string]
    let letGo = () => {}
    const slow: DraftStore = { ...drafts, snapshot: (key) => (key === a ? new Promise((resolve) => { letGo = () => resolve(drafts.snapshot(a)) }) : drafts.snapshot(key)) }
    const { store, told, actions } = visitor({ drafts: slow })
    actions.resume(a)
    actions.switchTo(b)
    await designing(store)
    letGo()
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 0) })
    const { session } = store.getState()
    expect([session.at === 'design' && session.snapshot.takenAt, told.tab, told.went]).toEqual(['2026-11-30T08:00:00Z', b, []])
  })
})

describe('a draft', () => {
  it('is told from others by workspace and time, whatever the case of the id', () => {
    const key = (workspaceId: string): string => draftKey({ workspaceId, takenAt: 't' })
    expect(key('/Subscriptions/A')).toBe(key('/subscriptions/a'))
  })

  it('that is gone leads to the start with a sentence', async () => {
    const { store, begin } = visitor({}, 'deeper')
    await begin()
    expect(failureOf(store)).toEqual({ what: 'noDraft' })
  })
})
