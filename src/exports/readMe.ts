import { blank, type Document, line, lines, spaced, write } from '../base/document.ts'
import { idKey, nameOf } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import type { Deployable } from './declarations.ts'
import { environmentName, targetWords } from './deployables.ts'
import type { Exported, ExportFile, ExportInput } from './exportFile.ts'
import { messages, oneLine, omittedBecause, readMeWords as words } from './messages.en.ts'

/** What a read-me is about. */
export interface ReadMe {
  readonly format: 'bicep' | 'armJson'
  readonly all: readonly Deployable[]
  readonly omitted: Exported['omitted']
  readonly input: ExportInput
}

/** `README.md` of an export: what it does, in which order it is deployed, how to take it back, and what is not in it. */
export function readMe(about: ReadMe): ExportFile {
  const { workspaceId, takenAt } = about.input.about
  const document = spaced(
    line(`# ${words.title(code(nameOf(workspaceId)))}`),
    lines(words.purpose(code(takenAt))),
    order(about.all),
    section(words.first, firstSteps(about)),
    section(words.deploy, deploy(about)),
    section(words.undo, undo(about)),
    section(words.restated, restated(about)),
    section(words.missing, missing(about)),
  )
  return { path: 'README.md', language: 'markdown', text: write(document) }
}

const section = (title: string, body: Document): Document => (body.length === 0 ? [] : [...line(`## ${title}`), ...blank, ...body])

function order(all: readonly Deployable[]): Document {
  if (all.length === 0) return line(words.empty)
  if (all.length === 1) return []
  const rows = all.map(({ folder, team, target, modules }) => {
    const count = modules.flatMap((module) => module.declarations).length
    return `| ${code(folder)} | ${team === null ? words.ownTeam : cell(team)} | ${code(targetWords(target).group)} | ${count} |`
  })
  return spaced(line(words.order), lines(words.orderHead, '|---|---|---|---|', ...rows))
}

function firstSteps({ omitted, all, input }: ReadMe): Document {
  const actions = omitted.filter(({ because }) => because === 'action').map(({ change }) => `- ${words.run(code(describe(change)))}`)
  const secrets = [...new Set(all.flatMap((one) => one.parameters).filter((parameter) => parameter.secret).map((parameter) => parameter.name))]
  const nameless = input.plan.flatMap((change) => (change.do === 'create' && change.interrupts && idKey(change.type) === 'microsoft.network/privateendpoints' ? [code(nameOf(change.id))] : []))
  return lines(
    ...actions, ...secrets.map((name) => `- ${words.secret(code(name), code(environmentName(name)))}`),
    ...(nameless.length === 0 ? [] : [`- ${words.blankNames(nameless.join(', '))}`]),
  )
}

function deploy({ format, all }: ReadMe): Document {
  if (all.length === 0) return []
  const shown = all.flatMap((one) => [all.length > 1 ? line(`### ${code(one.folder)}`) : [], commands(one, format)])
  return spaced(lines(...words.steps.map((text, index) => `${index + 1}. ${text}`)), all.length > 1 ? line(words.each) : [], ...shown)
}

function commands({ target, folder, parameters }: Deployable, format: ReadMe['format']): Document {
  const { group, subscription } = targetWords(target)
  const at = folder === '' ? '' : `${folder}/`
  const secrets = parameters.filter((parameter) => parameter.secret)
  const files =
    format === 'bicep'
      ? `--parameters ${at}main.bicepparam`
      : [`--template-file ${at}azuredeploy.json --parameters ${at}azuredeploy.parameters.json`, ...secrets.map(({ name }) => `--parameters ${name}="$${environmentName(name)}"`)].join(' ')
  const where = `--subscription ${shell(subscription)} --resource-group ${shell(group)}`
  return lines(
    '```sh',
    `az deployment group what-if ${where} ${files}`,
    `az deployment group create ${where} --name ringfence-prepare ${files}`,
    `az deployment group what-if ${where} ${files} --parameters phase=lockdown`,
    `az deployment group create ${where} --name ringfence-lockdown ${files} --parameters phase=lockdown`,
    '```',
  )
}

function undo({ all }: ReadMe): Document {
  const added = all.flatMap((one) => one.modules).flatMap((module) => module.declarations).filter((one) => one.only === 'lockdown')
  return spaced(lines(words.setBack), added.length === 0 ? [] : [...line(words.addedByLockdown), ...blank, ...lines(...added.map((one) => `- ${code(one.id)}`))])
}

function restated({ all, input }: ReadMe): Document {
  const existing = all.flatMap((one) => one.modules).flatMap((module) => module.declarations).filter((one) => one.state === 'existing')
  if (existing.length === 0) return []
  const hasWorkspace = existing.some((one) => one.type.toLowerCase() === 'microsoft.machinelearningservices/workspaces')
  return spaced(
    line(words.restatedWhy(code(input.about.takenAt))),
    hasWorkspace ? line(words.restatedWorkspace) : [],
    lines(...existing.map((one) => `- ${code(one.id)}`)),
  )
}

function missing({ omitted, input }: ReadMe): Document {
  if (omitted.length === 0) return []
  const rows = omitted.map(({ change, because }) => `| ${numberOf(change, input)} | ${change.phase} | ${code(describe(change))} | ${omittedBecause[because]} |`)
  return lines(words.missingHead, '|---|---|---|---|', ...rows)
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

// A code span keeps whatever it holds, except the fence itself and, in a table, the bar.
const code = (text: string): string => `\`${oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``

const cell = (text: string): string => oneLine(text).replaceAll(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&')

const shell = (text: string): string => (/^[A-Za-z0-9._-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
