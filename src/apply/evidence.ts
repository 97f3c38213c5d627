/** The record of a run: what was planned, sent, found and said; what Azure showed and what a person attested stand apart. Pure. */
import type { Body, Change, ChangeKey } from '../changes/change.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Diagnosis } from './diagnose.ts'
import { beforeIn, type Entry, segmentsOf, type Sent, sentIn } from './journal.ts'
import { numbersFor } from './past.ts'
import type { ChangeProgress, Evidence, Run } from './progress.ts'
import { requestOf as writeOf } from './send.ts'
import { takenBack } from './takeBack.ts'
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

/** A write with the change of the part of the run that sent it. */
interface Written { readonly one: Sent; readonly change: Change | null }

/** Every write, in the order of sending. */
const writesIn = (entries: readonly Entry[]): readonly Written[] => {
  const plans = entries.flatMap((entry) => (entry.is === 'begun' ? [{ from: entry.at, plan: entry.plan }] : []))
  return sentIn(entries).map((one) => ({ one, change: plans.findLast(({ from, plan }) => from <= one.sending.at && plan.some(({ key }) => key === one.sending.key))?.plan.find(({ key }) => key === one.sending.key) ?? null }))
}

/** The body of a write, made again of its change and of what it replaced, and proven by the hash that was kept of what was sent; null where there was none, or none that is proven. */
function bodyOf({ one: { sending }, change }: Written, replaced: readonly (Body | null)[]): Body | null {
  const ways = change === null ? [] : [change, ...replaced.map((body) => takenBack(change, body))]
  const made = ways.flatMap((way) => (way === null ? [] : (writeOf(way, sending.replaced) ?? [])))
  return made.find(({ hash }) => hash === sending.hash)?.body ?? null
}

const requestOf = (number: number | null, { sending, answered, settled }: Sent, body: Body | null) => ({
  change: number, at: moment(sending.at), method: sending.method, id: sending.id, apiVersion: sending.apiVersion, bodySha256: sending.hash, body, attempt: sending.attempt,
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

/** The proofs of one closing, at one reading. */
interface Proven { readonly key: ChangeKey; readonly at: number; readonly evidence: readonly Evidence[] }

/** What let closings out, in every part of the run, and the last look at those that did not go out. */
function proofsIn(entries: readonly Entry[], { changes }: Run): readonly Proven[] {
  const passed = entries.flatMap((entry): readonly Proven[] => (entry.is === 'proved' ? [entry] : []))
  const last = changes.flatMap(({ key, gate }): readonly Proven[] => (gate === null || passed.some((one) => one.key === key && one.at === gate.at) ? [] : [{ key, at: gate.at, evidence: gate.evidence }]))
  return [...passed, ...last].sort((one, other) => one.at - other.at)
}

/** The record of a run. Its JSON is the evidence file; `withoutTokens` goes over it before it leaves the page. */
export function recordOf(of: EvidenceOf) {
  const { run, kind, plan, left, entries, before, verification, diagnosis, checked, writtenAt } = of
  const numbers = numbersFor(entries, plan)
  const numberOf = (key: ChangeKey | null): number | null => (key === null ? null : (numbers.get(key) ?? null))
  const all = everyChange(of, numbers)
  const writes = writesIn(entries)
  const sent = writes.map(({ one }) => one)
  const replacedBy = (key: ChangeKey): readonly (Body | null)[] => sent.flatMap(({ sending }) => (sending.key === key ? [sending.replaced] : []))
  const proven = proofsIn(entries, run)
  const proofs = (results: readonly Evidence['result'][]) => proven.flatMap(({ key, at, evidence }) => {
    const own = evidence.filter(({ result }) => results.includes(result))
    return own.length === 0 ? [] : [{ change: numberOf(key), at: moment(at), proofs: own.map((proof) => ({ ...proof, at: moment(proof.at) })) }]
  })
  const earlier = beforeIn(entries) ?? before
  const begun = entries.find((entry) => entry.is === 'begun')
  return {
    ringfenceEvidence: form, writtenAt, run: run.id, kind, workspaceId: before.workspaceId, planDigest: begun?.digest ?? run.digest, startedAt: moment(begun?.at ?? run.startedAt), end: run.end === null ? null : { ...run.end, at: moment(run.end.at) },
    plan: all.map(({ number, change }) => ({ number, ...change })),
    changes: all.map(({ number, change }) => outcomeOf(number, change, run.changes.find(({ key }) => key === change.key), sent.findLast(({ sending }) => sending.key === change.key))),
    left: left.map(({ id, type, do: what }) => ({ id, type, do: what })),
    takenBack: entries.flatMap((entry) => (entry.is === 'takenBack' ? [{ at: moment(entry.at), change: numberOf(entry.key) }] : [])),
    requests: writes.map((write) => requestOf(numberOf(write.one.sending.key), write.one, bodyOf(write, replacedBy(write.one.sending.key)))),
    readFromAzure: {
      proofs: proofs(['read', 'missing', 'unread']),
      verification: verification === null ? null : {
        takenAt: verification.snapshot.takenAt, compared: verification.compared, checks: verification.checks, changesLeft: verification.again.filter((change) => change.do !== 'manual').length,
        unlike: verification.unlike.map(({ key, ...rest }) => ({ change: numberOf(key), ...rest })),
      },
      diagnosis: diagnosis === null ? null : { ...diagnosis, at: moment(diagnosis.at) },
    },
    keptHere: { proofs: proofs(['stored']) },
    attested: {
      statements: entries.flatMap((entry) => (entry.is === 'attested' ? [{ at: moment(entry.at), what: entry.what, change: numberOf(entry.key), id: entry.id, task: entry.task }] : [])),
      names: (verification?.lookUps ?? []).map(({ host, address }) => ({ host, address, asExpected: checked[host] ?? null })),
    },
    before: { takenAt: earlier.takenAt, resources: earlier.resources }, after: verification === null ? null : { takenAt: verification.snapshot.takenAt, resources: verification.snapshot.resources },
  }
}

/** A run on record. */
export type RunRecord = ReturnType<typeof recordOf>
