import { z } from 'zod'
import { longest } from './limits.ts'

/** What a reader has said so far, by item; a note may still be empty, because it is being typed. */
export const responsesSchema = z.object({
  reviewer: z.string().max(longest.reviewer),
  note: z.string().max(longest.note),
  items: z.record(z.string().max(1_250), z.object({ response: z.enum(['accept', 'question', 'refuse']), note: z.string().max(longest.note) })),
})
