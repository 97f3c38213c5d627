/** The answers of the preflight as rows. Pure. */
import { nameOf, parseArmId } from '../../base/armId.ts'
import type { Change, ChangeKey } from '../../changes/change.ts'
import type { StatusWord } from '../../components/statusWord.ts'
import type { Detail, Forecast } from '../../session/applyState.ts'
import { whatHappened } from '../../session/applyWords.ts'
import { detailWords } from './forecast.messages.en.ts'
import { foreseenText } from './foreseenRows.ts'
import { applyWords as words } from './messages.en.ts'

export interface ForecastRow { readonly key: string; readonly asked: string; readonly found: string; readonly whole: string; readonly word: StatusWord; readonly result: string }

const wordOf: Readonly<Record<Forecast['result'], StatusWord>> = { fine: 'kept', attention: 'should', refused: 'must', unknown: 'unknown', estimate: 'info' }

const short = (text: string): string => text.replaceAll(/\/subscriptions\/[^\s:;,]+/gi, (id) => {
  const parsed = parseArmId(id)
  return parsed === null ? id : nameOf(parsed)
})

const MOST = 3

const said = ({ at, is, data }: Detail): string => detailWords[is](at, data)

/** Everything that an answer found, one line each. */
const linesOf = ({ found, details }: Forecast): readonly string[] => [...found, ...details.map(said)]

function fewOf(forecast: Forecast): string {
  const lines = linesOf(forecast)
  return [lines.slice(0, MOST).map(short).join('; '), lines.length > MOST ? `and ${lines.length - MOST} more` : ''].filter((one) => one !== '').join(' ')
}

function foundText(forecast: Forecast, numbers: ReadonlyMap<ChangeKey, number>): string {
  const { question, result, keys, trouble } = forecast
  const met = trouble === null ? '' : whatHappened[trouble.text](trouble.data)
  if (result === 'fine') return words.fine[question]
  if (result === 'estimate') return foreseenText(forecast.details) || words.fine[question]
  const few = fewOf(forecast)
  if (result === 'unknown' && few === '') return met === '' ? words.unread : met
  const which = keys.flatMap((key) => numbers.get(key) ?? [])
  return [met === '' ? (result === 'unknown' ? '' : words.foundElse[question]) : met, few, which.length > 0 ? words.ofChanges(which) : ''].filter((part) => part !== '').join(': ')
}

/** One row for each answer. */
export function forecastRows(forecasts: readonly Forecast[], plan: readonly Change[]): readonly ForecastRow[] {
  const numbers = new Map(plan.map(({ key }, index) => [key, index + 1]))
  return forecasts.map((forecast, index) => ({
    key: `${forecast.question} ${index}`, asked: words.questions[forecast.question], found: foundText(forecast, numbers),
    whole: [...(forecast.result === 'estimate' ? [] : linesOf(forecast)), forecast.trouble?.said ?? ''].filter((one) => one !== '').join('\n'), word: wordOf[forecast.result], result: words.results[forecast.result],
  }))
}

/** The changes that the forecast says are refused: those that can be left by hand instead. */
export const refusedKeys = (forecasts: readonly Forecast[]): ReadonlySet<ChangeKey> => new Set(forecasts.filter(({ result, question }) => result === 'refused' && (question === 'rights' || question === 'locks')).flatMap(({ keys }) => keys))

/** Whether Azure refuses something of the plan that is not left to people. */
export const isRefused = (forecasts: readonly Forecast[], byHand: ReadonlySet<ChangeKey>): boolean => forecasts.some(({ result, keys }) => result === 'refused' && (keys.length === 0 || keys.some((key) => !byHand.has(key))))

/** Whether something that the plan touches, or the plan itself, is no longer as it was reviewed. */
export const isOvertaken = (forecasts: readonly Forecast[]): boolean => forecasts.some(({ question, result }) => question === 'estate' && result === 'refused')
