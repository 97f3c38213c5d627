import type { RequirementId } from './requirements.ts'

/** Requirements that we leave out, each with a reason that can be shown; none at present. */
export const excluded: Readonly<Partial<Record<RequirementId, string>>> = {}
