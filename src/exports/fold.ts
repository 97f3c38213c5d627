import { type ArmId, groupOf, idKey, typeOf } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Body, Change, ChangeKey } from '../changes/change.ts'
import { restate } from '../changes/restate.ts'
import type { Exported, ExportInput, OmittedBecause } from './exportFile.ts'
import { awaitedBy, type Earlier, throughout } from './awaited.ts'
import { type Awaited, type Folded, hostOf } from './folded.ts'
import { spelledOut } from './spelledOut.ts'
import { inlined } from './inlined.ts'
import { ENVELOPE } from './types.ts'
import { versionsOf } from './versions.ts'

type Writing = Extract<Change, { do: 'create' | 'update' }>
interface Numbered {
  readonly change: Writing
  readonly number: number
}

/** The plan as resources, in the order of their first changes, and what no template can say. */
export function fold(input: ExportInput): { readonly folded: readonly Folded[]; readonly omitted: Exported['omitted'] } {
  const byKey = new Map<ChangeKey, Change>(input.plan.map((change) => [change.key, change]))
  const because = new Map<Change, OmittedBecause>()
  const groups = new Map<string, Numbered[]>()
  input.plan.forEach((change, index) => {
    const why = unsayable(change, input)
    if (why !== null) because.set(change, why)
    if (change.do !== 'create' && change.do !== 'update') return
    const key = idKey(change.id)
    if (why === null) groups.set(key, [...(groups.get(key) ?? []), { change, number: index + 1 }])
  })
  const folded = [...groups.values()].flatMap((changes) => foldOne(changes, input, afterOf(changes, byKey, because)))
  return { folded: inlined(folded), omitted: input.plan.flatMap((change) => omission(change, because.get(change))) }
}

const omission = (change: Change, because: OmittedBecause | undefined): Exported['omitted'] => (because === undefined ? [] : [{ change, because }])

function unsayable(change: Change, { plan, asRead }: ExportInput): OmittedBecause | null {
  if (change.do === 'delete' || change.do === 'action' || change.do === 'manual') return change.do
  const host = hostOf(change.id)
  const isChild = host !== null && change.type.toLowerCase().startsWith(`${typeOf(host).toLowerCase()}/`)
  if (groupOf(change.id) === null || (host !== null && !isChild && versionsOf(plan)(typeOf(host)) === null)) return 'otherScope'
  if (change.do === 'create') return null
  const made = plan.some((other) => other.do === 'create' && idKey(other.id) === idKey(change.id))
  return made || asRead.has(idKey(change.id)) ? null : 'unknownBody'
}

function afterOf(changes: readonly Numbered[], byKey: ReadonlyMap<ChangeKey, Change>, because: ReadonlyMap<Change, OmittedBecause>): Awaited {
  const inPhase = (phase: Change['phase']): readonly Change[] => changes.flatMap(({ change }) => (change.phase === phase ? [change] : []))
  const earlier = awaitedBy(byKey, because)
  const [first, last] = [inPhase('prepare').flatMap(earlier), inPhase('lockdown').flatMap(earlier)]
  const closings = inPhase('lockdown').flatMap((change) => throughout(change, byKey, 'lockdown')).filter((change) => !because.has(change))
  const idsOf = (found: readonly Change[]): readonly ArmId[] => unique(found.map(({ id }) => id), changes[0]?.change.id)
  const of = (found: readonly Earlier[]): readonly ArmId[] => idsOf(found.map(({ change }) => change))
  return { prepare: of(first), byHand: of(first.filter(({ byHand }) => byHand)), lockdown: of(last), closings: idsOf(closings) }
}

function foldOne(changes: readonly Numbered[], input: ExportInput, after: Awaited): readonly Folded[] {
  const first = changes[0]?.change
  if (first === undefined) return []
  const created = changes.map(({ change }) => change).find((change) => change.do === 'create')
  const start = created === undefined ? writable(first, input) : envelope(first.type, created.body)
  // A patch may say what overrides something that was read (WKSP-08), so what may be sent is asked again behind it.
  const sendable = (body: Body): Body => (created === undefined ? input.writable(first.type, body) : body)
  const patched = (body: Body, phase: Change['phase']): Body =>
    changes.reduce((whole, { change }) => (change.do === 'update' && change.phase === phase ? restate(whole, change.patch, []) : whole), body)
  const prepare = changes.reduce((whole, { change }) => (change.do === 'update' && change.phase === 'lockdown' ? spelledOut(whole, change.patch, change.before) : whole), patched(start, 'prepare'))
  return [
    {
      id: first.id,
      type: first.type,
      apiVersion: first.apiVersion,
      owner: first.owner,
      state: created === undefined ? 'existing' : 'new',
      from: created?.phase ?? 'prepare',
      phases: new Set(changes.map(({ change }) => change.phase)),
      prepare: sendable(prepare),
      lockdown: sendable(patched(prepare, 'lockdown')),
      secrets: created?.secrets ?? [],
      numbers: changes.map(({ number }) => number),
      answers: [first.id],
      after,
      locks: unique(changes.flatMap(({ change }) => change.locks)),
    },
  ]
}

const unique = (ids: readonly ArmId[], except?: ArmId): readonly ArmId[] => [...new Set(ids)].filter((id) => id !== except)

const writable = (change: Change, input: ExportInput): Body =>
  envelope(change.type, input.writable(change.type, input.asRead.get(idKey(change.id)) ?? {}))

/** What ARM lets a client send of a body: the envelope's fields, in the order in which people write them, without those that say nothing. */
function envelope(type: string, body: Body): Body {
  const kept = ENVELOPE.flatMap((field): readonly [string, Json][] => {
    const found = body[field]
    const silent = found === undefined || found === null || (field === 'tags' && isObject(found) && Object.keys(found).length === 0)
    return silent ? [] : [[field, found]]
  })
  return withoutSubnets(type, Object.fromEntries(kept))
}

// From 2023-11-01 on a network without `subnets` keeps those it has, while a list replaces them (templates.md 5.1, Azure/bicep-types-az issue 1687);
// a list beside child subnets would delete on the second deployment what the first one made.
function withoutSubnets(type: string, body: Body): Body {
  if (type.toLowerCase() !== 'microsoft.network/virtualnetworks' || !isObject(body['properties'])) return body
  const { subnets: _, ...rest } = body['properties']
  return { ...body, properties: rest }
}
