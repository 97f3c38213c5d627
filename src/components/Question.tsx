import { type ReactNode, useId } from 'react'
import { componentMessages } from './messages.en.ts'
import styles from './Question.module.css'
import { questionId, type QuestionTag } from './questions.ts'

/**
 * One question of a step: heading with its tag, why it is asked, and the answers as children.
 *
 *     <Question field="storage.parallelRunStep" title={words.title} why={words.why}
 *       tag={tagOf(own.parallelRunStep, proposed.parallelRunStep, because('parallelRunStep'))} because={because('parallelRunStep')}>
 *       <Answers … />
 *     </Question>
 *
 * `field` is `<step>.<field>`; "Go to it" and "Fix this" find the question by it and focus its first control. `because` is shown
 * while the tag is `proposed`.
 */
export function Question({ field, title, why, tag, because, children }: {
  readonly field: string
  readonly title: string
  readonly why: string
  readonly tag: QuestionTag
  readonly because?: string | null | undefined
  readonly children: ReactNode
}) {
  const titleId = useId()
  return (
    <section id={questionId(field)} tabIndex={-1} aria-labelledby={titleId} className={tag === 'needed' ? `${styles.question} ${styles.needed}` : styles.question}>
      <h2 id={titleId} className={styles.title}>
        {title}
        {tag !== 'none' && <> <span className={tag === 'needed' ? `${styles.tag} ${styles.tagNeeded}` : styles.tag}>{componentMessages[tag]}</span></>}
      </h2>
      <p className={styles.why}>
        {why}
        {tag === 'proposed' && typeof because === 'string' && because !== '' && <> {because}</>}
      </p>
      {children}
    </section>
  )
}
