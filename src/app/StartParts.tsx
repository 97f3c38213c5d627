import { Button, Link } from '@fluentui/react-components'
import { useRef } from 'react'
import { Collapsed } from '../components/Collapsed.tsx'
import { LevelIcon } from '../components/Level.tsx'
import { Mono } from '../components/Mono.tsx'
import { goToFirst } from './focus.ts'
import { Forget } from './Forget.tsx'
import { shell, startFailure, startWords as words } from './messages.en.ts'
import { useActions, useSession } from './page.ts'
import styles from './StartPage.module.css'
import { useAsked } from './useAsked.ts'
import { when } from './words.ts'

/** What is being opened, or why the last attempt did not work. */
export function Opening() {
  const session = useSession((state) => state.session)
  if (session.at !== 'start') return null
  if (session.opening !== null) return <p role="status" className={styles.opening}><progress aria-label={shell.opening(session.opening)} />{shell.opening(session.opening)}. {shell.openingWhat}</p>
  if (session.failed === null) return null
  const [what, next] = startFailure(session.failed)
  return (
    <div role="alert" className={styles.failed}>
      <LevelIcon word="must" />
      <div><p className={styles.what}>{what}</p><p>{next}</p></div>
    </div>
  )
}

/** The file picker and what such a file holds. */
export function FilePart() {
  const picker = useRef<HTMLInputElement>(null)
  const { openFile } = useActions()
  const pick = (input: HTMLInputElement) => {
    const file = input.files?.[0]
    if (file !== undefined) openFile(file)
    // So that choosing the same file again, mended, is a change.
    input.value = ''
  }
  return (
    <section className={styles.section} aria-labelledby="start-file">
      <h2 id="start-file" className={styles.part}>{words.file.title}</h2>
      <p className={styles.text}>{words.file.text}</p>
      <p className={styles.choose}>
        <Button onClick={() => picker.current?.click()}>{words.file.choose}</Button>
        <input ref={picker} type="file" accept=".json,application/json" hidden aria-label={words.file.title} onChange={(event) => pick(event.currentTarget)} />
        <span className={styles.text}>{words.file.drop}</span>
      </p>
      <Collapsed title={words.file.contents}>
        <dl className={styles.contents}>
          {words.file.parts.map(([part, what]) => <div key={part}><dt><Mono>{part}</Mono></dt><dd>{what}</dd></div>)}
        </dl>
      </Collapsed>
    </section>
  )
}

/** The samples that ship with the page. */
export function SampleList() {
  const { openSample } = useActions()
  return (
    <section className={styles.section} aria-labelledby="start-samples">
      <h2 id="start-samples" className={styles.part}>{words.samples.title}</h2>
      <p className={styles.text}>{words.samples.text}</p>
      <ul className={styles.rows}>
        {words.samples.list.map(({ name, title, text }) => (
          <li key={name}><Link as="button" onClick={() => openSample(name)}>{title}</Link><span className={styles.rowText}>{text}</span></li>
        ))}
      </ul>
    </section>
  )
}

/** The drafts of this browser; nothing where there are none. */
export function DraftList() {
  const drafts = useSession((state) => state.drafts) ?? []
  const { resume, removeDraft } = useActions()
  const remove = (key: string) => {
    // Its row goes, with the button that has the focus.
    goToFirst(document, drafts.length > 1 ? '#start-drafts' : 'h1')
    removeDraft(key)
  }
  if (drafts.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="start-drafts">
      <h2 id="start-drafts" tabIndex={-1} className={styles.part}>{words.drafts.title}</h2>
      <p className={styles.text}>{words.drafts.text}</p>
      <ul className={styles.rows}>
        {drafts.map(({ key, workspace, takenAt, savedAt }) => (
          <li key={key}>
            <Link as="button" className={styles.draft} onClick={() => resume(key)}><Mono>{workspace}</Mono></Link>
            <span className={styles.rowText}>{shell.readAt(when(takenAt))}, {words.drafts.saved(when(savedAt))}</span>
            <RemoveDraft workspace={workspace} remove={() => remove(key)} />
          </li>
        ))}
      </ul>
      <div className={styles.forget}><Forget done={() => goToFirst(document, 'h1')} /></div>
    </section>
  )
}

/** Removes a draft after a question, since its answers cannot be fetched back. */
function RemoveDraft({ workspace, remove }: { readonly workspace: string; readonly remove: () => void }) {
  const { isAsked, ask, over, focused } = useAsked()
  if (!isAsked) return <span ref={focused} className={styles.remove}><Link as="button" onClick={ask} aria-label={words.drafts.removeOne(workspace)}>{words.drafts.remove}</Link></span>
  return (
    <span role="group" aria-label={words.drafts.removeOne(workspace)} className={styles.sure}>
      <span>{words.drafts.lost}</span>
      <span ref={focused}><Link as="button" onClick={over}>{words.drafts.keep}</Link></span>
      <Link as="button" onClick={remove}>{words.drafts.sure}</Link>
    </span>
  )
}
