import { Button } from '@fluentui/react-components'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import type { Design } from '../../session/session.ts'
import { shell } from '../messages.en.ts'
import { useActions, useSession } from '../page.ts'
import { when } from '../words.ts'
import { liveWords } from './messages.en.ts'
import styles from './ReadAgain.module.css'

const saidOf = ({ origin, snapshot }: Design): string => {
  const time = when(snapshot.takenAt)
  switch (origin.from) {
    case 'azure': return origin.account === '' ? shell.readAt(time) : shell.readBy(time, origin.account)
    case 'file': return shell.readFrom(time, origin.name)
    case 'sample': return shell.readAt(time)
  }
}

/** When the estate was read and by whom, and reading it again; whoever is signed out signs in for that first. Samples are in no Azure. */
export function ReadAgain({ design }: { readonly design: Design }) {
  const identity = useSession((state) => state.identity)
  const leaving = useSession((state) => state.leaving)
  const { readAgain } = useActions()
  const said = saidOf(design)
  const { from } = design.origin
  const label = identity.is === 'in' && from !== 'sample' ? liveWords.again.button : identity.is === 'out' && from === 'azure' ? liveWords.again.signedOut : null
  return (
    <>
      <span className={styles.read} title={said}>{said}</span>
      {label !== null && (
        <Button appearance="subtle" className={styles.button} icon={<ArrowSync20Regular />} title={label} aria-label={label} disabledFocusable={leaving === 'yes'} onClick={readAgain}>
          <span className={styles.label}>{label}</span>
        </Button>
      )}
    </>
  )
}
