import styles from './CodeFile.module.css'

/** A piece of a line in one colour. */
export interface CodeSpan {
  readonly kind: 'comment' | 'string' | 'keyword' | 'plain'
  readonly text: string
}

const none: ReadonlySet<number> = new Set()

/**
 * A file's text with line numbers that cannot be selected; it never wraps and scrolls on its own.
 *
 *     <CodeFile label="Text of main.bicep" lines={highlight(file.text, file.language)} marked={new Set([21])} />
 */
export function CodeFile({ label, lines, marked = none }: {
  readonly label: string
  readonly lines: readonly (readonly CodeSpan[])[]
  /** The numbers, from 1, of lines that the phase decides. */
  readonly marked?: ReadonlySet<number>
}) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={styles.code}>
      <ol className={styles.lines}>
        {lines.map((spans, index) => (
          // A line has no other identity than its place.
          <li key={index} className={marked.has(index + 1) ? `${styles.line} ${styles.marked}` : styles.line}>
            <code>{spans.map(({ kind, text }, place) => (kind === 'plain' ? text : <span key={place} className={styles[kind]}>{text}</span>))}{'\n'}</code>
          </li>
        ))}
      </ol>
    </div>
  )
}
