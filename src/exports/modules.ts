import { type ArmId, groupOf, idKey, nameOf, typeOf } from '../base/armId.ts'
import { sha256 } from '../base/sha256.ts'
import { sorted } from '../base/json.ts'
import type { Part } from './arrange.ts'
import { bodyOf, nameExpression } from './bodies.ts'
import type { Declaration, Module, Reference, Variable } from './declarations.ts'
import type { ExportInput } from './exportFile.ts'
import { type Expression, idsReferred, within } from './expression.ts'
import { type Folded, hostOf } from './folded.ts'
import { messages, oneLine } from './messages.en.ts'
import { type Order, orderOf, reduced } from './ordering.ts'
import type { Shared } from './parameters.ts'
import { versionsOf } from './versions.ts'

/** What a module is made in. */
export interface Frame {
  readonly symbol: string
  readonly deployment: string
  readonly after: readonly string[]
  readonly order: Order
  readonly shared: Shared
  readonly input: ExportInput
}

interface Written {
  readonly one: Folded
  readonly name: Expression
  readonly fields: Declaration['fields']
  readonly variables: readonly Variable[]
  readonly referred: readonly ArmId[]
}

/** The module that declares the members of a part. */
export function moduleOf(part: Part, frame: Frame): Module {
  const written = part.members.map((one) => writtenOf(one, frame))
  const inside = new Set(part.members.map((one) => idKey(one.id)))
  const waits = waitsOf(written, inside, frame.order)
  const declarations = written.map((own) => declarationOf(own, waits, inside, frame))
  const variables = written.flatMap((own) => own.variables)
  const references = referencesOf(written, inside, part.group, frame)
  const expressions = [
    ...declarations.flatMap((one) => [one.name, ...one.fields.map(([, field]) => field)]),
    ...variables.map((variable) => variable.value),
    ...references.map((reference) => reference.name),
  ]
  const used = new Set(expressions.flatMap((expression) => [...within(expression)]).flatMap((inner) => (inner.is === 'parameter' ? [inner.name] : [])))
  return {
    symbol: frame.symbol,
    deployment: frame.deployment,
    group: part.group,
    parameters: frame.shared.parameters().filter((parameter) => used.has(parameter.name)),
    usesPhase: declarations.some((one) => one.only !== null) || expressions.some((expression) => [...within(expression)].some((inner) => inner.is === 'phase')),
    variables,
    references,
    declarations,
    after: frame.after,
  }
}

function writtenOf(one: Folded, { shared }: Frame): Written {
  const { fields, variables } = bodyOf(one, shared.context)
  const referred = [...fields.map(([, field]) => field), ...variables.map((variable) => variable.value)].flatMap(idsReferred)
  return { one, name: nameExpression(nameOf(one.id), one, shared.context), fields, variables, referred }
}

/** The ids that a body refers to by symbol, so that the language itself knows the order. */
const implied = ({ one, referred }: Written, inside: ReadonlySet<string>): readonly ArmId[] => {
  const host = hostOf(one.id)
  return [...referred, ...(host === null ? [] : [host])].filter((id) => inside.has(idKey(id)))
}

function waitsOf(written: readonly Written[], inside: ReadonlySet<string>, order: Order): Order {
  const keys = written.map(({ one }) => idKey(one.id))
  const edges = written.flatMap((own) => {
    const after = idKey(own.one.id)
    const asked = [...(order.before.get(after) ?? [])].filter((key) => inside.has(key))
    return [...implied(own, inside).map(idKey), ...asked].map((before) => ({ before, after }))
  })
  return reduced(orderOf(keys, edges))
}

function declarationOf(own: Written, waits: Order, inside: ReadonlySet<string>, { shared, input, order }: Frame): Declaration {
  const { one } = own
  const host = hostOf(one.id)
  const idsOf = (keys: Iterable<string>): readonly ArmId[] => [...keys].flatMap((key) => shared.made.get(key)?.id ?? [])
  const before = idsOf(waits.before.get(idKey(one.id)) ?? [])
  const known = new Set(implied(own, inside).map(idKey))
  return {
    symbol: shared.symbol(one.id, one.type),
    id: one.id,
    type: one.type,
    apiVersion: one.apiVersion,
    state: one.state,
    only: one.from === 'lockdown' ? 'lockdown' : null,
    name: own.name,
    host: host === null ? null : { as: isParent(host, one.type) ? 'parent' : 'scope', id: host },
    fields: own.fields,
    waits: before,
    after: before.filter((id) => !known.has(idKey(id))),
    needs: idsOf(order.before.get(idKey(one.id)) ?? []),
    comments: commentsOf(one, input),
    restated: restatedOf(one, input),
  }
}

const isParent = (host: ArmId, type: string): boolean => type.toLowerCase().startsWith(`${typeOf(host).toLowerCase()}/`)

/** Why resources are changed: a line for each of the article's sections, with its requirements. */
export function reasonLines(ids: readonly ArmId[], input: Pick<ExportInput, 'reasons'>): readonly string[] {
  const reasons = ids.flatMap((id) => input.reasons.get(idKey(id)) ?? [])
  return [...new Set(reasons.map((reason) => reason.step))].map((step) => {
    const requirements = [...new Set(reasons.filter((reason) => reason.step === step).flatMap((reason) => reason.requirements))].sort()
    return requirements.length === 0 ? messages.section(step) : `${messages.section(step)}: ${requirements.join(', ')}`
  })
}

function commentsOf(one: Folded, input: ExportInput): readonly string[] {
  return [
    ...reasonLines(one.answers, input),
    `${messages.changes([...one.numbers].sort((first, second) => first - second))}.`,
    ...(one.from === 'lockdown' ? [messages.lockdownOnly] : []),
    ...(input.said?.get(idKey(one.id)) ?? []),
  ].map(oneLine)
}

function restatedOf(one: Folded, { asRead, about }: ExportInput): readonly string[] {
  const read = asRead.get(idKey(one.id))
  return one.state === 'existing' && read !== undefined ? [messages.restated(about.takenAt), messages.digest(sha256(JSON.stringify(sorted(read))))] : []
}

function referencesOf(written: readonly Written[], inside: ReadonlySet<string>, group: ArmId, frame: Frame): readonly Reference[] {
  const found = new Map<string, Reference>()
  const versionOf = versionsOf(frame.input.plan)
  const refer = (id: ArmId, child: { readonly type: string; readonly apiVersion: string }, asking: Folded): void => {
    if (inside.has(idKey(id)) || found.has(idKey(id))) return
    const asParent = { type: child.type.split('/').slice(0, -1).join('/'), apiVersion: child.apiVersion }
    const isPrefix = asParent.type.toLowerCase() === typeOf(id).toLowerCase()
    const made = frame.shared.made.get(idKey(id))
    const version = made ?? (isPrefix ? asParent : versionOf(typeOf(id)))
    if (version === null) throw new Error(`no API version for ${id}`)
    const parent = hostOf(id)
    if (parent !== null) refer(parent, version, asking)
    const own = groupOf(id)
    found.set(idKey(id), {
      symbol: frame.shared.symbol(id, version.type),
      id,
      type: version.type,
      apiVersion: version.apiVersion,
      name: nameExpression(nameOf(id), asking, frame.shared.context),
      parent,
      group: parent !== null || own === null || idKey(own) === idKey(group) ? null : own,
    })
  }
  for (const { one, referred } of written) {
    const host = hostOf(one.id)
    if (host !== null) refer(host, one, one)
    for (const id of referred) refer(id, versionOf(typeOf(id)) ?? one, one)
  }
  return [...found.values()]
}
