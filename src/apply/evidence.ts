/** The evidence file of a run: what was planned, sent, found and said; what Azure showed and what a person attested stand apart. Pure. */
import type { Json } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { DiagnosisResult } from './diagnose.ts'
import { type Entry, sentIn } from './journal.ts'
import type { Run } from './progress.ts'
import type { Verification } from './verify.ts'

/** What an evidence file is made of. Neither bodies of requests nor journals hold tokens or secrets. */
export interface EvidenceOf {
  readonly run: Run
  readonly plan: readonly Change[]
  readonly entries: readonly Entry[]
  readonly before: Snapshot
  readonly verification: Verification | null
  readonly diagnosis: readonly DiagnosisResult[] | null
  readonly writtenAt: string
}

/** The form of the file. */
const form = 1

const moment = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())

/** The file's content; `sorted` by the caller where equal content must give equal bytes. */
export function evidenceOf({ run, plan, entries, before, verification, diagnosis, writtenAt }: EvidenceOf): Json {
  const numbers = new Map(plan.map(({ key }, index) => [key, index + 1]))
  const gates = run.changes.flatMap(({ number, gate }) => (gate === null ? [] : [{ change: number, at: moment(gate.at), proofs: gate.evidence }]))
  return JSON.parse(JSON.stringify({
    ringfenceEvidence: form, writtenAt, run: run.id, workspaceId: before.workspaceId, planDigest: run.digest, startedAt: moment(run.startedAt), end: run.end === null ? null : { ...run.end, at: moment(run.end.at) },
    plan: plan.map((change, index) => ({ number: index + 1, ...change })),
    requests: sentIn(entries).map(({ sending, answered, settled }) => ({
      change: numbers.get(sending.key) ?? null, at: moment(sending.at), method: sending.method, id: sending.id, apiVersion: sending.apiVersion, bodySha256: sending.hash, attempt: sending.attempt,
      status: answered?.status ?? null, answeredAt: moment(answered?.at ?? null), became: settled?.as ?? null, replaced: sending.replaced,
    })),
    readFromAzure: {
      proofs: gates.map(({ proofs, ...rest }) => ({ ...rest, proofs: proofs.filter(({ result }) => result !== 'attested').map((proof) => ({ ...proof, at: moment(proof.at) })) })),
      verification: verification === null ? null : { takenAt: verification.snapshot.takenAt, compared: verification.compared, unlike: verification.unlike.map(({ key, ...rest }) => ({ change: numbers.get(key) ?? null, ...rest })), changesLeft: verification.again.length },
      diagnosis,
    },
    attested: {
      statements: entries.flatMap((entry) => (entry.is === 'attested' ? [{ at: moment(entry.at), what: entry.what, change: entry.key === null ? null : (numbers.get(entry.key) ?? null), id: entry.id, task: entry.task }] : [])),
      toBeChecked: verification === null ? [] : verification.lookUps,
    },
    changes: run.changes.map(({ number, id, stand, since, ended, attested, notes, trouble }) => ({ number, id, stand, began: moment(since), ended: moment(ended), attested, keptByAzure: notes, trouble })),
    before: { takenAt: before.takenAt, resources: before.resources }, after: verification === null ? null : { takenAt: verification.snapshot.takenAt, resources: verification.snapshot.resources },
  })) as Json
}
