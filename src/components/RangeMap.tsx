import { Mono } from './Mono.tsx'
import styles from './RangeMap.module.css'

/** A stretch of a row: what it is, its words, and its share of the row (0 to 1). */
export interface RangeBlock {
  readonly kind: 'exists' | 'planned' | 'free' | 'conflict'
  readonly name: string
  readonly note: string
  readonly share: number
}

/** One prefix, as rows of equal size; `conflict` says what it meets. */
export interface RangePrefix {
  readonly prefix: string
  readonly caption: string
  readonly conflict: string | null
  readonly rows: readonly { readonly label: string; readonly blocks: readonly RangeBlock[] }[]
}

const kinds: readonly RangeBlock['kind'][] = ['exists', 'planned', 'free', 'conflict']

/**
 * The addresses of a network, drawn: rows of equal size, blocks by their share. Kinds differ by fill, border and hatch, so that
 * nothing depends on colour. It is a picture: the tables beside it say the same in words.
 *
 *     <RangeMap title={nameOf(network)} scale="one row = 256 addresses" label="Address map of …" prefixes={…} legend={{ exists: 'in use', … }} />
 */
export function RangeMap({ title, scale, label, prefixes, legend }: {
  readonly title: string
  readonly scale: string
  readonly label: string
  readonly prefixes: readonly RangePrefix[]
  readonly legend: Readonly<Record<RangeBlock['kind'], string>>
}) {
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.head}><strong className={styles.title}>{title}</strong> <span className={styles.scale}>{scale}</span></figcaption>
      <div role="img" aria-label={label}>
        {prefixes.map(({ prefix, caption, conflict, rows }) => (
          <div key={prefix} className={styles.prefix}>
            <div className={styles.caption}><Mono>{prefix}</Mono> {caption}{conflict !== null && <span className={styles.meets}> {conflict}</span>}</div>
            {rows.map((row) => (
              <div key={row.label} className={styles.row}>
                <span className={styles.label}>{row.label}</span>
                <span className={styles.blocks}>{row.blocks.map((block, index) => <Block key={`${block.name}-${index}`} block={block} />)}</span>
              </div>
            ))}
          </div>
        ))}
        <div className={styles.legend}>
          {kinds.map((kind) => <span key={kind} className={styles.entry}><span className={`${styles.swatch} ${styles[kind]}`} />{legend[kind]}</span>)}
        </div>
      </div>
    </figure>
  )
}

// The width is data, so it is set on the element; a content policy does not see what script sets.
const Block = ({ block }: { readonly block: RangeBlock }) => (
  <span className={`${styles.block} ${styles[block.kind]}`} title={`${block.name} ${block.note}`.trim()} style={{ flexBasis: `${block.share * 100}%` }}>
    {block.name !== '' && <strong>{block.name}</strong>} {block.note}
  </span>
)
