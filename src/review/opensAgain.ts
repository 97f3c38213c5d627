import type { Review } from './content.ts'
import { seal } from './seal.ts'
import { unseal } from './unseal.ts'

/** Whether a review can be opened where it arrives. What Azure names is bounded, but a file from elsewhere can hold texts and counts that a review does not take (`limits`). */
export const opensAgain = (review: Review): boolean => unseal(seal(review).bytes).is === 'open'
