/** The life of one change: read, decide, send, follow, prove. Nothing is sent that was not preceded by a read of this very turn. */
import { finish, type Operation, type Outcome, resume } from '../arm/finish.ts'
import { address } from '../arm/address.ts'
import type { Reply } from '../arm/failure.ts'
import { begun, type Watch } from '../arm/longRunning.ts'
import { isObject } from '../base/json.ts'
import { parentOf } from '../base/armId.ts'
import type { Body, Change } from '../changes/change.ts'
import { textAt } from '../resources/accessors.ts'
import { writable } from '../resources/writable.ts'
import { classify, isUnsent, type Met, metIn, metInOperation, nextWait, ownTrouble, readAgain, type Row, troubleOf } from './classify.ts'
import { calm, type Desk, type Finished, paused, rested, seen, settled, stopped } from './desk.ts'
import { between } from './expected.ts'
import { revived } from './leaving.ts'
import { proved } from './proof.ts'
import type { TroubleText, Wrote } from './progress.ts'
import { type Proofs, type Ready, ready } from './ready.ts'
import { type Request, send } from './send.ts'
import { failedState, type Standing, standing, twinOf } from './standing.ts'

/** What is remembered between the turns of one change. */
interface Turns {
  readonly counts: Map<TroubleText, { readonly before: number; readonly since: number }>
  /** Values that a person gave, by path: they are asked for once, however often the write is held back. */
  readonly values: Map<string, string>
  /** What became of the writes so far, as far as is known. */
  wrote: Wrote
  attempt: number
  /** Attempts that Azure, or this client, held back: they did not begin. */
  held: number
  proofs: Proofs | null
}

/** Carries a change out, or says why it does not go on. Never throws for what Azure or the network does. `wrote` is what is known of earlier writes. */
export async function carryOut(change: Change, desk: Desk, wrote: Wrote = 'nothing'): Promise<Finished> {
  const turns: Turns = { counts: new Map(), values: new Map(), wrote, attempt: 0, held: 0, proofs: null }
  for (;;) {
    desk.tell(change.key, { stand: 'reading', azure: null, ...calm })
    const read = await settled(change, desk, turns.wrote)
    if (!read.ok) return paused(read.trouble)
    const at = desk.clock.now()
    const decided = await decide(change, read.body, { desk, turns })
    if (decided !== 'write') return decided
    const made = await ready(change, { body: read.body, at }, desk, turns.proofs)
    if (made.is !== 'request') return made
    turns.proofs = made.proofs
    const went = await sent(change, made, { desk, turns })
    if (went.is === 'late') continue
    if (went.is === 'accepted') return proved(change, desk)
    if (went.is === 'ended') return went.finished
    const again = await afterwards(change, { met: went.met, notAfter: made.notAfter }, { desk, turns })
    if (again !== 'again') return again
  }
}

interface Around { readonly desk: Desk; readonly turns: Turns }

/** What a fresh body asks for: writing, nothing, or a person. */
async function decide(change: Change, fresh: Body | null, { desk, turns }: Around): Promise<Finished | 'write'> {
  const stand = await standingNow(change, fresh, desk)
  const broken = fresh !== null && failedState(fresh)
  const began = turns.attempt - turns.held
  if (broken && change.type.toLowerCase() === 'microsoft.network/privateendpoints' && change.do !== 'delete') return paused(ownTrouble('failedEndpoint', 'makeAgain', { wrote: turns.wrote }))
  if (stand.is === 'asWanted' && !broken) {
    // It was so before, or what was sent has happened after all: the journal has to know, or nobody could go on from here, or take it back.
    await desk.note({ is: 'settled', at: desk.clock.now(), key: change.key, as: 'done' })
    return proved(change, desk)
  }
  if (stand.is === 'asWanted') return began < 2 ? 'write' : paused(ownTrouble('operationFailed', 'tryAgain', { wrote: turns.wrote }))
  if (stand.is === 'asBefore') return fresh === null ? twin(change, desk) : 'write'
  if (broken && began > 0 && began < 3 && change.do === 'create') return 'write'
  desk.tell(change.key, { stand: 'stale' })
  const there = change.do === 'create' || fresh !== null
  return paused(ownTrouble(there ? (change.do === 'create' ? 'notAsPlanned' : 'changedMeanwhile') : 'gone', 'planAgain', { wrote: turns.wrote, unlike: stand.unlike }))
}

