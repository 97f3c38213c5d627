import { z } from 'zod'
import { type ArmId, parseArmId } from '../base/armId.ts'

/** An ARM id in an estate; canonical there, so that `===` compares. */
export const anId = z.custom<ArmId>((value) => parseArmId(value) === value, 'not an ARM id')

/** A strict, read-only object. */
export const anEntry = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).readonly()

/** A read-only list. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

/** How open one door of a service is. `unknown`: the read did not say; never taken for `closed`. */
export const door = z.enum(['open', 'closed', 'unknown'])
export type Door = z.infer<typeof door>

/** A switch that a read may leave out. */
export const permission = z.enum(['allowed', 'refused', 'unknown'])

/** What a private endpoint's connection says. */
export const connectionStatus = z.enum(['approved', 'pending', 'rejected', 'disconnected'])
export type ConnectionStatus = z.infer<typeof connectionStatus>
