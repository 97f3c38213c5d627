import { describe, expect, it } from 'vitest'
import type { Fetch } from '../arm/fetch.ts'
import { answering, said } from '../discovery/fixtures/azure.ts'
import { type ScenarioName, scenarios } from '../simulator/scenarios/index.ts'
import { many } from '../simulator/scenarios/variants.ts'
import * as azure from './azure.ts'
import * as collector from './collector.ts'
import * as core from './core.ts'
import { type DraftStore, memoryDrafts } from './draft.ts'
import { account, type LiveAzure, liveAzure, signedIn } from './fixtures/liveAzure.ts'
import { coreWith, until, visitor } from './fixtures/visitor.ts'
import type { Identity } from './live.ts'
import type { Ports } from './ports.ts'
import type { Held } from './reads.ts'
import type { State, Store } from './store.ts'

const parts = ({ load }: LiveAzure, part: Partial<Ports> = {}): Partial<Ports> => ({ core: () => Promise.resolve(coreWith(2)), azure: () => Promise.resolve(azure), collector: () => Promise.resolve(collector), live: load, ...part })

const out: Identity = { is: 'out', failed: null }
const pickOf = ({ session }: State) => (session.at === 'pick' ? session : null)
const discoverOf = ({ session }: State) => (session.at === 'discover' ? session : null)
const begun = (state: State): boolean => (discoverOf(state)?.progress ?? null) !== null
const listedAll = (state: State): boolean => pickOf(state)?.listing.state === 'done'
const designing = ({ session, view }: State): boolean => session.at === 'design' && view !== null && view.choices === session.choices

/** A visitor at the list of a scenario's workspaces. */
async function picking(live: LiveAzure, part: Partial<Ports> = {}) {
  const one = visitor(parts(live, part))
  one.actions.pick()
  await until(one.store, listedAll)
  return { ...one, live }
}

/** A visitor who has read the first workspace of the list. */
async function read(live: LiveAzure, part: Partial<Ports> = {}) {
  const one = await picking(live, part)
  one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
  await until(one.store, designing)
  return one
}

const turnsPass = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 0) })
}

/** Drafts that take some turns to be read. */
const slowly = (drafts: DraftStore): DraftStore => ({ ...drafts, snapshot: (key) => turnsPass().then(() => drafts.snapshot(key)) })

const of = (name: ScenarioName, first?: Identity) => liveAzure(scenarios[name], first)

describe('who is signed in', () => {
  it('is looked up when the start page idles, not before', async () => {
    let idle = () => {}
    const one = visitor(parts(of('open'), { idle: () => new Promise((resolve) => { idle = resolve }) }))
    await one.begin()
    expect(one.store.getState().identity).toEqual({ is: 'unknown' })
    idle()
    await until(one.store, ({ identity }) => identity.is !== 'unknown')
    expect([one.store.getState().identity, one.store.getState().site]).toEqual([signedIn, { cloud: 'AzureCloud', hosts: { arm: 'management.azure.com', signIn: 'login.microsoftonline.com' } }])
  })

  it('is off where the site has no configuration, with the fault where it has a wrong one', async () => {
    const fault = { property: 'cloud', found: '"Azure"', expected: 'a cloud' }
    const ends = await Promise.all([null, fault].map(async (one) => {
      const { store, begin } = visitor({ live: () => Promise.resolve({ ok: false, fault: one }) })
      await begin()
      await until(store, ({ identity }) => identity.is === 'off')
      return store.getState().identity
    }))
    expect(ends).toEqual([{ is: 'off', fault: null }, { is: 'off', fault }])
  })

  it('can be looked up again after its part of the program could not be loaded', async () => {
    let online = false
    const live = of('open')
    const { store, begin, actions } = visitor(parts(live, { live: () => (online ? live.load() : Promise.reject(new Error('offline'))) }))
    await begin()
    await until(store, ({ site }) => site === 'unloadable')
    online = true
    actions.lookUp()
    await until(store, ({ identity }) => identity.is === 'in')
    expect(store.getState().site).toMatchObject({ cloud: 'AzureCloud' })
  })

  it('is asked for by a click only, and the tab remembers what for', async () => {
    const live = of('open', out)
    const { store, begin, actions, told } = visitor(parts(live))
    await begin()
    await until(store, ({ identity }) => identity.is === 'out')
    expect([live.signIns, live.asked]).toEqual([[], []])
    actions.signIn()
    await until(store, () => live.signIns.length > 0)
    expect([live.signIns, told.intent]).toEqual([[{ account: 'choose', tenant: null, claims: null }], { to: 'pick', tenant: null, after: 'signIn' }])
  })
})

