import { blank, type Document, line, lines, spaced, write } from '../base/document.ts'
import { idKey, nameOf } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import type { Deployable } from './declarations.ts'
import { targetWords } from './deployables.ts'
import type { Exported, ExportFile, ExportInput, OmittedBecause } from './exportFile.ts'
import { messages, oneLine, readMeWords as words } from './messages.en.ts'

/** What a read-me is about. */
export interface ReadMe {
  readonly manner: Manner
  readonly all: readonly Deployable[]
  readonly omitted: Exported['omitted']
  readonly input: ExportInput
}

/** What a format says in its own way. */
export interface Manner {
  readonly words: {
    readonly purpose: (readAt: string) => string
    readonly steps: readonly string[]
    readonly setBack: string
    readonly addedByLockdown: string
    /** Heading and sentences over the list of existing resources; the last only where a workspace is among them. */
    readonly existing: string
    readonly existingWhy: (readAt: string) => string
    readonly existingWorkspace: string | null
  }
  readonly because: Readonly<Record<OmittedBecause, string>>
  /** The environment variable that holds a secret. */
  readonly variable: (parameter: string) => string
  /** The commands that deploy a folder. */
  readonly commands: (deployable: Deployable) => readonly string[]
}

/** `README.md` of an export: what it does, in which order it is deployed, how to take it back, and what is not in it. */
export function readMe(about: ReadMe): ExportFile {
  const { workspaceId, takenAt } = about.input.about
  const document = spaced(
    line(`# ${words.title(code(nameOf(workspaceId)))}`),
    lines(about.manner.words.purpose(code(takenAt))),
    order(about.all),
    section(words.first, firstSteps(about)),
    section(words.deploy, deploy(about)),
    section(words.undo, undo(about)),
    section(about.manner.words.existing, existing(about)),
    section(words.missing, missing(about)),
    section(words.said, said(about)),
  )
  return { path: 'README.md', language: 'markdown', text: write(document) }
}

/** A heading over a body; nothing where the body is empty. */
export const section = (title: string, body: Document): Document => (body.length === 0 ? [] : [...line(`## ${title}`), ...blank, ...body])

function order(all: readonly Deployable[]): Document {
  if (all.length === 0) return line(words.empty)
  if (all.length === 1) return []
  const rows = all.map(({ folder, team, target, modules }) => {
    const count = modules.flatMap((module) => module.declarations).length
    return `| ${code(folder)} | ${team === null ? words.ownTeam : cell(team)} | ${code(targetWords(target).group)} | ${count} |`
  })
  return spaced(line(words.order), lines(words.orderHead, '|---|---|---|---|', ...rows))
}

function firstSteps({ manner, omitted, all, input }: ReadMe): Document {
  const actions = omitted.filter(({ because }) => because === 'action').map(({ change }) => `- ${words.run(code(describe(change)))}`)
  const secrets = [...new Set(all.flatMap((one) => one.parameters).filter((parameter) => parameter.secret).map((parameter) => parameter.name))]
  const nameless = input.plan.flatMap((change) => (change.do === 'create' && change.interrupts && idKey(change.type) === 'microsoft.network/privateendpoints' ? [code(nameOf(change.id))] : []))
  return lines(
    ...actions, ...secrets.map((name) => `- ${words.secret(code(name), code(manner.variable(name)))}`),
    ...(nameless.length === 0 ? [] : [`- ${words.blankNames(nameless.join(', '))}`]),
  )
}

function deploy({ manner, all }: ReadMe): Document {
  if (all.length === 0) return []
  const shown = all.flatMap((one) => [all.length > 1 ? line(`### ${code(one.folder)}`) : [], lines('```sh', ...manner.commands(one), '```')])
  return spaced(lines(...manner.words.steps.map((text, index) => `${index + 1}. ${text}`)), all.length > 1 ? line(words.each) : [], ...shown)
}

function undo({ manner, all }: ReadMe): Document {
  const added = all.flatMap((one) => one.modules).flatMap((module) => module.declarations).filter((one) => one.only === 'lockdown')
  return spaced(lines(manner.words.setBack), added.length === 0 ? [] : [...line(manner.words.addedByLockdown), ...blank, ...lines(...added.map((one) => `- ${code(one.id)}`))])
}

function existing({ manner, all, input }: ReadMe): Document {
  const found = all.flatMap((one) => one.modules).flatMap((module) => module.declarations).filter((one) => one.state === 'existing')
  if (found.length === 0) return []
  const hasWorkspace = found.some((one) => one.type.toLowerCase() === 'microsoft.machinelearningservices/workspaces')
  return spaced(
    line(manner.words.existingWhy(code(input.about.takenAt))),
    hasWorkspace && manner.words.existingWorkspace !== null ? line(manner.words.existingWorkspace) : [],
    lines(...found.map((one) => `- ${code(one.id)}`)),
  )
}

function missing({ manner, omitted, input }: ReadMe): Document {
  if (omitted.length === 0) return []
  const rows = omitted.map(({ change, because }) => `| ${numberOf(change, input)} | ${change.phase} | ${code(describe(change))} | ${manner.because[because]} |`)
  return lines(words.missingHead, '|---|---|---|---|', ...rows)
}

/** What people said of resources that no template here holds, where it would be a comment. */
function said({ all, input }: ReadMe): Document {
  return saidElsewhere(input, new Set(all.flatMap((one) => one.modules).flatMap((module) => module.declarations).map(({ id }) => idKey(id))))
}

/** What people said of resources beside those that are held, by `idKey`. */
export function saidElsewhere(input: ExportInput, held: ReadonlySet<string>): Document {
  const others = [...input.said ?? []].filter(([id]) => !held.has(id))
  return lines(...others.flatMap(([id, texts]) => texts.map((text) => `- ${code(id)}: ${code(text)}`)))
}

const numberOf = (change: Change, { plan }: ExportInput): number => plan.findIndex((other) => other.key === change.key && idKey(other.id) === idKey(change.id)) + 1

function describe(change: Change): string {
  switch (change.do) {
    case 'manual':
      return `${messages.task(change.task.task)} ${change.id}`
    case 'action':
      return `POST ${change.id}/${change.action}?api-version=${change.apiVersion}`
    case 'create':
    case 'update':
    case 'delete':
      return `${change.do} ${change.id}`
  }
}

/** A code span: it keeps whatever it holds, except the fence itself and, in a table, the bar. */
export const code = (text: string): string => `\`${oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``

/** A text from outside in a table. */
export const cell = (text: string): string => oneLine(text).replaceAll(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&')

/** A text as one word of a shell command. */
export const shell = (text: string): string => (/^[A-Za-z0-9._-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
