import type { RuleMessages } from './rule.ts'
import type { RequirementId } from './requirements.ts'

/** The words of one answer: its label, and its consequence as a caption. */
export interface AnswerWords {
  readonly label: string
  readonly caption: string
}

/** The words of one question: what is asked, why in at most two lines, and its answers by value. */
export interface QuestionWords {
  readonly title: string
  readonly why: string
  readonly answers?: Readonly<Record<string, AnswerWords>>
}

/** All words of a step. Rules are complete by type: `satisfies StepMessages<typeof rules>`. */
export interface StepMessages<Rules = Readonly<Record<string, unknown>>, Field extends string = string> {
  readonly title: string
  /** One or two sentences: what this section of the article is about. */
  readonly intro: string
  /** The title of the article's section, for the link. */
  readonly section: string
  readonly questions: Readonly<Record<Field, QuestionWords>>
  /** Why an answer is proposed ("Proposed because …"), by the word that `propose` names. */
  readonly because: Readonly<Record<string, (data: Readonly<Record<string, string | number>>) => string>>
  /** Informational text that belongs to a requirement. */
  readonly notes: Readonly<Partial<Record<RequirementId, string>>>
  readonly rules: Readonly<Record<keyof Rules & string, RuleMessages>>
}
