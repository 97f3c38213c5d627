import { Button, Field, Input, Link } from '@fluentui/react-components'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import { idKey, nameOf } from '../../base/armId.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { Merged, Reply } from '../../review/reply.ts'
import { judgeRisks } from '../../review/risks.ts'
import type { Arrived } from '../../review/unseal.ts'
import type { View } from '../../session/derive.ts'
import { newestAnswers } from '../../session/replies.ts'
import type { Design } from '../../session/session.ts'
import { go, useActions } from '../page.ts'
import { when } from '../words.ts'
import { planReviewWords as words, reviewWords } from './messages.en.ts'
import styles from './PlanReview.module.css'
import { ReadReply } from './ReadReply.tsx'
import { useReplied } from './replied.ts'
import { saidOf } from './rows.ts'
import { ShareButton } from './ShareButton.tsx'
import { TakeAway } from './TakeAway.tsx'
import { today } from './today.ts'


/** The plan's part for reviews: share it, take replies back, accepted risks, the report. */
export function PlanReview({ view, design }: { readonly view: View; readonly design: Design }) {
  const replied = useReplied(design, view)
  const [day] = useState(() => today())
  const said = useMemo(() => saidOf(view, design.risks, day, { answers: newestAnswers(replied), reviewer: design.replies.length === 0 ? null : [...new Set(design.replies.map(({ reviewer }) => reviewer))].join(', ') }), [view, design.risks, day, replied, design.replies])
  return (
    <div className={styles.page}>
      <p className={styles.quiet}>{words.intro}</p>
      <section aria-labelledby="plan-share"><h2 id="plan-share">{words.share}</h2><p className={styles.quiet}>{words.shareText}</p><ShareButton view={view} design={design} text={words.shareButton} look="primary" /></section>
      <section aria-labelledby="plan-replies">
        <h2 id="plan-replies">{words.replies}</h2>
        <p className={styles.quiet}>{words.importText}</p>
        <Import view={view} design={design} />
        {replied.merged.length === 0 && <p>{words.noReplies}</p>}
        {replied.merged.map(({ reply, merged }) => <Taken key={`${reply.reviewer} ${reply.repliedAt}`} reply={reply} merged={merged} view={view} />)}
      </section>
      <section aria-labelledby="plan-risks"><h2 id="plan-risks">{words.risks}</h2><Risks view={view} design={design} day={day} /></section>
      <section aria-labelledby="plan-report">
        <h2 id="plan-report">{words.report}</h2>
        <p className={styles.quiet}>{words.reportText}</p>
        <TakeAway view={view} said={said} print={() => go({ page: 'report', rest: [] })} printText={words.print} />
      </section>
    </div>
  )
}

function Import({ view, design }: { readonly view: View; readonly design: Design }) {
  const [text, setText] = useState('')
  const [arrived, setArrived] = useState<Arrived | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const read = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') setArrived(text)
  }
  const done = () => {
    setArrived(null)
    setText('')
  }
  return (
    <>
      <form onSubmit={read} className={styles.form}>
        <Field label={words.paste} className={styles.field}><Input value={text} autoComplete="off" spellCheck={false} onChange={(_, { value }) => setText(value)} /></Field>
        <Button type="submit">{words.open}</Button>
        <input ref={input} type="file" accept=".ringfence" hidden aria-label={words.choose} onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file !== undefined) void file.arrayBuffer().then((buffer) => setArrived(new Uint8Array(buffer)), () => setArrived(''))
        }} />
        <Button onClick={() => input.current?.click()}>{words.choose}</Button>
      </form>
      {arrived !== null && <ReadReply key={typeof arrived === 'string' ? arrived : arrived.length} arrived={arrived} view={view} design={design} done={done} />}
    </>
  )
}

interface Row { readonly key: string; readonly response: Reply['responses'][number]; readonly state: string }

