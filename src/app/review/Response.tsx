import { Button, Textarea } from '@fluentui/react-components'
import { createContext, use, useId } from 'react'
import { longest } from '../../review/limits.ts'
import type { Item } from '../../review/reply.ts'
import type { Replied } from '../../session/replies.ts'
import type { Response as Said } from '../../session/reviewState.ts'
import { useActions, useSession } from '../page.ts'
import { planReviewWords, reviewWords } from './messages.en.ts'
import { usePrinting } from './printing.ts'
import styles from './Response.module.css'
import { nameOfItem } from './rows.ts'

const words = reviewWords.responses
const kinds = ['accept', 'question', 'refuse'] as const

/** Who answers here: the reader of a link, or nobody, because the replies that were taken over are shown. */
export const AnswersContext = createContext<Replied | 'reader'>('reader')

const useResponse = (name: string): Said | undefined => useSession(({ review }) => (review?.is === 'open' ? review.responses.items[name] : undefined))

/** The response to an item: a group of three for the reader, what was said for the author. `what` names the item. */
export function Response({ item, what }: { readonly item: Item; readonly what: string }) {
  const answers = use(AnswersContext)
  if (answers === 'reader') return <Respond name={nameOfItem(item)} what={what} />
  return <Replies said={answers.byItem.get(nameOfItem(item)) ?? []} />
}

/** What reviewers said of an item, in words. */
export function Replies({ said }: { readonly said: readonly (NonNullable<ReturnType<Replied['byItem']['get']>>[number])[] }) {
  if (said.length === 0) return <span className={styles.none}>{words.none}</span>
  return (
    <ul className={styles.said}>
      {said.map(({ reviewer, repliedAt, response, note, holds }) => (
        <li key={`${reviewer} ${repliedAt}`}>
          <span className={styles[response]}>{planReviewWords.saidBy(planReviewWords.said[response], reviewer)}</span>{note !== '' && `: ${note}`}
          {holds === 'changed' && <span className={styles.none}> ({planReviewWords.changedSince})</span>}
        </li>
      ))}
    </ul>
  )
}

function Respond({ name, what }: { readonly name: string; readonly what: string }) {
  const response = useResponse(name)
  const printing = usePrinting()
  const { respond } = useActions()
  const group = useId()
  if (printing === 'yes') return <span>{response === undefined ? words.none : words[response.response]}</span>
  return (
    <div className={styles.cell}>
      <div role="radiogroup" aria-label={words.label(what)} className={styles.group}>
        {kinds.map((kind) => (
          <label key={kind} className={response?.response === kind ? `${styles.kind} ${styles.chosen}` : styles.kind}>
            <input type="radio" name={group} checked={response?.response === kind} onChange={() => respond([name], { response: kind, note: response?.note ?? '' })} />
            {words[kind]}
          </label>
        ))}
      </div>
      {response !== undefined && <Button size="small" appearance="transparent" className={styles.clear} aria-label={words.clearOf(what)} onClick={() => respond([name], null)}>{words.clear}</Button>}
    </div>
  )
}

/** The row for a note, while the response wants one. */
export function NoteRow({ item, what, span }: { readonly item: Item; readonly what: string; readonly span: number }) {
  const answers = use(AnswersContext)
  const name = nameOfItem(item)
  const response = useResponse(name)
  if (answers !== 'reader' || response === undefined || response.response === 'accept') return null
  return (
    <tr role="row" className={styles.noteRow}>
      <td role="cell" colSpan={span}><Note name={name} what={what} response={response} /></td>
    </tr>
  )
}

function Note({ name, what, response: { response, note } }: { readonly name: string; readonly what: string; readonly response: Said }) {
  const printing = usePrinting()
  const { respond } = useActions()
  const id = useId()
  const label = response === 'question' ? words.yourQuestion : words.yourRefusal
  if (printing === 'yes') return <p>{label}: {note}</p>
  return (
    <div className={styles.note}>
      <label htmlFor={id}>{label} <span className={styles.hidden}>{what}</span></label>
      <Textarea textarea={{ id, maxLength: longest.note, rows: 2, 'data-empty-note': note.trim() === '' ? '' : undefined } as Readonly<Record<string, unknown>>} value={note} onChange={(_, { value }) => respond([name], { response, note: value })} />
    </div>
  )
}