describe('reading again what was read from Azure', () => {
  it('leads somebody who is signed out to the sign-in, and goes on with the reading', async () => {
    const drafts = memoryDrafts()
    await read(of('open'), { drafts })
    const live = of('open', out)
    const one = visitor(parts(live, { drafts }), { at: 'deeper' })
    await one.begin()
    await until(one.store, ({ session, identity }) => session.at === 'design' && identity.is === 'out')
    one.actions.readAgain()
    await until(one.store, () => live.signIns.length > 0)
    expect(live.signIns).toEqual([{ account: 'choose', tenant: null, claims: null }])
    const { session } = one.store.getState()
    const key = session.at === 'design' ? `${session.snapshot.workspaceId.toLowerCase()}@${session.snapshot.takenAt}` : ''
    expect(one.told.intent).toMatchObject({ to: 'read', tenant: null, before: key, after: 'signIn' })
  })
})

describe('the list of workspaces', () => {
  it('opens after a sign-in, wherever the address leads', async () => {
    const one = visitor(parts(of('open')), { intent: { to: 'pick', tenant: null, after: 'signIn' } })
    await one.begin()
    await until(one.store, listedAll)
    expect([pickOf(one.store.getState())?.listing.rows.map(({ name }) => name), one.told.went, one.told.intent]).toEqual([['mlw-demand'], ['/pick'], null])
  })

  it('is not shown to somebody who did not sign in after all', async () => {
    const one = visitor(parts(of('open', { is: 'out', failed: { why: 'cancelled', code: 'access_denied', correlation: null } })), { intent: { to: 'pick', tenant: null, after: 'signIn' } })
    await one.begin()
    await until(one.store, ({ identity }) => identity.is === 'out')
    expect([one.store.getState().session.at, one.told.went, one.told.intent]).toEqual(['start', [], null])
  })

  it('is where its address leads, after a reload too; to the start for those who are not signed in', async () => {
    const known = visitor(parts(of('open')), { at: 'pick' })
    await known.begin()
    await until(known.store, listedAll)
    const unknown = visitor(parts(of('open', out)), { at: 'pick' })
    await unknown.begin()
    expect(unknown.store.getState().session).toEqual({ at: 'start', opening: null, failed: { what: 'signedOut' } })
  })

  it('waits until a sign-in that comes back is known', async () => {
    const live = of('open', { is: 'unknown' })
    const one = visitor(parts(live), { at: 'pick' })
    const begins = one.begin()
    await until(one.store, ({ site }) => site !== null)
    expect(one.store.getState().session.at).toBe('start')
    live.become(signedIn)
    await begins
    await until(one.store, listedAll)
  })

  it('keeps what came when it is stopped, and begins anew when asked', async () => {
    const live = liveAzure((clock) => many(scenarios.open(clock), { subscriptions: 2, workspaces: 1200 }))
    const { store, actions } = visitor(parts(live))
    actions.pick()
    await until(store, (state) => (pickOf(state)?.listing.rows.length ?? 0) >= 1000)
    actions.stopListing()
    const kept = pickOf(store.getState())?.listing
    expect([kept?.state, (kept?.rows.length ?? 0) >= 1000, kept?.total]).toEqual(['stopped', true, 1201])
    actions.listAgain()
    await until(store, listedAll)
    expect(pickOf(store.getState())?.listing.rows.length).toBe(1201)
  })

  it('is there at once when one comes back from a workspace, and is asked for again for another account', async () => {
    const live = of('open')
    const one = await read(live)
    const before = live.asked.length
    one.actions.pick()
    await until(one.store, listedAll)
    expect(live.asked.length).toBe(before)
    one.actions.switchAccount('other.1')
    await until(one.store, (state) => live.asked.length > before && listedAll(state))
    expect(one.store.getState().identity).toMatchObject({ account: { id: 'other.1' } })
  })

  it('says what Azure refused, and keeps the search', async () => {
    const refuses = answering((request) => (/ResourceGraph|workspaces/.test(request.url) ? said(403, { error: { code: 'AuthorizationFailed', message: 'no' } }) : null))
    const { store, actions } = visitor(parts(liveAzure(scenarios.open, signedIn, refuses)))
    actions.pick()
    await until(store, (state) => pickOf(state)?.listing.state === 'failed')
    actions.searchFor({ text: 'mlw' })
    actions.listAgain()
    await until(store, (state) => pickOf(state)?.listing.state === 'failed')
    expect(pickOf(store.getState())).toMatchObject({ listing: { failure: { is: 'denied', by: 'rights' } }, search: { text: 'mlw' } })
  })

  it('is of another directory when that is chosen, and directories are asked for once', async () => {
    const live = of('guest')
    const { store, actions } = await picking(live)
    actions.askDirectories()
    await until(store, ({ directories }) => directories?.is === 'known')
    const { directories } = store.getState()
    const before = live.asked.length
    actions.askDirectories()
    expect([directories?.is === 'known' && directories.list.map(({ name }) => name), live.asked.length]).toEqual([['Contoso', 'Fabrikam'], before])
    actions.directory('another')
    await until(store, (state) => pickOf(state)?.tenant === 'another' && listedAll(state))
    expect(live.tenants.at(-1)).toBe('another')
  })

  it('keeps the directories of one account from the next one, who can ask for their own', async () => {
    // A request that is held for long is sent again by the client, so how many wait is not known: the gate opens for all.
    const held: (() => void)[] = []
    let isOpen = false
    const slow = (fetch: Fetch): Fetch => async (request) => {
      if (new URL(request.url).pathname === '/tenants' && !isOpen) await new Promise<void>((resolve) => { held.push(resolve) })
      return fetch(request)
    }
    const { store, actions } = await picking(liveAzure(scenarios.guest, signedIn, slow))
    actions.askDirectories()
    await until(store, () => held.length > 0)
    actions.switchAccount('other.1')
    await until(store, ({ identity }) => identity.is === 'in' && identity.account.id === 'other.1')
    await until(store, listedAll)
    isOpen = true
    for (const go of held) go()
    await turnsPass()
    expect(store.getState().directories).toBeNull()
    actions.askDirectories()
    await until(store, ({ directories }) => directories?.is === 'known')
  })

  it('goes with the sign-out', async () => {
    const one = await picking(of('open'))
    one.actions.signOut()
    await until(one.store, ({ identity }) => identity.is === 'out')
    expect([one.store.getState().session.at, one.told.went.at(-1)]).toEqual(['start', '/'])
  })
})

