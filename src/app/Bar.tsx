import type { ReactNode } from 'react'
import styles from './Bar.module.css'
import { AccountPart } from './live/AccountPart.tsx'
import { Mark } from './Mark.tsx'
import { shell } from './messages.en.ts'
import { SettingsButton } from './Settings.tsx'

/** The bar above every page: skip link, mark, what the page adds, the account, settings. */
export function Bar({ before, children }: { readonly before?: ReactNode; readonly children?: ReactNode }) {
  const skip = (event: { readonly preventDefault: () => void }) => {
    event.preventDefault()
    document.getElementById('content')?.focus()
  }
  return (
    <header className={styles.bar}>
      {/* The address is the page's route, so the link moves the focus itself. */}
      <a href="#content" className={styles.skip} onClick={skip}>{shell.skip}</a>
      {before}
      <a href="#/" className={styles.mark}><Mark size={20} /><span>{shell.name}</span></a>
      {children}
      <span className={styles.end}><AccountPart /><SettingsButton /></span>
    </header>
  )
}
