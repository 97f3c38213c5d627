import { Button } from '@fluentui/react-components'
import { CopyButton } from '../../components/CopyButton.tsx'
import type { Design, ReadFailure, Target } from '../../session/session.ts'
import { fileFailure } from '../messages.en.ts'
import { useActions } from '../page.ts'
import { FailureBlock } from './FailureBlock.tsx'
import { failureText, type FailureText, needsSignIn, type Next } from './failureText.ts'
import { failureWords as words } from './failureWords.en.ts'
import { SignInAgain } from './SignInAgain.tsx'

interface Said {
  readonly title: string
  readonly lines: readonly string[]
  readonly text: FailureText | null
  readonly next: Next
}

function saidOf(failure: ReadFailure, name: string): Said {
  switch (failure.what) {
    case 'azure': {
      const text = failureText(failure.failure, { reading: name })
      return { title: text.what, lines: [text.stays, text.advice], text, next: text.next }
    }
    case 'snapshot': {
      const [what, advice] = fileFailure(failure.failure, name)
      return { title: what, lines: [advice], text: null, next: 'otherWorkspace' }
    }
    case 'program': return { title: words.program[0], lines: [words.program[1]], text: null, next: 'again' }
    case 'estate': {
      const [what, advice] = words.estate(failure.message)
      return { title: what, lines: [advice], text: null, next: 'otherWorkspace' }
    }
  }
}

/** Why a workspace was not read, and what to do about it; what was open before is one button away. */
export function ReadFailed({ failure, name, target, before }: { readonly failure: ReadFailure; readonly name: string; readonly target: Target; readonly before: Design | null }) {
  const { read, pick, backToBefore } = useActions()
  const { title, lines, text, next } = saidOf(failure, name)
  const look = (own: Next) => (own === next ? 'primary' as const : 'secondary' as const)
  const ways = (
    <>
      <Button size="small" appearance={look('otherWorkspace')} onClick={pick}>{words.otherWorkspace}</Button>
      {before !== null && <Button size="small" onClick={backToBefore}>{words.back}</Button>}
    </>
  )
  const asked = failure.what === 'azure' ? failure.failure : null
  if (needsSignIn(asked)) return <SignInAgain failure={asked} tenant={target.tenant} after={words.readGoesOn}>{ways}</SignInAgain>
  return (
    <FailureBlock title={title} lines={lines} text={text} word={asked?.is === 'stopped' ? 'info' : 'must'}>
      {next === 'request' && <CopyButton appearance="secondary" label={words.request} what={name} text={words.requestText(target.workspaceId)} />}
      <Button size="small" appearance={look('again')} onClick={() => read(target)}>{words.again}</Button>
      {ways}
    </FailureBlock>
  )
}