describe('reading a workspace', () => {
  it('leads to its assessment, says by whom it was read, and leaves no intent behind', async () => {
    const one = await read(of('open'))
    const { session, difference } = one.store.getState()
    expect([session.at === 'design' && session.origin, one.told.went, one.told.intent, difference]).toEqual([
      { from: 'azure', account: account.username, tenant: null }, ['/pick', '/read', '/assessment'], null, null,
    ])
  })

  it('is said to be by whoever was signed in when it began, also when the account is switched meanwhile', async () => {
    const one = await picking(of('open'))
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, begun)
    const bo = { ...account, id: 'other.1', username: 'bo@fabrikam.example' }
    one.live.become({ is: 'in', account: bo, others: [account], again: null })
    await until(one.store, designing)
    const { session } = one.store.getState()
    expect(session.at === 'design' && session.origin).toEqual({ from: 'azure', account: account.username, tenant: null })
  })

  it('is kept with the id of the directory, also where an address named its domain', async () => {
    const one = await picking(of('open'))
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: 'fabrikam.example' })
    await until(one.store, designing)
    const { session } = one.store.getState()
    expect([one.live.tenants.at(-1), session.at === 'design' && session.origin]).toEqual(['fabrikam.example', { from: 'azure', account: account.username, tenant: 'id of fabrikam.example' }])
  })

  it('is not left for a draft whose opening was slower, and neither is the list', async () => {
    const drafts = memoryDrafts()
    const first = await read(of('open'), { drafts, now: () => '2026-11-24T08:00:00Z' })
    await until(first.store, (state) => state.drafts?.length === 1)
    const key = first.store.getState().drafts?.[0]?.key ?? ''
    const one = visitor(parts(of('open'), { drafts: slowly(drafts) }))
    one.actions.resume(key)
    one.actions.pick()
    await until(one.store, listedAll)
    await turnsPass()
    expect(one.told.went).toEqual(['/pick'])
    one.actions.resume(key)
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, designing)
    const { session } = one.store.getState()
    expect([session.at === 'design' && session.snapshot.takenAt, one.told.went]).toEqual(['2026-11-25T08:00:00Z', ['/pick', '/read', '/assessment']])
  })

  it('tells what is read, by name', async () => {
    const one = await picking(of('open'))
    const seen: string[] = []
    one.store.subscribe((state) => { for (const reading of discoverOf(state)?.progress?.readings ?? []) seen.push(`${reading.state} ${reading.what}`) })
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, designing)
    expect([seen.includes('reading workspace mlw-demand'), seen.includes('read workspace mlw-demand')]).toEqual([true, true])
  })

  it('can be stopped: nothing opens, and the workspace can be read again', async () => {
    const one = await picking(of('open'))
    const target = { workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null }
    one.actions.read(target)
    await until(one.store, begun)
    one.actions.stopReading()
    expect(discoverOf(one.store.getState())?.failed).toEqual({ what: 'azure', failure: { is: 'stopped' } })
    one.actions.read(target)
    await until(one.store, designing)
  })

  it.each([
    ['that is gone', 404, 'ResourceNotFound', 'notFound'], ['that may not be read', 403, 'AuthorizationFailed', 'denied'], ['of a subscription that is gone', 404, 'SubscriptionNotFound', 'notFound'],
  ] as const)('%s ends with the failure', async (_, status, code, is) => {
    const refuses = answering((request) => (/workspaces\/mlw-demand\?/i.test(request.url) ? said(status, { error: { code, message: 'no' } }) : null))
    const one = await picking(liveAzure(scenarios.open, signedIn, refuses))
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, (state) => discoverOf(state)?.failed !== null)
    expect(discoverOf(one.store.getState())?.failed).toMatchObject({ what: 'azure', failure: { is } })
  })

  it('goes on after a sign-in that Azure asked for in the middle, with its claims', async () => {
    const challenge = new Response('{"error":{"code":"InvalidAuthenticationToken","message":"claims"}}', {
      status: 401, headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*', 'access-control-expose-headers': 'www-authenticate', 'www-authenticate': `Bearer claims="${btoa('{"access_token":{}}')}"` },
    })
    const drafts = memoryDrafts()
    const asks = answering((request) => (/workspaces\/mlw-demand\?/i.test(request.url) ? challenge.clone() : null))
    const live = liveAzure(scenarios.open, signedIn, asks)
    const one = await picking(live, { drafts })
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, (state) => discoverOf(state)?.failed !== null)
    expect(discoverOf(one.store.getState())?.failed).toMatchObject({ what: 'azure', failure: { is: 'signIn', claims: '{"access_token":{}}' } })
    one.actions.signIn({ account: 'same', claims: '{"access_token":{}}' })
    await until(one.store, () => live.signIns.length > 0)
    const back = visitor(parts(of('open'), { drafts }), { at: 'start', intent: one.told.intent })
    await back.begin()
    await until(back.store, designing)
    expect([live.signIns[0]?.claims, back.told.went]).toEqual(['{"access_token":{}}', ['/read', '/assessment']])
  })

  it('begins anew after a reload', async () => {
    const one = await picking(of('open'))
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, begun)
    const back = visitor(parts(of('open')), { at: 'read', intent: one.told.intent })
    await back.begin()
    await until(back.store, designing)
    expect(back.told.went).toEqual(['/read', '/assessment'])
  })

  it('leads to the list where the tab was about nothing', async () => {
    const one = visitor(parts(of('open')), { at: 'read' })
    await one.begin()
    expect(one.told.went).toEqual(['/pick'])
  })

  it('ends when its page is left', async () => {
    const live = of('open')
    const one = await picking(live)
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, begun)
    one.told.place = 'start'
    await one.arrive()
    expect([one.store.getState().session.at, one.told.intent]).toEqual(['start', null])
  })

  it('shows what may not be read as unread, and opens all the same', async () => {
    const one = await read(of('halfRefused'), { core: () => Promise.resolve(core) })
    expect((one.store.getState().base?.current.unread.length ?? 0) > 0).toBe(true)
  })
})