/** Where the resource stands; of an endpoint that is to be made again its connection counts, too. */
async function standingNow(change: Change, fresh: Body | null, desk: Desk): Promise<Standing> {
  const stand = standing(change, fresh)
  const unlike = stand.is === 'asBefore' && change.do === 'delete' && fresh !== null ? await revived(change, fresh, desk) : null
  return unlike === null ? stand : { is: 'otherwise', unlike: [unlike] }
}

const twins = /\/(privatednszonegroups|virtualnetworklinks)$/i

/** A zone group or link that is there under another name is adopted: a second one would be refused (F40, F69, F70). */
async function twin(change: Change, desk: Desk): Promise<Finished | 'write'> {
  if (change.do !== 'create' || !twins.test(change.type)) return 'write'
  const segment = change.type.split('/').at(-1) ?? ''
  const listed = await desk.arm.list({ path: `${parentOf(change.id)}/${segment}`, apiVersion: change.apiVersion, signal: desk.signal })
  const found = listed.ok ? twinOf(change, listed.items.filter(isObject)) : null
  if (found === null) return 'write'
  await desk.note({ is: 'settled', at: desk.clock.now(), key: change.key, as: 'done' })
  desk.tell(change.key, {}, { is: 'note', status: null, detail: textAt(found, 'id') ?? '' })
  return { is: 'done', notes: [] }
}

/** `late`: the reading no longer counts, and nothing was sent. */
type Went = { readonly is: 'accepted' } | { readonly is: 'late' } | { readonly is: 'failed'; readonly met: Met } | { readonly is: 'ended'; readonly finished: Finished }

/** Writes down what is about to be sent, sends it, and follows it to its end. */
async function sent(change: Change, { request, fresh: replaced, notAfter }: Ready, { desk, turns }: Around): Promise<Went> {
  const { values } = turns
  for (const secret of request.secrets) {
    if (values.has(secret.path)) continue
    const value = await desk.secret(secret, change)
    if (value === null) return { is: 'ended', finished: paused(ownTrouble('secretMissing', 'giveSecret', { data: { parameter: secret.parameter } })) }
    values.set(secret.path, value)
  }
  if (desk.signal.aborted) return { is: 'ended', finished: paused(stopped(turns.wrote)) }
  const { key, id, type, apiVersion } = change
  const at = desk.clock.now
  if (at() > (notAfter ?? Infinity)) return { is: 'late' }
  turns.attempt += 1
  await desk.note({ is: 'sending', at: at(), key, id, type, apiVersion, method: request.method, hash: request.hash, attempt: turns.attempt, replaced: replaced === null ? null : writable(type, replaced) })
  desk.tell(key, { stand: 'sent', ...calm }, { is: 'sent', status: null, detail: request.method })
  const startedAt = at()
  const answer = await send(desk.arm, request, { values, notAfter, signal: desk.signal })
  // What the client told of its own waiting stays until the change is read again.
  if (answer.ok || !isUnsent(metIn(answer.failure))) desk.tell(key, calm)
  if (!answer.ok) {
    if (answer.failure.is === 'throttled' || answer.failure.is === 'busy') turns.held += 1
    const lost = answer.failure.is === 'ambiguous' || answer.failure.is === 'stopped'
    turns.wrote = lost ? 'unknown' : turns.wrote
    await desk.note({ is: 'settled', at: at(), key, as: lost ? 'lost' : 'refused' })
    return { is: 'failed', met: metIn(answer.failure) }
  }
  await desk.note({ is: 'answered', at: at(), key, status: answer.status, ...watchOf(request, answer, desk), etag: textAt(answer.body, 'etag') })
  desk.tell(key, { stand: 'polling' }, { is: 'accepted', status: answer.status, detail: request.method })
  turns.wrote = 'written'
  const outcome = await finish(operationOf(change, request.method, { desk, startedAt, path: request.path }), answer)
  return ended(change, outcome, desk)
}

/** Where the end will be seen, and until when Azure asked for patience. */
const watchOf = (request: Request, reply: Reply, { origin, clock }: Desk): { readonly watch: Watch | null; readonly until: number } => {
  const decision = begun({ method: request.method, url: address(origin, request.path, {}) ?? origin }, reply, { now: clock.now(), elapsed: 0, unread: 0, origin })
  return decision.is === 'wait' ? { watch: decision.watch, until: clock.now() + (decision.after ?? 0) } : { watch: null, until: clock.now() }
}

