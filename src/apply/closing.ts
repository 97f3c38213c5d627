/** Closings: proofs before, a watch after, and taking back. */
import { type ArmId, idKey, nameOf } from '../base/armId.ts'
import type { Body, Change } from '../changes/change.ts'
import { restate } from '../changes/restate.ts'
import { ownTrouble } from './classify.ts'
import { type Desk, type Passed, readTrouble, rested, stopped } from './desk.ts'
import { gate, type GateView } from './gate.ts'
import { look, type Looked } from './look.ts'
import { lookAround } from './lookAround.ts'
import type { GateReport, Trouble } from './progress.ts'
import type { Request } from './send.ts'
import { estateSeen, idsKnown, type State } from './state.ts'
import { pathsOver } from './targets.ts'

/** A run and what it works with. */
export interface Site { readonly state: State; readonly desk: Desk }

/** When the proofs are read again while one is missing: names and approvals follow with a delay. */
const AGAIN = [10_000, 30_000, 60_000]

/** What no waiting brings about. */
const stays: ReadonlySet<string> = new Set(['wayIn', 'exceptionsInBody', 'buildCluster'])

/** The body of the resource once the change is written. */
function afterwards(change: Change, fresh: Body | null, sent: Body | null): Body | null {
  switch (change.do) {
    case 'create': return sent
    case 'update': return restate(fresh ?? {}, sent ?? change.patch, [])
    case 'delete': return null
    case 'action': case 'manual': return fresh
  }
}

function viewOf({ state, desk }: Site, change: Change, { looked, body, dark }: { readonly looked: Looked; readonly body: Body | null; readonly dark: readonly ArmId[] }): GateView {
  const { desired, journeys } = state.beginning
  const fresh = looked.bodies.get(idKey(change.id)) ?? null
  const unlisted = looked.unread.filter((id) => nameOf(id) === '*')
  return {
    change, desired, journeys, body, now: estateSeen(state, { unlisted }), after: estateSeen(state, { unlisted, changed: { id: change.id, body: afterwards(change, fresh, body) } }),
    bodies: looked.bodies, connections: looked.connections, unread: looked.unread, dark, wayInAt: wayInFor(state, change), stored: desk.signal.aborted ? 'no' : 'yes', at: looked.at,
  }
}

/** The workspace is closed last, on a word given after everything else was closed; for the others the first word will do. */
export function wayInFor({ wayInAt, changes }: State, change: Change): number | null {
  if (wayInAt === null || !/\/workspaces$/i.test(change.type) || !/^microsoft\.machinelearningservices/i.test(change.type)) return wayInAt
  const last = Math.max(0, ...[...changes.values()].filter(({ closes, stand, key }) => closes && stand === 'done' && key !== change.key).map(({ ended }) => ended ?? 0))
  return wayInAt >= last ? wayInAt : null
}

/** Reads and tells the proofs of a closing; the body is what would be sent. */
export async function readGate(site: Site, change: Change, make: (fresh: Body | null) => Request | null): Promise<{ readonly report: GateReport; readonly looked: Looked }> {
  const { state, desk } = site
  const { journeys, desired } = state.beginning
  const around = await lookAround({ journeys: pathsOver(change, journeys), desired, seen: estateSeen(state) }, { ids: idsKnown(state) }, desk)
  const near = await look(change, desired, { ids: idsKnown(state) }, desk)
  const looked: Looked = { ...near, at: around.at, unread: [...around.unread, ...near.unread], failure: around.failure ?? near.failure }
  const report = gate(viewOf(site, change, { looked, body: make(looked.bodies.get(idKey(change.id)) ?? null)?.body ?? null, dark: around.unread }))
  desk.tell(change.key, { gate: report })
  return { report, looked }
}

/** Lets a closing pass, or says what is missing. Delays are waited for, within two minutes. */
export async function passes(site: Site, change: Change, make: (fresh: Body | null) => Request | null): Promise<Passed | Trouble> {
  const { desk } = site
  desk.tell(change.key, { stand: 'gate', waits: { for: 'evidence', keys: [], id: change.id } })
  for (let turn = 0; ; turn += 1) {
    const { report, looked } = await readGate(site, change, make)
    if (looked.failure !== null) return looked.failure.is === 'stopped' ? stopped('nothing') : readTrouble(looked.failure, 'nothing')
    const isWhole = report.open.length === 0
    if (isWhole && desk.clock.now() <= report.validUntil) return { until: report.validUntil }
    const cut = report.evidence.find(({ name, result }) => name === 'pathsKept' && result === 'missing')
    // What hangs on a proof that comes late comes with it; proofs that were whole and too old may be read in time, as when Azure no longer asks for patience.
    const wait = !isWhole && report.open.every((name) => stays.has(name) || name === cut?.name) ? undefined : AGAIN[turn]
    if (wait === undefined && isWhole) return ownTrouble('evidenceTooOld', 'readEvidence')
    if (wait === undefined) return cut === undefined ? ownTrouble('evidenceMissing', remedyOf(report), { data: { missing: [...report.open] } }) : ownTrouble('pathWouldBreak', 'planAgain', { data: { paths: cut.found } })
    desk.tell(change.key, { next: desk.clock.now() + wait })
    if (!(await rested(desk, wait))) return stopped('nothing')
  }
}

/** An endpoint that failed or is gone stays so until it is planned anew; the rest may come true by itself. */
const remedyOf = ({ open }: GateReport): 'planAgain' | 'confirmWayIn' | 'readEvidence' => (open.includes('endpointsSucceeded') ? 'planAgain' : open.includes('wayIn') ? 'confirmWayIn' : 'readEvidence')

/** What must stay true while a closing is watched. */
const watched = new Set<string>(['endpointsSucceeded', 'approvedByTarget', 'recordsEqualAddresses', 'zonesLinked', 'buildCluster'])

/** One look at a closing that is done: a trouble when what replaces the door is lost. What cannot be read just now is no loss. */
export async function lostSince(site: Site, change: Change): Promise<Trouble | null> {
  const { state, desk } = site
  const looked = await look(change, state.beginning.desired, { ids: idsKnown(state) }, desk)
  if (looked.failure !== null) return null
  const { evidence } = gate(viewOf(site, change, { looked, body: null, dark: [] }))
  const lost = evidence.filter(({ name, result }) => watched.has(name) && result === 'missing')
  return lost.length === 0 ? null : ownTrouble('evidenceLost', 'takeBack', { wrote: 'written', data: { missing: lost.map(({ name }) => name) } })
}
