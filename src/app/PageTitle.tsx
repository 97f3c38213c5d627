import type { ReactNode } from 'react'
import { shell } from './messages.en.ts'
import styles from './PageTitle.module.css'
import { useSession } from './page.ts'

const focusOnArrival = (heading: HTMLHeadingElement | null) => heading?.focus({ preventScroll: true })

/**
 * The `h1` of a page and the title of the window. It takes the focus when the visitor came from another page, unless a question on
 * the page takes it (`focus="elsewhere"`).
 */
export function PageTitle({ title, context, focus = 'here', children }: {
  readonly title: string
  /** What the window's title says after the page: the workspace's name. */
  readonly context: readonly string[]
  readonly focus?: 'here' | 'elsewhere'
  readonly children?: ReactNode
}) {
  const moved = useSession((state) => state.moved)
  return (
    <>
      <title>{shell.pageTitle(...context)}</title>
      <h1 tabIndex={-1} className={styles.title} ref={moved && focus === 'here' ? focusOnArrival : null}>{title}{children}</h1>
    </>
  )
}
