import { type ArmId, groupOf, idKey, nameOf, typeOf } from '../base/armId.ts'
import type { Json } from '../base/json.ts'
import { prefixes } from './arrange.ts'
import { type Context, isSame } from './bodies.ts'
import type { Parameter } from './declarations.ts'
import type { ExportInput } from './exportFile.ts'
import type { Folded } from './folded.ts'
import { wellFormedJson } from './hosts.ts'
import { messages } from './messages.en.ts'
import { fieldParameterFor, idParameterFor, type Names, pascal, resourceThing, symbolFor } from './symbols.ts'
import { nounOf } from './types.ts'

/** What the modules of a deployable share: how bodies are written, and the parameters that this has asked for. */
export interface Shared {
  readonly context: Context
  readonly symbol: (id: ArmId, type: string) => string
  readonly made: ReadonlyMap<string, Folded>
  readonly parameters: () => readonly Parameter[]
}

// A template has room for 256 parameters; ids beyond this stay literal.
const MOST_IDS = 150

/** The names and parameters for the bodies of `members`, out of all resources of the plan. */
export function sharedBy(members: readonly Folded[], all: readonly Folded[], input: ExportInput, give: Names): Shared {
  const made = new Map(members.map((one) => [idKey(one.id), one]))
  const created = new Map(members.filter((one) => one.state === 'new').map((one) => [idKey(one.id), one.id]))
  const elsewhere = new Set(all.filter((one) => one.state === 'new' && !made.has(idKey(one.id))).map((one) => idKey(one.id)))
  const parameters = new Map<string, Parameter>()
  const region = input.asRead.get(idKey(input.about.workspaceId))?.['location']
  const tags = commonTags(members)
  const ids = new Set<string>()
  let variables = 0

  const add = (name: string, parameter: Omit<Parameter, 'name'>): string => {
    if (!parameters.has(name)) parameters.set(name, { name, ...parameter, value: wellFormedJson(parameter.value) })
    return name
  }
  const symbol = (id: ArmId, type: string): string => give(resourceThing(id), symbolFor(id, type))

  const idParameter = (id: ArmId, of: Folded): string | null => {
    const isWorkspace = idKey(id) === idKey(input.about.workspaceId)
    if (!isResource(id) || idKey(id) === idKey(of.id) || (of.state === 'existing' && !isWorkspace)) return null
    const type = typeOf(id)
    if (!ids.has(idKey(id)) && ids.size >= MOST_IDS) return null
    ids.add(idKey(id))
    const name = give(`id ${idKey(id)}`, isWorkspace ? 'workspaceId' : idParameterFor(id, type))
    const describe = elsewhere.has(idKey(id)) ? messages.madeElsewhere : messages.idOf
    return add(name, { type: 'string', description: describe(nounOf(type), nameOf(id)), value: id, secret: false })
  }

  const fieldParameter = (path: string, found: Json, of: Folded): string | null => {
    const secret = of.secrets.find((one) => one.path === path)
    if (secret !== undefined) return add(give(`secret ${secret.parameter}`, secret.parameter), { type: 'string', description: secret.description, value: null, secret: true })
    if (path === 'location' && found === region) return add('location', { type: 'string', description: messages.location, value: found, secret: false })
    if (path === 'tags' && of.state === 'new' && tags !== null && isSame(found, tags)) return add('tags', { type: 'object', description: messages.tags, value: found, secret: false })
    if (!/\.adminUsername$/i.test(path)) return null
    return add(give(`user ${idKey(of.id)}`, `${symbol(of.id, of.type)}UserName`), { type: 'string', description: messages.userName(nameOf(of.id)), value: found, secret: false })
  }

  const valueParameter = (path: string, found: Json, of: Folded): string => {
    const thing = `value ${idKey(of.id)} ${path} ${JSON.stringify(found)}`
    const field = path.replaceAll(/\[\d+\]/g, '').split('.').at(-1) ?? ''
    const description = messages.asRead(path, nameOf(of.id))
    return add(give(thing, fieldParameterFor(symbol(of.id, of.type), pascal(field))), { type: typeof found === 'string' ? 'string' : 'object', description, value: found, secret: false })
  }

  return {
    context: {
      cloud: input.about.cloud,
      symbolOf: (one) => symbol(one.id, one.type),
      madeHere: (id) => created.get(prefixes(id).find((prefix) => created.has(prefix)) ?? '') ?? null,
      idParameter,
      fieldParameter,
      valueParameter,
      variable: (wish) => give(`variable ${(variables += 1)}`, wish),
    },
    symbol,
    made,
    parameters: () => [...parameters.values()].sort((one, other) => place(one) - place(other)),
  }
}

const place = (parameter: Parameter): number => {
  if (parameter.name === 'location') return 0
  if (parameter.name === 'tags') return 1
  return parameter.secret ? 3 : 2
}

/** A whole resource in a resource group: `…/providers/namespace/type/name`, perhaps with children. */
function isResource(id: ArmId): boolean {
  const [, behind] = id.split(/\/providers\/(?!.*\/providers\/)/i)
  return groupOf(id) !== null && behind !== undefined && behind.split('/').length >= 3 && behind.split('/').length % 2 === 1
}

/** The tags that most of the new resources have, where at least two have them. */
function commonTags(members: readonly Folded[]): Json | null {
  const found = members.filter((one) => one.state === 'new').flatMap((one) => (one.prepare['tags'] === undefined ? [] : [one.prepare['tags']]))
  const count = (tags: Json): number => found.filter((other) => isSame(other, tags)).length
  const [most] = [...found].sort((one, other) => count(other) - count(one))
  return most !== undefined && count(most) > 1 ? most : null
}
