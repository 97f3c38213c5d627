/** `proposed`: the answer is ours until it is changed. `needed`: only a person knows it. `none`: the administrator's own answer. */
export type QuestionTag = 'proposed' | 'needed' | 'none'

/** The element id of a question, for `<step>.<field>`. */
export const questionId = (field: string): string => `q-${field.replaceAll('.', '-')}`

/**
 * The tag of a question from its answer, the proposed one, and why it was proposed (null: not proposed). An answer that is
 * `undecided` needs a person.
 */
export function tagOf(answer: unknown, proposed: unknown, because: string | null): QuestionTag {
  if (answer === 'undecided') return 'needed'
  return because !== null && JSON.stringify(answer) === JSON.stringify(proposed) ? 'proposed' : 'none'
}
