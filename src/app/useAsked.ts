import { type RefObject, useEffect, useRef, useState } from 'react'
import { goToFirst } from './focus.ts'

/** A question in place of the button that leads to it. */
interface Asked {
  readonly isAsked: boolean
  readonly ask: () => void
  /** Back to the button, whatever the answer was. */
  readonly over: () => void
  /** Around the harmless answer, and around the button: the one that is shown gets the focus, which would else be lost with the other. */
  readonly focused: RefObject<HTMLSpanElement | null>
}

/** Asks before something that cannot be taken back by the same button. Nothing has the focus on its own before somebody asked. */
export function useAsked(): Asked {
  const [state, setState] = useState<'plain' | 'asked' | 'over'>('plain')
  const focused = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (state !== 'plain' && focused.current !== null) goToFirst(focused.current, 'button')
  }, [state])
  return { isAsked: state === 'asked', ask: () => setState('asked'), over: () => setState('over'), focused }
}
