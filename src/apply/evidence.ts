/** The record of a run: what was planned, sent, found and said; what Azure showed and what a person attested stand apart. Pure. */
import type { Change, ChangeKey } from '../changes/change.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Diagnosis } from './diagnose.ts'
import { type Entry, segmentsOf, type Sent, sentIn } from './journal.ts'
import { numbersFor } from './past.ts'
import type { ChangeProgress, Run } from './progress.ts'
import type { Verification } from './verify.ts'

/** What a record is made of. `left`: what a way back leaves as it is; `checked`: what a person said of the names, by host. */
export interface EvidenceOf {
  readonly run: Run
  readonly kind: 'forward' | 'undo'
  readonly plan: readonly Change[]
  readonly left: readonly Change[]
  readonly entries: readonly Entry[]
  readonly before: Snapshot
  readonly verification: Verification | null
  readonly diagnosis: Diagnosis | null
  readonly checked: Readonly<Record<string, 'yes' | 'no'>>
  readonly writtenAt: string
}

/** The form of the file. */
const form = 1

const moment = (time: number | null | undefined): string | null => (time === null || time === undefined ? null : new Date(time).toISOString())

/** Every change that the run was ever about, as it was first planned, under the number that the run speaks of it with. */
function everyChange({ entries, plan }: EvidenceOf, numbers: ReadonlyMap<ChangeKey, number>): readonly { readonly number: number; readonly change: Change }[] {
  const planned = new Map([...segmentsOf(entries).flatMap((segment) => segment.plan), ...plan].toReversed().map((change) => [change.key, change]))
  return [...numbers].flatMap(([key, number]) => {
    const change = planned.get(key)
    return change === undefined ? [] : [{ number, change }]
  })
}

const requestOf = (number: number | null, { sending, answered, settled }: Sent) => ({
  change: number, at: moment(sending.at), method: sending.method, id: sending.id, apiVersion: sending.apiVersion, bodySha256: sending.hash, attempt: sending.attempt,
  status: answered?.status ?? null, answeredAt: moment(answered?.at), became: settled?.as ?? null, replaced: sending.replaced,
})

/** What became of a change: by the run that is shown, else by what was sent in an earlier part of it. */
function outcomeOf(number: number, { id }: Change, progress: ChangeProgress | undefined, sent: Sent | undefined) {
  const stand = progress?.stand ?? (sent?.settled?.as === 'done' ? ('done' as const) : sent === undefined ? ('skipped' as const) : ('ambiguous' as const))
  return {
    number, id, stand, began: moment(progress?.since ?? sent?.sending.at), ended: moment(progress?.ended ?? sent?.settled?.at), attested: progress?.attested ?? 'no', shownByAzure: progress?.check ?? null,
    keptByAzure: progress?.notes ?? [], trouble: progress?.trouble ?? null,
  }
}

/** The record of a run. Its JSON is the evidence file; `withoutTokens` goes over it before it leaves the page. */
export function recordOf(of: EvidenceOf) {
  const { run, kind, plan, left, entries, before, verification, diagnosis, checked, writtenAt } = of
  const numbers = numbersFor(entries, plan)
  const numberOf = (key: ChangeKey | null): number | null => (key === null ? null : (numbers.get(key) ?? null))
  const all = everyChange(of, numbers)
  const sent = sentIn(entries)
  const begun = entries.find((entry) => entry.is === 'begun')
  return {
    ringfenceEvidence: form, writtenAt, run: run.id, kind, workspaceId: before.workspaceId, planDigest: begun?.digest ?? run.digest, startedAt: moment(begun?.at ?? run.startedAt), end: run.end === null ? null : { ...run.end, at: moment(run.end.at) },
    plan: all.map(({ number, change }) => ({ number, ...change })),
    changes: all.map(({ number, change }) => outcomeOf(number, change, run.changes.find(({ key }) => key === change.key), sent.findLast(({ sending }) => sending.key === change.key))),
    left: left.map(({ id, type, do: what }) => ({ id, type, do: what })),
    takenBack: entries.flatMap((entry) => (entry.is === 'takenBack' ? [{ at: moment(entry.at), change: numberOf(entry.key) }] : [])),
    requests: sent.map((one) => requestOf(numberOf(one.sending.key), one)),
    readFromAzure: {
      proofs: run.changes.flatMap(({ number, gate }) => (gate === null ? [] : [{ change: number, at: moment(gate.at), proofs: gate.evidence.filter(({ result }) => result !== 'attested').map((proof) => ({ ...proof, at: moment(proof.at) })) }])),
      verification: verification === null ? null : {
        takenAt: verification.snapshot.takenAt, compared: verification.compared, checks: verification.checks, changesLeft: verification.again.filter((change) => change.do !== 'manual').length,
        unlike: verification.unlike.map(({ key, ...rest }) => ({ change: numberOf(key), ...rest })),
      },
      diagnosis: diagnosis === null ? null : { ...diagnosis, at: moment(diagnosis.at) },
    },
    attested: {
      statements: entries.flatMap((entry) => (entry.is === 'attested' ? [{ at: moment(entry.at), what: entry.what, change: numberOf(entry.key), id: entry.id, task: entry.task }] : [])),
      names: (verification?.lookUps ?? []).map(({ host, address }) => ({ host, address, asExpected: checked[host] ?? null })),
    },
    before: { takenAt: before.takenAt, resources: before.resources }, after: verification === null ? null : { takenAt: verification.snapshot.takenAt, resources: verification.snapshot.resources },
  }
}

/** A run on record. */
export type RunRecord = ReturnType<typeof recordOf>
