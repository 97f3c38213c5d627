/** Writes the golden files and printed tables anew: the unit tests with GOLDEN=1. Read the difference as carefully as the code. Arguments narrow it to some tests. */
import { stage, tool } from './stages.mjs'

const done = await stage({ name: 'golden', commands: [tool('vitest', 'run', '--project', 'unit', ...process.argv.slice(2))], env: { GOLDEN: '1' } })
if (!done) process.exitCode = 1
