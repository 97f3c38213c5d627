import type { Rulebook } from '../rule.ts'
import { build } from './rules/build.ts'
import { reach } from './rules/reach.ts'

/** What the article says of the container registry and of image builds (ACR). */
export const rules = { ...reach, ...build } satisfies Rulebook
