import { Button } from '@fluentui/react-components'
import styles from './Forget.module.css'
import { forgetWords as words } from './messages.en.ts'
import { useActions } from './page.ts'
import { useAsked } from './useAsked.ts'

/**
 * Removes what this browser keeps, after a question: it cannot be fetched back. The harmless answer takes the place and the focus of the
 * button, so that a second press of the same key, or a double click, removes nothing. `done` moves the focus, which is lost with the button.
 */
export function Forget({ done }: { readonly done: () => void }) {
  const { isAsked, ask, over, focused } = useAsked()
  const { forgetBrowser } = useActions()
  const forget = () => {
    forgetBrowser()
    done()
  }
  if (!isAsked) return <span ref={focused}><Button onClick={ask}>{words.button}</Button></span>
  return (
    <div role="group" aria-label={words.button} className={styles.asked}>
      <p>{words.text}</p>
      <div className={styles.answers}>
        <span ref={focused}><Button onClick={over}>{words.keep}</Button></span>
        <Button appearance="subtle" onClick={forget}>{words.sure}</Button>
      </div>
    </div>
  )
}
