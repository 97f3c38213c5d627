import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CloudId } from '../facts/clouds.ts'
import type { Risk } from '../review/content.ts'
import type { Reply } from '../review/reply.ts'
import type { Choices, StepId } from '../steps/choices.ts'
import { type ApplyActions, type Applying, notApplying } from './applyState.ts'
import type { Base, View } from './derive.ts'
import type { Identity, Live, SignInAsk } from './live.ts'
import type { Difference, Directories, Held, Scenarios } from './reads.ts'
import type { ReviewActions, Reviewing } from './reviewState.ts'
import type { Search } from './search.ts'
import { type Session, start, type Target } from './session.ts'
import { type Settings, usual } from './settings.ts'

/** A draft that this browser keeps, without its snapshot. */
export interface DraftHead {
  readonly key: string
  readonly workspace: string
  readonly takenAt: string
  readonly savedAt: string
  /** Digests of the plans that its review links hold; drafts of earlier versions have none. */
  readonly links?: readonly string[]
}

/** Something worth one line above the page. `replaced`: steps of a draft whose answers no longer fit and were proposed anew. */
export type Notice =
  | { readonly about: 'resumed'; readonly savedAt: string }
  | { readonly about: 'replaced'; readonly steps: readonly StepId[] }
  /** The workspace was read again, and what was answered before is kept. */
  | { readonly about: 'readAgain'; readonly since: string; readonly changes: number }
  | { readonly about: 'notSaved' }
  | { readonly about: 'forgotten' | 'signedOut' }

/** Live Azure as the page shows it: the cloud, and the hosts that requests go to. */
export interface Site {
  readonly cloud: CloudId
  readonly hosts: Live['hosts']
}

/** All that the page shows. `view` is that of the last choices whose computation is finished. */
export interface State {
  readonly session: Session
  readonly base: Base | null
  readonly view: View | null
  /** Our own mistake while deriving the view, with its message; answers are kept. */
  readonly fault: string | null
  readonly notice: Notice | null
  /** The drafts of this browser; null until they were looked up. */
  readonly drafts: readonly DraftHead[] | null
  readonly settings: Settings
  /** Live Azure; null until its part of the program is loaded, `unloadable` when it could not be. */
  readonly site: Site | 'unloadable' | null
  readonly identity: Identity
  /** Whether the page is on its way to the sign-in. */
  readonly leaving: 'no' | 'yes'
  /** What another reading of the same workspace found changed; null where there was none before. */
  readonly difference: Difference | null
  /** The longest wait that Azure asked of what is being listed or read; null where it asked for none. It may be over. */
  readonly held: Held | null
  /** The directories of the account; null until somebody asks for them. */
  readonly directories: Directories | null
  /** The worlds of the local sample Azure; null in the product. */
  readonly scenarios: Scenarios | null
  /** The review link that the address holds; null where it holds none. */
  readonly review: Reviewing | null
  /** Carrying the plan out. */
  readonly applying: Applying
  /** Whether the visitor has changed pages, so that a new page's title takes the focus and the first one's does not. */
  readonly moved: boolean
}

/** What a visitor can cause. */
export interface Actions extends ReviewActions, ApplyActions {
  readonly openFile: (file: File) => void
  readonly openSample: (name: string) => void
  readonly resume: (key: string) => void
  /** Opens another draft and stays where the visitor is. */
  readonly switchTo: (key: string) => void
  readonly removeDraft: (key: string) => void
  readonly forgetBrowser: () => void
  readonly choose: (part: Partial<Choices>) => void
  readonly keepUnparsed: (field: string, text: string | null) => void
  readonly visit: (step: StepId) => void
  readonly backToProposal: (step: StepId) => void
  readonly acceptRisk: (risk: Risk) => void
  readonly takeBackRisk: (at: Pick<Risk, 'rule' | 'at'>) => void
  /** A review link of the plan with this digest was made. */
  readonly shared: (digest: string) => void
  readonly takeReply: (reply: Reply) => void
  readonly dropReply: (reply: Reply) => void
  readonly set: (settings: Partial<Settings>) => void
  readonly dismiss: () => void
}

/** What a visitor can cause in live Azure. Only `signIn`, `signOut` and `directory` may leave the page, and only when they are called. */
export interface LiveActions {
  /** Looks again who is signed in, after a part of the program could not be loaded. */
  readonly lookUp: () => void
  readonly signIn: (ask?: Partial<SignInAsk>) => void
  readonly signOut: () => void
  readonly switchAccount: (id: string) => void
  readonly askDirectories: () => void
  /** Lists the workspaces of another directory; null: the account's own. */
  readonly directory: (tenant: string | null) => void
  readonly pick: () => void
  readonly listAgain: () => void
  readonly stopListing: () => void
  readonly searchFor: (part: Partial<Search>) => void
  readonly chooseRow: (id: string) => void
  readonly read: (target: Target) => void
  readonly stopReading: () => void
  readonly readAgain: () => void
  /** Shows what was open before it was read again. */
  readonly backToBefore: () => void
  readonly scenario: (name: string) => void
}

/** The one store of the page. */
export type Store = StoreApi<State>

/** A store for a new visit. */
export const newStore = (settings: Settings = usual): Store =>
  createStore<State>(() => ({
    session: start, base: null, view: null, fault: null, notice: null, drafts: null, settings, moved: false,
    site: null, identity: { is: 'unknown' }, leaving: 'no', difference: null, held: null, directories: null, scenarios: null, review: null, applying: notApplying,
  }))
