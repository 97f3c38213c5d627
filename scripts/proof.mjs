/**
 * The proofs of carrying a plan out, with all their draws: `npm run proof`, or some parts of it by name (`npm run proof -- runs makespan`).
 * Prints one table of figures and fails when a bound is broken.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.mjs'
import { stage, tool } from './stages.mjs'

const HOURS = 4 * 3_600_000

/** Each part: the test files that show it, with how much they draw. */
const parts = {
  runs: { files: ['src/apply/chaos.test.ts'], env: { SEEDS: '1000' } },
  resumed: { files: ['src/apply/resume.thorough.test.ts'], env: { POINTS: 'all' } },
  undo: { files: ['src/apply/undo.test.ts'], env: { POINTS: 'all' } },
  tokens: { files: ['src/apply/tokens.thorough.test.ts'], env: { POINTS: 'all' } },
  promise: { files: ['src/apply/promised.test.ts'], env: { DRAWS: '300' } },
  makespan: { files: ['src/apply/makespan.test.ts'], env: { DRAWS: '500' } },
  reach: { files: ['src/reach/forecast.test.ts'], env: { SEEDS: '1000' }, only: 'no set of changes that is closed under after|cuts nobody off' },
}

const figuresFile = (name) => join(root, '.cache', 'proof', `${name}.jsonl`)

const sorted = (values) => values.toSorted((one, other) => one - other)
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(3))
/** Median, 95th percentile and largest. */
const spread = (values) => `p50 ${number(at(values, 0.5))}, p95 ${number(at(values, 0.95))}, most ${number(at(values, 1))}`
const count = (values) => [...values.reduce((all, value) => all.set(value, (all.get(value) ?? 0) + 1), new Map())].toSorted(([, one], [, other]) => other - one).map(([name, times]) => `${times} ${name}`).join(', ')
const sum = (values) => values.reduce((total, value) => total + value, 0)

/** What is printed of each part: lines of a name and a figure. */
const tables = {
  runs: (rows) => [
    ['runs', `${rows.length} (${count(rows.map(({ size }) => `of the ${size} plan`))})`], ['ended', count(rows.map(({ ends, remedy }) => (remedy === null ? ends : `${ends}: ${remedy}`)))],
    ['laws broken', count(rows.flatMap(({ broken }) => broken)) || '0'], ['visits of the page', spread(rows.map(({ visits }) => visits))],
    ['interactions for challenges', `${sum(rows.map(({ interactions }) => interactions))} for ${sum(rows.map(({ challenges }) => challenges))}`], ['way back', count(rows.map(({ back }) => back))],
  ],
  resumed: (rows) => rows.length === 0 ? [] : ['small', 'whole'].flatMap((name) => ['write', 'event'].map((on) => [name, on, rows.filter((row) => row.name === name && row.on === on)])).filter(([, , some]) => some.length > 0).flatMap(([name, on, some]) => {
    const went = some.filter(({ requests }) => requests >= 0)
    return [[`${name} plan, page dead at a ${on}`, `${some.length} points, ended ${count(some.map(({ end }) => end))}`], ['  requests before the next write', spread(went.map(({ requests }) => requests))], ['  simulated seconds before it', spread(went.map(({ milliseconds }) => milliseconds / 1000))]]
  }),
  undo: (rows) => ['small', 'outbound', 'whole'].map((name) => [`from every point of the ${name} plan`, count(rows.filter((row) => row.name === name).map(({ end }) => end))]),
  tokens: (rows) => rows.map(({ name, challenges, interactions, tokens, minutes }) => [`${name} plan, ${Math.round(minutes)} minutes`, `${tokens} tokens, ${interactions} interactions for ${challenges} challenges`]),
  promise: (rows) => [
    ['plans carried out and read again', `${rows.length} (${count(rows.map(({ name }) => name))})`], ['ended', count(rows.map(({ end }) => end))], ['unlike what was desired', number(sum(rows.map(({ unlike }) => unlike)))], ['left to plan', number(sum(rows.map(({ left }) => left)))],
    ['changes of a plan', spread(rows.map(({ changes }) => changes))], ['requests of a run', spread(rows.map(({ requests }) => requests))], ['requests a write', spread(rows.filter(({ writes }) => writes > 0).map(({ requests, writes }) => requests / writes))],
  ],
  makespan: (rows) => ['open', 'hub'].flatMap((name) => {
    const some = rows.filter((row) => row.name === name)
    return [[`${name}, ${some.length} draws: ours against the bound`, spread(some.map(({ ours }) => ours))], ['  first come', spread(some.map(({ firstCome }) => firstCome))], ['  one by one', spread(some.map(({ oneByOne }) => oneByOne))]]
  }),
  reach: () => [['worlds in which no set of changes cuts anybody off', parts.reach.env.SEEDS]],
}

/** The figures that a part wrote down. */
const figuresOf = (name) => (existsSync(figuresFile(name)) ? readFileSync(figuresFile(name), 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [])

const asked = process.argv.slice(2)
const names = Object.keys(parts).filter((name) => asked.length === 0 || asked.includes(name))
mkdirSync(join(root, '.cache', 'proof'), { recursive: true })
const done = []
for (const name of names) {
  const { files, env, only } = parts[name]
  rmSync(figuresFile(name), { force: true })
  const command = tool('vitest', 'run', '--project', 'unit', '--project', 'thorough', `--testTimeout=${HOURS}`, ...(only === undefined ? [] : ['-t', only]), ...files)
  done.push([name, await stage({ name: `proof: ${name}`, commands: [command], env: { ...env, PROOF_FIGURES: figuresFile(name) } })])
}
for (const [name, held] of done) {
  console.log(`\n${name}: ${held ? 'holds' : 'DOES NOT HOLD'}`)
  for (const [what, figure] of tables[name](figuresOf(name))) console.log(`  ${what.padEnd(52)} ${figure}`)
}
if (done.some(([, held]) => !held)) process.exitCode = 1
