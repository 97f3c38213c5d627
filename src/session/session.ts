import type { OpenFailure, Snapshot } from '../discovery/snapshot.ts'
import type { Choices, StepId } from '../steps/choices.ts'

/** Text that does not parse yet, by `<step>.<field>`. */
export type Unparsed = Readonly<Record<string, string>>

/** What stopped an estate from being opened. `program`: a part of this page could not be loaded; `estate`: our own mistake, with its message. */
export type StartFailure =
  | { readonly what: 'file'; readonly name: string; readonly failure: OpenFailure }
  | { readonly what: 'unreadable' | 'sample' | 'program'; readonly name: string }
  | { readonly what: 'estate'; readonly name: string; readonly message: string }
  | { readonly what: 'noDraft' }

/** One visit. Later versions add sign-in, apply and review here. */
export type Session =
  | { readonly at: 'start'; readonly opening: string | null; readonly failed: StartFailure | null }
  | { readonly at: 'design'; readonly snapshot: Snapshot; readonly choices: Choices; readonly unparsed: Unparsed; readonly visited: readonly StepId[] }

/** What the administrator has done with a snapshot so far. */
export type Design = Extract<Session, { at: 'design' }>

/** The session of somebody who has just come. */
export const start: Session = { at: 'start', opening: null, failed: null }

/** A snapshot is being read; `name` is said while that takes. */
export const opening = (name: string): Session => ({ at: 'start', opening: name, failed: null })

/** The estate could not be opened. */
export const failed = (failure: StartFailure): Session => ({ at: 'start', opening: null, failed: failure })

/** A snapshot with its first or restored answers. */
export const opened = (design: Omit<Design, 'at'>): Design => ({ at: 'design', ...design })

/** Replaces the given steps' answers whole; elsewhere than in design nothing changes. */
export const choose = (session: Session, part: Partial<Choices>): Session =>
  session.at === 'design' ? { ...session, choices: { ...session.choices, ...part } } : session

/** Keeps a text that does not parse, or drops it when the field parses again. */
export function keepUnparsed(session: Session, field: string, text: string | null): Session {
  if (session.at !== 'design' || (session.unparsed[field] ?? null) === text) return session
  const others = Object.fromEntries(Object.entries(session.unparsed).filter(([key]) => key !== field))
  return { ...session, unparsed: text === null ? others : { ...others, [field]: text } }
}

/** Notes that a step was looked at. */
export const visit = (session: Session, step: StepId): Session =>
  session.at !== 'design' || session.visited.includes(step) ? session : { ...session, visited: [...session.visited, step] }

/** Gives a step its proposed answers again and drops its unparsed texts. */
export function backToProposal(session: Session, step: StepId, proposal: Choices): Session {
  if (session.at !== 'design') return session
  const others = Object.fromEntries(Object.entries(session.unparsed).filter(([field]) => !field.startsWith(`${step}.`)))
  return { ...session, choices: { ...session.choices, [step]: proposal[step] }, unparsed: others }
}

/** The unparsed fields of a step. */
export const toCorrect = (unparsed: Unparsed, step: string): readonly string[] => Object.keys(unparsed).filter((field) => field.startsWith(`${step}.`)).sort()
