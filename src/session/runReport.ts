/** The report of a run as one Markdown file: the record that its evidence file holds, for people. Pure. */
import { checkNames, diagnosisLevels, diagnosisLists, diagnosisText, proofNames } from '../apply/afterMessages.en.ts'
import type { Diagnosis } from '../apply/diagnose.ts'
import type { RunRecord } from '../apply/evidence.ts'
import { whatHappened } from '../apply/messages.en.ts'
import { nameOf, parseArmId } from '../base/armId.ts'
import { type Document, line, lines, spaced, write } from '../base/document.ts'
import { changedLines } from '../report/changedLines.ts'
import { changed, code, ruler, section, text } from '../report/markup.ts'
import { countsOf } from '../steps/counts.ts'
import type { Finding } from '../steps/rule.ts'
import { runReportWords as words } from './runReportWords.en.ts'

/** What a report shows beside the record: the diagnosis as the page knows it, and the findings before and after. */
export interface Beside {
  readonly diagnosis: Diagnosis | null
  readonly findings: { readonly before: readonly Finding[]; readonly after: readonly Finding[] | null }
}

/** The report. */
export function runReport(record: RunRecord, beside: Beside): string {
  const { workspaceId, kind, changes, end, startedAt, writtenAt } = record
  const done = changes.filter(({ stand }) => stand === 'done').length
  return write(spaced(
    line(`# ${words.title[kind](named(workspaceId))}`),
    line(words.head(end === null ? words.going : words.ends[end.is], done, changes.length)),
    line(words.times(when(startedAt), end === null ? null : when(end.at), when(writtenAt))),
    line(words.about(code(record.run), code(record.planDigest))),
    line(code(workspaceId)),
    line(words.what),
    why(record),
    section(`## ${words.plan}`, planned(record)),
    section(`## ${words.takenBack}`, table(words.takenBackHead, record.takenBack.map(({ at, change }) => [number(change), when(at)]))),
    section(`## ${words.left}`, table(words.leftHead, record.left.map(({ id, type }) => [named(id), text(type)]))),
    section(`## ${words.requests}`, sent(record)),
    section(`## ${words.keptHere}`, proofs(record.keptHere.proofs)),
    line(`## ${words.azure}`),
    section(`### ${words.proofs}`, proofs(record.readFromAzure.proofs)),
    section(`### ${words.back}`, back(record)),
    section(`### ${words.kept}`, kept(record)),
    section(`### ${words.diagnosis}`, diagnosed(record, beside.diagnosis)),
    section(`### ${words.counts}`, counted(record, beside)),
    section(`## ${words.attested}`, attested(record)),
  ))
}

const table = (head: string, rows: readonly (readonly string[])[]): Document => (rows.length === 0 ? [] : lines(head, ruler(head), ...rows.map((cells) => `| ${cells.join(' | ')} |`)))

const when = (moment: string | null): string => (moment === null ? '' : moment.slice(0, 19).replace('T', ' '))

const named = (id: string): string => {
  const parsed = parseArmId(id)
  return code(parsed === null ? id : nameOf(parsed))
}

const number = (of: number | null): string => (of === null ? '' : `${of}`)

/** Why it paused: in our words and in Azure's, with the id to quote. */
function why({ end }: RunRecord): Document {
  if (end?.is !== 'paused') return []
  const { text: happened, data, said, ids } = end.trouble
  const id = ids.correlation ?? ids.request ?? ids.sent
  return section(`## ${words.paused}`, spaced(line(text(whatHappened[happened](data))), said === '' ? [] : line(words.azureSays(text(said))), id === null ? [] : line(words.correlation(code(id)))))
}

function planned({ plan, changes }: RunRecord): Document {
  const became = new Map(changes.map((one) => [one.number, one]))
  return table(words.planHead, plan.map((change) => {
    const one = became.get(change.number)
    const stand = one === undefined ? '' : one.attested === 'yes' ? words.byPerson : words.stand(one.stand)
    return [number(change.number), words.does(change.do), `${named(change.id)} ${text(change.do === 'manual' ? change.task.task : change.type)}`, changedLines(change).map(changed).join('<br>'), stand, when(one?.began ?? null), when(one?.ended ?? null)]
  }))
}

const sent = ({ requests }: RunRecord): Document => (requests.length === 0 ? line(words.requestsNone) : table(words.requestHead, requests.map(({ change, at, method, id, apiVersion, attempt, status, became }) =>
  [number(change), when(at), method, code(id), text(apiVersion), `${attempt}`, status === null ? words.answer.none : `${status}`, became === null ? words.unsettled : words.became[became]])))

const proofs = (of: RunRecord['keptHere']['proofs']): Document => table(words.proofHead, of.flatMap(({ change, proofs: own }) =>
  own.map(({ name, found, result, at }) => [number(change), proofNames[name], found.map(code).join(', '), words.result(result), when(at)])))

function back({ readFromAzure: { verification } }: RunRecord): Document {
  if (verification === null) return line(words.backNone)
  const { takenAt, compared, unlike, checks, changesLeft } = verification
  const differing = unlike.flatMap(({ change, missing, unlike: paths }) => (missing === 'yes' ? [[number(change), words.gone, '', '']] : paths.map(({ path, expected, found }) => [number(change), code(path), code(expected), code(found)])))
  return spaced(
    line(words.backText(when(takenAt), compared - unlike.length, compared)), table(words.unlikeHead, differing),
    table(words.checkHead, checks.map(({ name, held, missing, unread }) => [checkNames[name], `${held}`, missing.map(code).join(', '), unread.map(code).join(', ')])), line(words.again(changesLeft)),
  )
}

const kept = ({ changes }: RunRecord): Document =>
  table(words.unlikeHead, changes.flatMap(({ number: of, keptByAzure }) => keptByAzure.map(({ path, expected, found }) => [number(of), code(path), code(expected), code(found)])))

function diagnosed({ readFromAzure }: RunRecord, diagnosis: Diagnosis | null): Document {
  if (diagnosis === null) return line(words.diagnosisNone)
  const says = diagnosisText(diagnosis)
  const results = diagnosis.is === 'results' ? diagnosis.results : []
  return spaced(
    line(words.diagnosisAt(when(readFromAzure.diagnosis?.at ?? null))), says === null ? [] : line(text(says)),
    table(words.diagnosisHead, results.map(({ level, list, code: own, message }) => [diagnosisLevels[level], diagnosisLists[list], code(own), text(message)])),
  )
}

const levels = ['must', 'should', 'info', 'unknown'] as const

function counted({ before, after }: RunRecord, { findings }: Beside): Document {
  const row = (title: string, of: readonly Finding[]): readonly string[] =>
    [title, ...levels.map((level) => `${countsOf(of)[level]}`)]
  return table(words.countHead, [row(words.before(when(before.takenAt)), findings.before), ...(findings.after === null || after === null ? [] : [row(words.after(when(after.takenAt)), findings.after)])])
}

function attested({ attested: { statements, names } }: RunRecord): Document {
  if (statements.length === 0 && names.every(({ asExpected }) => asExpected === null)) return line(words.nothingAttested)
  return spaced(
    line(words.attestedText), table(words.statementHead, statements.map(({ at, what, change, id }) => [number(change), when(at), words.statements[what], id === null ? '' : named(id)])),
    names.length === 0 ? [] : section(`### ${words.names}`, table(words.nameHead, names.map(({ host, address, asExpected }) => [code(host), code(address), asExpected === null ? words.unsaid : words.said[asExpected]]))),
  )
}
