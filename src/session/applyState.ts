/** Carrying a plan out as the page shows it: what is asked before, the run, what was read back after it. Types; words are in applyWords.ts. */
import type { Diagnosis } from '../apply/diagnose.ts'
import type { Forecast } from '../apply/forecast.ts'
import type { Run, Trouble } from '../apply/progress.ts'
import type { PutBack } from '../apply/putBack.ts'
import type { Created, WayBack } from '../apply/undoRun.ts'
import type { Verification } from '../apply/verify.ts'
import type { Failure } from '../arm/failure.ts'
import type { ArmId } from '../base/armId.ts'
import type { Change, ChangeKey, Secret } from '../changes/change.ts'
import type { ScheduleOptions } from '../changes/schedule.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Finding } from '../steps/rule.ts'

export type { Diagnosis } from '../apply/diagnose.ts'
export type { DiagnosisResult } from '../apply/diagnosisReport.ts'
export type { Detail, Forecast, Question } from '../apply/forecast.ts'
export type { Created, WayBack } from '../apply/undoRun.ts'
export type { Verification } from '../apply/verify.ts'
export type RunOptions = ScheduleOptions

/** Each closing asks; nothing else is special. */
export const usualOptions: RunOptions = { askBeforeClosing: true, stopAfterPrepare: false, byHand: new Set() }

/** What Azure says before anything is sent. `plan` is the one that was asked about. */
export interface Preflighting {
  readonly plan: readonly Change[]
  readonly state: 'asking' | 'done' | 'failed'
  readonly at: string
  readonly forecasts: readonly Forecast[]
  readonly failure: Failure | null
  /** The message of our own mistake. */
  readonly mistake: string | null
}

/** A secret that a change needs and that nothing stores. */
export interface SecretAsked { readonly secret: Secret; readonly change: Change }

/** Reading back after a run. `checked`: what a person says of the names, by host. */
export interface After {
  readonly state: 'reading' | 'read' | 'failed'
  readonly verification: Verification | null
  /** Findings on the estate that was read back. */
  readonly assessment: readonly Finding[] | null
  /** Null: not asked yet, or being asked. */
  readonly diagnosis: Diagnosis | null
  readonly failure: Failure | null
  readonly checked: Readonly<Record<string, 'yes' | 'no'>>
}

/** Why a run does not go: another tab has one of this workspace, there is nothing to go on with, a part of the program is missing, the browser keeps nothing, a later version wrote it, Azure did not answer, our own mistake. */
export type NotGoing = { readonly is: 'taken' | 'over' | 'program' | 'unkept' } | { readonly is: 'otherForm'; readonly form: number } | { readonly is: 'failed'; readonly failure: Failure } | { readonly is: 'mistake'; readonly message: string }

/** The run that a way back is of, and what is done with what it created. */
export interface Undoes { readonly run: string; readonly created: Created }

/** A run of this tab. */
export interface Going {
  readonly id: string
  readonly kind: 'forward' | 'undo'
  readonly workspaceId: string
  readonly plan: readonly Change[]
  readonly before: Snapshot
  readonly findingsBefore: readonly Finding[]
  /** Null until it goes: it is being begun, or what was sent before is looked at. */
  readonly run: Run | null
  readonly not: NotGoing | null
  readonly secret: SecretAsked | null
  readonly after: After | null
  /** What an undo leaves as it is. */
  readonly left: readonly Change[]
  /** Whether it is still to begin: the estate is read again and compared with the one that was reviewed. */
  readonly isComparing: boolean
  /** Null for a run forward. */
  readonly undoes: Undoes | null
}

/** A closing of a run of an earlier visit; `number` is its spoken number. */
export interface ClosedDoor { readonly key: ChangeKey; readonly id: ArmId; readonly number: number; readonly at: number }

/** A run of an earlier visit that has not ended. `watchedUntil`: until when its last closing is to be watched, null where that is over. */
export interface OpenRun {
  readonly id: string
  readonly startedAt: number
  readonly done: number
  readonly all: number
  readonly closings: readonly ClosedDoor[]
  readonly watchedUntil: number | null
}

/** The newest run of this workspace that ended done: it can still be put back. */
export interface DoneRun {
  readonly id: string
  readonly endedAt: number
  readonly done: number
}

/** One closing that is taken back while its run is paused, and what became of it; `trouble` says why Azure did not do it. */
export interface TakingBack { readonly key: ChangeKey; readonly as: 'going' | PutBack['is'] | 'program'; readonly trouble: Trouble | null }

/** All of it. `open` and `past`: null where nobody looked yet or there is none. */
export interface Applying {
  readonly preflight: Preflighting | null
  readonly options: RunOptions
  readonly going: Going | null
  readonly open: OpenRun | null
  readonly past: DoneRun | null
  /** The way back, as it is shown before it is gone. */
  readonly back: (WayBack & { readonly created: Created }) | null
  readonly takingBack: TakingBack | null
  readonly program: 'there' | 'unloadable'
}

/** Nothing asked, nothing begun. */
export const notApplying: Applying = { preflight: null, options: usualOptions, going: null, open: null, past: null, back: null, takingBack: null, program: 'there' }

/** What a person does to a run that goes. */
export type Act = { readonly do: 'pause' | 'stop' | 'confirmWayIn' } | { readonly do: 'agree' | 'didByHand' | 'checkByHand' | 'readEvidence' | 'takeBack'; readonly key: ChangeKey }

/** What a visitor can cause. Only `startRun`, `goOnWithRun`, `undoRun` and taking back lead to writes. */
export interface ApplyActions {
  /** Looks whether an earlier visit left a run of this workspace. */
  readonly lookForRun: () => void
  readonly preflight: () => void
  readonly setRunOptions: (part: Partial<RunOptions>) => void
  readonly startRun: () => void
  /** Goes on with the run that paused, or with that of an earlier visit, and tries again what could not begin; `byHand` is left to people from now on. A way back is planned again from the journal of its run. */
  readonly goOnWithRun: (byHand?: ChangeKey) => void
  readonly planUndo: (created: Created | null) => void
  readonly undoRun: () => void
  /** Taking back also works on a run that has paused, or that an earlier visit left. */
  readonly act: (act: Act) => void
  /** Null: nobody has it; the change then pauses. */
  readonly giveSecret: (value: string | null) => void
  readonly checkName: (host: string, said: 'yes' | 'no') => void
  readonly readBack: () => void
  readonly diagnoseAgain: () => void
  /** The evidence of the run and its report as one zip; null where there is no run. */
  readonly evidence: () => Promise<Uint8Array | null>
  /** Lets a run of an earlier visit be as it is: it is not gone on with, and can still be put back. Sends nothing. */
  readonly leaveRun: () => void
  /** Puts a run that has ended, or does not go, away, and looks what there is besides. */
  readonly putRunAway: () => void
  /** Opens what was read back, with the answers kept. */
  readonly openAfter: () => void
}
