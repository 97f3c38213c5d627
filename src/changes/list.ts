import type { Json } from '../base/json.ts'

/** Whether a value is a list; unlike `Array.isArray` it keeps what the items are. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
