import { idKey, nameOf } from '../../base/armId.ts'
import { type Document, line, lines, spaced, write } from '../../base/document.ts'
import type { ExportFile, ExportInput } from '../exportFile.ts'
import { cell, code } from '../markdown.ts'
import { readMeWords } from '../messages.en.ts'
import { pipelinesReadMe } from '../pipelines/messages.en.ts'
import { saidElsewhere, section } from '../readMe.ts'
import { scriptedBlankNames } from './blankNames.ts'
import type { Folder } from './calls.ts'
import { cliReadMeWords as words } from './messages.en.ts'

/** `README.md` of the scripts: what they do, what they need, in which order they are run. */
export function cliReadMe(folders: readonly Folder[], input: ExportInput): ExportFile {
  const { about, plan } = input
  const document = spaced(
    line(`# ${readMeWords.title(code(nameOf(about.workspaceId)))}`),
    lines(plan.length === 0 ? words.empty : words.purpose(code(about.takenAt))),
    ...(plan.length === 0 ? [] : [line(words.needs), order(folders), section(readMeWords.first, first(input)), section(words.deploy, deploy(folders, input)), section(pipelinesReadMe.title, line(pipelinesReadMe.text)), section(words.files, lines(...words.fileList.map((text) => `- ${text}`))), section(words.undo, line(words.undoText))]),
    section(readMeWords.said, saidElsewhere(input, new Set(plan.map(({ id }) => idKey(id))))),
  )
  return { path: 'README.md', language: 'markdown', text: write(document) }
}

function order(folders: readonly Folder[]): Document {
  if (folders.length === 1) return []
  const rows = folders.map(({ folder, team, changes }) => `| ${code(folder)} | ${team === null ? readMeWords.ownTeam : cell(team)} | ${changes.length} |`)
  return spaced(line(words.order), line(words.reading), lines(words.orderHead, '|---|---|---|', ...rows))
}

const first = (input: ExportInput): Document => lines(...scriptedBlankNames(input).map((text) => `- ${text}`))

function deploy(folders: readonly Folder[], { plan }: ExportInput): Document {
  const closing = plan.filter(({ phase }) => phase === 'lockdown')
  const steps = [...words.steps, ...(closing.length === 0 ? [] : [words.lockdown(closing.some(({ closes }) => closes))])]
  const runs = ['prepare', 'lockdown'].flatMap((phase) =>
    folders.filter(({ changes }) => changes.some((change) => change.phase === phase)).map(({ folder }) => [folder === '' ? '.' : `./${folder}`, phase] as const))
  return spaced(
    lines(...steps.map((text, index) => `${index + 1}. ${text}`)),
    lines('```sh', ...runs.flatMap(([at, phase]) => [`bash ${at}/deploy.sh ${phase} --dry-run`, `bash ${at}/deploy.sh ${phase}`]), '```'),
    lines('```powershell', ...runs.flatMap(([at, phase]) => [`${at}/deploy.ps1 ${phase} -DryRun`, `${at}/deploy.ps1 ${phase}`]), '```'),
    line(words.tasks), line(words.stops),
  )
}
