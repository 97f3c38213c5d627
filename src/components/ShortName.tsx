import styles from './ShortName.module.css'

const [KEPT_AT_THE_END, NEVER_SHORTENED] = [12, 24]

/**
 * A resource's name on one line, shortened in the middle where space is short, because the end tells names apart. The whole name
 * stays in the text (read aloud, copied) and in the tooltip.
 *
 *     <ShortName name={nameOf(account.id)} />
 */
export function ShortName({ name }: { readonly name: string }) {
  if (name.length <= NEVER_SHORTENED) return <span className={styles.whole}>{name}</span>
  return (
    <span className={styles.name} title={name}>
      <span className={styles.head}>{name.slice(0, -KEPT_AT_THE_END)}</span>
      <span>{name.slice(-KEPT_AT_THE_END)}</span>
    </span>
  )
}
