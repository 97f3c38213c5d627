import { questionId } from '../components/questions.ts'

const controls = 'input:not([type=hidden]), select, textarea, button, a[href]'

/** Focuses a question's first control and shows it below the head; false when the question is not on the page. */
export function goToQuestion(field: string): boolean {
  const [step, name] = field.split('.')
  return goTo(document.getElementById(questionId(`${step ?? ''}.${name ?? ''}`)))
}

/** The same for the first question of the page. */
export const goToFirstQuestion = (): boolean => goTo(document.querySelector<HTMLElement>('[id^="q-"]'))

function goTo(question: HTMLElement | null): boolean {
  if (question === null) return false
  question.scrollIntoView({ block: 'start' })
  const control = question.querySelector<HTMLElement>('input:checked') ?? question.querySelector<HTMLElement>(controls)
  ;(control ?? question).focus({ preventScroll: true })
  return true
}

/** Focuses the first element that fits. */
export function goToFirst(page: ParentNode, selector: string): void {
  page.querySelector<HTMLElement>(selector)?.focus()
}
