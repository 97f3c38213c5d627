/** What the questions of the preflight share: the client, the plan, and reads that are made once however many ask. */
import type { Arm, Ask } from '../arm/client.ts'
import { missingRight } from '../arm/denial.ts'
import type { Answer, Failure } from '../arm/failure.ts'
import type { Listed } from '../arm/paging.ts'
import type { Change } from '../changes/change.ts'
import { regionOf } from '../resources/accessors.ts'
import { classify, metIn, troubleOf } from './classify.ts'
import { answered, type Forecast, type Question } from './forecast.ts'
import type { TroubleText } from './progress.ts'

/** A change that makes something. */
export type Creation = Extract<Change, { readonly do: 'create' }>

/** How to ask. `list` and `get` ask each thing once. */
export interface Asking {
  readonly arm: Arm
  readonly signal: AbortSignal
  readonly plan: readonly Change[]
  readonly list: (ask: Ask) => Promise<Listed>
  readonly get: (ask: Ask) => Promise<Answer>
}

function once<Said>(read: (ask: Ask) => Promise<Said>): (ask: Ask) => Promise<Said> {
  const known = new Map<string, Promise<Said>>()
  return (ask) => {
    const key = JSON.stringify([ask.path.toLowerCase(), ask.query])
    const found = known.get(key) ?? read(ask)
    known.set(key, found)
    return found
  }
}

/** The way to ask for one preflight. */
export const askingOf = ({ arm, signal, plan }: Pick<Asking, 'arm' | 'signal' | 'plan'>): Asking =>
  ({ arm, signal, plan, list: once((ask) => arm.list({ ...ask, signal })), get: once((ask) => arm.get({ ...ask, signal })) })

/** What a plan makes. */
export const creations = (plan: readonly Change[]): readonly Creation[] => plan.filter((change): change is Creation => change.do === 'create')

/** The region that something is made in; null for what has none of its own. */
export function regionIn({ body }: Creation): string | null {
  const region = regionOf(body)
  return region === '' || region === 'global' ? null : region
}

/** The right to ask ARM about a template is none that the plan needs. */
const isOnlyAsking = (met: ReturnType<typeof metIn>): boolean => missingRight(met.fault)?.action.toLowerCase().startsWith('microsoft.resources/deployments/') === true

/** What is said of a write is not true of a question: it changes nothing, and no resource is read again for it. */
const ofQuestions: Readonly<Partial<Record<TroubleText, TroubleText>>> = { answerLost: 'questionLost', tooLong: 'questionLost', conflict: 'notAccepted' }

/** What a failed question tells: refused where Azure answered that the plan will not do, unknown where it did not answer that. */
export function failedAsk(question: Question, failure: Failure): Forecast {
  const met = metIn(failure)
  const row = classify(met)
  const said = failure.is === 'denied' || failure.is === 'conflict' || failure.is === 'unexpected'
  const found = met.fault.causes.map(({ code, target }) => [code, target].filter((part) => part !== null).join(' '))
  return answered(question, said && !isOnlyAsking(met) ? 'refused' : 'unknown', { found, trouble: troubleOf(met, { ...row, text: ofQuestions[row.text] ?? row.text }, 'nothing') })
}
