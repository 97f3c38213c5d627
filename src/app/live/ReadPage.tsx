import { Button } from '@fluentui/react-components'
import { groupOf, nameOf, parseArmId } from '../../base/armId.ts'
import { ShortName } from '../../components/ShortName.tsx'
import type { Collecting } from '../../session/reads.ts'
import type { Discover } from '../../session/session.ts'
import { useNow } from '../apply/useNow.ts'
import { InBar } from '../Bar.tsx'
import { PageTitle } from '../PageTitle.tsx'
import { useActions, useSession } from '../page.ts'
import { needsSignIn } from './failureText.ts'
import { Held } from './Held.tsx'
import { liveWords } from './messages.en.ts'
import { Progress } from './Progress.tsx'
import { ReadFailed } from './ReadFailed.tsx'
import { ReadingList } from './ReadingList.tsx'
import { ReadRail } from './ReadRail.tsx'
import styles from './ReadPage.module.css'

const words = liveWords.read

/** One workspace being read: what is read and what is refused, by name; then the assessment opens. */
export function ReadPage() {
  const session = useSession((state) => state.session)
  return session.at === 'discover' ? <Shown discover={session} /> : null
}

const named = ({ target }: Discover): { readonly name: string; readonly group: string } => {
  const id = parseArmId(target.workspaceId)
  const group = id === null ? null : groupOf(id)
  return { name: id === null ? target.workspaceId : nameOf(id), group: group === null ? '' : nameOf(group) }
}

function titleOf({ failed, before }: Discover, name: string): string {
  if (failed === null) return before === null ? words.title(name) : words.again(name)
  return failed.what === 'azure' && needsSignIn(failed.failure) ? words.waits(name) : words.failedTitle(name)
}

function Shown({ discover }: { readonly discover: Discover }) {
  const { failed, progress, before } = discover
  const { name, group } = named(discover)
  const title = titleOf(discover, name)
  const { stopReading } = useActions()
  return (
    <div className={styles.page}>
      <InBar><span className={styles.about}><b className={styles.name}><ShortName name={name} /></b><span className={styles.group}>{group}</span></span></InBar>
      <ReadRail />
      <main id="content" tabIndex={-1} className={styles.main}>
        <div className={styles.top}>
          <div>
            <PageTitle title={title} context={[title]} />
            <p className={styles.intro}>{words.only}</p>
          </div>
          {failed === null && <Button size="small" onClick={stopReading}>{words.stop}</Button>}
        </div>
        {failed === null ? <Running since={discover.since} progress={progress} /> : <ReadFailed failure={failed} name={name} target={discover.target} before={before} />}
        <div className={styles.two}>
          <ReadingList readings={progress?.readings ?? []} state={failed === null ? 'running' : 'ended'} />
          {failed === null && <Skeleton />}
        </div>
      </main>
    </div>
  )
}

const LONG = 20

function Running({ since, progress }: { readonly since: string; readonly progress: Collecting | null }) {
  const seconds = Math.max(0, Math.floor((useNow() - Date.parse(since)) / 1000))
  const readings = progress?.readings ?? []
  const done = readings.filter(({ state }) => state !== 'waiting' && state !== 'reading').length
  return (
    <div className={styles.running}>
      {/* The time is not said aloud: it would be said every second. */}
      <Progress done={done} all={readings.length === 0 ? null : readings.length} action={<span aria-hidden="true" className={styles.seconds}>{words.seconds(seconds)}</span>}>
        {progress === null ? words.starting : <b>{words.progress(progress.requests, readings.length, done)}</b>}
      </Progress>
      <Held>{seconds >= LONG && <p role="status" className={styles.intro}>{words.long}</p>}</Held>
    </div>
  )
}

const rows = Array.from({ length: 10 }, (_, index) => index)

/** Stands for the assessment; shown after a moment only, and still for those who want stillness. */
function Skeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <span className={styles.head} />
      {rows.map((row) => <div key={row}><span className={styles.long} /><span /><span /><span /><span /></div>)}
    </div>
  )
}
