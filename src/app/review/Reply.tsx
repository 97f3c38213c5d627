import { Button, Field, Input, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { longest } from '../../review/limits.ts'
import type { Item, Reply } from '../../review/reply.ts'
import { type Sealed, sealReply, sealReplyLocked } from '../../review/seal.ts'
import type { OpenReview } from '../../session/reviewState.ts'
import { saveFile } from '../export/download.ts'
import { useActions } from '../page.ts'
import { chance } from './chance.ts'
import { reviewWords } from './messages.en.ts'
import styles from './Reply.module.css'
import { tally } from './rows.ts'

const words = reviewWords.reply
const nameId = 'review-reviewer'

/** Whose reply it is, and what they say of the whole. */
export function ReplyPart({ review: { responses } }: { readonly review: OpenReview }) {
  const { signReply } = useActions()
  return (
    <div className={styles.part}>
      <Field label={words.name} hint={words.nameHint}><Input id={nameId} value={responses.reviewer} maxLength={longest.reviewer} autoComplete="name" onChange={(_, { value }) => signReply({ reviewer: value })} /></Field>
      <Field label={words.note}><Textarea value={responses.note} maxLength={longest.note} rows={3} onChange={(_, { value }) => signReply({ note: value })} /></Field>
    </div>
  )
}

/** The reply as it goes back. Accepted items beyond the longest reply are left out before any question or refusal. */
function replyOf({ review, responses }: OpenReview, items: readonly Item[]): Reply {
  const { given } = tally(responses.items, items)
  const weighty = [...given.filter(({ response }) => response !== 'accept'), ...given.filter(({ response }) => response === 'accept')].slice(0, longest.responses)
  return {
    digest: review.digest, workspaceId: review.estate.workspace.id, reviewer: responses.reviewer.trim(), repliedAt: new Date().toISOString(), note: responses.note,
    responses: weighty.map(({ item: { is, key, print }, response, note }) => ({ is, key, print, response, note: response === 'accept' ? '' : note })),
  }
}

const sealed = (review: OpenReview, items: readonly Item[]): Sealed | Promise<Sealed> => {
  const reply = replyOf(review, items)
  return review.passphrase === null ? sealReply(reply) : sealReplyLocked(reply, { passphrase: review.passphrase, chance: chance() })
}

/** The bar below a review: how far the answers are, and the only two ways in which they leave the browser. */
export function ReplyBar({ review, items }: { readonly review: OpenReview; readonly items: readonly Item[] }) {
  const [said, setSaid] = useState<string | null>(null)
  const { given, accept, question, refuse, noNote } = tally(review.responses.items, items)
  const [count, have] = words.bar(given.length, items.length)
  const stopped = (): string | null => {
    if (given.length === 0) return words.nothing
    if (noNote.length > 0) {
      document.querySelector<HTMLElement>('[data-empty-note]')?.focus()
      return words.noNote(noNote.length)
    }
    if (review.responses.reviewer.trim() !== '') return null
    document.getElementById(nameId)?.focus()
    return words.noName
  }
  const left = given.length - longest.responses
  const send = async (how: (made: Sealed) => Promise<string>) => setSaid(stopped() ?? `${await how(await sealed(review, items))}${left > 0 ? ` ${words.left(left)}` : ''}`)
  const copy = ({ fragment }: Sealed) => fragment === null ? Promise.resolve(words.tooLong) : navigator.clipboard.writeText(new URL(fragment, location.href).href).then(() => words.copied, () => words.copyFailed)
  const save = ({ bytes }: Sealed) => {
    saveFile(`${nameOf(review.review.estate.workspace.id)}.reply.ringfence`, bytes, 'application/octet-stream')
    return Promise.resolve(words.saved)
  }
  return (
    <section className={styles.bar} aria-label={words.barLabel}>
      <p className={styles.progress}>
        <b>{count}</b>{have}{given.length > 0 && `: ${words.kinds(accept, question, refuse)}`}. <span className={styles.back}>{review.passphrase === null ? words.back : words.backLocked}</span>
        <span role="status" className={styles.status}>{said}</span>
      </p>
      <Button className={styles.save} onClick={() => void send(save)}>{words.save}</Button>
      <Button appearance="primary" className={styles.copy} onClick={() => void send(copy)}>{words.copy}</Button>
    </section>
  )
}
