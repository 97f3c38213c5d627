import { Button } from '@fluentui/react-components'
import { ArrowUndo16Regular } from '@fluentui/react-icons/svg/arrow-undo'
import type { Trouble } from '../../apply/progress.ts'
import type { ChangeKey } from '../../changes/change.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { TakingBack } from '../../session/applyState.ts'
import { whatChanged, whatHappened } from '../../session/applyWords.ts'
import { useActions, useSession } from '../page.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { timeText } from './times.ts'
import { correlationOf } from './trouble.ts'

const words = applyWords.closings

/** A door that a run closed; `watch`: whether it is looked at just now, would be if the run went on, or its five minutes are over. */
export interface Door { readonly key: ChangeKey; readonly name: string; readonly number: number; readonly at: number; readonly watch: 'watched' | 'waits' | 'over' }

/** What a run has closed, each with its own way back; the run pauses, or stays paused, and can go on later. */
export function Closings({ doors, state }: { readonly doors: readonly Door[]; readonly state: 'going' | 'paused' }) {
  const { act } = useActions()
  const takingBack = useSession(({ applying }) => applying.takingBack)
  if (doors.length === 0 && takingBack === null) return null
  const isBusy = takingBack?.as === 'going'
  return (
    <section aria-labelledby="closings">
      <h2 id="closings" className={styles.heading}>{words.head}</h2>
      <p className={styles.quiet}>{words.text[state]}</p>
      {takingBack !== null && <Became takingBack={takingBack} />}
      <ul className={styles.closings}>
        {doors.map(({ key, name, number, at, watch }) => (
          <li key={key}>
            <span><Mono><ShortName name={name} /></Mono><span className={styles.small}>{words.closed(number, timeText(at))}{words.watch[watch]}</span></span>
            <Button size="small" icon={<ArrowUndo16Regular />} aria-label={words.takeBackOf(name)} disabledFocusable={isBusy} onClick={() => act({ do: 'takeBack', key })}>{words.takeBack}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What became of taking a closing back while the run is paused. */
function Became({ takingBack: { as, trouble } }: { readonly takingBack: TakingBack }) {
  if (as === 'going' || as === 'done') return <p role="status">{words.became[as]}</p>
  return <p role="alert" className={styles.alarm}><span>{as === 'paused' ? <NotTaken trouble={trouble} /> : words.became[as]}</span></p>
}

function NotTaken({ trouble }: { readonly trouble: Trouble | null }) {
  if (trouble === null) return null
  const correlation = correlationOf(trouble)
  return (
    <>
      {words.notTaken} {whatHappened[trouble.text](trouble.data)} {trouble.said} {whatChanged[trouble.wrote]} {words.tryAgain}
      {correlation !== null && <><br />{applyWords.trouble.correlation} <Mono>{correlation}</Mono> <CopyButton text={correlation} what={applyWords.run.correlationId} /></>}
    </>
  )
}
