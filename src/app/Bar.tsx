import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './Bar.module.css'
import { AccountPart } from './live/AccountPart.tsx'
import { Mark } from './Mark.tsx'
import { shell } from './messages.en.ts'
import { SettingsButton } from './Settings.tsx'

interface Places {
  readonly before: HTMLElement | null
  readonly after: HTMLElement | null
}

const PlacesContext = createContext<Places>({ before: null, after: null })

/**
 * The bar above every page: skip link, mark, what the page adds, the account, settings. It outlives the page below it, so that a menu that
 * is open, or a press on one of its buttons, is not lost while another page comes.
 */
export function WithBar({ children }: { readonly children: ReactNode }) {
  const [before, setBefore] = useState<HTMLElement | null>(null)
  const [after, setAfter] = useState<HTMLElement | null>(null)
  const skip = (event: { readonly preventDefault: () => void }) => {
    event.preventDefault()
    document.getElementById('content')?.focus()
  }
  return (
    <PlacesContext value={useMemo(() => ({ before, after }), [before, after])}>
      <header className={styles.bar}>
        {/* The address is the page's route, so the link moves the focus itself. */}
        <a href="#content" className={styles.skip} onClick={skip}>{shell.skip}</a>
        <span ref={setBefore} className={styles.place} />
        <a href="#/" className={styles.mark}><Mark size={20} /><span>{shell.name}</span></a>
        <span ref={setAfter} className={styles.place} />
        <span className={styles.end}><AccountPart /><SettingsButton /></span>
      </header>
      {children}
    </PlacesContext>
  )
}

/** What a page adds to the bar: before the mark, and after it. */
export function InBar({ before, children }: { readonly before?: ReactNode; readonly children: ReactNode }) {
  const places = use(PlacesContext)
  return (
    <>
      {places.before !== null && before !== undefined && createPortal(before, places.before)}
      {places.after !== null && createPortal(children, places.after)}
    </>
  )
}
