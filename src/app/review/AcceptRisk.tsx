import { Button, Field, Input, Textarea } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { Level } from '../../components/Level.tsx'
import type { Risk } from '../../review/content.ts'
import { longest } from '../../review/limits.ts'
import type { Finding } from '../../steps/rule.ts'
import { useActions, useSession } from '../page.ts'
import styles from './AcceptRisk.module.css'
import { riskWords as words } from './messages.en.ts'
import { riskAt } from './riskAt.ts'
import { dayAfter, today } from './today.ts'

const HALF_A_YEAR = 182

const focus = (field: HTMLTextAreaElement | null) => field?.focus()

/** Accepting a finding that stays, with a reason and a last day; or what was accepted, to change or take back. */
export function AcceptRisk({ finding }: { readonly finding: Finding }) {
  const risk = useSession(({ session }) => (session.at === 'design' ? riskAt(session.risks, finding) : null))
  const [state, setState] = useState<'shown' | 'asked'>('shown')
  const { takeBackRisk } = useActions()
  if (state === 'asked') return <RiskForm finding={finding} risk={risk} close={() => setState('shown')} />
  if (risk === null) return <Button size="small" onClick={() => setState('asked')}>{words.open}</Button>
  return (
    <div className={styles.risk}>
      {risk.until < today() ? <Level word="must" text={words.expired(risk.until)} /> : <Level word="info" text={words.accepted(risk.until)} />}
      <p>“{risk.reason}”</p>
      <p className={styles.actions}>
        <Button size="small" onClick={() => setState('asked')}>{words.change}</Button>
        <Button size="small" appearance="subtle" onClick={() => takeBackRisk(risk)}>{words.takeBack}</Button>
      </p>
    </div>
  )
}

function RiskForm({ finding: { rule, at }, risk, close }: { readonly finding: Finding; readonly risk: Risk | null; readonly close: () => void }) {
  const [reason, setReason] = useState(risk?.reason ?? '')
  const [until, setUntil] = useState(risk?.until ?? dayAfter(HALF_A_YEAR))
  const [tried, setTried] = useState<'no' | 'yes'>('no')
  const { acceptRisk } = useActions()
  const [noReason, past] = [reason.trim() === '', !/^\d{4}-\d{2}-\d{2}$/.test(until) || until < today()]
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (noReason || past) return setTried('yes')
    acceptRisk({ rule, at, reason: reason.trim(), until })
    close()
  }
  const fault = (is: boolean, validationMessage: string) => (is && tried === 'yes' ? { validationMessage, validationState: 'error' as const } : {})
  return (
    <form onSubmit={save} className={styles.form} aria-label={words.title} noValidate>
      <p className={styles.text}>{words.text}</p>
      <Field label={words.reason} required {...fault(noReason, words.reasonMissing)}><Textarea value={reason} maxLength={longest.reason} rows={2} textarea={{ ref: focus }} onChange={(_, { value }) => setReason(value)} /></Field>
      <Field label={words.until} required {...fault(past, words.untilPast)}><Input type="date" value={until} min={today()} className={styles.day} onChange={(_, { value }) => setUntil(value)} /></Field>
      <p className={styles.actions}><Button type="submit" size="small" appearance="primary">{words.save}</Button><Button size="small" onClick={close}>{words.cancel}</Button></p>
    </form>
  )
}
