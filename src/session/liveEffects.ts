/** What the session causes in live Azure: signing in, listing workspaces, reading one. Nothing leaves the page but by an action that says so. */
import type { Intent } from './intent.ts'
import type { Account, SignInAsk } from './live.ts'
import { listing } from './listing.ts'
import { draftKey, type Openings } from './openings.ts'
import type { Place, Ports } from './ports.ts'
import { reading } from './reading.ts'
import type { Directories } from './reads.ts'
import * as transitions from './session.ts'
import { signing } from './signing.ts'
import type { LiveActions, State, Store } from './store.ts'
import type { Parts } from './turns.ts'

const choosing: SignInAsk = { account: 'choose', tenant: null, claims: null }

interface Work extends Parts {
  readonly lists: ReturnType<typeof listing>
  readonly reads: ReturnType<typeof reading>
  readonly opening: Openings
  readonly settle: () => void
}

const sessionOf = ({ store }: Work): transitions.Session => store.getState().session
const put = ({ store }: Work, part: Partial<State>): void => store.setState(part)

/** What the tab is about when it goes to sign in; null where the address says enough. */
function intentOf(work: Work, tenant: string | null): Intent | null {
  const now = sessionOf(work)
  if (now.at === 'discover') {
    const before = now.before === null ? null : draftKey(now.before.snapshot)
    return { to: 'read', workspaceId: now.target.workspaceId, tenant: tenant ?? now.target.tenant, before, after: 'signIn' }
  }
  if (work.ports.place() === 'deeper') return null
  return { to: 'pick', tenant: tenant ?? (now.at === 'pick' ? now.tenant : null), after: 'signIn' }
}

/** Goes on with what the tab was about; false when it was about nothing, or nobody is signed in. */
async function follow(work: Work, intent: Intent | null): Promise<boolean> {
  if (intent === null) return false
  const live = await work.sign.settled()
  if (live === null || live.identity().is !== 'in') {
    work.ports.tab.intend(null)
    return false
  }
  if (intent.to === 'pick') {
    work.ports.tab.intend(null)
    void work.lists.list(intent.tenant)
    return true
  }
  if (intent.before !== null && (await work.opening.draft(intent.before)) === 'left') return true
  const now = sessionOf(work)
  void work.reads.read({ workspaceId: intent.workspaceId, tenant: intent.tenant }, now.at === 'design' ? now : null)
  return true
}

/** Shows the choice of a workspace, or the start page to those who have to sign in first. */
async function enter(work: Work): Promise<void> {
  const left = work.opening.leave()
  const live = await work.sign.settled()
  if (left.aborted) return
  if (live?.identity().is === 'in') return void work.lists.enter()
  put(work, sessionOf(work).at === 'design' ? { notice: { about: 'signedOut' } } : { session: transitions.failed({ what: 'signedOut' }) })
}

function leave({ lists, reads, ports }: Work): void {
  lists.leave()
  reads.leave()
  ports.tab.intend(null)
}

/** Begins what an address asks for, and ends the reading whose page was left. */
async function arrive(work: Work, place: Place): Promise<void> {
  const now = sessionOf(work)
  if (now.at === 'discover' && place !== 'read') {
    leave(work)
    put(work, { session: now.before ?? transitions.start })
    work.settle()
  }
  if (place === 'read' && now.at !== 'discover' && !(await follow(work, work.ports.tab.intent()))) work.ports.goTo('/pick', 'replace')
  if (place === 'pick' && sessionOf(work).at !== 'pick') await enter(work)
}

async function askDirectories(work: Work): Promise<void> {
  const known = work.store.getState().directories
  if (known !== null && known.is !== 'refused') return
  const asking: Directories = { is: 'asking' }
  put(work, { directories: asking })
  const [azure, live] = await Promise.all([work.ports.azure().catch(() => null), work.sign.settled()])
  const answer: Directories = azure === null || live === null ? { is: 'refused', failure: null } : await azure.directoriesOf(live.arm(null))
  // Another account, which became the current one meanwhile, asks for its own.
  if (work.store.getState().directories === asking) put(work, { directories: answer })
}

