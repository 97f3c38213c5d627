import { type Document, line, lines, spaced, write } from '../base/document.ts'
import { chargeText, chargeWords } from '../steps/charges.en.ts'
import { allowParts } from '../steps/outbound/allowList.ts'
import { fieldWords } from '../steps/outbound/messages.en.ts'
import { reportWords as words } from './messages.en.ts'
import { changed, code, ruler, section, text } from './markup.ts'
import type { ChangeRow, RuleCounts, FindingRow, Report, Section } from './report.ts'

const allowWords = fieldWords.allowed

/** The report as one Markdown file (GitHub's tables). Every text from outside is quoted, so that none becomes a link, an image or HTML. */
export function markdown(report: Report): string {
  const { workspace, picture, digest, changes, reviewer } = report
  return write(spaced(
    line(`# ${words.titles[picture](code(workspace.name))}`),
    line(words.about({ cloud: code(report.cloud), takenAt: code(report.takenAt) })),
    line(picture === 'current' ? words.noPlan : words.plan(code(digest), changes.length)),
    reviewer === null ? [] : line(words.reviewer(text(reviewer))),
    line(code(workspace.id)),
    counts(report),
    risks(report),
    line(`## ${words.findings}`),
    ...report.sections.map((section) => findings(section, report)),
    ...(picture === 'current' ? [] : [plan(changes, 'prepare'), plan(changes, 'lockdown'), tasks(changes)]),
    charged(report),
    allowed(report),
  ))
}

const cells = ({ must, should, info, unknown, kept }: RuleCounts): string => `${must} | ${should} | ${info} | ${unknown} | ${kept} |`

function counts({ picture, before, after }: Report): Document {
  if (picture === 'current') return lines(words.countHead.current, '|--:|--:|--:|--:|--:|', `| ${cells(after)}`)
  return lines(words.countHead.desired, '|---|--:|--:|--:|--:|--:|', `| ${words.before} | ${cells(before)}`, `| ${words.after} | ${cells(after)}`)
}

function risks({ sections }: Report): Document {
  const rows = sections.flatMap((each) => each.rows).flatMap((row) => {
    const risk = row.accepted ?? row.expired
    if (risk === null) return []
    const until = row.accepted === null ? words.expired(risk.until) : risk.until
    return [`| ${words.word(row.after)} | ${rule(row)} | ${code(row.name)} | ${text(risk.reason)} | ${until} |`]
  })
  return section(`## ${words.risks}`, rows.length === 0 ? [] : lines(words.riskHead, '|---|---|---|---|---|', ...rows))
}

const rule = ({ requirement, title }: FindingRow): string => `${requirement} ${text(title)}`

function findings(each: Section, { picture, reviewer }: Report): Document {
  if (each.rows.length === 0) return section(`### ${each.title}`, line(words.none))
  const answers = reviewer !== null
  const head = `${words.findingHead[picture]}${answers ? words.answerHead : ''}`
  const rows = each.rows.map((row) => `| ${(picture === 'current' ? [words.word(row.after)] : [words.word(row.before), words.word(row.after)]).join(' | ')} | ${rule(row)} | ${code(row.name)} | ${text(row.what)} | ${remedy(row)} |${answers ? ` ${row.answer === null ? '' : text(words.answer(row.answer))} |` : ''}`)
  return section(`### ${each.title}`, lines(head, ruler(head), ...rows))
}

const remedy = (row: FindingRow): string => (row.after === null ? '' : row.accepted === null ? text(row.remedy) : text(words.accepted(row.accepted)))

function plan(changes: readonly ChangeRow[], phase: ChangeRow['phase']): Document {
  const own = changes.filter((change) => change.phase === phase && change.task === null)
  const answers = own.some(({ answer }) => answer !== null)
  const head = `${words.changeHead}${answers ? words.answerHead : ''}`
  const rows = own.map((change) =>
    `| ${change.number} | ${text(words.change(change))} | ${code(change.name)} ${text(change.type)} | ${change.lines.map(changed).join('<br>')} | ${because(change)} |${answers ? ` ${change.answer === null ? '' : text(words.answer(change.answer))} |` : ''}`)
  return section(`## ${words.changes[phase]}`, rows.length === 0 ? [] : lines(head, ruler(head), ...rows))
}

const because = ({ because: reason }: ChangeRow): string => (reason === null ? '' : text([reason.step, ...reason.requirements].join(' ')))

function tasks(changes: readonly ChangeRow[]): Document {
  const rows = changes.flatMap(({ task, number, id }) => (task === null ? [] : [`- [ ] ${number}: ${code(task)} ${code(id)}`]))
  return section(`## ${words.tasks}`, lines(...rows))
}

function charged({ charges }: Report): Document {
  if (charges === null) return []
  const head = `| ${Object.values(chargeWords.head).join(' | ')} |`
  const rows = charges.map((charge) => `| ${text(chargeText(charge).what)} | ${charge.names.map(code).join(', ')} | ${text(chargeText(charge).by)} |`)
  return spaced(line(`## ${chargeWords.title}`), line(rows.length === 0 ? chargeWords.none : chargeWords.text), rows.length === 0 ? [] : lines(head, ruler(head), ...rows))
}

function allowed({ allowed: list }: Report): Document {
  if (list === null) return []
  const { title, text: about, parts, partText, head, port, required, when, own } = allowWords
  const heads = `| ${Object.values(head).join(' | ')} |`
  const tables = allowParts.map((part) => section(`### ${parts[part]}`, spaced(line(partText[part]), lines(heads, ruler(heads), ...list[part].map((row) =>
    `| ${code(row.to)} | ${port(row.protocol, row.ports)} | ${text(row.purpose)} | ${row.when === null ? required : text(when(row.when))} |`)))))
  return spaced(line(`## ${title}`), line(about), ...tables, line(`${own} ${code(list.ownListRequest)}`))
}
