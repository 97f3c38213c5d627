import type { Collected } from '../discovery/collecting.ts'
import { draftKey, kept, type Openings } from './openings.ts'
import { messageOf } from './ports.ts'
import * as transitions from './session.ts'
import type { State } from './store.ts'
import { type Parts, showWaits, turns } from './turns.ts'

/** The newest answers to the same workspace: of the design that is read again, else of a draft. */
async function earlierOf({ store, ports }: Parts, { workspaceId }: transitions.Target, before: transitions.Design | null) {
  if (before !== null) return { snapshot: before.snapshot, answers: kept(before, before.snapshot.takenAt) }
  const key = store.getState().drafts?.find((draft) => draft.key.startsWith(`${workspaceId.toLowerCase()}@`))?.key
  if (key === undefined) return null
  const [answers, snapshot] = await Promise.all([ports.drafts.answers(key), ports.drafts.snapshot(key)]).catch(() => [null, undefined] as const)
  return answers === null || snapshot === undefined ? null : { snapshot: snapshot as transitions.Design['snapshot'], answers }
}

/** Reads one workspace. The tab keeps what is read, so that it is read again after a reload and after a sign-in. */
export function reading(parts: Parts, opening: Openings, settle: () => void) {
  const { store, ports, sign } = parts
  const turn = turns()
  const put = (part: Partial<State>) => store.setState(part)
  const fail = (signal: AbortSignal, failure: transitions.ReadFailure) => {
    if (!signal.aborted) put({ session: transitions.readFailed(store.getState().session, failure) })
  }
  const open = async (signal: AbortSignal, target: transitions.Target, { snapshot, before, origin }: { readonly snapshot: transitions.Design['snapshot']; readonly before: transitions.Design | null; readonly origin: transitions.Origin }) => {
    const [collector, earlier] = [await ports.collector(), await earlierOf(parts, target, before)]
    const failure = await opening.fresh({ snapshot, origin, earlier: earlier?.answers ?? null, current: () => !signal.aborted })
    if (failure !== null) return fail(signal, failure)
    if (signal.aborted) return
    ports.tab.intend(null)
    if (earlier !== null) {
      const difference = { since: earlier.snapshot.takenAt, changes: collector.changedBetween(earlier.snapshot, snapshot) }
      const { notice } = store.getState()
      put({ difference, notice: notice?.about === 'resumed' ? { about: 'readAgain', since: difference.since, changes: difference.changes.length } : notice })
    }
    ports.goTo('/assessment', 'replace')
    settle()
  }
  const read = async (target: transitions.Target, before: transitions.Design | null) => {
    const signal = turn.begin()
    opening.leave()
    put({ session: transitions.discovering(target, ports.now(), before), notice: null, held: null })
    ports.tab.intend({ to: 'read', ...target, before: before === null ? null : draftKey(before.snapshot), after: 'reload' })
    ports.goTo('/read')
    // What opens the snapshot is loaded meanwhile; a failure shows when it is needed.
    void ports.core().catch(() => undefined)
    const [collector, live] = await Promise.all([ports.collector().catch(() => null), sign.settled()])
    if (collector === null || live === null) return fail(signal, { what: 'program' })
    try {
      const report = (progress: transitions.Discover['progress']) => {
        if (!signal.aborted && progress !== null) put({ session: transitions.progressed(store.getState().session, progress) })
      }
      // The client keeps this account's tokens, whoever is the current one when the reading ends.
      const [arm, identity] = [live.arm(target.tenant), live.identity()]
      showWaits(store, arm, signal)
      const collected: Collected = await collector.collect({ arm, cloud: live.cloud, workspaceId: target.workspaceId, takenAt: ports.now(), signal, report })
      if (signal.aborted) return
      if (!collected.ok) return fail(signal, { what: 'azure', failure: collected.failure })
      const origin = { from: 'azure' as const, account: identity.is === 'in' ? identity.account.username : '', tenant: live.directoryOf(target.tenant) }
      await open(signal, target, { snapshot: collected.snapshot, before, origin })
    } catch (error) {
      fail(signal, { what: 'estate', message: messageOf(error) })
    }
  }
  return {
    read,
    leave: turn.stop,
    stop: () => {
      turn.stop()
      put({ session: transitions.readFailed(store.getState().session, { what: 'azure', failure: { is: 'stopped' } }) })
    },
  }
}
