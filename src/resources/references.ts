import { type ArmId, parentOf } from '../base/armId.ts'
import type { Json } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import { objectsAt, valueAt } from './accessors.ts'
import type { Reading } from './resourceType.ts'

/** The body's own id; throws for a body without one, which a snapshot cannot hold. */
export function ownId(body: Body, reading: Reading): ArmId {
  const id = reading.id(body['id'])
  if (id === null) throw new Error('a body without an id')
  return id
}

/** The id at a path such as `properties.subnet.id`; null when there is none. */
export const idAt = (body: Json | undefined, path: string, reading: Reading): ArmId | null => reading.id(valueAt(body, path))

/** The ids of a list of references such as `[{"id": "…"}]`. */
export const idsAt = (body: Body, path: string, reading: Reading): readonly ArmId[] =>
  objectsAt(body, path).flatMap((item) => idAt(item, 'id', reading) ?? [])

/** The resource that a child belongs to, in its own spelling. */
export const parentId = (id: ArmId, reading: Reading): ArmId => reading.id(parentOf(id)) ?? parentOf(id)

/** The network of a subnet; null without a subnet. */
export const networkOf = (subnetId: ArmId | null, reading: Reading): ArmId | null => (subnetId === null ? null : parentId(subnetId, reading))

/** A reference as ARM writes it. */
export const toId = (id: ArmId): { readonly id: string } => ({ id })