describe('what Azure asks to wait for', () => {
  const throttling = (path: RegExp) => {
    let struck = 0
    return answering((request) => {
      if (!path.test(new URL(request.url).pathname) || (struck += 1) > 1) return null
      return new Response('{"error":{"code":"TooManyRequests","message":"m"}}', { status: 429, headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after', 'retry-after': '500' } })
    })
  }
  const heldOf = (store: Store): readonly (Held | null)[] => {
    const seen: (Held | null)[] = []
    store.subscribe(({ held }, before) => { if (held !== before.held) seen.push(held) })
    return seen
  }
  const held = (of: Held['of']) => ({ of, until: expect.any(Number) as number })

  it('is told while workspaces are listed, and forgotten when something else is asked for (F22)', async () => {
    const one = visitor(parts(liveAzure(scenarios.open, signedIn, throttling(/ResourceGraph/i))))
    const seen = heldOf(one.store)
    one.actions.pick()
    await until(one.store, listedAll)
    expect(seen).toEqual([held('graph')])
    one.actions.listAgain()
    expect(one.store.getState().held).toBeNull()
  })

  it('is told while a workspace is read, the longest wait alone (F20)', async () => {
    const one = await picking(liveAzure(scenarios.open, signedIn, throttling(/\/computes$/i)))
    const seen = heldOf(one.store)
    one.actions.read({ workspaceId: pickOf(one.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(one.store, designing)
    expect([seen[0], new Set(seen.map((each) => each?.until)).size]).toEqual([held('resources'), seen.length])
  })
})

describe('reading again', () => {
  it('keeps the answers and tells what changed since', async () => {
    const closed = { on: false }
    const closing = (fetch: Fetch): Fetch => async (request) => {
      const answer = await fetch(request)
      return closed.on && /storageAccounts\/stdemand\?/.test(request.url) ? new Response((await answer.text()).replace('"publicNetworkAccess":"Enabled"', '"publicNetworkAccess":"Disabled"'), answer) : answer
    }
    const one = await read(liveAzure(scenarios.open, signedIn, closing))
    closed.on = true
    one.actions.choose({ keyVault: { reach: 'serviceEndpoint', publicAccess: 'keep' } })
    await until(one.store, designing)
    one.actions.readAgain()
    await until(one.store, (state) => state.difference !== null && designing(state))
    const { session, difference, notice } = one.store.getState()
    expect([session.at === 'design' && session.choices.keyVault.reach, difference?.changes, notice]).toEqual([
      'serviceEndpoint', [{ id: expect.stringMatching(/storageAccounts\/stdemand$/), what: 'changed', paths: [{ path: 'publicNetworkAccess', before: '"Enabled"', after: '"Disabled"' }] }],
      { about: 'readAgain', since: '2026-11-25T08:00:00Z', changes: 1 },
    ])
  })

  it('that is stopped leads back to what was open', async () => {
    const one = await read(of('open'))
    const before = one.store.getState().session
    one.actions.readAgain()
    one.actions.stopReading()
    one.actions.backToBefore()
    await until(one.store, designing)
    expect([one.store.getState().session, one.told.went.at(-1), one.told.intent]).toEqual([before, '/assessment', null])
  })

  it('takes over the answers of the newest draft of the same workspace', async () => {
    const drafts = memoryDrafts()
    const first = await read(of('open'), { drafts })
    first.actions.choose({ keyVault: { reach: 'serviceEndpoint', publicAccess: 'keep' } })
    await until(first.store, designing)
    const later = visitor(parts(of('open'), { drafts, now: () => '2026-11-26T08:00:00Z' }), { at: 'pick' })
    await later.begin()
    await until(later.store, listedAll)
    later.actions.read({ workspaceId: pickOf(later.store.getState())?.listing.rows[0]?.id ?? '', tenant: null })
    await until(later.store, designing)
    await until(later.store, (state) => state.drafts?.length === 2)
    const { session, difference, drafts: kept } = later.store.getState()
    expect([session.at === 'design' && session.choices.keyVault.reach, difference?.since, kept?.map(({ takenAt }) => takenAt)]).toEqual(['serviceEndpoint', '2026-11-25T08:00:00Z', ['2026-11-26T08:00:00Z', '2026-11-25T08:00:00Z']])
  })
})
