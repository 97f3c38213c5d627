import { Link } from '@fluentui/react-components'
import { useState } from 'react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { useActions, useRoute, useSession } from '../page.ts'
import { DirectoryList } from './DirectoryList.tsx'
import { liveWords } from './messages.en.ts'
import styles from './PickPage.module.css'

const words = liveWords.pick

/** No workspace came: the four reasons that this has, each with its way on. */
export function NoneFound() {
  const identity = useSession((state) => state.identity)
  const { askDirectories } = useActions()
  const [, go] = useRoute()
  const [switching, setSwitching] = useState<'no' | 'yes'>('no')
  const [directory, reader, lag, look] = words.ways
  const open = () => {
    askDirectories()
    setSwitching('yes')
  }
  return (
    <section aria-labelledby="none-found" className={styles.none}>
      <h2 id="none-found" className={styles.noneTitle}>{words.none}</h2>
      <p className={styles.intro}>{words.noneText}</p>
      <ul className={styles.ways}>
        <li><span>{directory[0]}</span><Link as="button" aria-expanded={switching === 'yes'} onClick={open}>{directory[1]}</Link></li>
        {switching === 'yes' && identity.is === 'in' && <li><DirectoryList home={identity.account.tenant} /></li>}
        <li><span>{reader[0]}</span><CopyButton label={reader[1]} what={reader[0]} text={words.request} /></li>
        <li><span>{lag[0]}</span><Link as="button" onClick={() => document.getElementById('pick-search')?.focus()}>{lag[1]}</Link></li>
        <li><span>{look[0]}</span><Link as="button" onClick={() => go({ page: 'start' })}>{look[1]}</Link></li>
      </ul>
    </section>
  )
}
