import { Button } from '@fluentui/react-components'
import { noticeText, shell } from './messages.en.ts'
import styles from './Notices.module.css'
import { useActions, useSession } from './page.ts'
import { when } from './words.ts'

/** One line above the page for what happened beside it: a draft that came back, or one that could not be kept. */
export function Notices({ titleOf = (step) => step }: { readonly titleOf?: (step: string) => string }) {
  const notice = useSession((state) => state.notice)
  const { dismiss } = useActions()
  return (
    <div role="status">
      {notice !== null && (
        <div className={styles.notice}>
          <span>{noticeText(notice, titleOf, when)}</span>
          <Button appearance="subtle" size="small" onClick={dismiss}>{shell.dismiss}</Button>
        </div>
      )}
    </div>
  )
}
