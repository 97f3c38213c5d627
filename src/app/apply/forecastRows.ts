/** The answers of the preflight as rows. Pure. */
import { nameOf, parseArmId } from '../../base/armId.ts'
import type { Change, ChangeKey } from '../../changes/change.ts'
import type { StatusWord } from '../../components/statusWord.ts'
import type { Forecast } from '../../session/applyState.ts'
import { whatHappened } from '../../session/applyWords.ts'
import { applyWords as words } from './messages.en.ts'

export interface ForecastRow { readonly key: string; readonly asked: string; readonly found: string; readonly whole: string; readonly word: StatusWord; readonly result: string }

const wordOf: Readonly<Record<Forecast['result'], StatusWord>> = { fine: 'kept', attention: 'should', refused: 'must', unknown: 'unknown', estimate: 'info' }

const short = (text: string): string => text.replaceAll(/\/subscriptions\/[^\s:]+/gi, (id) => {
  const parsed = parseArmId(id)
  return parsed === null ? id : nameOf(parsed)
})

const MOST = 3

/** One row for each answer. */
export function forecastRows(forecasts: readonly Forecast[], plan: readonly Change[]): readonly ForecastRow[] {
  const numbers = new Map(plan.map(({ key }, index) => [key, index + 1]))
  return forecasts.map(({ question, result, found, keys, trouble }, index) => {
    const which = keys.flatMap((key) => numbers.get(key) ?? [])
    const shown = found.slice(0, MOST).map(short).join('; ')
    const said = trouble === null ? '' : whatHappened[trouble.text](trouble.data)
    if (result === 'unknown' && found.length === 0) return { key: `${question} ${index}`, asked: words.questions[question], found: said === '' ? words.unread : said, whole: trouble?.said ?? '', word: wordOf[result], result: words.results[result] }
    const plain = result === 'fine' || (result === 'estimate' && found.length === 0)
    const parts = plain ? [words.fine[question]] : [said === '' ? words.foundElse[question] : said, [shown, found.length > MOST ? `and ${found.length - MOST} more` : ''].filter((one) => one !== '').join(' '), which.length > 0 ? words.ofChanges(which) : '']
    return { key: `${question} ${index}`, asked: words.questions[question], found: parts.filter((part) => part !== '').join(': '), whole: [...found, trouble?.said ?? ''].filter((one) => one !== '').join('\n'), word: wordOf[result], result: words.results[result] }
  })
}

/** The changes that the forecast says are refused: those that can be left by hand instead. */
export const refusedKeys = (forecasts: readonly Forecast[]): ReadonlySet<ChangeKey> => new Set(forecasts.filter(({ result, question }) => result === 'refused' && (question === 'rights' || question === 'locks')).flatMap(({ keys }) => keys))
