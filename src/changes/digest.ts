import { sha256 } from '../base/sha256.ts'
import { stableText } from '../base/stableText.ts'
import type { Change } from './change.ts'

/** What identifies a plan: the SHA-256 of its changes; equal plans have equal digests. */
export const digest = (plan: readonly Change[]): string => sha256(stableText(plan))
