import { memo } from 'react'
import { typeOf } from '../../base/armId.ts'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { ChangedLine } from '../../report/changedLines.ts'
import { ChangeSign } from '../plan/ChangeSign.tsx'
import { changeName } from '../plan/changeName.ts'
import { kindOf, noticed, planMessages, taskWords } from '../plan/messages.en.ts'
import { reviewWords as words } from './messages.en.ts'
import { usePrinting } from './printing.ts'
import { NoteRow, Response } from './Response.tsx'
import type { ChangeItem } from './rows.ts'
import styles from './Tables.module.css'

/** Changes that can be answered, in their order. `last`: who notices, for closings; why, for the rest. */
export function ChangeTable({ caption, changes, last }: { readonly caption: string; readonly changes: readonly ChangeItem[]; readonly last: 'notices' | 'why' }) {
  return (
    <table role="table" className={styles.table}>
      <caption className={styles.hidden}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className={styles.number}>{words.columns.number}</th>
          <th role="columnheader" scope="col" className={styles.resource}>{words.columns.resource}</th>
          <th role="columnheader" scope="col">{words.columns.what}</th>
          <th role="columnheader" scope="col" className={styles.last}>{words.columns[last]}</th>
          <th role="columnheader" scope="col" className={styles.response}>{words.columns.response}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">{changes.map((each) => <Row key={each.item.key} each={each} last={last} />)}</tbody>
    </table>
  )
}

const Row = memo(function Row({ each: { item, change, row }, last }: { readonly each: ChangeItem; readonly last: 'notices' | 'why' }) {
  const name = changeName(change)
  const because = row.because === null ? '' : words.because(row.because.step, row.because.requirements)
  const what = `${row.number} ${name}`
  return (
    <>
      <tr role="row">
        <td role="cell" className={styles.number}>{row.number}</td>
        <th role="rowheader" scope="row" className={styles.resource}>
          <span className={styles.sign}><ChangeSign change={change} /></span>
          {change.do === 'manual' ? name : <Mono><ShortName name={name} /></Mono>}
          <span className={styles.kind}>{kindOf(row.type === '' ? typeOf(change.id) : row.type)}, {planMessages.does[change.do]}</span>
        </th>
        <td role="cell">
          {change.do === 'manual' ? taskWords[change.task.task].text(change.task.data) : <Lines lines={row.lines} />}
          {last === 'notices' && because !== '' && <span className={styles.kind}>{because}</span>}
        </td>
        <td role="cell" className={styles.last}>{last === 'notices' ? noticed(change) : because}</td>
        <td role="cell" className={styles.response}><Response item={item} what={what} /></td>
      </tr>
      <NoteRow item={item} what={what} span={5} />
    </>
  )
})

const SHOWN = 3
const LONGEST = 90
const short = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
/** A value without the quotes of JSON where nothing else is a text. */
const plain = (value: string): string => (/^"[^"\\]+"$/.test(value) ? value.slice(1, -1) : value)
const shown = (value: string): string => short(plain(value))

function Lines({ lines }: { readonly lines: readonly ChangedLine[] }) {
  const printing = usePrinting()
  const text = ({ path, before, after }: ChangedLine) => `${path.replace(/^properties\./, '')} ${before === null ? '' : `${shown(before)} → `}${shown(after ?? '')}`
  const [first, rest] = printing === 'yes' ? [lines, []] : [lines.slice(0, SHOWN), lines.slice(SHOWN)]
  return (
    <>
      <ul className={styles.lines}>{first.map((line) => <li key={line.path}><Mono>{text(line)}</Mono></li>)}</ul>
      {rest.length > 0 && (
        <details className={styles.more}>
          <summary>{words.moreLines(rest.length)}</summary>
          <ul className={styles.lines}>{rest.map((line) => <li key={line.path}><Mono>{text(line)}</Mono></li>)}</ul>
        </details>
      )}
    </>
  )
}
