import type { z } from 'zod'

/** What a text means, or why it means nothing; the form that `TextAnswer` takes. */
export type ParsedText<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string }

/** Reads a text by the schema of the choice it becomes; `why` says what the schema wants. */
export const textBy = (schema: z.ZodType<string>, why: string) => (text: string): ParsedText<string> => {
  const parsed = schema.safeParse(text.trim())
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why }
}

/** Reads a whole number by the schema of the choice it becomes. */
export const numberBy = (schema: z.ZodType<number>, why: string) => (text: string): ParsedText<number> => {
  const parsed = /^\d+$/.test(text.trim()) ? schema.safeParse(Number(text.trim())) : null
  return parsed?.success === true ? { ok: true, value: parsed.data } : { ok: false, why }
}
