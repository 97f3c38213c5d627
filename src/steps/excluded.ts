import type { RequirementId } from './requirements.ts'

/** Requirements that we leave out, each with a reason that can be shown. */
export const excluded: Readonly<Partial<Record<RequirementId, string>>> = {}
