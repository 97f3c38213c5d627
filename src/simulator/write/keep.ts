/** Keeping bodies where they lie: children that their parent's body carries stay there, and what refers to each other is told on both sides. */
import type { JsonObject } from '../../base/json.ts'
import { idKey } from '../../base/armId.ts'
import { carriedIn, parentKeyOf, typeKeyOf } from '../shelf.ts'
import type { State } from '../state.ts'
import { objectsAt, textAt, withAt, withProperties } from './values.ts'

const nameIn = (id: string): string => id.split('/').at(-1) ?? ''
const isOne = (id: string) => (body: JsonObject): boolean => idKey(textAt(body, 'id')) === idKey(id) || textAt(body, 'name').toLowerCase() === nameIn(id).toLowerCase()

/** The parent that carries a child of this id, with the property that it lies in. */
function carrier(state: State, id: string): { readonly parent: JsonObject; readonly property: string } | null {
  const property = carriedIn(typeKeyOf(id))
  const parent = property === null ? null : state.shelf.get(parentKeyOf(id))
  return property === null || parent === null ? null : { parent, property: `properties.${property}` }
}

/** Keeps a body, in its parent's body where such children lie. */
export function keep(state: State, body: JsonObject): void {
  const id = textAt(body, 'id')
  const found = carrier(state, id)
  if (found === null) return state.shelf.put(body)
  const { parent, property } = found
  const before = objectsAt(parent, property)
  const list = before.some(isOne(id)) ? before.map((one) => (isOne(id)(one) ? body : one)) : [...before, body]
  state.shelf.remove(id)
  keep(state, withAt(parent, property, list))
}

/** Takes a resource away, with all that lies below it. */
export function drop(state: State, id: string): void {
  const found = carrier(state, id)
  if (found !== null) keep(state, withAt(found.parent, found.property, objectsAt(found.parent, found.property).filter((one) => !isOne(id)(one))))
  const key = idKey(id)
  for (const body of state.shelf.all()) {
    const own = idKey(textAt(body, 'id'))
    if (own === key || own.startsWith(`${key}/`)) state.shelf.remove(own)
  }
}

/** Changes a resource that is there. */
export function change(state: State, id: string, how: (body: JsonObject) => JsonObject): void {
  const body = state.shelf.get(id)
  if (body !== null) keep(state, how(body))
}

/** A new etag, in the letters of the type. */
export function etagFor(type: string, number: number): JsonObject {
  if (type.startsWith('microsoft.network/privatednszones')) return { etag: `"${etagText(number)}"` }
  return type.startsWith('microsoft.network/') ? { etag: `W/"${etagText(number)}"` } : {}
}

const etagText = (number: number): string => `e7a90000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** The body with a state of its work. */
export const inState = (body: JsonObject, word: string): JsonObject => withProperties(body, { provisioningState: word })

const reference = (id: string): JsonObject => ({ id })

/** What a subnet refers to and what tells it back, with the type that carries the list. */
const told = ['networkSecurityGroup', 'routeTable', 'natGateway'] as const

/** Tells every group, table and gateway that names this subnet, or has named it, which subnets it has now. */
export function tellSubnets(state: State, before: JsonObject | null, after: JsonObject | null): void {
  const subnet = textAt(after ?? before ?? {}, 'id')
  for (const property of told) {
    const [old = '', now = ''] = [before, after].map((body) => (body === null ? '' : textAt(body, `properties.${property}.id`)))
    if (old !== '' && idKey(old) !== idKey(now)) tell(state, old, 'subnets', { other: subnet, present: 'absent' })
    if (now !== '') tell(state, now, 'subnets', { other: subnet, present: 'present' })
  }
}

/** Adds or takes away a reference in a list of a resource's properties. */
export function tell(state: State, id: string, property: string, { other, present }: { readonly other: string; readonly present: 'present' | 'absent' }): void {
  change(state, id, (body) => {
    const rest = objectsAt(body, `properties.${property}`).filter((one) => idKey(textAt(one, 'id')) !== idKey(other))
    return withProperties(body, { [property]: present === 'present' ? [...rest, reference(other)] : rest })
  })
}
