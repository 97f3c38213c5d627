/** The quick look before a commit: types and lint side by side, then the unit tests. */
import { lint, stage, types, unit } from './stages.mjs'

const quick = await Promise.all([stage(types, { held: true }), stage(lint, { held: true })])
const done = await stage(unit, { held: true })
if (![...quick, done].every(Boolean)) process.exitCode = 1
