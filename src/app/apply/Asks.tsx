import { Button, Field, Input } from '@fluentui/react-components'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import { useState } from 'react'
import type { HandCheck, Unlike } from '../../apply/progress.ts'
import { nameOf, parseArmId } from '../../base/armId.ts'
import { stableText } from '../../base/stableText.ts'
import type { Change } from '../../changes/change.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { SecretAsked } from '../../session/applyState.ts'
import { useActions } from '../page.ts'
import { kindOf, taskWords } from '../plan/messages.en.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { taskRequest } from './requests.ts'
import type { RunRow } from './rows.ts'
import { timeText } from './times.ts'

const { byHand: words, secret: asking } = applyWords

/** The tasks by hand whose turn it is; the run goes on beside them as far as it can. */
export function HandCard({ rows, workspaceId }: { readonly rows: readonly RunRow[]; readonly workspaceId: string }) {
  const { act } = useActions()
  if (rows.length === 0) return null
  return (
    <section className={styles.card} aria-labelledby="by-hand">
      <header className={styles.cardHead}><Person16Regular aria-hidden /><h2 id="by-hand">{words.title(rows.length)}</h2><span className={styles.quiet}>{words.after}</span></header>
      <ul className={styles.tasks}>{rows.map((row) => <Task key={row.key} row={row} workspaceId={workspaceId} />)}</ul>
      <footer className={styles.foot}><span>{words.later}</span><Button size="small" onClick={() => act({ do: 'pause' })}>{words.pause}</Button></footer>
    </section>
  )
}

function Task({ row: { key, number, name, change, progress: { check } }, workspaceId }: { readonly row: RunRow; readonly workspaceId: string }) {
  const { act } = useActions()
  if (change === null) return null
  const text = change.do === 'manual' ? taskWords[change.task.task].text(change.task.data) : words.own(kindOf(change.type), nameOf(change.id))
  const request = taskRequest(change, workspaceId, check?.missing ?? [])
  return (
    <li>
      <span className={styles.number}>{number}</span>
      <div><b>{name}</b><p>{text}</p><Shown check={check} /></div>
      <span className={styles.actions}>
        {request === null ? <CopyButton text={changeText(change)} what={words.copy} appearance="secondary" /> : <CopyButton text={request} what={words.request} label={words.copyRequest} appearance="secondary" />}
        {check !== null && <Button size="small" aria-label={words.checkOf(name)} disabledFocusable={check.is === 'asking'} onClick={() => act({ do: 'checkByHand', key })}>{words.check}</Button>}
        <Button size="small" aria-label={words.isDone(name)} onClick={() => act({ do: 'didByHand', key })}>{words.done}</Button>
      </span>
    </li>
  )
}

const changeText = (change: Change): string => stableText(change.do === 'create' ? change.body : change.do === 'update' ? change.patch : { [change.do]: change.id })

/** Whole bodies are no reading; the tooltip has them. */
const shortened = (value: string): string => (value.length > 80 ? `${value.slice(0, 79)}…` : value)

function missingText({ path, expected, found }: Unlike): string {
  const id = parseArmId(path)
  return id === null ? words.missing(path, shortened(expected), shortened(found)) : words.isMissing(nameOf(id))
}

/** What Azure shows of a task so far; where nothing shows it, that a person's word is what counts. */
function Shown({ check }: { readonly check: HandCheck | null }) {
  if (check === null) return <p className={styles.quiet}>{words.attested}</p>
  if (check.is === 'canAsk') return null
  const time = timeText(check.at)
  return (
    <div role="status">
      <p>{check.is === 'asking' ? words.checking : check.is === 'unread' ? words.unread(time) : words.notYet(time)}</p>
      {check.missing.length > 0 && <ul>{check.missing.map(({ path, expected, found }) => <li key={`${path} ${found}`} title={words.missing(path, expected, found)}><Mono>{missingText({ path, expected, found })}</Mono></li>)}</ul>}
    </div>
  )
}

/** A value that a write needs and that nothing keeps: what is typed lives in this field and in one request. */
export function SecretCard({ asked: { secret, change } }: { readonly asked: SecretAsked }) {
  const [value, setValue] = useState('')
  const [state, setState] = useState<'typing' | 'empty'>('typing')
  const { giveSecret } = useActions()
  const give = () => (value === '' ? setState('empty') : giveSecret(value))
  return (
    <section className={styles.card} aria-labelledby="secret">
      <header className={styles.cardHead}><Person16Regular aria-hidden /><h2 id="secret">{asking.title}</h2></header>
      <form className={styles.body} onSubmit={(event) => { event.preventDefault(); give() }}>
        <p>{asking.text(nameOf(change.id))}</p>
        <Field className={styles.field ?? ''} label={<>{secret.description} <Mono>{secret.parameter}</Mono></>} validationState={state === 'empty' ? 'error' : 'none'} validationMessage={state === 'empty' ? asking.empty : null}>
          <Input type="password" autoComplete="new-password" value={value} onChange={(_, { value: next }) => { setValue(next); setState('typing') }} />
        </Field>
        <div className={styles.actions}>
          <Button appearance="primary" type="submit">{asking.give}</Button>
          <Button type="button" onClick={() => giveSecret(null)}>{asking.none}</Button>
        </div>
      </form>
    </section>
  )
}
