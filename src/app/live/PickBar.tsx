import { Button } from '@fluentui/react-components'
import { nameOf, parseArmId } from '../../base/armId.ts'
import { ShortName } from '../../components/ShortName.tsx'
import type { Pasted } from '../../session/pasted.ts'
import { isOff, type WorkspaceRow } from '../../session/search.ts'
import { type Picking, rowIn, type Target } from '../../session/session.ts'
import { useActions } from '../page.ts'
import { liveWords } from './messages.en.ts'
import styles from './PickPage.module.css'

const words = liveWords.pick

/** The bar below the list: what is chosen, what is different about it, and the one way on. */
export function PickBar({ pick, pasted }: { readonly pick: Picking; readonly pasted: Pasted }) {
  const { read } = useActions()
  const row = pick.chosen === null || pasted.is !== 'words' ? null : rowIn(pick, pick.chosen)
  const target: Target | null = pasted.is === 'workspace' ? pasted.target : row === null ? null : { workspaceId: row.id, tenant: pick.tenant }
  const id = target === null ? null : parseArmId(target.workspaceId)
  return (
    <div className={styles.bar}>
      <p className={styles.barText}>
        {target === null || id === null ? words.choose : <><b className={styles.barName}><ShortName name={nameOf(id)} /></b> <span>{row === null ? words.pasted : chosenText(row)}</span></>}
      </p>
      <Button appearance="primary" className={styles.button} disabledFocusable={target === null} onClick={() => { if (target !== null) read(target) }}>{words.read}</Button>
    </div>
  )
}

const chosenText = ({ kind, network, subscription, subscriptionName, subscriptionState }: WorkspaceRow): string => {
  const special = isOff(subscriptionState) ? words.chosenDisabled : liveWords.kinds[kind]?.[1] ?? (network === 'managed' ? liveWords.managedText : '')
  return `${words.chosen(subscriptionName ?? subscription)} ${special}`.trim()
}
