import { Button, Field, Link, Textarea } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { After, Diagnosis as Diagnosed, DiagnosisResult } from '../../session/applyState.ts'
import { diagnosisText, reportIn } from '../../session/applyWords.ts'
import { failureText } from '../live/failureText.ts'
import { useActions } from '../page.ts'
import { diagnosisRows, type Piece } from './diagnosisRows.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { timeText } from './times.ts'

const words = applyWords.diagnosis

/** What the workspace says of itself after a run: each result with its level and its step, or what no result means. */
export function Diagnosis({ diagnosis }: Pick<After, 'diagnosis'>) {
  const { diagnoseAgain } = useActions()
  return (
    <section className={styles.section} aria-labelledby="diagnosis">
      <h2 id="diagnosis" className={styles.heading}>{words.title}</h2>
      {diagnosis === null ? <p role="status">{words.asking}</p> : (
        <>
          <p className={styles.small}>{words.at(timeText(diagnosis.at))}</p>
          <Said diagnosis={diagnosis} />
          {diagnosis.is === 'results' && diagnosis.results.length > 0 && <Results caption={words.title} results={diagnosis.results} />}
          <div className={styles.next}><Button size="small" onClick={diagnoseAgain}>{words.again}</Button></div>
        </>
      )}
      <Pasted />
    </section>
  )
}

/** A report that somebody has from elsewhere, read as it is pasted; it stays in this component (DIAG-05). */
function Pasted() {
  const [text, setText] = useState('')
  const results = useMemo(() => reportIn(text), [text])
  const fault = results === null && text.trim() !== '' ? { validationMessage: words.noReport, validationState: 'error' as const } : {}
  return (
    <div className={styles.next}>
      <Field className={styles.prose} label={words.paste} hint={words.pasteHint} {...fault}><Textarea value={text} rows={3} textarea={{ spellCheck: false }} onChange={(_, { value }) => setText(value)} /></Field>
      {results !== null && (results.length === 0 ? <p role="status" className={styles.prose}>{diagnosisText({ is: 'results', at: 0, results })}</p> : <Results caption={words.pasted} results={results} />)}
    </div>
  )
}

function Said({ diagnosis }: { readonly diagnosis: Diagnosed }) {
  const text = diagnosisText(diagnosis)
  if (text === null) return null
  if (diagnosis.is === 'results') return <p className={styles.prose}>{text}</p>
  const failure = diagnosis.is === 'refused' ? failureText(diagnosis.failure, { reading: words.thing }) : null
  return (
    <div role="alert" className={styles.prose}>
      <p>{text}</p>
      {failure !== null && <p>{failure.what} {failure.advice}</p>}
      {failure !== null && failure.correlation !== null && <p className={styles.quiet}>{applyWords.trouble.correlation} <Mono>{failure.correlation}</Mono></p>}
    </div>
  )
}

function Results({ caption, results }: { readonly caption: string; readonly results: readonly DiagnosisResult[] }) {
  const { columns } = words
  return (
    <DataTable caption={caption} rows={diagnosisRows(results)} rowKey={({ key }) => key} columns={[
      { key: 'level', head: columns.level, kind: 'rowHead', cell: ({ word, level }) => <Level word={word} text={level} /> },
      { key: 'about', head: columns.about, cell: ({ about }) => about },
      { key: 'message', head: columns.message, cell: ({ message, code }) => <><Message pieces={message} />{code !== '' && <span className={styles.small}> <Mono>{code}</Mono></span>}</> },
      { key: 'step', head: columns.step, cell: ({ step }) => (step === null ? words.noStep : <Link inline href={step.href}>{step.name}</Link>) },
    ]} />
  )
}

const Message = ({ pieces }: { readonly pieces: readonly Piece[] }) => pieces.map(({ text, href }, index) =>
  href === null ? <span key={`${index} ${text}`}>{text}</span> : <Link key={`${index} ${text}`} inline href={href} target="_blank" rel="noreferrer">{text}</Link>)
