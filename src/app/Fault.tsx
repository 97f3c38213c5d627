import { Button } from '@fluentui/react-components'
import { shell } from './messages.en.ts'
import styles from './Fault.module.css'

/** The page of our own mistakes: what happened, what was not changed, what to do. */
export function Fault({ message }: { readonly message: string }) {
  const goToStart = () => {
    location.hash = '/'
    location.reload()
  }
  return (
    <main className={styles.fault} role="alert">
      <title>{shell.pageTitle(shell.fault.title)}</title>
      <h1 className={styles.title}>{shell.fault.title}</h1>
      <p>{shell.fault.text}</p>
      <p>{shell.fault.what}: <code className={styles.code}>{message}</code></p>
      <p className={styles.actions}>
        <Button appearance="primary" onClick={() => location.reload()}>{shell.fault.reload}</Button>
        <Button onClick={goToStart}>{shell.fault.start}</Button>
      </p>
    </main>
  )
}
