import { Button, Field, Input } from '@fluentui/react-components'
import { type FormEvent, useCallback, useMemo, useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { linkFailureText, mergedText, refusedText } from '../../review/messages.en.ts'
import type { Reply } from '../../review/reply.ts'
import { type Arrived, type Opened, unsealReply, unsealReplyLocked } from '../../review/unseal.ts'
import type { View } from '../../session/derive.ts'
import { understood } from '../../session/replies.ts'
import type { Design } from '../../session/session.ts'
import { useActions, useSession } from '../page.ts'
import { useSliced } from '../useSliced.ts'
import { when } from '../words.ts'
import { planReviewWords as words, reviewWords } from './messages.en.ts'
import styles from './PlanReview.module.css'

interface Props {
  readonly arrived: Arrived
  readonly view: View
  readonly design: Design
  /** What to do once the reply is taken over. */
  readonly done: () => void
}

/** A reply that arrived: what it says of this plan, and a button that takes it over; else why it is refused. */
export function ReadReply(props: Props) {
  const first = useMemo(() => unsealReply(props.arrived), [props.arrived])
  const [unlocked, setUnlocked] = useState<Opened<Reply> | null>(null)
  const opened = unlocked?.is === 'open' ? unlocked : first
  if (opened.is === 'open') return <Tied {...props} reply={opened.content} />
  if (opened.is === 'locked') return <Unlock wrong={unlocked !== null} unlock={(passphrase) => void unsealReplyLocked(props.arrived, passphrase).then(setUnlocked)} />
  return <p role="alert" className={styles.failure}>{linkFailureText(opened, 'reply')}</p>
}

function Unlock({ wrong, unlock }: { readonly wrong: boolean; readonly unlock: (passphrase: string) => void }) {
  const [passphrase, setPassphrase] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (passphrase !== '') unlock(passphrase)
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <Field label={reviewWords.locked.label} className={styles.field} {...(wrong ? { validationMessage: linkFailureText({ is: 'wrongPassphrase' }), validationState: 'error' as const } : { hint: linkFailureText({ is: 'locked' }, 'reply') })}>
        <Input type="password" value={passphrase} autoComplete="off" onChange={(_, { value }) => setPassphrase(value)} />
      </Field>
      <Button type="submit" appearance="primary">{reviewWords.locked.unlock}</Button>
    </form>
  )
}

/** A reply that opens, read against the draft that it is tied to; another one than is open is offered first. */
function Tied(props: Props & { readonly reply: Reply }) {
  const { reply: { digest }, design } = props
  const { switchTo } = useActions()
  const drafts = useSession((state) => state.drafts) ?? []
  const tied = drafts.find(({ links }) => links?.includes(digest))
  if (tied === undefined || design.links.includes(digest)) return <Understand {...props} />
  return (
    <div className={styles.arrived}>
      <p>{words.otherDraft(tied.workspace, when(tied.takenAt))}</p>
      <p><Button appearance="primary" onClick={() => switchTo(tied.key)}>{words.openDraft}</Button></p>
    </div>
  )
}

function Understand({ reply, view, design, done }: Props & { readonly reply: Reply }) {
  const { takeReply } = useActions()
  const { base: { current }, choices } = view
  const read = useCallback(() => understood(reply, view, { estate: current, choices, risks: design.risks }), [reply, view, current, choices, design.risks])
  const result = useSliced(read)
  if (result === null) return <p role="status">{words.reading}</p>
  const untied = design.links.includes(reply.digest) ? '' : words.untied(nameOf(current.workspace.id), when(current.takenAt))
  if (result.is === 'refused') return <p role="alert" className={styles.failure}>{refusedText(result.because)} {untied}</p>
  const of = (word: 'accept' | 'question' | 'refuse') => reply.responses.filter(({ response }) => response === word).length
  return (
    <div className={styles.arrived}>
      <p><b>{words.by(reply.reviewer, when(reply.repliedAt))}</b>: {words.counts(of('accept'), of('question'), of('refuse'))} {words.asTyped}</p>
      {reply.note !== '' && <p>“{reply.note}”</p>}
      {result.merged.plan === 'changed' && <p>{untied} {mergedText(result.merged).replace('taken over', 'found')}</p>}
      <p><Button appearance="primary" onClick={() => { takeReply(result.own); done() }}>{words.take}</Button></p>
    </div>
  )
}
