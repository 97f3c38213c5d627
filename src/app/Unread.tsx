import { type ArmId, nameOf, parentOf, typeOf } from '../base/armId.ts'
import { Button } from '@fluentui/react-components'
import { Collapsed } from '../components/Collapsed.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { LevelIcon } from '../components/Level.tsx'
import { Mono } from '../components/Mono.tsx'
import { ShortName } from '../components/ShortName.tsx'
import type { Estate } from '../estate/estate.ts'
import type { View } from '../session/derive.ts'
import { countsOf } from '../steps/counts.ts'
import { overviewWords as words } from './designMessages.en.ts'
import { go } from './page.ts'
import { kindOf } from './plan/messages.en.ts'
import { assessment } from './routes.ts'
import styles from './Unread.module.css'
import { areRefusals, wayOf } from './unreadWays.ts'

type Refused = Estate['unread'][number]

const SHOWN = 5

/** Names such as those of zone links are told apart only by what they lie in. */
const isChild = (id: ArmId): boolean => /\/providers\//i.test(parentOf(id))

const typeAt = ({ id, type }: Refused): string => type ?? typeOf(id)

/** What could not be read, which right or what else helps, and how many findings are unknown for it. Nothing where all was readable. */
export function Unread({ view }: { readonly view: View }) {
  const { unread } = view.base.current
  if (unread.length === 0) return null
  const rights = unread.filter((one) => wayOf(one) === 'right').map((refused) => `${typeAt(refused)}/read, ${refused.id}`)
  const unknown = countsOf(view.base.assessment).unknown
  const [title, text] = areRefusals(unread) ? [words.unreadTitle(unread.length, unknown), words.unreadText] : [words.unknownTitle(unread.length, unknown), words.unknownText]
  return (
    <section className={styles.unread} aria-labelledby="unread-title">
      <h2 id="unread-title" className={styles.title}><LevelIcon word="unread" />{title}</h2>
      <div className={styles.content}>
        <p>{text}</p>
        <Refusals list={unread.slice(0, SHOWN)} />
        {unread.length > SHOWN && <Collapsed title={words.unreadRest(unread.length - SHOWN)}>{() => <Refusals list={unread.slice(SHOWN)} />}</Collapsed>}
        <p className={styles.actions}>
          {rights.length > 0 && <CopyButton appearance="secondary" label={words.copyRequest} what={title} text={words.request(rights)} />}
          <Button size="small" appearance="subtle" onClick={() => go({ ...assessment, level: 'unknown' })}>{words.showUnknown}</Button>
        </p>
      </div>
    </section>
  )
}

function Helps(refused: Refused) {
  const way = wayOf(refused)
  return way === 'right' ? <Mono>{typeAt(refused)}/read</Mono> : words.ways[way]
}

function Refusals({ list }: { readonly list: readonly Refused[] }) {
  return (
    <DataTable caption={words.unreadColumns.what} rows={list} rowKey={({ id, type }) => `${id} ${type ?? ''}`} columns={[
      { key: 'what', head: words.unreadColumns.what, kind: 'rowHead', cell: ({ id }) => <><ShortName name={nameOf(id)} />{isChild(id) && <span className={styles.parent}>{words.unreadIn(nameOf(parentOf(id)))}</span>}</> },
      { key: 'kind', head: words.unreadColumns.kind, cell: (refused) => kindOf(typeAt(refused)) },
      { key: 'right', head: areRefusals(list) ? words.unreadColumns.right : words.unreadColumns.helps, cell: Helps },
      { key: 'answer', head: words.unreadColumns.answer, cell: ({ status, code }) => <Mono>{status === 0 ? code : `${status} ${code}`}</Mono> },
    ]} />
  )
}
