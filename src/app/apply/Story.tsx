import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark'
import type { LogLine, Run } from '../../apply/progress.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import { kindOf, planMessages } from '../plan/messages.en.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import type { RunRow } from './rows.ts'
import { lengthText, timeText } from './times.ts'
import { useNow } from './useNow.ts'

const words = applyWords.run

/** What happened to one change, line by line; beside it what is expected and the id to quote. */
export function Story({ row }: { readonly row: RunRow }) {
  const { number, name, change, progress: { log, next, expected, trouble, ended } } = row
  const now = useNow()
  const id = trouble?.ids.correlation ?? trouble?.ids.request ?? trouble?.ids.sent ?? null
  return (
    <section aria-label={words.storyLabel}>
      <div className={styles.sideHead}><h2><Mono><ShortName name={name} /></Mono></h2><span className={styles.quiet}>{words.story(number)}</span></div>
      {change !== null && <p className={styles.small}>{kindOf(change.type)} · {planMessages.does[change.do]}</p>}
      <hr className={styles.rule} />
      <ol className={styles.story}>{log.map((line, index) => <Line key={`${line.at} ${index}`} line={line} />)}</ol>
      <dl className={styles.facts}>
        {next !== null && ended === null && <><dt>{words.nextLook}</dt><dd>{words.inSeconds(Math.ceil((next - now) / 1000))}</dd></>}
        {expected !== null && <><dt>{words.expected}</dt><dd>{words.expectedText(lengthText(expected.p50), lengthText(expected.p95))}</dd></>}
        {id !== null && <><dt>{words.correlation}</dt><dd><Mono>{id}</Mono> <CopyButton text={id} what={words.correlationId} /></dd></>}
      </dl>
    </section>
  )
}

function Line({ line: { at, is, status, detail } }: { readonly line: LogLine }) {
  return (
    <li>
      <span className={styles.icon}><span className={styles.ends}><Checkmark16Regular aria-hidden /></span>{applyWords.log[is]}</span>
      <span className={styles.small}>{timeText(at)}</span>
      <span className={styles.small}>{[status === null ? '' : String(status), detail].filter((part) => part !== '').join(' · ')}</span>
    </li>
  )
}

/** What becomes of the run without this tab, and what a person said of the way in. */
export function Besides({ run }: { readonly run: Run }) {
  return (
    <>
      {run.wayInConfirmedAt !== null && <><h2 className={styles.heading}>{words.wayInHead}</h2><p className={styles.quiet}>{words.wayInAt(timeText(run.wayInConfirmedAt))}</p></>}
      <h2 className={styles.heading}>{words.closes}</h2>
      <p className={styles.quiet}>{words.closesText}</p>
    </>
  )
}
