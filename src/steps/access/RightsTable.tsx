import type { ArmId } from '../../base/armId.ts'
import { Collapsed } from '../../components/Collapsed.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import { Action, RightPlaces } from '../../components/RightPlaces.tsx'
import type { StatusWord } from '../../components/statusWord.ts'
import type { JudgedRight, Right } from '../../estate/rights.ts'
import { rightsWords as words } from './messages.en.ts'
import styles from './RightsTable.module.css'

/** An action, what is known of it, and where. */
interface Row extends Pick<JudgedRight, 'action' | 'right' | 'owner' | 'roles'> {
  readonly scopes: readonly ArmId[]
}

const status: Readonly<Record<Right, StatusWord>> = { allowed: 'kept', refused: 'must', unknown: 'unknown' }

/** One row for each action, what is known of it and whose scope it is. */
function rowsOf(rights: readonly JudgedRight[]): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const { scope, ...each } of rights) {
    const key = `${each.action.toLowerCase()} ${each.right} ${each.owner ?? ''}`
    rows.set(key, { ...each, scopes: [...(rows.get(key)?.scopes ?? []), scope] })
  }
  return [...rows.values()]
}

const columns: readonly Column<Row>[] = [
  { key: 'right', head: words.columns.right, cell: ({ right }) => <Level word={status[right]} text={words.state[right]} /> },
  { key: 'action', head: words.columns.action, kind: 'rowHead', cell: ({ action }) => <Action action={action} /> },
  { key: 'where', head: words.columns.where, cell: ({ scopes }) => <RightPlaces scopes={scopes} /> },
  { key: 'who', head: words.columns.who, cell: (row) => <span className={styles.quiet}>{holderOf(row)}</span> },
]

function holderOf({ right, owner, roles }: Row): string {
  if (right === 'allowed') return words.you
  if (owner !== null) return owner
  if (right === 'unknown') return words.unknown
  return roles.length === 0 ? words.noRole : words.roles(roles)
}

const keyOf = ({ action, right, owner }: Row): string => `${action} ${right} ${owner ?? ''}`

/** The article's three actions, then what the plan needs: what is not held at once, the rest folded. */
export function RightsTable({ article, plan }: { readonly article: readonly JudgedRight[]; readonly plan: readonly JudgedRight[] }) {
  const rows = rowsOf(plan)
  const of = (wanted: Right): readonly Row[] => rows.filter(({ right }) => right === wanted)
  const folded = (wanted: 'unknown' | 'allowed') => of(wanted).length > 0 && (
    <Collapsed title={<Level word={status[wanted]} text={words.folded[wanted](of(wanted).length)} />}>
      <DataTable caption={words.folded[wanted](of(wanted).length)} columns={columns} rows={of(wanted)} rowKey={keyOf} />
    </Collapsed>
  )
  return (
    <section aria-labelledby="rights-title" className={styles.rights}>
      <h2 id="rights-title" className={styles.title}>{words.title}</h2>
      <p className={styles.why}>{words.why}</p>
      <h3 className={styles.part}>{words.article}</h3>
      {article.length === 0 ? <p>{words.none}</p> : <DataTable caption={words.article} columns={columns} rows={rowsOf(article)} rowKey={keyOf} />}
      <h3 className={styles.part}>{words.plan}</h3>
      {rows.length === 0 && <p>{words.nothing}</p>}
      {of('refused').length > 0 && <DataTable caption={words.plan} columns={columns} rows={of('refused')} rowKey={keyOf} />}
      {folded('unknown')}
      {folded('allowed')}
    </section>
  )
}
