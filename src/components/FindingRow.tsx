import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import styles from './FindingRow.module.css'
import { Level } from './Level.tsx'
import { Mono } from './Mono.tsx'
import type { StatusWord } from './statusWord.ts'

/** The columns of a table of findings, for its head. */
export const findingColumns = 5

/**
 * Two rows of a findings table: the finding as a disclosure, and its detail while it is open. Stands in `<FindingTable>`.
 */
export function FindingRow({ level, what, where, rule, after, state, onToggle, children }: {
  readonly level: StatusWord
  readonly what: string
  readonly where: ReactNode
  readonly rule: string
  /** The finding with the administrator's choices. */
  readonly after: { readonly word: StatusWord; readonly text: string }
  readonly state: 'open' | 'folded'
  readonly onToggle: () => void
  readonly children: ReactNode
}) {
  const detailId = useId()
  const toggle = useRef<HTMLButtonElement>(null)
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || state === 'folded') return
    toggle.current?.focus()
    onToggle()
  }
  const Chevron = state === 'open' ? ChevronDown16Regular : ChevronRight16Regular
  return (
    <>
      <tr role="row" className={state === 'open' ? `${styles.row} ${styles.open}` : styles.row}>
        <td role="cell" className={styles.level}><Level word={level} /></td>
        <th role="rowheader" scope="row" className={styles.what}>
          <button ref={toggle} type="button" onKeyDown={closeOnEscape} aria-expanded={state === 'open'} {...(state === 'open' ? { 'aria-controls': detailId } : {})} onClick={onToggle} className={styles.toggle}>{what}</button>
        </th>
        <td role="cell" className={styles.where}>{where}</td>
        <td role="cell" className={styles.rule}><Mono>{rule}</Mono></td>
        <td role="cell" className={styles.after}><Level word={after.word} text={after.text} /><span className={styles.chevron}><Chevron aria-hidden /></span></td>
      </tr>
      {state === 'open' && (
        <tr role="row" id={detailId} className={styles.detailRow}>
          <td role="cell" colSpan={findingColumns} className={styles.detail} onKeyDown={closeOnEscape}>{children}</td>
        </tr>
      )}
    </>
  )
}
