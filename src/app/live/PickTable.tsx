import { type KeyboardEvent, memo, useCallback, useRef } from 'react'
import { LevelIcon } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import { hitsIn, isOff, type WorkspaceRow } from '../../session/search.ts'
import { useActions } from '../page.ts'
import { liveWords } from './messages.en.ts'
import styles from './PickTable.module.css'
import { focusRow, rowElementId } from './rowFocus.ts'
import { DRAWN_WHOLE, segmentsOf, slotOf, useNarrow, useNear } from './windowed.ts'

const words = liveWords.pick
const heights = { wide: 31, narrow: 76 } as const

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last), ArrowUp: (at) => Math.max(at - 1, 0), PageDown: (at, last) => Math.min(at + 15, last), PageUp: (at) => Math.max(at - 15, 0),
  Home: () => 0, End: (_, last) => last,
}

/** The rows that the search found: one tab stop, arrows choose, Enter reads. Long lists are drawn near the window only. */
export function PickTable({ rows, search, chosen, tenant }: {
  readonly rows: readonly WorkspaceRow[]
  readonly search: string
  readonly chosen: string | null
  /** The directory that was listed: whoever could list a workspace there can read it there, also where another directory manages it. */
  readonly tenant: string | null
}) {
  const body = useRef<HTMLTableSectionElement>(null)
  const height = heights[useNarrow()]
  const near = useNear(body, height)
  const { chooseRow, read } = useActions()
  const at = chosen === null ? -1 : rows.findIndex(({ id }) => id === chosen)
  const also = at < 0 ? null : at
  const span = rows.length > DRAWN_WHOLE ? near : { from: 0, to: rows.length }
  const segments = segmentsOf(rows.length, span, also)
  const readRow = useCallback((id: string) => read({ workspaceId: id, tenant }), [read, tenant])
  const key = useCallback((event: KeyboardEvent, from: number) => {
    const next = rows[moves[event.key]?.(from, rows.length - 1) ?? -1]
    if (event.key !== 'Enter' && next === undefined) return
    event.preventDefault()
    if (next !== undefined) focusRow(next.id, chooseRow)
    else readRow(rows[from]?.id ?? '')
  }, [rows, chooseRow, readRow])
  return (
    <table role="table" className={styles.table} aria-rowcount={rows.length + 1}>
      <caption className={styles.hidden}>{words.caption}</caption>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          <th role="columnheader" scope="col" className={styles.name}>{words.columns.name}</th>
          <th role="columnheader" scope="col">{words.columns.group}</th>
          <th role="columnheader" scope="col">{words.columns.subscription}</th>
          <th role="columnheader" scope="col" className={styles.region}>{words.columns.region}</th>
          <th role="columnheader" scope="col" className={styles.network}>{words.columns.network}</th>
          <th role="columnheader" scope="col" className={styles.number}>{words.columns.endpoints}</th>
        </tr>
      </thead>
      <tbody ref={body} role="rowgroup">
        {segments.map((segment) => segment.is === 'gap'
          ? <tr key={`gap${segment.rows}`} aria-hidden="true" className={styles.gap} style={{ blockSize: segment.rows * height }} />
          : rows.slice(segment.from, segment.to).map((row, index) => (
            // By slot, so that another search or place writes into the rows that are there instead of making new ones.
            <Row key={slotOf(segment.from + index, span.to - span.from, also)} row={row} index={segment.from + index} search={search} state={row.id === chosen ? 'chosen' : 'other'} choose={chooseRow} read={readRow} keys={key} />
          )))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly row: WorkspaceRow
  readonly index: number
  readonly search: string
  readonly state: 'chosen' | 'other'
  readonly choose: (id: string) => void
  readonly read: (id: string) => void
  readonly keys: (event: KeyboardEvent, from: number) => void
}

const Row = memo(function Row({ row, index, search, state, choose, read, keys }: RowProps) {
  const { id, name, resourceGroup, subscription, subscriptionName, subscriptionState, region, endpoints, kind } = row
  const special = liveWords.kinds[kind]
  return (
    <tr role="row" aria-rowindex={index + 2} className={state === 'chosen' ? styles.chosen : undefined} onClick={() => choose(id)} onDoubleClick={() => read(id)}>
      <th role="rowheader" scope="row" aria-label={name} className={styles.name}>
        <label className={styles.label} title={id}>
          <input type="radio" name="workspace" id={rowElementId(id)} checked={state === 'chosen'} onChange={() => choose(id)} onKeyDown={(event) => keys(event, index)} className={styles.radio} />
          <span className={styles.text}>{hitsIn(name, search).map((part, place) => (place % 2 === 1 ? <span key={place} className={styles.hit}>{part}</span> : part))}</span>
        </label>
      </th>
      <td role="cell" className={styles.group} title={resourceGroup}><Mono>{resourceGroup}</Mono></td>
      <td role="cell" className={styles.subscription} title={subscription}>{subscriptionName ?? subscription}{isOff(subscriptionState) && <span className={styles.quiet}> · {words.disabled}</span>}</td>
      <td role="cell" className={styles.region}>{region}</td>
      <td role="cell" className={styles.network}>{special === undefined ? <Network network={row.network} /> : <span className={styles.quiet}>{special[0]}</span>}</td>
      <td role="cell" className={styles.number}>{endpoints === null || special !== undefined ? words.noEndpoints : endpoints}</td>
    </tr>
  )
})

function Network({ network }: Pick<WorkspaceRow, 'network'>) {
  const text = liveWords.network[network]
  switch (network) {
    case 'public': return <span className={styles.access}><LevelIcon word="open" />{text}</span>
    case 'private': return <span className={styles.access}><LevelIcon word="closed" />{text}</span>
    case 'managed': return <span className={`${styles.access} ${styles.quiet}`}><LevelIcon word="closed" />{text}</span>
    case 'unknown': return <span className={styles.quiet}>{text}</span>
  }
}
