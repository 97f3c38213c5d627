import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Choices, StepId } from '../steps/choices.ts'
import type { Base, View } from './derive.ts'
import { type Session, start } from './session.ts'
import { type Settings, usual } from './settings.ts'

/** A draft that this browser keeps, without its snapshot. */
export interface DraftHead {
  readonly key: string
  readonly workspace: string
  readonly takenAt: string
  readonly savedAt: string
}

/** Something worth one line above the page. `replaced`: steps of a draft whose answers no longer fit and were proposed anew. */
export type Notice =
  | { readonly about: 'resumed'; readonly savedAt: string }
  | { readonly about: 'replaced'; readonly steps: readonly StepId[] }
  | { readonly about: 'notSaved' }
  | { readonly about: 'forgotten' }

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
  /** Whether the visitor has changed pages, so that a new page's title takes the focus and the first one's does not. */
  readonly moved: boolean
}

/** What a visitor can cause. */
export interface Actions {
  readonly openFile: (file: File) => void
  readonly openSample: (name: string) => void
  readonly resume: (key: string) => void
  readonly removeDraft: (key: string) => void
  readonly forgetBrowser: () => void
  readonly choose: (part: Partial<Choices>) => void
  readonly keepUnparsed: (field: string, text: string | null) => void
  readonly visit: (step: StepId) => void
  readonly backToProposal: (step: StepId) => void
  readonly set: (settings: Partial<Settings>) => void
  readonly dismiss: () => void
}

/** The one store of the page. */
export type Store = StoreApi<State>

/** A store for a new visit. */
export const newStore = (settings: Settings = usual): Store =>
  createStore<State>(() => ({ session: start, base: null, view: null, fault: null, notice: null, drafts: null, settings, moved: false }))
