import { Button, Link } from '@fluentui/react-components'
import { useCallback, useRef } from 'react'
import { type ArmId, nameOf, typeOf } from '../../base/armId.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { Drifted } from '../../review/drift.ts'
import { grantIn } from '../../review/grants.ts'
import { nowOf } from '../../session/compared.ts'
import { differenceOf } from '../../session/drifting.ts'
import type { Now, OpenReview } from '../../session/reviewState.ts'
import { fileFailure } from '../messages.en.ts'
import { useActions, useSession } from '../page.ts'
import { kindOf } from '../plan/messages.en.ts'
import { useSliced } from '../useSliced.ts'
import { when } from '../words.ts'
import { reviewWords } from './messages.en.ts'
import styles from './Sections.module.css'

const words = reviewWords.now
const order: Readonly<Record<Drifted['is'], number>> = { otherwise: 0, open: 1, unread: 2, done: 3 }

/** A resource as its row names it; a role assignment by what it is on. */
function named(id: ArmId): { readonly name: string; readonly kind: string } {
  const grant = grantIn(id)
  return grant === null ? { name: nameOf(id), kind: kindOf(typeOf(id)) } : { name: nameOf(grant.scope), kind: words.role(grant.role, grant.principalId) }
}

/** What has become of a review: compared with a snapshot that is chosen here, or with the estate that is open in this tab. */
export function Since({ review }: { readonly review: OpenReview }) {
  const session = useSession((state) => state.session)
  const base = useSession((state) => state.base)
  const { compareWith } = useActions()
  const input = useRef<HTMLInputElement>(null)
  const now = nowOf(review, { session, base })
  const failed = review.now !== null && review.now !== 'reading' && 'failed' in review.now ? review.now : null
  return (
    <>
      <p>{words.text}</p>
      <p className={styles.tools}>
        <input ref={input} type="file" accept=".json,application/json" hidden aria-label={words.choose} onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file !== undefined) compareWith(file)
        }} />
        <Button size="small" onClick={() => input.current?.click()}>{now === null ? words.choose : words.other}</Button>
      </p>
      {review.now === 'reading' && <p role="status">{words.working}</p>}
      {failed !== null && <p role="alert">{words.failed(failed.name)} {failed.failed.what === 'snapshot' && fileFailure(failed.failed.failure, failed.name).join(' ')}{failed.failed.what === 'estate' && failed.failed.message}</p>}
      {now !== null && <Compared key={now.snapshot.takenAt + now.snapshot.workspaceId} review={review} now={now} />}
    </>
  )
}

function Compared({ review: { review, view }, now }: { readonly review: OpenReview; readonly now: Now }) {
  const { takeAnswers } = useActions()
  const compare = useCallback(() => differenceOf(review, view, now.base), [review, view, now.base])
  const difference = useSliced(compare)
  if (difference === null) return <p role="status">{words.working}</p>
  if (difference.is === 'otherWorkspace') return <p role="status">{words.otherWorkspace}</p>
  const count = (is: Drifted['is']) => difference.rows.filter((row) => row.is === is).length
  const rows = difference.rows.toSorted((one, other) => order[one.is] - order[other.is])
  return (
    <>
      <p role="status">{words.with(when(difference.takenAt))} <b>{words.counts(count('done'), count('open'), count('otherwise'), count('unread'))}</b></p>
      <DataTable caption={words.caption} rows={rows} rowKey={({ id }) => id} columns={[
        { key: 'name', head: words.columns.name, kind: 'rowHead', cell: ({ id }) => <Mono><ShortName name={named(id).name} /></Mono> },
        { key: 'kind', head: words.columns.kind, cell: ({ id }) => named(id).kind },
        { key: 'state', head: words.columns.state, cell: ({ is, left, planned }) => `${left === 'lockdown' ? words.lockdown : words.states[is]}${planned === 'no' ? `, ${words.unplanned}` : ''}` },
      ]} />
      <p className={styles.quiet}>{review.names === 'masked' ? words.takeMasked : <><Link as="button" onClick={takeAnswers}>{words.take}</Link> {words.takeText}</>}</p>
    </>
  )
}
