import { Field, Select } from '@fluentui/react-components'
import type { Answer } from './Answers.tsx'
import { componentMessages } from './messages.en.ts'
import styles from './SelectAnswer.module.css'

/**
 * One of many answers, as the browser's own list: for a row of a table, or where radios would be too long. While the value is
 * 'undecided' the list says "Choose…".
 *
 *     <SelectAnswer label={`Reached through: ${name}`} labelled="hidden" value={row.reach} answers={…} onChange={…} />
 */
export function SelectAnswer<Value extends string>({ label, labelled = 'shown', hint, value, answers, onChange }: {
  readonly label: string
  /** 'hidden' where a table head or the question's title shows the label already. */
  readonly labelled?: 'shown' | 'hidden'
  readonly hint?: string | undefined
  readonly value: Value | 'undecided'
  readonly answers: readonly Answer<Value>[]
  readonly onChange: (value: Value) => void
}) {
  const choose = (text: string) => {
    const answer = answers.find((one) => one.value === text)
    if (answer !== undefined) onChange(answer.value)
  }
  const offered = answers.some((answer) => answer.value === value)
  const list = (
    <Select value={offered ? value : ''} onChange={(event) => choose(event.currentTarget.value)} className={styles.select} {...(labelled === 'hidden' ? { 'aria-label': label } : {})}>
      {!offered && <option value="" disabled>{componentMessages.choose}</option>}
      {answers.map((answer) => <option key={answer.value} value={answer.value}>{answer.label}</option>)}
    </Select>
  )
  if (labelled === 'hidden') return list
  return <Field label={label} {...(hint === undefined ? {} : { hint })} className={styles.field}>{list}</Field>
}
