import { type ArmId, groupOf, idKey, nameOf, subscriptionOf } from '../../base/armId.ts'
import type { Declaration, Deployable, Parameter, Variable } from '../declarations.ts'
import type { ExportInput } from '../exportFile.ts'
import { type Expression, type Field, idsReferred, value, within } from '../expression.ts'
import { orderOf, reduced } from '../ordering.ts'
import { leading, patched } from './parts.ts'
import { snake } from './text.ts'

/** One block `resource`. */
export interface Resource {
  readonly declaration: Declaration
  readonly address: string
  /** Where it lies: for a new one its parent, for an existing one itself. `null`: its resource group. */
  readonly at: Expression | null
  readonly fields: readonly Field[]
  /** What is sent and kept in no state file. */
  readonly secrets: readonly Field[]
  /** Addresses of resources that come directly before and that nothing here refers to. */
  readonly after: readonly string[]
}

/** A value with a name, and the resource that it belongs to. */
export interface Local extends Variable {
  readonly of: ArmId
}

/** What the files of one deployable say. */
export interface Configuration {
  readonly resources: readonly Resource[]
  readonly locals: readonly Local[]
  readonly parameters: readonly Parameter[]
  /** Resource groups in which something is made, by the name that they have here. */
  readonly groups: ReadonlyMap<string, ArmId>
  /** The address of a resource that is declared here. */
  readonly addressOf: (id: ArmId) => string
}

/** The configuration of a deployable: its modules in one file, since Terraform orders resources one by one. */
export function configurationOf(deployable: Deployable, input: ExportInput): Configuration {
  const declarations = deployable.modules.flatMap((module) => module.declarations)
  const variables = new Map(deployable.modules.flatMap((module) => module.variables).map((own) => [own.name, own]))
  const made = new Map(declarations.map((own) => [idKey(own.id), own]))
  const addressOf = (id: ArmId): string => addressIn(made, id)
  const bodies = new Map(declarations.map((own) => [own, bodyOf(own, input)]))
  const expressionsOf = (own: Declaration): readonly Expression[] => {
    const fields = bodies.get(own) ?? []
    return [...fields.map(([, field]) => field), ...localsOf(fields, variables).map((local) => local.value)]
  }
  const implied = (own: Declaration): readonly string[] =>
    [...expressionsOf(own).flatMap(idsReferred), ...(own.state === 'new' && own.host !== null && isNew(made, own.host.id) ? [own.host.id] : [])].map(idKey)
  const order = reduced(orderOf([...made.keys()], declarations.flatMap((own) => [...implied(own), ...own.needs.map(idKey)].map((before) => ({ before, after: idKey(own.id) })))))
  const isSecret = secretsOf(deployable)
  const resources = declarations.map((own): Resource => {
    const fields = bodies.get(own) ?? []
    const known = new Set(implied(own))
    return {
      declaration: own,
      address: addressOf(own.id),
      at: placeOf(own, deployable, made),
      fields: leading(fields, (inner) => !isSecret(inner)),
      secrets: leading(fields, isSecret),
      after: [...(order.before.get(idKey(own.id)) ?? [])].filter((key) => !known.has(key)).flatMap((key) => made.get(key)?.id ?? []).map(addressOf),
    }
  })
  const all = resources.flatMap(({ declaration, at }) => [declaration.name, ...(at === null ? [] : [at]), ...expressionsOf(declaration)]).flatMap((own) => [...within(own)])
  const asked = new Set(all.flatMap((own) => (own.is === 'parameter' ? [own.name] : [])))
  return {
    resources,
    locals: declarations.flatMap((own) => localsOf(bodies.get(own) ?? [], variables).map((local) => ({ ...local, of: own.id }))),
    parameters: deployable.parameters.filter(({ name }) => asked.has(name)),
    groups: groupsOf(resources),
    addressOf,
  }
}

const isNew = (made: ReadonlyMap<string, Declaration>, id: ArmId): boolean => made.get(idKey(id))?.state === 'new'

function addressIn(made: ReadonlyMap<string, Declaration>, id: ArmId): string {
  const own = made.get(idKey(id))
  if (own === undefined) throw new Error(`no such resource here: ${id}`)
  return `${own.state === 'new' ? 'azapi_resource' : 'azapi_update_resource'}.${snake(own.symbol)}`
}

function bodyOf(own: Declaration, { plan }: ExportInput): readonly Field[] {
  if (own.state === 'new') return own.fields
  return patched(own.fields, plan.flatMap((change) => (change.do === 'update' && idKey(change.id) === idKey(own.id) ? [change.patch] : [])))
}

/** The variables that the fields name. */
const localsOf = (fields: readonly Field[], variables: ReadonlyMap<string, Variable>): readonly Variable[] =>
  fields.flatMap(([, field]) => [...within(field)]).flatMap((inner) => (inner.is === 'variable' ? variables.get(inner.name) ?? [] : []))

function secretsOf({ parameters }: Deployable): (own: Expression) => boolean {
  const names = new Set(parameters.filter(({ secret }) => secret).map(({ name }) => name))
  return (own) => own.is === 'parameter' && names.has(own.name)
}

function placeOf({ id, state, host }: Declaration, { parameters }: Deployable, made: ReadonlyMap<string, Declaration>): Expression | null {
  const place = state === 'existing' ? id : host?.id ?? null
  if (place === null) return null
  if (isNew(made, place)) return { is: 'ref', id: place }
  const parameter = parameters.find((one) => one.value === place)
  return parameter === undefined ? value(place) : { is: 'parameter', name: parameter.name }
}

function groupsOf(resources: readonly Resource[]): ReadonlyMap<string, ArmId> {
  const groups = new Map(resources.flatMap(({ declaration: { id }, at }) => {
    const group = groupOf(id)
    return at !== null || group === null ? [] : [[idKey(group), group] as const]
  }))
  const all = [...groups.values()]
  const isAlone = (group: ArmId): boolean => all.filter((other) => nameOf(other).toLowerCase() === nameOf(group).toLowerCase()).length === 1
  return new Map(all.map((group) => [isAlone(group) ? nameOf(group) : `${subscriptionOf(group)}/${nameOf(group)}`, group]))
}
