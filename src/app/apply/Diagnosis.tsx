import { Button, Link } from '@fluentui/react-components'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { After, Diagnosis as Diagnosed } from '../../session/applyState.ts'
import { diagnosisText } from '../../session/applyWords.ts'
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
          {diagnosis.is === 'results' && diagnosis.results.length > 0 && <Results results={diagnosis.results} />}
          <div className={styles.next}><Button size="small" onClick={diagnoseAgain}>{words.again}</Button></div>
        </>
      )}
    </section>
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

function Results({ results }: { readonly results: Extract<Diagnosed, { is: 'results' }>['results'] }) {
  const { columns } = words
  return (
    <DataTable caption={words.title} rows={diagnosisRows(results)} rowKey={({ key }) => key} columns={[
      { key: 'level', head: columns.level, kind: 'rowHead', cell: ({ word, level }) => <Level word={word} text={level} /> },
      { key: 'about', head: columns.about, cell: ({ about }) => about },
      { key: 'message', head: columns.message, cell: ({ message, code }) => <><Message pieces={message} />{code !== '' && <span className={styles.small}> <Mono>{code}</Mono></span>}</> },
      { key: 'step', head: columns.step, cell: ({ step }) => (step === null ? words.noStep : <Link inline href={step.href}>{step.name}</Link>) },
    ]} />
  )
}

const Message = ({ pieces }: { readonly pieces: readonly Piece[] }) => pieces.map(({ text, href }, index) =>
  href === null ? <span key={`${index} ${text}`}>{text}</span> : <Link key={`${index} ${text}`} inline href={href} target="_blank" rel="noreferrer">{text}</Link>)
