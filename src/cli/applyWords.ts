/** What the command line says while it carries a plan out. */
import { whatChanged, whatHappened } from '../apply/messages.en.ts'
import type { ChangeProgress, Remedy, Run, Trouble } from '../apply/progress.ts'
import { changeName } from '../app/plan/changeName.ts'
import { kindOf } from '../app/plan/messages.en.ts'
import type { Change, ChangeKey } from '../changes/change.ts'

/** What a person does next, when a run has paused. `NUMBER` and `PARAMETER` stand for those of the change that paused. */
const nextStep: Readonly<Record<Remedy, string>> = {
  continue: 'Run the same command again to go on', tryAgain: 'Run the same command again', planAgain: 'Run the same command again: the estate is read anew and what is left is planned',
  signIn: 'Get a new token, then run the same command again', getRight: 'Have the right granted, then run the same command again', askOwner: 'Ask the owner of the resource, then run the same command again',
  removeLock: 'Have the lock removed, then run the same command again', register: 'Register the provider, then run the same command again', giveSecret: 'Give the value with --secret-env PARAMETER=NAME and run the command again',
  changePlan: 'Change the answers, plan and review again', makeAgain: 'Run the same command again: it is deleted and made again', lookLater: 'Run the same command again later', readEvidence: 'Run the same command again: the evidence is read anew',
  agree: 'Run the command again with --yes-way-in', confirmWayIn: 'Try the way in, then run the command again with --yes-way-in', doByHand: 'Do the task, then run the command again with --did NUMBER',
  takeBack: 'Restore the closing from the journal’s body, or repair what replaces it', report: 'Report it with the journal file',
}

/** A 401 that no request has an id for is the sign-in's own word for having no token (arm/policies/bearer.ts): Azure was not asked. */
const asAnswered = (trouble: Trouble): Trouble =>
  trouble.status === 401 && Object.values(trouble.ids).every((id) => id === null) ? { ...trouble, status: null, code: null } : trouble

/** A trouble in one line: what happened, what it changed, what Azure said, and the id by which Azure’s log knows it. */
function troubleLine(trouble: Trouble, changed: string): string {
  const id = trouble.ids.correlation ?? trouble.ids.request ?? trouble.ids.sent
  const code = [trouble.status, trouble.code].filter((part) => part !== null).join(' ')
  const quoted = [code, id === null ? '' : `correlation id ${id}`].filter((part) => part !== '').join(', ')
  const unlike = trouble.unlike.map(({ path, expected, found }) => `${path} is ${found}, expected ${expected}`)
  return [
    whatHappened[trouble.text](trouble.data), changed, ...(unlike.length === 0 ? [] : [`${unlike.join('; ')}.`]),
    ...(quoted === '' ? [] : [`(${quoted})`]), ...(trouble.said === '' ? [] : [`Azure says: ${trouble.said}`]),
  ].join(' ')
}

/** Why the estate could not be read. */
export const unreadLine = (trouble: Trouble): string => `${troubleLine(asAnswered(trouble), 'Nothing was sent.')} ${nextStep[trouble.remedy]}`

/** A trouble as the summary has it, with the one next action. */
export const troubleOf = (told: Trouble, number: number | null) => {
  const trouble = asAnswered(told)
  return {
    // Where no answer of Azure is told, no write was on its way.
    text: troubleLine(trouble, trouble.wrote === 'nothing' && trouble.status === null ? 'Nothing was sent for it.' : whatChanged[trouble.wrote]),
    next: nextStep[trouble.remedy].replace('NUMBER', String(number ?? 'NUMBER')).replace('PARAMETER', [trouble.data['parameter'] ?? 'PARAMETER'].flat().join()),
    status: trouble.status, code: trouble.code, correlation: trouble.ids.correlation ?? trouble.ids.request ?? trouble.ids.sent,
  }
}

/** A change as the lines name it. */
export const named = (change: Change): string => (change.do === 'manual' ? changeName(change) : `${change.do} ${kindOf(change.type)} ${changeName(change)}`)

const shown: Readonly<Partial<Record<ChangeProgress['stand'], string>>> = { gate: 'gate', sent: 'sent', done: 'done', ambiguous: 'unsure', stale: 'stale', paused: 'paused', byHand: 'by hand' }

/** The lines of what changed in a run since the last report. */
export function runLines(changeOf: (key: ChangeKey) => Change | undefined): (run: Run) => readonly string[] {
  const before = new Map<ChangeKey, string>()
  return ({ now, changes }) => changes.flatMap(({ key, number, stand, trouble }) => {
    const what = shown[stand]
    const state = `${stand} ${trouble?.text ?? ''}`
    const [change, last] = [changeOf(key), before.get(key)]
    before.set(key, state)
    // What an earlier part of the run did is no news.
    if (last === state || what === undefined || change === undefined || (last === undefined && stand === 'done')) return []
    return [`${new Date(now).toISOString().slice(11, 19)} ${what.padEnd(7)} ${String(number).padStart(3)} ${named(change)}${trouble === null ? '' : `: ${whatHappened[trouble.text](trouble.data)}`}`]
  })
}
