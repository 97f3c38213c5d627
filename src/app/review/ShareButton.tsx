import { Button } from '@fluentui/react-components'
import { Share20Regular } from '@fluentui/react-icons/svg/share'
import { lazy, Suspense, useState } from 'react'
import type { View } from '../../session/derive.ts'
import type { Design } from '../../session/session.ts'

const ShareDialog = lazy(() => import('./ShareDialog.tsx').then((module) => ({ default: module.ShareDialog })))

/** Opens the dialog that makes a review link. */
export function ShareButton({ view, design, text, look = 'secondary' }: { readonly view: View; readonly design: Design; readonly text: string; readonly look?: 'secondary' | 'primary' | 'icon' }) {
  const [open, setOpen] = useState<'no' | 'yes'>('no')
  return (
    <>
      {look === 'icon'
        ? <Button appearance="subtle" icon={<Share20Regular />} title={text} aria-label={text} onClick={() => setOpen('yes')} />
        : <Button appearance={look} onClick={() => setOpen('yes')}>{text}</Button>}
      {open === 'yes' && <Suspense fallback={null}><ShareDialog view={view} design={design} close={() => setOpen('no')} /></Suspense>}
    </>
  )
}
