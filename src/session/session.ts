import type { Failure } from '../arm/failure.ts'
import type { Collecting, Listing, WorkspaceRow } from '../discovery/collecting.ts'
import type { OpenFailure, Snapshot } from '../discovery/snapshot.ts'
import type { Risk } from '../review/content.ts'
import type { Reply } from '../review/reply.ts'
import { withoutRisk, withRisk } from '../review/risks.ts'
import type { Choices, StepId } from '../steps/choices.ts'
import { type Search, finds } from './search.ts'

/** Text that does not parse yet, by `<step>.<field>`. */
export type Unparsed = Readonly<Record<string, string>>

/** What stopped an estate from being opened. `program`: a part of this page could not be loaded; `estate`: our own mistake, with its message. */
export type StartFailure =
  | { readonly what: 'file'; readonly name: string; readonly failure: OpenFailure }
  | { readonly what: 'unreadable' | 'sample' | 'program'; readonly name: string }
  | { readonly what: 'estate'; readonly name: string; readonly message: string }
  | { readonly what: 'noDraft' | 'signedOut' }

/** What stopped a workspace from being read: what Azure answered, a snapshot that cannot be opened, a part of this page that could not be loaded, or our own mistake. */
export type ReadFailure =
  | { readonly what: 'azure'; readonly failure: Failure }
  | { readonly what: 'snapshot'; readonly failure: OpenFailure }
  | { readonly what: 'program' }
  | { readonly what: 'estate'; readonly message: string }

/** Where a snapshot came from. `account`: the user name of whoever read it; `tenant`: the directory that their tokens were for, null for their own. */
export type Origin =
  | { readonly from: 'azure'; readonly account: string; readonly tenant: string | null }
  | { readonly from: 'file' | 'sample'; readonly name: string }

/** A workspace to read, and in which directory; null: the account's own. */
export interface Target {
  readonly workspaceId: string
  readonly tenant: string | null
}

/** One visit, by the place where it is. */
export type Session =
  | { readonly at: 'start'; readonly opening: string | null; readonly failed: StartFailure | null }
  | { readonly at: 'pick'; readonly tenant: string | null; readonly listing: Listing; readonly search: Search; readonly chosen: string | null }
  | { readonly at: 'discover'; readonly target: Target; readonly since: string; readonly progress: Collecting | null; readonly failed: ReadFailure | null; readonly before: Design | null }
  | {
    readonly at: 'design'; readonly snapshot: Snapshot; readonly origin: Origin; readonly choices: Choices; readonly unparsed: Unparsed
    readonly visited: readonly StepId[]
    /** Findings that are accepted for a time, and the replies of reviewers in the author's own names. */
    readonly risks: readonly Risk[]; readonly replies: readonly Reply[]
    /** Digests of the plans that review links were made of, the newest last: what a reply is tied to. */
    readonly links: readonly string[]
  }

/** What the administrator has done with a snapshot so far. */
export type Design = Extract<Session, { at: 'design' }>

/** The choice of a workspace. */
export type Picking = Extract<Session, { at: 'pick' }>

/** A workspace that is being read; `before` is what was open when it is read again. */
export type Discover = Extract<Session, { at: 'discover' }>

/** The session of somebody who has just come. */
export const start: Session = { at: 'start', opening: null, failed: null }

/** A snapshot is being read; `name` is said while that takes. */
export const opening = (name: string): Session => ({ at: 'start', opening: name, failed: null })

/** The estate could not be opened. */
export const failed = (failure: StartFailure): Session => ({ at: 'start', opening: null, failed: failure })

const nothingYet: Listing = { rows: [], total: null, state: 'running', cut: 'whole', failure: null }

/** Workspaces of a directory are being listed; `search` is what was looked for before. */
export const picking = (tenant: string | null, search: Search): Picking => ({ at: 'pick', tenant, listing: nothingYet, search, chosen: null })

/** The listing went on. */
export const listed = (session: Session, listing: Listing): Session => (session.at === 'pick' ? { ...session, listing } : session)

/** Another search; what was chosen stays so while the search finds it. */
export function searchFor(session: Session, part: Partial<Search>): Session {
  if (session.at !== 'pick') return session
  const search = { ...session.search, ...part }
  const row = session.chosen === null ? null : rowIn(session, session.chosen)
  return { ...session, search, chosen: row !== null && finds(search, row) ? row.id : null }
}

/** A row is chosen. */
export const chooseRow = (session: Session, id: string): Session => (session.at !== 'pick' || session.chosen === id ? session : { ...session, chosen: id })

/** The row of an id; null when it is not listed. */
export const rowIn = ({ listing }: Picking, id: string): WorkspaceRow | null => listing.rows.find((row) => row.id === id) ?? null

/** A workspace is being read since `since`. */
export const discovering = (target: Target, since: string, before: Design | null): Discover => ({ at: 'discover', target, since, progress: null, failed: null, before })

/** The reading went on. */
export const progressed = (session: Session, progress: Collecting): Session => (session.at === 'discover' && session.failed === null ? { ...session, progress } : session)

/** The workspace could not be read. What was read before stays open to go back to. */
export const readFailed = (session: Session, failure: ReadFailure): Session => (session.at === 'discover' ? { ...session, failed: failure } : session)

/** A snapshot with its first or restored answers. */
export const opened = (design: Omit<Design, 'at' | 'risks' | 'replies' | 'links'> & { readonly risks?: Design['risks']; readonly replies?: Design['replies']; readonly links?: Design['links'] }): Design => ({ at: 'design', risks: [], replies: [], links: [], ...design })

const KEPT_LINKS = 50

/** A review link was made of the plan with this digest. */
export const shared = (session: Session, digest: string): Session =>
  session.at !== 'design' || session.links.includes(digest) ? session : { ...session, links: [...session.links, digest].slice(-KEPT_LINKS) }

/** A finding is accepted for a time; an earlier acceptance of the same is replaced. */
export const accept = (session: Session, risk: Risk): Session => (session.at === 'design' ? { ...session, risks: withRisk(session.risks, risk) } : session)

/** An acceptance is taken back. */
export const takeBack = (session: Session, at: { readonly rule: string; readonly at: string }): Session => (session.at === 'design' ? { ...session, risks: withoutRisk(session.risks, at) } : session)

const isSame = (one: Reply, other: Reply): boolean => one.reviewer === other.reviewer && one.repliedAt === other.repliedAt

/** A reviewer's reply is taken over; the same one again replaces itself. */
export const takeReply = (session: Session, reply: Reply): Session =>
  session.at === 'design' ? { ...session, replies: [...session.replies.filter((other) => !isSame(other, reply)), reply] } : session

/** A reply is removed. */
export const dropReply = (session: Session, reply: Reply): Session =>
  session.at === 'design' ? { ...session, replies: session.replies.filter((other) => !isSame(other, reply)) } : session

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
