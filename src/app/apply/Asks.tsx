import { Button, Field, Input } from '@fluentui/react-components'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import { useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { stableText } from '../../base/stableText.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { SecretAsked } from '../../session/applyState.ts'
import { useActions } from '../page.ts'
import { kindOf, taskWords } from '../plan/messages.en.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import type { RunRow } from './rows.ts'

/** The tasks by hand whose turn it is; the run goes on beside them as far as it can. */
export function HandCard({ rows }: { readonly rows: readonly RunRow[] }) {
  const words = applyWords.byHand
  if (rows.length === 0) return null
  return (
    <section className={styles.card} aria-labelledby="by-hand">
      <header className={styles.cardHead}><Person16Regular aria-hidden /><h2 id="by-hand">{words.title(rows.length)}</h2><span className={styles.quiet}>{words.after}</span></header>
      <ul className={styles.tasks}>{rows.map((row) => <Task key={row.key} row={row} />)}</ul>
    </section>
  )
}

function Task({ row: { key, number, name, change } }: { readonly row: RunRow }) {
  const { act } = useActions()
  const words = applyWords.byHand
  if (change === null) return null
  const text = change.do === 'manual' ? (taskWords[change.task.task]?.text(change.task.data) ?? '') : words.own(kindOf(change.type), name)
  return (
    <li>
      <span className={styles.number}>{number}</span>
      <div><b>{name}</b><p>{text}</p></div>
      <span className={styles.actions}>
        {change.do !== 'manual' && <CopyButton text={stableText(change.do === 'create' ? change.body : change.do === 'update' ? change.patch : { [change.do]: change.id })} what={words.copy} appearance="secondary" />}
        <Button size="small" aria-label={words.isDone(name)} onClick={() => act({ do: 'didByHand', key })}>{words.done}</Button>
      </span>
    </li>
  )
}

/** A value that a write needs and that nothing keeps: what is typed lives in this field and in one request. */
export function SecretCard({ asked: { secret, change } }: { readonly asked: SecretAsked }) {
  const [value, setValue] = useState('')
  const [state, setState] = useState<'typing' | 'empty'>('typing')
  const { giveSecret } = useActions()
  const words = applyWords.secret
  const give = () => (value === '' ? setState('empty') : giveSecret(value))
  return (
    <section className={styles.card} aria-labelledby="secret">
      <header className={styles.cardHead}><Person16Regular aria-hidden /><h2 id="secret">{words.title}</h2></header>
      <form className={styles.body} onSubmit={(event) => { event.preventDefault(); give() }}>
        <p>{words.text(nameOf(change.id))}</p>
        <Field className={styles.field ?? ''} label={<>{secret.description} <Mono>{secret.parameter}</Mono></>} validationState={state === 'empty' ? 'error' : 'none'} validationMessage={state === 'empty' ? words.empty : null}>
          <Input type="password" autoComplete="new-password" value={value} onChange={(_, { value: next }) => { setValue(next); setState('typing') }} />
        </Field>
        <div className={styles.actions}>
          <Button appearance="primary" type="submit">{words.give}</Button>
          <Button type="button" onClick={() => giveSecret(null)}>{words.none}</Button>
        </div>
      </form>
    </section>
  )
}
