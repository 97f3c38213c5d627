import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import styles from './TextAnswer.module.css'

/** What a text means, or why it means nothing. */
export type Parsed<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string }

/** What is wrong with a value that parses, with one thing that would mend it. */
export interface Problem {
  readonly why: string
  readonly fix?: { readonly text: string; readonly apply: () => void }
}

/**
 * An answer in words. Text that does not parse is kept through `keepUnparsed` (the step then counts it as to correct) and is never
 * lost; why it does not is said when the field is left. `problem` is for a value that parses and still breaks a rule.
 *
 *     <TextAnswer field="addressSpace.endpointSubnet.prefix" label="Range" text={own.prefix} unparsed={unparsed['addressSpace.endpointSubnet.prefix']}
 *       parse={parsePrefix} onChange={(prefix) => …} keepUnparsed={keepUnparsed} font="mono"
 *       problem={{ why: 'Overlaps snet-train 10.64.2.0/23. First free /27: 10.64.9.0/27.', fix: { text: 'Use it', apply: () => … } }} />
 */
export function TextAnswer<Value>({ field, label, labelled = 'shown', hint, text, unparsed, parse, onChange, keepUnparsed, problem, placeholder, font = 'text' }: {
  readonly field: string
  readonly label: string
  readonly labelled?: 'shown' | 'hidden'
  readonly hint?: string | undefined
  /** The value as text. */
  readonly text: string
  readonly unparsed: string | undefined
  readonly parse: (text: string) => Parsed<Value>
  readonly onChange: (value: Value) => void
  readonly keepUnparsed: (field: string, text: string | null) => void
  readonly problem?: Problem | null | undefined
  readonly placeholder?: string | undefined
  readonly font?: 'text' | 'mono'
}) {
  // What is being typed stays as it is typed: a value that is written back in its normal form must not move the caret.
  const [typing, setTyping] = useState<string | null>(null)
  const type = (next: string) => {
    setTyping(next)
    const parsed = parse(next)
    keepUnparsed(field, parsed.ok ? null : next)
    if (parsed.ok) onChange(parsed.value)
  }
  const left = typing === null && unparsed !== undefined ? parse(unparsed) : null
  const fault = left !== null && !left.ok ? left.why : unparsed === undefined ? problem?.why : undefined
  const fix = fault !== undefined && left === null ? problem?.fix : undefined
  const message = fault === undefined ? {} : {
    validationState: 'error' as const,
    validationMessage: <>{fault} {fix !== undefined && <Button appearance="transparent" size="small" className={styles.fix} onClick={fix.apply}>{fix.text}</Button>}</>,
  }
  return (
    <Field {...(labelled === 'shown' ? { label } : {})} {...(hint === undefined ? {} : { hint })} {...message} className={labelled === 'shown' ? `${styles.field} ${styles.labelled}` : styles.field}>
      <Input value={typing ?? unparsed ?? text} onChange={(_, { value }) => type(value)} onFocus={() => setTyping(unparsed ?? text)} onBlur={() => setTyping(null)}
        className={font === 'mono' ? styles.mono : undefined} autoComplete="off" spellCheck={false}
        {...(placeholder === undefined ? {} : { placeholder })} {...(labelled === 'hidden' ? { 'aria-label': label } : {})} />
    </Field>
  )
}
