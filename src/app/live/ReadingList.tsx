import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Circle16Regular } from '@fluentui/react-icons/svg/circle'
import { EyeOff16Regular } from '@fluentui/react-icons/svg/eye-off'
import { Hourglass16Regular } from '@fluentui/react-icons/svg/hourglass'
import { DataTable } from '../../components/DataTable.tsx'
import type { Reading } from '../../session/reads.ts'
import { failureText, missingAction } from './failureText.ts'
import { liveWords } from './messages.en.ts'
import styles from './ReadPage.module.css'

const words = liveWords.read

const icons = { waiting: Hourglass16Regular, reading: ArrowSync16Regular, read: CheckmarkCircle16Regular, refused: EyeOff16Regular, absent: Circle16Regular } satisfies Record<Reading['state'], unknown>

function State({ state }: Pick<Reading, 'state'>) {
  const Icon = icons[state]
  return <span className={`${styles.state} ${styles[state]}`}><Icon aria-hidden /><span>{words.states[state]}</span></span>
}

const detailOf = ({ state, found, failure, what }: Reading): string => {
  if (state === 'refused') return words.refused(failure === null ? '' : failureText(failure, { reading: what }).answer, failure === null ? null : missingAction(failure))
  return found === null ? '' : `${found}`
}

/** What is read, by name and state; what was refused says which right that needs. */
export function ReadingList({ readings, state }: { readonly readings: readonly Reading[]; readonly state: 'running' | 'ended' }) {
  if (readings.length === 0) return <div />
  const refused = readings.filter((reading) => reading.state === 'refused').length
  const shown = state === 'running' ? readings : readings.filter((reading) => reading.state !== 'waiting' && reading.state !== 'reading')
  return (
    <section aria-labelledby="read-so-far">
      <h2 id="read-so-far" className={styles.heading}>{words.soFar}</h2>
      <DataTable caption={words.soFar} narrow="table" rows={shown} rowKey={({ key }) => key} columns={[
        { key: 'what', head: words.columns.what, kind: 'rowHead', cell: ({ what }) => <span className={styles.what}>{what}</span> },
        { key: 'found', head: words.columns.found, cell: detailOf },
        { key: 'state', head: words.columns.state, cell: (reading) => <State state={reading.state} /> },
      ]} />
      {refused > 0 && state === 'running' && <p className={styles.sum}>{words.refusedSum(refused)}</p>}
    </section>
  )
}
