import { Button } from '@fluentui/react-components'
import type { Identity } from '../../session/live.ts'
import { useActions, useSession } from '../page.ts'
import styles from './AccountPart.module.css'
import { DirectoryList } from './DirectoryList.tsx'
import { liveWords } from './messages.en.ts'

const words = liveWords.account

/** Accounts, directories, and the way out. */
export function AccountMenu({ identity }: { readonly identity: Extract<Identity, { is: 'in' }> }) {
  const { switchAccount, signIn, signOut, pick } = useActions()
  const leaving = useSession((state) => state.leaving)
  const others = identity.others.filter(({ id }) => id !== identity.account.id)
  return (
    <>
      <p className={styles.title}>{identity.account.name}</p>
      <p className={styles.small}>{identity.account.username}</p>
      {others.length > 0 && (
        <>
          <h2 className={styles.part}>{words.others}</h2>
          <ul className={styles.list}>{others.map(({ id, username }) => <li key={id}><button type="button" className={styles.row} onClick={() => switchAccount(id)}>{username}</button></li>)}</ul>
        </>
      )}
      <h2 className={styles.part}>{words.directories}</h2>
      <DirectoryList home={identity.account.tenant} />
      <p className={styles.end}>
        <Button size="small" onClick={pick}>{words.pick}</Button>
        <Button size="small" disabledFocusable={leaving === 'yes'} onClick={() => signIn({ account: 'choose' })}>{words.other}</Button>
        <Button size="small" onClick={signOut}>{words.signOut}</Button>
      </p>
      <p className={styles.small}>{words.signOutText}</p>
    </>
  )
}
