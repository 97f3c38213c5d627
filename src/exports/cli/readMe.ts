import { idKey, nameOf } from '../../base/armId.ts'
import { type Document, line, lines, spaced, write } from '../../base/document.ts'
import type { ExportFile, ExportInput } from '../exportFile.ts'
import { readMeWords } from '../messages.en.ts'
import { cell, code, saidElsewhere, section } from '../readMe.ts'
import type { Folder } from './calls.ts'
import { cliReadMeWords as words } from './messages.en.ts'

/** `README.md` of the scripts: what they do, what they need, in which order they are run. */
export function cliReadMe(folders: readonly Folder[], input: ExportInput): ExportFile {
  const { about, plan } = input
  const document = spaced(
    line(`# ${readMeWords.title(code(nameOf(about.workspaceId)))}`),
    lines(plan.length === 0 ? words.empty : words.purpose(code(about.takenAt))),
    ...(plan.length === 0 ? [] : [line(words.needs), order(folders), section(words.deploy, deploy(folders)), section(words.files, lines(...words.fileList.map((text) => `- ${text}`))), section(words.undo, line(words.undoText))]),
    section(readMeWords.said, saidElsewhere(input, new Set(plan.map(({ id }) => idKey(id))))),
  )
  return { path: 'README.md', language: 'markdown', text: write(document) }
}

function order(folders: readonly Folder[]): Document {
  if (folders.length === 1) return []
  const rows = folders.map(({ folder, team, changes }) => `| ${code(folder)} | ${team === null ? readMeWords.ownTeam : cell(team)} | ${changes.length} |`)
  return spaced(line(words.order), lines(words.orderHead, '|---|---|---|', ...rows))
}

function deploy(folders: readonly Folder[]): Document {
  const [first] = folders
  const at = first === undefined || first.folder === '' ? '.' : `./${first.folder}`
  return spaced(
    lines(...words.steps.map((text, index) => `${index + 1}. ${text}`)),
    lines('```sh', `bash ${at}/deploy.sh prepare --dry-run`, `bash ${at}/deploy.sh prepare`, `bash ${at}/deploy.sh lockdown --dry-run`, `bash ${at}/deploy.sh lockdown`, '```'),
    lines('```powershell', `${at}/deploy.ps1 prepare -DryRun`, `${at}/deploy.ps1 prepare`, `${at}/deploy.ps1 lockdown -DryRun`, `${at}/deploy.ps1 lockdown`, '```'),
    line(words.tasks), line(words.stops),
  )
}
