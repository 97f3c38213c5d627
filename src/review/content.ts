import { z } from 'zod'
import { anId } from '../estate/entry.ts'
import { anEstate, type Estate } from '../estate/estate.ts'
import { choicesSchema } from '../steps/choices.ts'
import { longest } from './limits.ts'

const aTime = z.iso.datetime()
const aDay = z.iso.date()

/** A rule that stays broken at one place on purpose: why, and until which day (inclusive). */
export const aRisk = z.strictObject({ rule: z.string().min(1).max(120), at: anId, reason: z.string().trim().min(1).max(longest.reason), until: aDay }).readonly()
export type Risk = z.infer<typeof aRisk>

/** Accepted risks, as they are kept beside the choices. */
export const risksSchema = z.array(aRisk).max(longest.risks).readonly()

/** The digest of a plan: SHA-256, as hexadecimal. */
export const aDigest = z.string().regex(/^[0-9a-f]{64}$/)

/** Everything that a link carries; what the page shows follows from it. `digest` is that of the plan from this very estate and these choices. */
export const reviewSchema = z.strictObject({
  names: z.enum(['masked', 'kept']),
  madeAt: aTime,
  digest: aDigest,
  estate: anEstate,
  choices: choicesSchema,
  risks: risksSchema,
}).readonly()
export type Review = z.infer<typeof reviewSchema>

/** The estate without what neither rules nor plan read: counts of other types, and what only a desired estate has. */
export const reduced = (estate: Estate): Estate => ({ ...estate, otherTypes: [], owners: [], newTags: {}, tasks: [] })
