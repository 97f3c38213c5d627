import { Button, Field, Input } from '@fluentui/react-components'
import { type FormEvent, useRef, useState } from 'react'
import { linkFailureText } from '../../review/messages.en.ts'
import type { Reviewing } from '../../session/reviewState.ts'
import { Arrival } from '../Arrival.tsx'
import { InBar } from '../Bar.tsx'
import { Notices } from '../Notices.tsx'
import { PageTitle } from '../PageTitle.tsx'
import { useActions, useSession } from '../page.ts'
import { reviewWords as words } from './messages.en.ts'
import styles from './ReviewPage.module.css'
import { ReviewView } from './ReviewView.tsx'

/** What a review link opens. Nothing of it signs in, reads Azure or leaves the browser. */
export function ReviewPage({ payload }: { readonly payload: string }) {
  const review = useSession((state) => state.review)
  const { openReview } = useActions()
  return (
    <div className={styles.page}>
      <InBar><span className={styles.about}>{words.bar}</span></InBar>
      <Notices />
      {payload !== '' && <Arrival key={payload} go={() => openReview(payload)} />}
      <Shown review={payload === '' || review !== null ? review : { is: 'opening' }} />
    </div>
  )
}

function Shown({ review }: { readonly review: Reviewing | null }) {
  if (review?.is === 'open') return <ReviewView review={review} />
  return (
    <main id="content" tabIndex={-1} className={styles.plain}>
      {review === null && <Ask title={words.noPayload.title} />}
      {review?.is === 'opening' && <><PageTitle title={words.title} context={[words.title]} /><p role="status">{words.opening} {words.openingText}</p></>}
      {review?.is === 'locked' && <Unlock state={review.state} />}
      {review?.is === 'failed' && <><Ask title={words.failed} failure={failureText(review.failure)} /></>}
    </main>
  )
}

function failureText(failure: Extract<Reviewing, { is: 'failed' }>['failure']): string {
  switch (failure.is) {
    case 'program': return words.failedProgram
    case 'unreadable': return words.failedFile
    case 'estate': return words.failedEstate(failure.message)
    case 'foreign': case 'truncated': case 'altered': case 'newer': case 'tooLarge': case 'locked': case 'wrongPassphrase': case 'content': return linkFailureText(failure)
  }
}

/** Asks for a link or a file; says first why the last one was not opened. */
function Ask({ title, failure }: { readonly title: string; readonly failure?: string }) {
  const { openReview } = useActions()
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const open = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') openReview(text)
  }
  return (
    <>
      <PageTitle title={title} context={[words.title]} />
      {failure !== undefined && <p role="alert" className={styles.failure}>{failure}</p>}
      <p>{words.noPayload.text}</p>
      <form onSubmit={open} className={styles.form}>
        <Field label={words.noPayload.paste} className={styles.field}><Input value={text} onChange={(_, { value }) => setText(value)} autoComplete="off" spellCheck={false} /></Field>
        <Button type="submit" appearance="primary">{words.noPayload.open}</Button>
        <span>{words.noPayload.or}</span>
        <input ref={input} type="file" accept=".ringfence" hidden aria-label={words.noPayload.choose} onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file !== undefined) openReview(file)
        }} />
        <Button onClick={() => input.current?.click()}>{words.noPayload.choose}</Button>
      </form>
    </>
  )
}

function Unlock({ state }: { readonly state: 'asked' | 'trying' | 'wrong' }) {
  const { unlockReview } = useActions()
  const [passphrase, setPassphrase] = useState('')
  const unlock = (event: FormEvent) => {
    event.preventDefault()
    if (passphrase !== '' && state !== 'trying') unlockReview(passphrase)
  }
  return (
    <>
      <PageTitle title={words.locked.title} context={[words.title]} />
      <p>{words.locked.text}</p>
      <form onSubmit={unlock} className={styles.form}>
        <Field label={words.locked.label} className={styles.field} {...(state === 'wrong' ? { validationMessage: linkFailureText({ is: 'wrongPassphrase' }), validationState: 'error' as const } : {})}>
          <Input type="password" value={passphrase} onChange={(_, { value }) => setPassphrase(value)} autoComplete="off" />
        </Field>
        <Button type="submit" appearance="primary">{state === 'trying' ? words.locked.trying : words.locked.unlock}</Button>
      </form>
    </>
  )
}
