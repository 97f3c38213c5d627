import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/** A tool of node_modules with its arguments, as a command. */
export const tool = (name, ...args) => [bin(name), ...args]
/** A script of this folder as a command. */
export const script = (name, ...args) => [process.execPath, join(root, 'scripts', name), ...args]
/** Where a stage's machine-readable results go. */
export const reportPath = (name) => join(root, '.cache', 'reports', `${name}.json`)

/** The commands that check types, lint and units; the unit tests also write their results to `reportPath('unit')`. */
export const types = { name: 'types', commands: [tool('tsc', '--noEmit'), tool('tsc', '--noEmit', '-p', 'e2e/tsconfig.json')] }
export const lint = { name: 'lint', commands: [tool('oxlint')] }
export const unit = { name: 'unit', commands: [vitest('unit')] }
export const thorough = { name: 'thorough', commands: [vitest('thorough')] }

/** Vitest on one project, with results in `reportPath(project)`. */
export function vitest(project) {
  return tool('vitest', 'run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath(project)}`)
}

function spawned([command, ...args], { env = {}, held }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', held ? 'pipe' : 'inherit', held ? 'pipe' : 'inherit'], shell: command.endsWith('.cmd') })
    const parts = []
    child.stdout?.on('data', (part) => parts.push(part))
    child.stderr?.on('data', (part) => parts.push(part))
    child.on('error', (failure) => resolve({ code: 1, output: failure.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString() }))
  })
}

/**
 * Runs a stage's commands one after another until one fails; says how long they took. With `held` the output is shown at the end
 * and only where a command failed, so that stages can run side by side. Gives whether all succeeded.
 */
export async function stage({ name, commands, env }, { held = false } = {}) {
  const began = performance.now()
  mkdirSync(join(root, '.cache', 'reports'), { recursive: true })
  rmSync(reportPath(name), { force: true })
  if (!held) console.log(`── ${name}`)
  let result = { code: 0, output: '' }
  for (const command of commands) {
    result = await spawned(command, { env, held })
    if (result.code !== 0) break
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (held && result.code !== 0) console.log(`── ${name}\n${result.output.trimEnd()}`)
  console.log(`── ${name}: ${result.code === 0 ? 'done' : 'FAILED'} in ${seconds} s`)
  return result.code === 0
}

const none = { passed: 0, failed: 0, skipped: 0 }

/** How many tests a stage ran, from its results: Vitest's or Playwright's. */
export function counted(name) {
  try {
    const report = JSON.parse(readFileSync(reportPath(name), 'utf8'))
    if (report.stats) return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected, skipped: report.stats.skipped }
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests }
  } catch {
    return none
  }
}
