import { Button } from '@fluentui/react-components'
import { Person20Regular } from '@fluentui/react-icons/svg/person'
import { type FocusEvent, lazy, Suspense, useState } from 'react'
import { clouds } from '../../facts/clouds.ts'
import { shell } from '../messages.en.ts'
import { useActions, useSession } from '../page.ts'
import styles from './AccountPart.module.css'

const AccountMenu = lazy(() => import('./AccountMenu.tsx').then((module) => ({ default: module.AccountMenu })))

const panel = 'account'

/** It lies over the page, so it closes when the focus goes on to something that it may cover; its own button is beside it. */
function closeBehind({ relatedTarget: to, currentTarget }: FocusEvent<HTMLElement>): void {
  if (to instanceof Element && !currentTarget.contains(to) && to.getAttribute('popovertarget') !== panel) currentTarget.hidePopover()
}

/** Who is signed in, in which cloud, with accounts and directories behind it; nothing while nobody is. */
export function AccountPart() {
  const site = useSession((state) => state.site)
  const identity = useSession((state) => state.identity)
  const { askDirectories } = useActions()
  const [open, setOpen] = useState<'closed' | 'open'>('closed')
  if (identity.is !== 'in' || site === null || site === 'unloadable') return null
  const name = shell.account(clouds[site.cloud].label, identity.account.username)
  const toggled = (state: 'closed' | 'open') => {
    setOpen(state)
    if (state === 'open') askDirectories()
  }
  return (
    <>
      <span className={styles.account}><Button appearance="subtle" className={styles.button} popoverTarget={panel} icon={<Person20Regular />} title={name} aria-label={name}><span className={styles.name}>{name}</span></Button></span>
      {/* The browser's own popover: Esc and a click beside it close it, and the focus goes back to the button. */}
      <div id={panel} popover="auto" className={styles.panel} onToggle={(event) => toggled(event.newState)} onBlur={closeBehind}>
        {open === 'open' && <Suspense fallback={null}><AccountMenu identity={identity} /></Suspense>}
      </div>
    </>
  )
}
