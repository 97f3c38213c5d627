import { Fragment, type ReactNode, useId, useMemo, useState } from 'react'
import type { Change } from '../../changes/change.ts'
import { Level, LevelIcon } from '../../components/Level.tsx'
import type { StatusWord } from '../../components/statusWord.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Choices } from '../../steps/choices.ts'
import { PathHops } from './PathHops.tsx'
import { admits, type PathCell, type PathFilter, pathFilters, type PathRow, pathTable } from './pathRows.ts'
import { pathWords as words } from './paths.messages.en.ts'
import styles from './Paths.module.css'

/** The lock-out forecast: who has which path now, after prepare and after each closing, and whether a loss is meant. */
export function Paths({ current, desired, plan, choices }: { readonly current: Estate; readonly desired: Estate; readonly plan: readonly Change[]; readonly choices: Choices }) {
  const table = useMemo(() => pathTable({ current, desired, plan, choices }), [current, desired, plan, choices])
  const [filter, setFilter] = useState<PathFilter>('all')
  const captionId = useId()
  const shown = table.rows.filter((row) => admits(filter, row))
  const count = (each: PathFilter): number => table.rows.filter((row) => admits(each, row)).length
  return (
    <div className={styles.paths}>
      <Headline rows={table.rows} />
      {table.gaps.length > 0 && <ul className={styles.gaps}>{[...new Set(table.gaps)].map((gap) => <li key={gap}><LevelIcon word="should" /><span>{gap}</span></li>)}</ul>}
      <div className={styles.tools}>
        <h2 id={captionId} className={styles.caption}>{words.caption}</h2>
        <div role="group" aria-label={words.filterLabel} className={styles.filters}>
          {pathFilters.map((each) => <button key={each} type="button" aria-pressed={filter === each} onClick={() => setFilter(each)}>{words[each]} {count(each)}</button>)}
        </div>
      </div>
      {shown.length === 0 ? <p>{words.none}</p> : <PathsTable labelledBy={captionId} moments={table.moments} rows={shown} estate={current} />}
      <p className={styles.legend}>{words.legend}</p>
    </div>
  )
}

function Headline({ rows }: { readonly rows: readonly PathRow[] }) {
  const broken = rows.filter(({ becomes, meant }) => becomes === 'breaks' || (becomes === 'ends' && !meant)).length
  const ends = rows.filter(({ becomes, meant }) => becomes === 'ends' && meant).length
  const unknown = rows.filter(({ becomes }) => becomes === 'unknown').length
  return (
    <div className={broken === 0 ? styles.headline : `${styles.headline} ${styles.broken}`}>
      <LevelIcon word={broken > 0 ? 'must' : unknown > 0 ? 'unknown' : 'kept'} />
      <p>{broken > 0 ? words.broken(broken) : unknown > 0 ? words.keptKnown : words.kept} <strong>{words.counts(ends, unknown)}</strong></p>
    </div>
  )
}

function PathsTable({ labelledBy, moments, rows, estate }: { readonly labelledBy: string; readonly moments: readonly string[]; readonly rows: readonly PathRow[]; readonly estate: Estate }) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <div className={styles.scroll} role="region" aria-labelledby={labelledBy} tabIndex={0}>
      <table role="table" className={styles.table} aria-labelledby={labelledBy}>
        <thead role="rowgroup">
          <tr role="row">{[words.from, words.to, ...moments, words.note].map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}</tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => <Row key={row.id} row={row} moments={moments} estate={estate} open={open} onOpen={setOpen} />)}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, moments, estate, open, onOpen }: { readonly row: PathRow; readonly moments: readonly string[]; readonly estate: Estate; readonly open: string | null; readonly onOpen: (cell: string | null) => void }) {
  const detailId = useId()
  const keyOf = (index: number): string => `${row.id} @${index}`
  const chosen = row.cells.findIndex((_, index) => keyOf(index) === open)
  return (
    <Fragment>
      <tr role="row">
        <th role="rowheader" scope="row">{row.from}</th>
        <td role="cell" className={styles.to}>{row.to}</td>
        {row.cells.map((cell, index) => (
          <td key={moments[index]} role="cell" data-label={moments[index]} className={cell.same ? styles.same : undefined}>
            <button type="button" className={styles.cell} aria-expanded={chosen === index} aria-controls={chosen === index ? detailId : undefined}
              aria-label={cell.same ? words.same(moments[index] ?? '', cell.word) : words.cell(moments[index] ?? '', cell.word)} onClick={() => onOpen(chosen === index ? null : keyOf(index))}>
              <CellWord cell={cell} />
            </button>
          </td>
        ))}
        <td role="cell" className={styles.note}>{row.note}</td>
      </tr>
      {chosen >= 0 && (
        <tr role="row" className={styles.detail}>
          <td role="cell" colSpan={moments.length + 3} id={detailId}>
            <PathHops title={`${row.from}: ${row.to} · ${moments[chosen] ?? ''}`} routes={row.forecasts.flatMap(({ journey, routes }) => { const route = routes[chosen]; return route === undefined ? [] : [{ journey, route }] })} estate={estate} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}

const levels: Readonly<Record<Exclude<PathCell['tone'], 'none' | 'works'>, StatusWord>> = { private: 'kept', ends: 'must', unknown: 'unknown' }

function CellWord({ cell: { word, tone, same } }: { readonly cell: PathCell }): ReactNode {
  if (same) return <span aria-hidden>·</span>
  if (tone === 'none') return <span className={styles.none}>{word}</span>
  return tone === 'works' ? word : <Level word={levels[tone]} text={word} />
}
