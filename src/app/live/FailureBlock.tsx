import type { ReactNode } from 'react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { LevelIcon } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import styles from './FailureBlock.module.css'
import type { FailureText } from './failureText.ts'
import { failureWords as words } from './failureWords.en.ts'

/** What happened, what that left as it was, what to do next, and the id to quote; its buttons are the children. */
export function FailureBlock({ title, lines, text, word = 'must', children }: {
  readonly title: string
  readonly lines: readonly string[]
  /** Azure's side of it; null where it is our own mistake. */
  readonly text: Pick<FailureText, 'answer' | 'correlation'> | null
  /** `info`: what somebody did on purpose. */
  readonly word?: 'must' | 'info'
  readonly children: ReactNode
}) {
  return (
    <div role="alert" className={word === 'info' ? `${styles.block} ${styles.info}` : styles.block}>
      <LevelIcon word={word} />
      <div className={styles.content}>
        <p className={styles.title}>{title}</p>
        {lines.map((line) => <p key={line}>{line}</p>)}
        {text !== null && (text.answer !== '' || text.correlation !== null) && (
          <p className={styles.id}>
            {text.answer !== '' && <span>{words.answered} <Mono>{text.answer}</Mono></span>}
            {text.correlation !== null && <span>{words.id} <Mono>{text.correlation}</Mono> <CopyButton text={text.correlation} what={words.correlation} /></span>}
          </p>
        )}
        <div className={styles.actions}>{children}</div>
      </div>
    </div>
  )
}
