import { type ArmId, nameOf } from '../base/armId.ts'
import type { Door } from '../estate/entry.ts'
import type { PlaceData } from './rule.ts'

/** A value of a finding's data as text: lists with commas, nothing for a value that is not there. */
export const worded = (value: PlaceData[string] | undefined): string =>
  typeof value === 'object' && value !== null ? value.join(', ') : value === undefined || value === null ? '' : String(value)

/** The last segments of the ids in a finding's data, such as `vnet-hub, vnet-spoke`. */
export const namesIn = (value: PlaceData[string] | undefined): string => {
  const ids: readonly string[] = typeof value === 'object' && value !== null ? value : [worded(value)]
  return ids.map((id) => nameOf(id as ArmId) || id).join(', ')
}

/** `property is value`, with what it means. */
export const found = (data: PlaceData, meaning: string): string => `${worded(data['property'])} is ${worded(data['value']) || 'empty'}: ${meaning}`

/** Role assignments are listed by principal, and those of its groups are not among them. */
export const throughGroups = 'A role that it holds through a group is not read.'

/** A door in ARM's own word for public network access. */
export const accessWord = (door: Door): string => ({ open: 'Enabled', closed: 'Disabled', unknown: 'not in the answer' })[door]
