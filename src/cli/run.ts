/** The headless tool: the page's own pure functions on files. JSON on standard output, one clear line on standard error. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { idKey } from '../base/armId.ts'
import { taskText } from '../app/plan/taskText.ts'
import { atOnce } from '../base/slices.ts'
import { version } from '../base/version.ts'
import { digest } from '../changes/digest.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { readEstate } from '../discovery/readEstate.ts'
import type { ExportFile } from '../exports/exportFile.ts'
import { exportFormats, type ExportFormat } from '../exports/index.ts'
import { beyondText } from '../exports/messages.en.ts'
import { snippetsFile } from '../report/snippets/file.ts'
import { exportInput } from '../session/deliver.ts'
import { baseOf, type View, viewOf } from '../session/derive.ts'
import { choicesSchema, undecided } from '../steps/choices.ts'
import { findings, propose } from '../steps/index.ts'
import { respell } from '../steps/respell.ts'
import type { Finding } from '../steps/rule.ts'
import { applyPlan } from './apply.ts'
import { printDiagnosis } from './diagnose.ts'
import { choicesIn, snapshotIn, write } from './files.ts'
import { helpText } from './help.ts'
import { collectTo, type Outside, printWorkspaces } from './live.ts'
import { type Output, Refused } from './output.ts'
import { printLink, printOpened, printReport } from './review.ts'
import { notTaken } from './takes.ts'
import { printVerification } from './verify.ts'

z.config({ jitless: true })

const options = {
  snapshot: { type: 'string' }, choices: { type: 'string' }, out: { type: 'string' }, format: { type: 'string' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' },
  workspace: { type: 'string' }, cloud: { type: 'string' }, arm: { type: 'string' }, 'token-env': { type: 'string' },
  names: { type: 'boolean' }, 'passphrase-env': { type: 'string' },
  report: { type: 'string' },
  before: { type: 'string' }, phase: { type: 'string' }, digest: { type: 'string' }, journal: { type: 'string' }, 'yes-way-in': { type: 'boolean' }, did: { type: 'string', multiple: true }, 'secret-env': { type: 'string', multiple: true },
} as const

/** Runs one command. Exit code 0: clean, or done; 2: findings at must level in the picture asked about, or differences; 3: a run paused, or something to verify was not read; 1: an error, told in one line. */
export async function run(args: readonly string[], output: Output, outside: Outside): Promise<number> {
  try {
    const { values, positionals } = parse(args)
    if (values.version === true) return say(output, version)
    const [command, what, ...rest] = positionals
    if (values.help === true || command === undefined || command === 'help') return say(output, helpText)
    if (rest.length > 0 || (what !== undefined && command !== 'schema' && command !== 'open-link')) throw new Refused(`unexpected argument ${JSON.stringify(what)}; see --help`)
    const work = Object.hasOwn(commands, command) ? commands[command] : undefined
    if (work === undefined) throw new Refused(`unknown command ${JSON.stringify(command)}; known are ${Object.keys(commands).join(', ')}. See --help`)
    const idle = notTaken(command, Object.keys(values))
    if (idle !== undefined) throw new Refused(`${command} takes no --${idle}; see --help`)
    return await work(values, output, { outside, what })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    output.err(`ringfence: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}\n`)
    return 1
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    // Of an unknown option Node goes on to tell how a word that begins with a hyphen is given, which no command takes.
    const why = (error instanceof Error ? error.message : String(error)).replace(/\. To specify a positional argument .*$/s, '').replace(/\.$/, '')
    throw new Refused(`${why}. See --help`)
  }
}

type Values = ReturnType<typeof parse>['values']

/** What a command does; `what` is the one word behind it. Gives the exit code. */
type Command = (values: Values, output: Output, beside: { readonly outside: Outside; readonly what: string | undefined }) => number | Promise<number>

/** All commands, in the order in which they are told. */
const commands: Readonly<Record<string, Command>> = {
  workspaces: (values, output, { outside }) => printWorkspaces(values, output, outside),
  collect: (values, output, { outside }) => collectTo(values, output, outside),
  propose: (values, output) => print(output, propose(readEstate(snapshotOf(values))).choices),
  schema: (_, output, { what }) => {
    if (what !== 'choices') throw new Refused('schema knows one thing: ringfence schema choices')
    return print(output, z.toJSONSchema(choicesSchema, { io: 'input', unrepresentable: 'any' }))
  },
  assess,
  plan,
  export: exportTo,
  report,
  link: async (values, output, { outside }) => {
    await printLink(decided(snapshotOf(values), values, output), values, output, outside)
    return 0
  },
  'open-link': async (values, output, { outside, what }) => codeOf((await printOpened(what, values, output, outside)).validation),
  apply: (values, output, { outside }) => applyPlan(values, output, outside),
  verify: printVerification,
  diagnose: printDiagnosis,
}

