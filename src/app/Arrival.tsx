import { useState } from 'react'

/**
 * Does something once, when what stands beside it is on the page: goes to the question or the change that the address names. Give it a
 * `key` of what it goes to. Later renderings do nothing, so that an answer does not move the focus again.
 */
export function Arrival({ go }: { readonly go: () => void }) {
  const [once] = useState(() => (arrived: HTMLElement | null) => {
    if (arrived !== null) go()
  })
  return <span hidden ref={once} />
}
