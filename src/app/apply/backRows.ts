/** What reading back showed, as rows. Pure. */
import { idKey, nameOf } from '../../base/armId.ts'
import type { Change } from '../../changes/change.ts'
import type { StatusWord } from '../../components/statusWord.ts'
import type { Going, Verification } from '../../session/applyState.ts'
import { checkNames } from '../../session/applyWords.ts'
import { changeName } from '../plan/changeName.ts'
import { applyWords } from './messages.en.ts'

const words = applyWords.done

export interface BackRow { readonly key: string; readonly what: string; readonly word: StatusWord; readonly result: string; readonly whole: string }

const checkRow = ({ name, held, missing, unread }: Verification['checks'][number]): BackRow => ({
  key: name, what: checkNames[name], word: missing.length > 0 ? 'must' : unread.length > 0 ? 'unread' : 'kept', result: words.ofAll(held, held + missing.length + unread.length),
  whole: [...missing.map(words.isMissing), ...unread.map(words.isUnread)].join('\n'),
})

/** Whether all that was read back is as desired: nothing differs, is missing or went unread, and nothing is left to do but tasks that the run had already. */
export function isAsDesired({ plan, after }: Going): boolean {
  const verification = after?.verification ?? null
  if (verification === null) return false
  const { unlike, checks, again } = verification
  const isKnown = ({ do: what, id }: Change): boolean => what === 'manual' && plan.some((change) => change.do === 'manual' && idKey(change.id) === idKey(id))
  return unlike.length === 0 && checks.every(({ missing, unread }) => missing.length === 0 && unread.length === 0) && again.every(isKnown)
}

/** The rows of proof by the control plane. */
export function backRows({ run, kind, plan, after }: Going): readonly BackRow[] {
  const verification = after?.verification ?? null
  if (verification === null) return []
  const { compared, unlike, checks, again } = verification
  const named = new Map(plan.map((change) => [change.key, changeName(change)]))
  const [changes, tasks] = [again.filter((change) => change.do !== 'manual').length, again.filter((change) => change.do === 'manual').length]
  const kept = (run?.changes ?? []).filter(({ notes }) => notes.length > 0)
  return [
    { key: 'equal', what: kind === 'undo' ? words.equalBefore : words.equal, word: unlike.length === 0 ? 'kept' : 'must', result: words.ofAll(compared - unlike.length, compared), whole: '' },
    ...unlike.map(({ key, missing, unlike: paths }): BackRow => ({ key: `unlike ${key}`, what: words.differs(named.get(key) ?? key), word: 'must', result: missing === 'yes' ? words.gone : paths.map(({ path, found }) => `${path}: ${found}`).join(', '), whole: paths.map(({ path, expected, found }) => applyWords.trouble.unlikeRow(path, expected, found)).join('\n') })),
    ...kept.map(({ key, id, notes }): BackRow => ({ key: `kept ${key}`, what: words.keptRow(nameOf(id)), word: 'info', result: words.kept(notes.length), whole: notes.map(({ path, expected, found }) => applyWords.trouble.unlikeRow(path, expected, found)).join('\n') })),
    ...checks.map(checkRow),
    { key: 'again', what: words.planAgain, word: changes === 0 ? 'kept' : kind === 'undo' ? 'info' : 'should', result: words.changes(changes, tasks), whole: '' },
  ]
}