function assess(values: Values, output: Output): number {
  const current = readEstate(snapshotOf(values))
  const choices = values.choices === undefined ? undefined : respell(choicesIn(values.choices), current)
  const found = choices === undefined ? findings(current, undecided) : atOnce(viewOf(atOnce(baseOf(current)), choices)).validation
  print(output, { findings: found.map(printed) })
  return codeOf(found)
}

const printed = ({ rule, requirement, also, level, verdict, at, data }: Finding) => ({
  rule, requirement, ...(also.length === 0 ? {} : { also }), level, ...(verdict === undefined ? {} : { verdict }), at, data,
})

const codeOf = (found: readonly Finding[]): number => (found.some(({ level, verdict }) => level === 'must' && verdict === undefined) ? 2 : 0)

/** The view of the file's choices, or of the proposal, which is told on standard error. */
function decided(snapshot: Snapshot, values: Values, output: Output): View {
  const base = atOnce(baseOf(readEstate(snapshot)))
  if (values.choices !== undefined) return atOnce(viewOf(base, respell(choicesIn(values.choices), base.current)))
  const { choices } = base.proposal
  output.err(`ringfence: no --choices given; planned with the proposal:\n${JSON.stringify(choices, null, 2)}\n`)
  return atOnce(viewOf(base, choices))
}

function plan(values: Values, output: Output): number {
  const view = decided(snapshotOf(values), values, output)
  const number = new Map(view.plan.map(({ key }, index) => [key, index + 1]))
  print(output, {
    plan: digest(view.plan),
    changes: view.plan.map(({ key, after, ...change }) => ({
      number: number.get(key), ...change, after: after.flatMap((each) => number.get(each) ?? []), reason: view.reasons.get(idKey(change.id)) ?? null,
    })),
  })
  return codeOf(view.validation)
}

function report(values: Values, output: Output): number {
  if (values.choices === undefined) {
    const base = atOnce(baseOf(readEstate(snapshotOf(values))))
    printReport(base, values, output)
    return codeOf(base.assessment)
  }
  const view = decided(snapshotOf(values), values, output)
  printReport(view, values, output)
  return codeOf(view.validation)
}

function exportTo(values: Values, output: Output): number {
  const format = formatOf(values.format)
  if (values.out === undefined) throw new Refused('export needs --out DIR')
  const snapshot = snapshotOf(values)
  const view = decided(snapshot, values, output)
  const exported = exportFormats[format](exportInput({ snapshot, current: view.base.current, choices: view.choices, plan: view.plan, reasons: view.reasons, tasks: taskText }))
  const commands = snippetsFile({ current: view.base.current, desired: view.desired, choices: view.choices })
  const files = [...exported.files, commands]
  writeAll(values.out, files)
  for (const one of exported.beyond ?? []) output.err(`ringfence: ${beyondText(one)}\n`)
  print(output, {
    files: files.map(({ path }) => path),
    omitted: exported.omitted.map(({ change, because }) => ({ id: change.id, do: change.do, phase: change.phase, because })),
  })
  return codeOf(view.validation)
}

function formatOf(text: string | undefined): ExportFormat {
  if (text !== undefined && Object.hasOwn(exportFormats, text)) return text as ExportFormat
  throw new Refused(`export needs --format ${Object.keys(exportFormats).join('|')}${text === undefined ? '' : `, not ${JSON.stringify(text)}`}`)
}

function writeAll(folder: string, files: readonly ExportFile[]): void {
  for (const { path, text } of files) write(join(folder, path), text)
}

const snapshotOf = ({ snapshot }: Values): Snapshot => snapshotIn(snapshot, '--snapshot')

function say(output: Output, text: string): number {
  output.out(`${text}\n`)
  return 0
}

const print = (output: Output, value: unknown): number => say(output, JSON.stringify(value, null, 2))