/** The actions of signing in and of switching. */
const signingActions = (work: Work): Pick<LiveActions, 'lookUp' | 'signIn' | 'signOut' | 'switchAccount' | 'askDirectories' | 'scenario'> => ({
  lookUp: () => void work.sign.live(),
  signIn: (part = {}) => {
    const ask = { ...choosing, ...part }
    work.ports.tab.intend(intentOf(work, ask.tenant))
    void work.sign.signIn(ask)
  },
  signOut: () => {
    leave(work)
    void work.sign.settled().then((live) => live?.signOut())
  },
  switchAccount: (id) => void work.sign.settled().then((live) => live?.use(id)),
  askDirectories: () => void askDirectories(work),
  scenario: (name) => void work.ports.demo?.choose(name),
})

/** The actions of choosing and reading a workspace. */
const readingActions = (work: Work): Omit<LiveActions, keyof ReturnType<typeof signingActions>> => ({
  directory: (tenant) => void work.lists.list(tenant),
  pick: () => void enter(work),
  listAgain: () => void work.lists.again(),
  stopListing: work.lists.stop,
  searchFor: (part) => put(work, { session: transitions.searchFor(sessionOf(work), part) }),
  chooseRow: (id) => put(work, { session: transitions.chooseRow(sessionOf(work), id) }),
  read: (target) => {
    const now = sessionOf(work)
    work.lists.leave()
    void work.reads.read(target, now.at === 'discover' ? now.before : null)
  },
  stopReading: work.reads.stop,
  readAgain: () => {
    const now = sessionOf(work)
    if (now.at !== 'design') return
    const target = { workspaceId: now.snapshot.workspaceId, tenant: now.origin.from === 'azure' ? now.origin.tenant : null }
    if (work.store.getState().identity.is === 'in') return void work.reads.read(target, now)
    // Whoever is signed out signs in first; the reading is what the tab comes back for.
    work.ports.tab.intend({ to: 'read', ...target, before: draftKey(now.snapshot), after: 'signIn' })
    void work.sign.signIn(choosing)
  },
  backToBefore: () => {
    const now = sessionOf(work)
    if (now.at !== 'discover' || now.before === null) return
    leave(work)
    put(work, { session: now.before })
    work.ports.goTo('/assessment', 'replace')
    work.settle()
  },
})

/** The actions in live Azure, and what the rest of the session has to tell it. */
export function liveEffects(store: Store, ports: Ports, { opening, settle }: { readonly opening: Openings; readonly settle: () => void }) {
  /** Another account sees other workspaces; nobody sees none. */
  const changed = (account: Account | null) => {
    lists.forget()
    if (store.getState().session.at !== 'pick') return
    if (account !== null) return void lists.list(null)
    lists.leave()
    store.setState({ session: transitions.start })
    ports.goTo('/')
  }
  const parts: Parts = { store, ports, sign: signing(store, ports, changed) }
  const lists = listing(parts, opening)
  const work: Work = { ...parts, lists, reads: reading(parts, opening, settle), opening, settle }
  return {
    leave: () => leave(work),
    settled: parts.sign.settled,
    arrive: (place: Place) => arrive(work, place),
    /** Goes on after a sign-in; false when there was none. */
    resume: () => (ports.tab.intent()?.after === 'signIn' ? follow(work, ports.tab.intent()) : Promise.resolve(false)),
    /** Looks who is signed in where that is of use: on the start page, and beside what was read from Azure. */
    lookUpWhenIdle: async (place: Place) => {
      const now = store.getState().session
      if (place !== 'start' && !(now.at === 'design' && now.origin.from === 'azure')) return
      await ports.idle()
      await work.sign.live()
    },
    actions: { ...signingActions(work), ...readingActions(work) } satisfies LiveActions,
  }
}
