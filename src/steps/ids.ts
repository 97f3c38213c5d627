/** Ids in answers, each of one type: a choices file or a link cannot name a vault where a registry is meant. */
import { z } from 'zod'
import { type ArmId, groupOf, parseArmId, typeOf } from '../base/armId.ts'

/** Inside a union, zod tells the fault of an option only where that option does not end the check. */
const told = { abort: false } as const

/** The id of a resource of one type, such as `Microsoft.Network/virtualNetworks`; Azure writes types in letters of any case. */
export const idOf = (type: string) =>
  z.custom<ArmId>((value) => { const id = parseArmId(value); return id !== null && id === value && typeOf(id).toLowerCase() === type.toLowerCase() }, { error: `has to be the id of a resource of type ${type}`, ...told })

/** The id of a resource group. */
export const idOfGroup = z.custom<ArmId>((value) => { const id = parseArmId(value); return id !== null && id === value && groupOf(id) === id }, { error: 'has to be the id of a resource group', ...told })
