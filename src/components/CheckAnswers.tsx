import { Checkbox } from '@fluentui/react-components'
import type { Answer } from './Answers.tsx'
import styles from './CheckAnswers.module.css'

/**
 * Several answers at once. The values come back in the order of `answers`, so that equal choices are equal values.
 *
 *     <CheckAnswers field="outbound.packages" label={words.title} values={own.packages === 'undecided' ? [] : own.packages}
 *       answers={answersOf(words.answers, ['python', 'r'])} onChange={(packages) => …} />
 */
export function CheckAnswers<Value extends string>({ field, label, values, answers, onChange }: {
  readonly field: string
  readonly label: string
  readonly values: readonly Value[]
  readonly answers: readonly Answer<Value>[]
  readonly onChange: (values: readonly Value[]) => void
}) {
  const toggled = (value: Value) => answers.map((answer) => answer.value).filter((one) => values.includes(one) !== (one === value))
  return (
    <div role="group" aria-label={label} className={styles.group}>
      {answers.map((answer) => (
        <Checkbox key={answer.value} name={field} checked={values.includes(answer.value)} onChange={() => onChange(toggled(answer.value))} className={styles.check} label={{
          className: styles.label,
          children: (
            <span className={styles.answer}>
              <span>{answer.label}</span>
              {answer.caption !== undefined && answer.caption !== '' && <span className={styles.caption}>{answer.caption}</span>}
            </span>
          ),
        }} />
      ))}
    </div>
  )
}
