import { Button } from '@fluentui/react-components'
import { Copy16Regular } from '@fluentui/react-icons/svg/copy'
import { useState } from 'react'
import { componentMessages } from './messages.en.ts'

/**
 * Copies a text and says whether that worked. `what` completes the accessible name.
 *
 *     <CopyButton text={id} what="the resource id" />
 */
export function CopyButton({ text, what, label = componentMessages.copy, appearance = 'subtle' }: {
  readonly text: string
  readonly what: string
  readonly label?: string | undefined
  readonly appearance?: 'subtle' | 'secondary'
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = () => {
    navigator.clipboard.writeText(text).then(() => setState('copied'), () => setState('failed'))
  }
  const said = state === 'copied' ? componentMessages.copied : state === 'failed' ? componentMessages.copyFailed : ''
  return (
    <>
      <Button appearance={appearance} size="small" icon={<Copy16Regular />} onClick={copy} onBlur={() => setState('idle')} aria-label={`${label}: ${what}`}>
        {said === '' ? label : said}
      </Button>
      <span role="status" style={{ position: 'absolute', inlineSize: 1, blockSize: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>{said}</span>
    </>
  )
}
