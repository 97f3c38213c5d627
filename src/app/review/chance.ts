import { type Chance, chanceSizes } from '../../review/encrypt.ts'

/** Fresh random bytes for one lock. */
export const chance = (): Chance => ({ salt: crypto.getRandomValues(new Uint8Array(chanceSizes.salt)), iv: crypto.getRandomValues(new Uint8Array(chanceSizes.iv)) })
