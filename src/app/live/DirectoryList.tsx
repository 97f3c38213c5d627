import { useActions, useSession } from '../page.ts'
import styles from './AccountPart.module.css'
import { failureText } from './failureText.ts'
import { liveWords } from './messages.en.ts'

const words = liveWords.account

/** The directories of the account; choosing one lists the workspaces in it. */
export function DirectoryList({ home }: { readonly home: string }) {
  const directories = useSession((state) => state.directories)
  const shown = useSession(({ session }) => (session.at === 'pick' ? (session.tenant ?? home) : null))
  const { directory } = useActions()
  if (directories === null || directories.is === 'asking') return <p role="status" className={styles.small}>{words.asking}</p>
  if (directories.is === 'refused') return <p role="alert" className={styles.small}>{directories.failure !== null && failureText(directories.failure, 'directories').what} {words.directoriesRefused}</p>
  return (
    <ul className={styles.list}>
      {directories.list.map(({ id, name, domain }) => (
        <li key={id}>
          <button type="button" className={styles.row} aria-pressed={id === shown} onClick={() => directory(id === home ? null : id)}>
            {name}{id === home && ` ${words.home}`}{domain !== '' && domain !== name && <span className={styles.small}> {domain}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
