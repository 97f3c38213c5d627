/** A run as a page or a command line sees it: types only, so that screens need nothing of the engine. */
import type { ArmId } from '../base/armId.ts'
import type { ChangeKey, Phase } from '../changes/change.ts'

/** Where a change of a run stands. */
export type ChangeStand =
  | 'waiting' | 'gate' | 'reading' | 'sent' | 'polling' | 'verifying' | 'done' | 'ambiguous' | 'stale' | 'paused' | 'skipped' | 'byHand'

/** The one next action that a person is offered. */
export type Remedy =
  /** Go on: the estate is read again and what is left is planned. */
  | 'continue' | 'tryAgain' | 'planAgain'
  | 'signIn' | 'getRight' | 'askOwner' | 'removeLock' | 'register' | 'giveSecret'
  | 'changePlan' | 'makeAgain' | 'lookLater' | 'readEvidence' | 'agree' | 'confirmWayIn' | 'doByHand' | 'takeBack' | 'report'

/** What happened, as a key of the texts in `messages.en.ts`. */
export type TroubleText =
  | 'stopped' | 'signInNeeded' | 'signInEnded' | 'signInBusy' | 'tooLong' | 'policyUnread' | 'otherDirectory' | 'unexpectedAddress' | 'answerLost' | 'noAnswer' | 'throttled' | 'askedToWait' | 'busy' | 'changedMeanwhile' | 'identityUnknown' | 'parentMissing'
  | 'notShownYet' | 'scopeMissing' | 'existsAlready' | 'policyRefused' | 'locked' | 'notRegistered' | 'rightMissing' | 'linkedRightMissing' | 'denyAssigned' | 'refused'
  | 'quota' | 'noCapacity' | 'nameHeld' | 'tierTooLow' | 'failedEndpoint' | 'wrongGroup' | 'subnetFull' | 'conflict' | 'versionUnknown' | 'internalError' | 'operationFailed' | 'gone' | 'notAccepted'
  | 'templateInvalid' | 'templateTooLarge' | 'deploymentBusy' | 'questionLost'
  | 'stillRunning' | 'azureKept' | 'notAsPlanned' | 'approvalPending' | 'connectionLost' | 'noRecords' | 'zoneOverlap' | 'secretMissing' | 'evidenceMissing' | 'evidenceTooOld' | 'evidenceLost' | 'pathWouldBreak'
  | 'byHandOpen' | 'agreementOpen' | 'preparedOnly' | 'takenBack' | 'journalUnavailable'

/** How much of a write happened: `unknown` where nobody could look. */
export type Wrote = 'nothing' | 'written' | 'unknown'

/** A property that Azure has otherwise than somebody expects; values as text. */
export interface Unlike { readonly path: string; readonly expected: string; readonly found: string }

/** Why a change does not go on, with what to quote and the one remedy. `said` is Azure's own text. */
export interface Trouble {
  readonly text: TroubleText
  readonly remedy: Remedy
  readonly wrote: Wrote
  readonly status: number | null
  readonly code: string | null
  readonly said: string
  readonly ids: { readonly request: string | null; readonly correlation: string | null; readonly sent: string | null }
  /** What the text names: a right and its scope, a policy, a lock, a resource. */
  readonly data: Readonly<Record<string, string | readonly string[]>>
  readonly unlike: readonly Unlike[]
}

/** What a change waits for. `keys` are the changes concerned, `id` a resource. */
export interface Waits {
  readonly for: 'changes' | 'writer' | 'pace' | 'azure' | 'evidence' | 'yes' | 'person' | 'run'
  readonly keys: readonly ChangeKey[]
  readonly id: ArmId | null
}

/** One proof before a closing. */
export type EvidenceName =
  | 'endpointsSucceeded' | 'approvedByTarget' | 'recordsEqualAddresses' | 'zonesLinked' | 'exceptionsInBody' | 'buildCluster' | 'restoringBodyStored' | 'nothingRuns' | 'wayIn' | 'pathsKept'

/** `read`: read from Azure; `stored`: kept here; `attested`: a person's word; `missing`: it is not so; `unread`: nobody could look. */
export interface Evidence {
  readonly name: EvidenceName
  readonly result: 'read' | 'stored' | 'attested' | 'missing' | 'unread'
  readonly found: readonly string[]
  readonly at: number
}

/** All proofs of a closing; `open` names those that are not there. */
export interface GateReport {
  readonly evidence: readonly Evidence[]
  readonly open: readonly EvidenceName[]
  /** When the oldest reading was made; the gate holds for a minute from then. */
  readonly at: number
  readonly validUntil: number
}

/** A line of a change's story; times in milliseconds. */
export interface LogLine {
  readonly at: number
  readonly is: 'read' | 'sent' | 'accepted' | 'azureWorks' | 'verified' | 'waits' | 'ambiguous' | 'ended' | 'note'
  readonly status: number | null
  readonly detail: string
}

/** How long it takes: half of the recorded cases, 95 of 100, in milliseconds. */
export interface Expected { readonly p50: number; readonly p95: number; readonly verified: boolean }

/** A closing under watch. `trouble` is what was lost since. */
export interface Watched { readonly since: number; readonly until: number; readonly lastSeen: number | null; readonly trouble: Trouble | null }

/** What Azure shows of a change that people make: nobody asked yet, it is being read, not all of it is there, or it could not be read. */
export interface HandCheck { readonly is: 'canAsk' | 'asking' | 'notYet' | 'unread'; readonly at: number; readonly missing: readonly Unlike[] }

/** One change of a run. */
export interface ChangeProgress {
  readonly key: ChangeKey
  /** Its spoken number in the plan. */
  readonly number: number
  readonly id: ArmId
  readonly phase: Phase
  readonly closes: boolean
  readonly stand: ChangeStand
  readonly waits: Waits | null
  readonly since: number | null
  readonly ended: number | null
  readonly expected: Expected | null
  /** Azure's own word for the work, and when it is looked at next. */
  readonly azure: string | null
  readonly next: number | null
  readonly gate: GateReport | null
  readonly trouble: Trouble | null
  /** What is different from what was sent although the change is done. */
  readonly notes: readonly Unlike[]
  readonly attested: 'yes' | 'no'
  /** For when people make it; null where no interface shows whether it is done. */
  readonly check: HandCheck | null
  readonly watch: Watched | null
  readonly log: readonly LogLine[]
}

/** How a run ended: every run does. */
export type End =
  | { readonly is: 'done'; readonly at: number }
  | { readonly is: 'paused'; readonly at: number; readonly key: ChangeKey | null; readonly trouble: Trouble }
  | { readonly is: 'restored'; readonly at: number; readonly restored: readonly ChangeKey[]; readonly stays: readonly ChangeKey[] }

/** A run. `stands`: what it is about at this moment. */
export interface Run {
  readonly id: string
  readonly digest: string
  readonly startedAt: number
  readonly now: number
  readonly stands: 'prepare' | 'lockdown' | 'needsYou' | 'watching' | 'pausing' | 'ended'
  readonly changes: readonly ChangeProgress[]
  readonly wayInConfirmedAt: number | null
  readonly end: End | null
}
