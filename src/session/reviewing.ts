/** The part of the program that opens review links. One chunk; it can reach no client. */
import { responsesSchema } from '../review/responses.ts'
import { noResponses, type Responses } from './reviewState.ts'

export { unseal, unsealLocked, unsealReply } from '../review/unseal.ts'
export { respell } from '../steps/respell.ts'
export { viewed } from './review.ts'

/** What an earlier visit has said of a review; nothing where what was kept does not fit. */
export const responsesFrom = (kept: unknown): Responses => responsesSchema.safeParse(kept).data ?? noResponses
