import { Button } from '@fluentui/react-components'
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark'
import { EyeOff16Regular } from '@fluentui/react-icons/svg/eye-off'
import { LockClosed16Regular } from '@fluentui/react-icons/svg/lock-closed'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle'
import type { Evidence } from '../../apply/progress.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import { useActions } from '../page.ts'
import { kindOf, noticed } from '../plan/messages.en.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import type { RunRow } from './rows.ts'
import { timeText } from './times.ts'
import { useNow } from './useNow.ts'

const words = applyWords.gate

const results = {
  read: { Icon: Checkmark16Regular, tone: styles.ends }, stored: { Icon: Checkmark16Regular, tone: styles.ends }, attested: { Icon: Person16Regular, tone: undefined },
  missing: { Icon: ErrorCircle16Filled, tone: styles.alarm }, unread: { Icon: EyeOff16Regular, tone: styles.unread },
} satisfies Record<Evidence['result'], unknown>

const foundOf = ({ name, result, found }: Evidence): string => {
  if (name === 'wayIn') return result === 'attested' ? words.byYou : words.notYet
  if (name === 'nothingRuns' && result === 'read') return words.noOperation
  if (name === 'pathsKept' && result === 'read') return words.paths(found.join(', '))
  if (result === 'stored') return words.inBrowser
  return found.length === 0 ? words.none : found.join(', ')
}

/** One closing that waits for a yes: the proofs, how each is known and when, and for how long they hold. */
export function GateCard({ row }: { readonly row: RunRow }) {
  const { key, number, name, change, progress: { gate } } = row
  const { act } = useActions()
  const now = useNow()
  const kind = change === null ? '' : kindOf(change.type)
  const isOld = gate !== null && now > gate.validUntil
  const again = <Button appearance={isOld ? 'primary' : 'secondary'} onClick={() => act({ do: 'readEvidence', key })}>{words.again}</Button>
  return (
    <section className={styles.card} aria-labelledby={`gate-${number}`}>
      <header className={styles.cardHead}>
        <span className={styles.number}>{number}</span><LockClosed16Regular aria-hidden />
        <h2 id={`gate-${number}`}><Mono><ShortName name={name} /></Mono></h2>
        <span className={styles.quiet}>{words.closes(kind)}</span>
        <span className={styles.right}>{gate === null ? '' : isOld ? words.old : words.age(Math.max(0, Math.round((now - gate.at) / 1000)), Math.max(0, Math.round((gate.validUntil - now) / 1000)))}</span>
      </header>
      <div className={styles.body}>
        {gate === null ? <p role="status">{words.reading}</p> : (
          <DataTable caption={words.columns.what} rows={gate.evidence} rowKey={({ name: each }) => each} columns={[
            { key: 'what', head: words.columns.what, kind: 'rowHead', cell: (row_) => applyWords.evidence[row_.name] },
            { key: 'found', head: words.columns.found, cell: (row_) => foundOf(row_) },
            { key: 'result', head: words.columns.result, cell: (row_) => <Result result={row_.result} /> },
            { key: 'at', head: words.columns.at, kind: 'number', cell: ({ at }) => timeText(at) },
          ]} />
        )}
        {change !== null && <p><b>{noticed(change)}</b></p>}
        {gate !== null && gate.open.length > 0 && <p>{words.open(gate.open.map((each) => applyWords.evidence[each].toLowerCase()))}</p>}
        <div className={styles.actions}>
          {!isOld && gate !== null && <Button appearance="primary" icon={<LockClosed16Regular />} disabledFocusable={gate.open.length > 0} onClick={() => act({ do: 'agree', key })}>{words.close(name)}</Button>}
          {gate !== null && again}
        </div>
      </div>
    </section>
  )
}

function Result({ result }: Pick<Evidence, 'result'>) {
  const { Icon, tone } = results[result]
  return <span className={`${styles.icon} ${tone ?? ''}`}><Icon aria-hidden />{words.results[result]}</span>
}

/** Before anything is closed, and once more before the workspace is: a person's word that the way in works. */
export function WayInCard({ row, first }: { readonly row: RunRow; readonly first: 'first' | 'again' }) {
  const { act } = useActions()
  const confirm = () => {
    act({ do: 'confirmWayIn' })
    act({ do: 'readEvidence', key: row.key })
  }
  return (
    <section className={styles.card} aria-labelledby="way-in">
      <header className={styles.cardHead}><Person16Regular aria-hidden /><h2 id="way-in">{applyWords.wayIn.title}</h2></header>
      <div className={styles.body}>
        <p>{first === 'first' ? applyWords.wayIn.text : applyWords.wayIn.again}</p>
        <p className={styles.quiet}>{applyWords.wayIn.why}</p>
        <div className={styles.actions}><Button appearance="primary" onClick={confirm}>{applyWords.wayIn.button}</Button></div>
      </div>
    </section>
  )
}

/** Whether a closing or another change of lock down waits for somebody's word on the way in. */
export const wayInIsOpen = ({ progress: { stand, waits, gate, closes } }: RunRow, confirmedAt: number | null): boolean =>
  stand === 'gate' && waits?.for === 'yes' && (confirmedAt === null || !closes || (gate?.open.includes('wayIn') ?? false))

