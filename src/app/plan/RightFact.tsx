import { Level } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { StatusWord } from '../../components/statusWord.ts'
import type { ChangeRights, Right } from '../../estate/rights.ts'
import { holderText, rightsMessages as words, shortAction } from './rights.messages.en.ts'

const status: Readonly<Record<Right, StatusWord>> = { allowed: 'kept', refused: 'must', unknown: 'unknown' }

/** The state of a right: icon and word. */
export function RightState({ right }: { readonly right: Right }) {
  return <Level word={status[right]} text={words.state[right]} />
}

/** What a change needs to be allowed to do: what is expected on one line, what is not with who holds it. */
export function RightFact({ rights: { needs }, owner }: { readonly rights: ChangeRights; readonly owner: string | null }) {
  const states: readonly Right[] = ['refused', 'unknown', 'allowed']
  return (
    <>
      {states.map((state) => {
        const some = needs.filter(({ right }) => right === state)
        const holders = state === 'allowed' ? [] : [...new Set(some.map(holderText))].filter((text) => text !== '')
        return some.length > 0 && (
          <div key={state}>
            <RightState right={state} /> <Mono>{[...new Set(some.map(({ action }) => shortAction(action)))].join(', ')}</Mono>
            {holders.length > 0 && <> {holders.join('; ')}</>}
            {state === 'allowed' && owner !== null && <> {words.ownedBy(owner)}</>}
          </div>
        )
      })}
    </>
  )
}
