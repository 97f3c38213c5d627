import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Circle16Regular } from '@fluentui/react-icons/svg/circle'
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle'
import { EyeOff16Regular } from '@fluentui/react-icons/svg/eye-off'
import { Info16Regular } from '@fluentui/react-icons/svg/info'
import { LockClosed16Regular } from '@fluentui/react-icons/svg/lock-closed'
import { LockOpen16Regular } from '@fluentui/react-icons/svg/lock-open'
import { QuestionCircle16Regular } from '@fluentui/react-icons/svg/question-circle'
import { Warning16Filled } from '@fluentui/react-icons/svg/warning'
import styles from './Level.module.css'
import { componentMessages } from './messages.en.ts'
import type { StatusWord } from './statusWord.ts'

const icons = {
  must: ErrorCircle16Filled,
  should: Warning16Filled,
  info: Info16Regular,
  unknown: QuestionCircle16Regular,
  unread: EyeOff16Regular,
  kept: CheckmarkCircle16Regular,
  needed: Circle16Regular,
  open: LockOpen16Regular,
  closed: LockClosed16Regular,
} satisfies Record<StatusWord, unknown>

/** The icon of a status word alone; give the word beside it or as `label`. */
export function LevelIcon({ word, label }: { readonly word: StatusWord; readonly label?: string | undefined }) {
  const Icon = icons[word]
  return <Icon className={`${styles.icon} ${styles[word]}`} {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })} />
}

/**
 * A status: icon and word in the word's colour. Without `text` the vocabulary's own word is shown.
 *
 *     <Level word="must" />   <Level word="must" text="still must" />   <Level word="kept" text="apart" />
 */
export function Level({ word, text }: { readonly word: StatusWord; readonly text?: string }) {
  return (
    <span className={`${styles.level} ${styles[word]}`}>
      <LevelIcon word={word} />
      <span>{text ?? componentMessages.levels[word]}</span>
    </span>
  )
}
