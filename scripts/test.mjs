/** Everything, in stages: types, lint, unit, thorough, build, budgets, bicep, end to end. The last line counts the tests; a failed stage without tests counts as one. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findBicep } from './bicep.mjs'
import { browser } from './browser.mjs'
import { root } from './files.mjs'
import { counted, lint, reportPath, script, stage, thorough, tool, types, unit, vitest } from './stages.mjs'

const isCi = process.env.CI === 'true'
const results = []

async function run(described, options) {
  results.push({ name: described.name, done: await stage(described, options) })
  return results.at(-1).done
}

/** A stage that cannot run: a failure where `strict`, else one line. */
function without(name, sentence, strict) {
  console.log(`── ${name}: did not run. ${sentence}`)
  if (strict) results.push({ name, done: false })
}

async function bicep() {
  const found = await findBicep()
  if ('missing' in found) return without('bicep', found.missing, isCi)
  return run({ name: 'bicep', commands: [vitest('bicep')], env: { BICEP_PATH: found.path } })
}

async function endToEnd() {
  const found = browser()
  if ('missing' in found) return without('e2e', found.missing, true)
  if (process.env.RINGFENCE_WALKS !== 'all') console.log('── e2e: pictures, measurements and walks that are tagged as long do not run here; RINGFENCE_WALKS=all runs them too.')
  return run({
    name: 'e2e',
    commands: [tool('playwright', 'test', '--config', 'e2e/playwright.config.ts')],
    env: { RINGFENCE_BROWSER: found.path, PLAYWRIGHT_JSON_OUTPUT_NAME: reportPath('e2e') },
  })
}

await Promise.all([run(types, { held: true }), run(lint, { held: true })])
await run(unit)
await run(thorough)
const built = await run({ name: 'build', commands: [tool('vite', 'build', '--logLevel', 'warn'), tool('vite', 'build', '--logLevel', 'warn', '--config', 'vite.cli.config.ts')] })
if (built) await run({ name: 'budgets', commands: [script('budgets.mjs')] })
await bicep()
if (built && existsSync(join(root, 'e2e'))) await endToEnd()

const counts = results.map(({ name, done }) => {
  const { passed, failed, skipped } = counted(name)
  return { passed, failed: !done && failed === 0 ? 1 : failed, skipped }
})
const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum)
for (const { name } of results.filter(({ done }) => !done)) console.log(`failed: ${name}`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
if (failed > 0) process.exitCode = 1
