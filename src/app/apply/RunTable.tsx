import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { ArrowUndo16Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle'
import { Hourglass16Regular } from '@fluentui/react-icons/svg/hourglass'
import { LockClosed16Regular } from '@fluentui/react-icons/svg/lock-closed'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import { useState } from 'react'
import type { ChangeKey } from '../../changes/change.ts'
import { ShortName } from '../../components/ShortName.tsx'
import { applyWords } from './messages.en.ts'
import type { Bar, GroupName, RunGroup, RunRow, Tone } from './rows.ts'
import styles from './RunTable.module.css'

const words = applyWords.run

const icons = { works: ArrowSync16Regular, waits: Hourglass16Regular, gate: LockClosed16Regular, ends: CheckmarkCircle16Regular, stops: ErrorCircle16Filled, person: Person16Regular, back: ArrowUndo16Regular } satisfies Record<Tone, unknown>

/** Groups that are folded until somebody opens them: what is over. */
const folded: readonly GroupName[] = ['done']

/** The changes of a run by how they stand. The one that is chosen tells its story beside the table. */
export function RunTable({ groups, chosen, choose }: { readonly groups: readonly RunGroup[]; readonly chosen: ChangeKey | null; readonly choose: (key: ChangeKey) => void }) {
  const [turned, setTurned] = useState<ReadonlySet<GroupName>>(new Set())
  const isOpen = (name: GroupName): boolean => folded.includes(name) === turned.has(name)
  const turn = (name: GroupName) => setTurned((before) => new Set(before.has(name) ? [...before].filter((one) => one !== name) : [...before, name]))
  const { columns } = words
  return (
    <table role="table" className={styles.table} aria-label={applyWords.title}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className={styles.number}>{columns.number}</th>
          <th role="columnheader" scope="col" className={styles.stateHead}>{columns.state}</th>
          <th role="columnheader" scope="col" className={styles.nameHead}>{columns.change}</th>
          <th role="columnheader" scope="col">{columns.doing}</th>
          <th role="columnheader" scope="col" className={styles.elapsedHead}>{columns.elapsed}</th>
        </tr>
      </thead>
      {groups.map(({ name, title, note, rows }) => (
        <tbody key={name} role="rowgroup">
          <tr role="row" className={styles.group}>
            <th role="rowheader" scope="rowgroup" colSpan={5}>
              <button type="button" aria-expanded={isOpen(name)} onClick={() => turn(name)}>
                {isOpen(name) ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}
                <span>{title} {rows.length}{note === '' ? '' : `: ${note}`}</span>
              </button>
            </th>
          </tr>
          {isOpen(name) && rows.map((row) => <Row key={row.key} row={row} chosen={row.key === chosen} choose={choose} />)}
        </tbody>
      ))}
    </table>
  )
}

function Row({ row, chosen, choose }: { readonly row: RunRow; readonly chosen: boolean; readonly choose: (key: ChangeKey) => void }) {
  const { key, number, name, tone, state, doing, elapsed, bar, change } = row
  const Icon = icons[tone]
  return (
    <tr role="row" className={chosen ? styles.chosen : undefined}>
      <td role="cell" className={styles.number}>{number}</td>
      <td role="cell"><span className={`${styles.state} ${styles[tone]}`}><Icon aria-hidden /><span>{state}</span></span></td>
      <th role="rowheader" scope="row" className={styles.name}>
        <button type="button" aria-pressed={chosen} title={words.choose(name)} onClick={() => choose(key)}>{change?.do === 'manual' ? <span className={styles.task}>{name}</span> : <ShortName name={name} />}</button>
      </th>
      <td role="cell" className={tone === 'waits' || tone === 'gate' ? styles.waitsFor : undefined}>{doing}</td>
      <td role="cell" className={styles.elapsed}>{elapsed}{bar !== null && <Length bar={bar} />}</td>
    </tr>
  )
}

/** Full is what 95 of 100 need, the tick what half of them need. The text beside it says the same. */
function Length({ bar: { full, tick } }: { readonly bar: Bar }) {
  return (
    <svg className={styles.length} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.track} width="100" height="4" />
      <rect className={styles.full} width={full * 100} height="4" />
      {tick !== null && <rect className={styles.tick} x={Math.min(98.5, tick * 100)} width="1.5" height="4" />}
    </svg>
  )
}
