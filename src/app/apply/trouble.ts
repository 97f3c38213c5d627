/** A trouble as a person reads it, and what its one remedy does. Pure. */
import type { Remedy, Run, Trouble } from '../../apply/progress.ts'
import { nameOf, parseArmId } from '../../base/armId.ts'
import type { Change } from '../../changes/change.ts'
import { nextAction, whatChanged, whatHappened } from '../../session/applyWords.ts'
import { changeName } from '../plan/changeName.ts'
import { kindOf, planMessages } from '../plan/messages.en.ts'
import { applyWords } from './messages.en.ts'
import { numbersText } from './numbers.ts'
import { approvalRequest } from './requests.ts'
import { blockedBy } from './rows.ts'

const words = applyWords.trouble

/** What the button of a remedy does. `copy`: hands over a text; `plan`: leads to the plan; `none`: the card has no other button. */
export type RemedyDoes = 'goOn' | 'signIn' | 'copy' | 'plan' | 'takeBack' | 'report'

const does: Readonly<Record<Remedy, RemedyDoes>> = {
  continue: 'goOn', tryAgain: 'goOn', planAgain: 'goOn', removeLock: 'goOn', register: 'goOn', giveSecret: 'goOn', makeAgain: 'goOn', lookLater: 'goOn', readEvidence: 'goOn', agree: 'goOn', confirmWayIn: 'goOn', doByHand: 'goOn',
  signIn: 'signIn', getRight: 'copy', askOwner: 'copy', changePlan: 'plan', takeBack: 'takeBack', report: 'report',
}

export interface TroubleText {
  readonly title: string
  readonly code: string
  readonly tried: string | null
  readonly missing: string
  readonly said: string
  readonly changed: string
  readonly blocks: string
  readonly unlike: readonly string[]
  readonly label: string
  readonly does: RemedyDoes
  /** What Copy hands over for the remedies that ask somebody else. */
  readonly request: string
  readonly correlation: string | null
  /** Whether it is what somebody asked for, and nothing went wrong. */
  readonly calm: 'asked for' | 'not'
}

/** What somebody asked for themselves. */
const askedFor = new Set<Trouble['text']>(['stopped', 'preparedOnly', 'takenBack'])

/** Whether a pause is what somebody asked for, so that there is no cause to remove. */
export const isAskedFor = ({ text, data }: Trouble): boolean => askedFor.has(text) && data['mistake'] === undefined

/** The id to quote to Azure's support; null where nothing was asked of Azure. */
export const correlationOf = ({ ids }: Trouble): string | null => ids.correlation ?? ids.request ?? ids.sent

const one = (value: string | readonly string[] | undefined): string => (value === undefined ? '' : [value].flat().join(', '))

function requestFor(trouble: Trouble, name: string, approval: string | null): string {
  if (trouble.text === 'approvalPending' && approval !== null) return approval
  const [action, scope] = [one(trouble.data['action']), one(trouble.data['scope'])]
  return trouble.remedy === 'getRight' && action !== '' ? words.asRight(action, scope === '' ? name : scope) : words.asOwner(name, trouble.said === '' ? whatHappened[trouble.text](trouble.data) : trouble.said)
}

const shown = (scope: string): string => {
  const id = parseArmId(scope)
  return id === null ? scope : nameOf(id)
}

/** The texts of a trouble. `change` is the one that met it; null where the run as a whole did. */
export function troubleText(trouble: Trouble, change: Change | null, { run, plan, workspaceId }: { readonly run: Run; readonly plan: readonly Change[]; readonly workspaceId: string }): TroubleText {
  const done = run.changes.filter(({ stand }) => stand === 'done')
  const closed = done.filter(({ closes }) => closes).length
  const blocks = change === null ? [] : blockedBy(change.key, plan, run)
  const happened = whatHappened[trouble.text](Object.fromEntries(Object.entries(trouble.data).map(([key, value]) => [key, typeof value === 'string' ? shown(value) : value])))
  const name = change === null ? '' : changeName(change)
  return {
    title: happened, code: [trouble.status === null ? '' : String(trouble.status), trouble.code ?? ''].filter((part) => part !== '').join(' '),
    tried: change === null ? null : change.do === 'manual' ? name : `${planMessages.does[change.do]} ${kindOf(change.type)} ${name}`,
    missing: one(trouble.data['action']) === '' ? happened : `${one(trouble.data['action'])} on ${shown(one(trouble.data['scope']))}`,
    said: trouble.said, changed: `${change === null ? words.doneStay(done.length) : `${whatChanged[trouble.wrote]}${words.stays(done.length)}`} ${closed === 0 ? words.nothingClosed : words.closed(closed)}`,
    calm: isAskedFor(trouble) ? 'asked for' : 'not',
    blocks: blocks.length === 0 ? words.blocksNone : words.blocksText(blocks.length, numbersText(blocks)), unlike: trouble.unlike.map(({ path, expected, found }) => words.unlikeRow(path, expected, found)),
    label: nextAction[trouble.remedy], does: does[trouble.remedy], request: requestFor(trouble, name, change === null ? null : approvalRequest(change, workspaceId)), correlation: correlationOf(trouble),
  }
}
