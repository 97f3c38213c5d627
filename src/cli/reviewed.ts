/** What holds a run to the answers and the plan that were reviewed. */
import type { Entry } from '../apply/journal.ts'
import { sha256 } from '../base/sha256.ts'
import { stableText } from '../base/stableText.ts'
import type { Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import type { Choices } from '../steps/choices.ts'
import { openQuestions } from '../steps/index.ts'
import { respell } from '../steps/respell.ts'
import { named } from './applyWords.ts'
import { Refused } from './output.ts'

type Begun = Extract<Entry, { readonly is: 'begun' }>

/** A review as the command line names it: the digest of the plan, the answers, and the journal of the run. */
interface Reviewed { readonly digest: string; readonly choices: Choices; readonly journal: string }

/** The answers in the estate's own letters; none that it asks for is missing. */
export function answersFor(choices: Choices, current: Estate): Choices {
  const answers = respell(choices, current)
  const open = Object.entries(openQuestions(answers, current)).flatMap(([step, fields]) => fields.map((field) => `${step}.${field}`))
  if (open.length > 0) throw new Refused(`the choices leave questions open: ${open.join(', ')}; nothing was sent. Answer them`)
  return answers
}

/** What identifies answers: the SHA-256 of their stable text. */
export const choicesDigest = (choices: Choices): string => sha256(stableText(choices))

/** With a digest, a run goes on with the plan of that digest, and with the answers that it was made with. Older journals do not say those. */
export function keptToChoices({ journal, digest: wanted, choices }: Reviewed, begun: Begun | undefined): void {
  if (begun?.digest !== wanted) throw new Refused(`the run in ${journal} carries out the plan ${begun?.digest ?? 'unknown'}, not ${wanted}; nothing was sent. Give its digest, or another --journal`)
  if (begun?.choices !== undefined && begun.choices !== choicesDigest(choices)) throw new Refused(`the choices are not those of the plan ${wanted}; nothing more was sent. Give those, or review a new plan and give another --journal`)
}

/** All that a change is but for its place in the plan; a task by hand is what it is about, since what is done of it shortens its words. */
const substance = ({ key: _key, after: _after, ...rest }: Change): string => stableText(rest.do === 'manual' ? { do: rest.do, id: rest.id } : rest).toLowerCase()

/** With a digest, a run that goes on sends nothing, and over nothing, that the reviewed plan did not say. */
export function keptToReview(reviewed: readonly Change[], plan: readonly Change[]): void {
  const known = new Set(reviewed.map(substance))
  const other = plan.filter((change) => !known.has(substance(change)))
  if (other.length > 0) throw new Refused(`what is left was not reviewed as it would be sent now: ${other.map(named).join(', ')}; nothing more was sent. Review a new plan and give another --journal`)
}
