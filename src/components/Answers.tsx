import { Radio, RadioGroup } from '@fluentui/react-components'
import styles from './Answers.module.css'

/** One answer: its value, its label, and its consequence as a caption. */
export interface Answer<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly caption?: string | undefined
}

/** Answers made from a question's words: `answersOf(words.answers, ['used', 'notUsed'])` keeps the order of the values. */
export const answersOf = <Value extends string>(
  words: Readonly<Record<string, { readonly label: string; readonly caption: string }>> | undefined,
  values: readonly Value[],
): readonly Answer<Value>[] => values.map((value) => ({ value, label: words?.[value]?.label ?? value, caption: words?.[value]?.caption ?? '' }))

/**
 * One of a few answers. `value` 'undecided' leaves all unchecked, so that nothing is preselected.
 *
 *     <Answers field="storage.admits" label={words.title} value={own.admits}
 *       answers={answersOf(words.answers, ['thisWorkspace', 'trustedServices'])} onChange={(admits) => choose({ storage: { ...own, admits } })} />
 */
export function Answers<Value extends string>({ field, label, value, answers, onChange }: {
  readonly field: string
  /** The accessible name of the group: the question's title. */
  readonly label: string
  readonly value: Value | 'undecided'
  readonly answers: readonly Answer<Value>[]
  readonly onChange: (value: Value) => void
}) {
  const choose = (text: string) => {
    const answer = answers.find((one) => one.value === text)
    if (answer !== undefined) onChange(answer.value)
  }
  return (
    <RadioGroup aria-label={label} name={field} value={value === 'undecided' ? '' : value} onChange={(_, { value: text }) => choose(text)} className={styles.group}>
      {answers.map((answer) => (
        <Radio key={answer.value} value={answer.value} className={styles.radio} label={{
          className: styles.label,
          children: (
            <span className={styles.answer}>
              <span>{answer.label}</span>
              {answer.caption !== undefined && answer.caption !== '' && <span className={styles.caption}>{answer.caption}</span>}
            </span>
          ),
        }} />
      ))}
    </RadioGroup>
  )
}
