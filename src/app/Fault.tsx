import { Button } from '@fluentui/react-components'
import { shell } from './messages.en.ts'
import styles from './Fault.module.css'

/** What the three browser engines say of a part of the program that did not come: the network's fault, or an update's, and not a mistake in it. */
const unloaded = /dynamically imported module|module script failed|unable to preload/i

/** The page of our own mistakes, and of parts that did not come: what happened, what was not changed, what to do. */
export function Fault({ message }: { readonly message: string }) {
  const goToStart = () => {
    location.hash = '/'
    location.reload()
  }
  const [title, text] = unloaded.test(message) ? shell.fault.unloaded : [shell.fault.title, shell.fault.text]
  return (
    <main className={styles.fault} role="alert">
      <title>{shell.pageTitle(title)}</title>
      <h1 className={styles.title}>{title}</h1>
      <p>{text}</p>
      <p>{shell.fault.what}: <code className={styles.code}>{message}</code></p>
      <p className={styles.actions}>
        <Button appearance="primary" onClick={() => location.reload()}>{shell.fault.reload}</Button>
        <Button onClick={goToStart}>{shell.fault.start}</Button>
      </p>
    </main>
  )
}
