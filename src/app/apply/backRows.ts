/** What reading back showed, as rows. Pure. */
import { nameOf } from '../../base/armId.ts'
import type { StatusWord } from '../../components/statusWord.ts'
import type { After, Going } from '../../session/applyState.ts'
import { changeName } from '../plan/changeName.ts'
import { applyWords } from './messages.en.ts'

const words = applyWords.done

export interface BackRow { readonly key: string; readonly what: string; readonly word: StatusWord; readonly result: string; readonly whole: string }

function diagnosisRow(diagnosis: After['diagnosis']): BackRow {
  const row = { key: 'diagnosis', what: words.diagnosis, whole: '' }
  if (diagnosis === null) return { ...row, word: 'info', result: words.asked }
  if (diagnosis === 'refused') return { ...row, word: 'unknown', result: words.refused }
  if (diagnosis.length === 0) return { ...row, word: 'kept', result: words.noProblem }
  const word = diagnosis.some(({ level }) => level === 'error') ? 'must' : diagnosis.some(({ level }) => level === 'warning') ? 'should' : 'info'
  return { ...row, word, result: words.problems(diagnosis.length), whole: diagnosis.map(({ code, message }) => `${code}: ${message}`).join('\n') }
}

/** The rows of proof by the control plane. */
export function backRows({ run, plan, after }: Going): readonly BackRow[] {
  const verification = after?.verification ?? null
  if (verification === null || after === null) return []
  const { compared, unlike, again } = verification
  const named = new Map(plan.map((change) => [change.key, changeName(change)]))
  const [changes, tasks] = [again.filter((change) => change.do !== 'manual').length, again.filter((change) => change.do === 'manual').length]
  const kept = (run?.changes ?? []).filter(({ notes }) => notes.length > 0)
  return [
    { key: 'equal', what: words.equal, word: unlike.length === 0 ? 'kept' : 'must', result: words.ofAll(compared - unlike.length, compared), whole: '' },
    ...unlike.map(({ key, missing, unlike: paths }): BackRow => ({ key: `unlike ${key}`, what: words.differs(named.get(key) ?? key), word: 'must', result: missing === 'yes' ? words.gone : paths.map(({ path, found }) => `${path}: ${found}`).join(', '), whole: paths.map(({ path, expected, found }) => applyWords.trouble.unlikeRow(path, expected, found)).join('\n') })),
    ...kept.map(({ key, id, notes }): BackRow => ({ key: `kept ${key}`, what: words.keptRow(nameOf(id)), word: 'info', result: words.kept(notes.length), whole: notes.map(({ path, expected, found }) => applyWords.trouble.unlikeRow(path, expected, found)).join('\n') })),
    diagnosisRow(after.diagnosis),
    { key: 'again', what: words.planAgain, word: changes === 0 ? 'kept' : 'should', result: words.changes(changes, tasks), whole: '' },
  ]
}