function Taken({ reply, merged, view }: { readonly reply: Reply; readonly merged: Merged; readonly view: View }) {
  const { dropReply } = useActions()
  const of = (word: 'accept' | 'question' | 'refuse') => reply.responses.filter(({ response }) => response === word).length
  const numbers = useMemo(() => new Map(view.plan.map(({ key }, index) => [idKey(key), index + 1])), [view.plan])
  const holding = useMemo(() => new Set(merged.is === 'merged' ? merged.answered.map(({ item }) => idKey(item.key)) : []), [merged])
  const gone = useMemo(() => new Set(merged.is === 'merged' ? merged.gone.map(idKey) : reply.responses.map(({ key }) => idKey(key))), [merged, reply])
  const rows = reply.responses.filter(({ response }) => response !== 'accept').map((response): Row => ({
    key: `${response.is} ${response.key}`, response, state: holding.has(idKey(response.key)) ? words.holds : gone.has(idKey(response.key)) ? words.gone : words.changed,
  }))
  return (
    <div className={styles.reply}>
      <p><b>{words.by(reply.reviewer, when(reply.repliedAt))}</b>: {words.counts(of('accept'), of('question'), of('refuse'))} {words.asTyped} <Button size="small" appearance="subtle" aria-label={words.removeOf(reply.reviewer)} onClick={() => dropReply(reply)}>{words.remove}</Button></p>
      {reply.note !== '' && <p>“{reply.note}”</p>}
      {merged.is === 'merged' && merged.plan === 'changed' && <p>{words.since(merged.answered.length, merged.changed.length, merged.gone.length)}</p>}
      {merged.is === 'refused' && <p>{words.noneHolds}</p>}
      {rows.length === 0 ? <p>{words.allAccepted}</p> : (
        <DataTable caption={words.table(reply.reviewer)} rows={rows} rowKey={({ key }) => key} columns={[
          { key: 'item', head: words.columns.item, kind: 'rowHead', cell: ({ response }) => <ItemName response={response} number={numbers.get(idKey(response.key))} /> },
          { key: 'response', head: words.columns.response, cell: ({ response }) => words.said[response.response] },
          { key: 'note', head: words.columns.note, cell: ({ response }) => response.note },
          { key: 'state', head: words.columns.state, cell: ({ state }) => state },
        ]} />
      )}
    </div>
  )
}

function ItemName({ response: { is, key }, number }: { readonly response: Reply['responses'][number]; readonly number: number | undefined }) {
  const at = is === 'change' ? key.split('/').slice(2).join('/') : key.slice(key.indexOf('@') + 1)
  const name = at.split('/').at(-1) ?? at
  if (number !== undefined) return <Link as="button" onClick={() => go({ page: 'plan', rest: ['change', String(number)] })}>{number} {name}</Link>
  return <>{is === 'finding' ? `${key.split('@')[0]?.split('/')[1] ?? ''}: ` : ''}<ShortName name={name} /></>
}

function Risks({ view, design, day }: { readonly view: View; readonly design: Design; readonly day: string }) {
  const { takeBackRisk } = useActions()
  const { idle } = useMemo(() => judgeRisks(view.validation, design.risks, day), [view.validation, design.risks, day])
  if (design.risks.length === 0) return <p>{words.noRisks}</p>
  return (
    <DataTable caption={words.risksCaption} rows={design.risks} rowKey={({ rule, at }) => `${rule}@${at}`} columns={[
      { key: 'rule', head: words.riskColumns.rule, kind: 'rowHead', cell: ({ rule }) => rule },
      { key: 'where', head: words.riskColumns.where, cell: ({ at }) => <Mono><ShortName name={nameOf(at)} /></Mono> },
      { key: 'reason', head: words.riskColumns.reason, cell: ({ reason }) => reason },
      { key: 'until', head: words.riskColumns.until, cell: (risk) => `${risk.until < day ? reviewWords.risks.expired(risk.until) : risk.until}${idle.includes(risk) ? `, ${words.idle}` : ''}` },
      { key: 'act', head: words.riskColumns.act, cell: (risk) => <Button size="small" appearance="subtle" aria-label={words.takeBackOf(risk.rule)} onClick={() => takeBackRisk(risk)}>{words.takeBack}</Button> },
    ]} />
  )
}
