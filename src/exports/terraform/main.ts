import { type ArmId, groupOf, idKey, subscriptionOf } from '../../base/armId.ts'
import { block as braced, type Document, line, lines, spaced, write } from '../../base/document.ts'
import type { CloudId } from '../../facts/ask.ts'
import type { Declaration } from '../declarations.ts'
import type { Field } from '../expression.ts'
import { words } from './messages.en.ts'
import { type Attribute, attributes, block } from './attributes.ts'
import type { Configuration, Resource } from './configuration.ts'
import { inline, type Place, printed } from './expressions.ts'
import { snake, text } from './text.ts'

// Arguments of `azapi_resource`; the rest of what ARM knows goes into its `body` (Azure/terraform-provider-azapi docs/resources/resource.md).
const ARGUMENTS = new Set(['location', 'tags'])

/** `main.tf`: what the phase decides, and the resources in their order. */
export function mainText(configuration: Configuration, cloud: CloudId): string {
  const place = placeFor(configuration, cloud)
  return write(spaced(locals(configuration, place), ...configuration.resources.map((own) => resource(own, configuration, place(own.declaration.id)))))
}

function locals({ locals: all }: Configuration, place: (of: ArmId) => Place): Document {
  const closed: Attribute = ['closed', line(`var.phase == ${text('lockdown')}`)]
  return block('locals', attributes([closed, ...all.map(({ name, value, of }): Attribute => [snake(name), printed(value, place(of))])]))
}

function resource(own: Resource, configuration: Configuration, place: Place): Document {
  const { declaration, fields, secrets, after } = own
  const isNew = declaration.state === 'new'
  const [kind = '', label = ''] = own.address.split('.')
  const object = (inside: readonly Field[]): Document => printed({ is: 'object', fields: inside }, place)
  const isArgument = ([name]: Field): boolean => isNew && ARGUMENTS.has(name)
  const at: Attribute = isNew ? ['parent_id', line(parentOf(own, configuration, place))] : ['resource_id', line(own.at === null ? text(declaration.id) : inline(own.at, place))]
  const parts: readonly (readonly Attribute[])[] = [
    declaration.only === null ? [] : [['count', line('local.closed ? 1 : 0')]],
    [
      ['type', line(text(`${declaration.type}@${declaration.apiVersion}`))],
      ...(isNew ? [['name', line(inline(declaration.name, place))] as const] : []),
      at,
      ...fields.filter(isArgument).map(([name, value]): Attribute => [name, printed(value, place)]),
    ],
    [['body', object(fields.filter((field) => !isArgument(field)))]],
    secrets.length === 0 ? [] : [['sensitive_body', object(secrets)]],
    after.length === 0 ? [] : [['depends_on', braced('[', after.flatMap((address) => line(`${address},`)), ']')]],
  ]
  return [...comments(declaration), ...block(`resource ${text(kind)} ${text(label)}`, spaced(...parts.map(attributes)))]
}

const comments = ({ comments: own, state }: Declaration): Document =>
  lines(...[...own, ...(state === 'existing' ? [words.updated] : [])].map((comment) => `# ${comment}`))

function parentOf({ at, declaration: { id } }: Resource, { groups }: Configuration, place: Place): string {
  if (at !== null) return inline(at, place)
  const group = groupOf(id) ?? id
  const [name = ''] = [...groups].find(([, other]) => idKey(other) === idKey(group)) ?? []
  return `var.resource_groups[${text(name)}]`
}

/** How the resources of a configuration are named in its files. What only lockdown makes has no id before. */
function placeFor(configuration: Configuration, cloud: CloudId): (of: ArmId) => Place {
  const idOf = idsIn(configuration)
  return (of) => ({ cloud, idOf, subscription: subscriptionOf(of) })
}

function idsIn({ resources, addressOf }: Configuration): Place['idOf'] {
  const late = new Set(resources.flatMap(({ declaration: { id, only } }) => (only === null ? [] : [idKey(id)])))
  return (id) => (late.has(idKey(id)) ? `try(${addressOf(id)}[0].id, "")` : `${addressOf(id)}.id`)
}

/** `outputs.tf`: the ids of all resources. */
export function outputsText(configuration: Configuration): string {
  const idOf = idsIn(configuration)
  const ids = attributes(configuration.resources.map(({ address, declaration: { id } }): Attribute => [address.split('.')[1] ?? '', line(idOf(id))]))
  return write(block(`output ${text('resource_ids')}`, attributes([['description', line(text(words.outputs))], ['value', braced('{', ids, '}')]])))
}
