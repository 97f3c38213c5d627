import { Link } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect, useEffectEvent, useState } from 'react'
import { articleAddress } from '../steps/rule.ts'
import { DataTable } from '../components/DataTable.tsx'
import { Installation } from './live/Installation.tsx'
import { SignInPart } from './live/SignInPart.tsx'
import { startWords as words } from './messages.en.ts'
import { Notices } from './Notices.tsx'
import { PageTitle } from './PageTitle.tsx'
import { useActions } from './page.ts'
import { hrefOf } from './routes.ts'
import { DraftList, FilePart, Opening, SampleList } from './StartParts.tsx'
import styles from './StartPage.module.css'

/** Hands over what is dropped anywhere on the page, the bar above it too, and says whether something is held over it. */
function useDropped(take: (file: File) => void): 'no' | 'yes' {
  const [over, setOver] = useState<'no' | 'yes'>('no')
  const taken = useEffectEvent(take)
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('dragover', (event) => {
      event.preventDefault()
      setOver('yes')
    }, { signal })
    document.addEventListener('dragleave', () => setOver('no'), { signal })
    document.addEventListener('drop', (event) => {
      event.preventDefault()
      setOver('no')
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) taken(file)
    }, { signal })
    return () => listening.abort()
  }, [])
  return over
}

/** Choose how to begin, knowing what will happen. A file may be dropped anywhere. */
export function StartPage() {
  const { openFile } = useActions()
  const over = useDropped(openFile)
  return (
    <div className={styles.page}>
      <Notices />
      <main id="content" tabIndex={-1} className={styles.main}>
        <div>
          <PageTitle title={words.title} context={[]} />
          <p className={styles.intro}>{words.intro[0]}<Link inline href={articleAddress} target="_blank" rel="noreferrer">{words.article}</Link>{words.intro[1]}</p>
          <Opening />
          <SignInPart />
          <FilePart />
          <SampleList />
          <DraftList />
        </div>
        <Beside />
      </main>
      {over === 'yes' && <div className={styles.drop} aria-hidden="true">{words.file.dropHere}</div>}
    </div>
  )
}

function Beside() {
  return (
    <div>
      <h2 className={styles.part}>{words.rights.title}</h2>
      <DataTable caption={words.rights.title} rows={words.rights.rows} rowKey={([when]) => when} columns={[
        { key: 'when', head: words.rights.head[0], kind: 'rowHead', cell: ([when]) => when },
        { key: 'what', head: words.rights.head[1], cell: ([, what]) => what },
        { key: 'right', head: words.rights.head[2], cell: ([, , right]) => right },
      ]} />
      <h2 className={styles.part}>{words.not.title}</h2>
      <ul className={styles.not}>
        {words.not.lines.map((line) => <li key={line}><DismissRegular aria-hidden fontSize={20} /><span>{line}</span></li>)}
      </ul>
      <p className={styles.coverage}><Link href={hrefOf({ page: 'requirements', rest: [] })}>{words.coverage}</Link></p>
      <p className={styles.coverage}><Link href={hrefOf({ page: 'review', payload: '' })}>{words.review}</Link></p>
      {/* Last, because it is known later than the rest. */}
      <Installation headingClass={styles.part} />
    </div>
  )
}
