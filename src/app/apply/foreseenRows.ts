/** What-if beside the plan, as rows and in short. Pure. */
import { idKey, parseArmId } from '../../base/armId.ts'
import type { Change } from '../../changes/change.ts'
import type { StatusWord } from '../../components/statusWord.ts'
import type { Detail, Forecast } from '../../session/applyState.ts'
import { shownName } from '../words.ts'
import { detailWords, forecastWords as words, planWords } from './forecast.messages.en.ts'
import { rowName } from './rows.ts'

export interface ForeseenRow { readonly id: string; readonly name: string; readonly plan: string; readonly arm: string; readonly word: StatusWord }

const statusOf: Readonly<Partial<Record<Detail['is'], StatusWord>>> = { agrees: 'kept', otherwise: 'should', notPlanned: 'should', notForeseen: 'should' }

const detailsOf = (forecasts: readonly Forecast[]): readonly Detail[] => forecasts.filter(({ question }) => question === 'whatIf').flatMap(({ details }) => details)

function nameAt(at: string, plan: readonly Change[]): string {
  const change = plan.find((one) => one.do !== 'manual' && idKey(one.id) === idKey(at))
  const id = parseArmId(at)
  return change !== undefined ? rowName(change) : id === null ? at : shownName(id)
}

/** One row a resource, those first of which ARM says something else. */
export function foreseenRows(forecasts: readonly Forecast[], plan: readonly Change[]): readonly ForeseenRow[] {
  const rows = detailsOf(forecasts).filter(({ is }) => is !== 'noise')
    .map(({ at, is, data }): ForeseenRow => ({ id: at, name: nameAt(at, plan), plan: planWords(data), arm: detailWords[is](at, data), word: statusOf[is] ?? 'unknown' }))
  return [...rows.filter(({ word }) => word === 'should'), ...rows.filter(({ word }) => word === 'unknown'), ...rows.filter(({ word }) => word === 'kept')]
}

/** How many entries of what-if are known noise. */
export const noiseIn = (forecasts: readonly Forecast[]): number => detailsOf(forecasts).reduce((sum, { is, data }) => sum + (is === 'noise' ? Number(data['count'] ?? 0) : 0), 0)

/** The counts of an answer of what-if, each only where there is any. */
export function foreseenText(details: readonly Detail[]): string {
  const n = (...words_: readonly Detail['is'][]): number => details.filter(({ is }) => words_.includes(is)).length
  const counts = [[words.asPlanned, n('agrees')], [words.otherwise, n('otherwise', 'notForeseen')], [words.notPlanned, n('notPlanned')], [words.notSaid, n('notListed', 'notEvaluated')]] as const
  const noise = details.filter(({ is }) => is === 'noise').map(({ at, data }) => detailWords.noise(at, data))
  return [...counts.flatMap(([say, count]) => (count === 0 ? [] : [say(count)])), ...noise].join('; ')
}
