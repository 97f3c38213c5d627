import { type Json, sorted } from './json.ts'

/** `value` as indented JSON whose keys are in order, so that equal values are equal texts. */
export const stableText = (value: unknown): string => JSON.stringify(sorted(value as Json), null, 2)