/** The work of a change, to be followed. */
export const operationOf = (change: Change, method: Request['method'], { desk, startedAt, path }: { readonly desk: Desk; readonly startedAt: number; readonly path: string }): Operation => ({
  arm: desk.arm, clock: desk.clock, origin: desk.origin, write: { method, path }, startedAt, least: between(change),
  resource: { path: change.id, apiVersion: change.apiVersion, signal: desk.signal },
  tell: ({ state, at, next }) => {
    // Only a kindness to Azure after a reload: a journal that cannot keep it ends nothing.
    if (next > at) desk.note({ is: 'waits', at, key: change.key, until: next }).catch(() => undefined)
    desk.tell(change.key, { stand: 'polling', azure: state, ...calm, next })
  },
})

/** What the end of an operation means. One that can no longer be read by its link is read by its resource. */
async function ended(change: Change, outcome: Outcome, desk: Desk): Promise<Went> {
  const settle = (as: 'done' | 'failed' | 'lost'): Promise<void> => desk.note({ is: 'settled', at: desk.clock.now(), key: change.key, as })
  switch (outcome.is) {
    case 'done': case 'look':
      await settle('done')
      return { is: 'accepted' }
    case 'failed':
      await settle('failed')
      return { is: 'failed', met: metInOperation(outcome.fault) }
    case 'running': return { is: 'ended', finished: paused(ownTrouble('stillRunning', 'lookLater', { wrote: 'written' })) }
    case 'interrupted': {
      if (outcome.failure.is === 'stopped') return { is: 'ended', finished: paused(stopped('written')) }
      const met = metIn(outcome.failure)
      if (outcome.failure.is !== 'astray') return { is: 'ended', finished: paused(troubleOf(met, classify(met), 'written')) }
      // A link to elsewhere is not followed; the resource itself tells how it went (F09).
      const onResource = await resume(operationOf(change, 'PUT', { desk, startedAt: desk.clock.now(), path: change.id }), { at: change.do === 'delete' ? 'absence' : 'resource' })
      return onResource.is === 'interrupted' && onResource.failure.is === 'astray' ? { is: 'ended', finished: paused(troubleOf(met, classify(met), 'written')) } : ended(change, onResource, desk)
    }
  }
}

/** Reads over a minute before a write whose answer was lost may be sent again (F02). */
const QUIET = [5000, 15_000, 40_000]

interface Failing { readonly met: Met; readonly notAfter: number | undefined }

/** Whether there is another turn after a failure. */
async function afterwards(change: Change, { met, notAfter }: Failing, { desk, turns }: Around): Promise<Finished | 'again'> {
  const row = notAfter === undefined ? classify(met) : readAgain(met, classify(met))
  const trouble = troubleOf(met, row, turns.wrote)
  const stop = (): Finished => paused(trouble)
  if (row.action === 'ask' || row.action === 'stop') return met.is === 'stopped' ? paused(stopped(turns.wrote)) : stop()
  const counted = turns.counts.get(row.text) ?? { before: 0, since: desk.clock.now() }
  const wait = nextWait(row, counted.before, desk.clock.now() - counted.since, (met.until ?? 0) - desk.clock.now())
  turns.counts.set(row.text, { ...counted, before: counted.before + 1 })
  if (row.action === 'reconcile') {
    const found = await reconciled(change, row, { desk, turns })
    if (found === 'stopped') return paused(stopped(turns.wrote))
    if (found === 'moved') return 'again'
  }
  if (wait === null) return stop()
  if (!isUnsent(met)) desk.tell(change.key, { next: desk.clock.now() + wait, waits: { for: 'azure', keys: [], id: change.id }, trouble }, { is: 'waits', status: met.status, detail: met.fault.code ?? row.text })
  return (await rested(desk, wait)) ? 'again' : paused(stopped(turns.wrote))
}

/** Looks what became of a write whose answer says nothing: `moved` when the resource is no longer as before. */
async function reconciled(change: Change, row: Row, { desk }: Around): Promise<'moved' | 'unchanged' | 'stopped'> {
  desk.tell(change.key, { stand: 'ambiguous' }, { is: 'ambiguous', status: null, detail: row.text })
  for (const wait of row.is?.includes('ambiguous') === true ? QUIET : QUIET.slice(0, 1)) {
    if (!(await rested(desk, wait))) return 'stopped'
    const read = await seen(change, desk)
    if (read.ok && standing(change, read.body).is !== 'asBefore') return 'moved'
    if (read.ok && read.body !== null && change.do === 'delete' && textAt(read.body, 'properties.provisioningState')?.toLowerCase() === 'deleting') return 'moved'
  }
  return 'unchanged'
}
