import { Button, Field, Input, Link, Radio, RadioGroup } from '@fluentui/react-components'
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark'
import { Dismiss16Regular, Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { Collapsed } from '../../components/Collapsed.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { Review } from '../../review/content.ts'
import { contents } from '../../review/contents.ts'
import { limits } from '../../review/limits.ts'
import { opensAgain } from '../../review/opensAgain.ts'
import { type Sealed, seal, sealLocked } from '../../review/seal.ts'
import type { View } from '../../session/derive.ts'
import { type Shown, shownTo } from '../../session/review.ts'
import type { Design } from '../../session/session.ts'
import { saveFile } from '../export/download.ts'
import { useActions } from '../page.ts'
import { useSliced } from '../useSliced.ts'
import { chance } from './chance.ts'
import { shareWords as words } from './messages.en.ts'
import styles from './ShareDialog.module.css'

const openModal = (dialog: HTMLDialogElement | null) => {
  if (dialog !== null && !dialog.open) dialog.showModal()
}

const PAUSE = 400
const SHORTEST = 12

/** The review sealed, with a passphrase once its typing pauses; null until then. */
function useSealed(review: Review | null, passphrase: string): Sealed | null {
  const open = useMemo(() => (review === null || passphrase !== '' ? null : seal(review)), [review, passphrase])
  const [locked, setLocked] = useState<{ readonly review: Review; readonly passphrase: string; readonly sealed: Sealed } | null>(null)
  useEffect(() => {
    if (review === null || passphrase === '') return undefined
    let isWanted = true
    const timer = setTimeout(() => {
      void sealLocked(review, { passphrase, chance: chance() }).then((sealed) => { if (isWanted) setLocked({ review, passphrase, sealed }) })
    }, PAUSE)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [review, passphrase])
  return passphrase === '' ? open : locked !== null && locked.review === review && locked.passphrase === passphrase ? locked.sealed : null
}

/** What a link will contain, in words and in full, before it is made. */
export function ShareDialog({ view, design, close }: { readonly view: View; readonly design: Design; readonly close: () => void }) {
  const [names, setNames] = useState<Review['names']>('masked')
  const [passphrase, setPassphrase] = useState('')
  const [madeAt] = useState(() => `${new Date().toISOString().slice(0, 19)}Z`)
  const { base: { current }, choices } = view
  const make = useCallback(() => shownTo({ design: { estate: current, choices, risks: design.risks }, names, madeAt }), [current, choices, design.risks, names, madeAt])
  const shown = useSliced(make)
  const isRefused = useMemo(() => shown !== null && !opensAgain(shown.review), [shown])
  const sealed = useSealed(isRefused ? null : shown?.review ?? null, passphrase)
  const { shared } = useActions()
  const digest = sealed === null ? null : shown?.review.digest ?? null
  // A reply to this link is found by it, whichever draft is open then.
  useEffect(() => { if (digest !== null) shared(digest) }, [digest, shared])
  const missing = Object.values(view.open).flat().length
  const [own, masked] = [nameOf(current.workspace.id), shown?.masked === null || shown === null ? null : nameOf(shown.review.estate.workspace.id)]
  return (
    <dialog ref={openModal} className={styles.dialog} aria-labelledby="share-title" onClose={close}>
      <div className={styles.head}>
        <h2 id="share-title" className={styles.title}>{words.title}</h2>
        <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={words.close} onClick={close} />
      </div>
      <p className={styles.quiet}>{words.intro}</p>
      {missing > 0 && <p>{words.incomplete(missing)}</p>}
      <h3 className={styles.part} id="share-names">{words.names}</h3>
      <RadioGroup className={styles.choices} aria-labelledby="share-names" value={names} onChange={(_, { value }) => setNames(value === 'kept' ? 'kept' : 'masked')}>
        <Radio value="masked" label={<Choice text={words.masked} tag={words.proposed} caption={masked === null ? words.maskedPlain : words.maskedText(own, masked)} />} />
        <Radio value="kept" label={<Choice text={words.kept} caption={words.keptText} />} />
      </RadioGroup>
      <Field label={words.passphrase} hint={words.passphraseText} className={styles.part} {...(passphrase !== '' && passphrase.length < SHORTEST ? { validationMessage: words.passphraseShort, validationState: 'warning' as const } : {})}>
        <Input value={passphrase} autoComplete="off" spellCheck={false} onChange={(_, { value }) => setPassphrase(value)} />
      </Field>
      {shown === null ? <p role="status" className={styles.part}>{words.making}</p> : <Inside shown={shown} />}
      {isRefused ? <p role="alert" className={styles.part}>{words.refused}</p> : <Made sealed={sealed} name={masked ?? own} />}
    </dialog>
  )
}

function Choice({ text, tag, caption }: { readonly text: string; readonly tag?: string; readonly caption: string }) {
  return <span className={styles.choice}>{text}{tag !== undefined && <> <span className={styles.tag}>{tag}</span></>}<span className={styles.caption}>{caption}</span></span>
}

function Inside({ shown: { review, masked } }: { readonly shown: Shown }) {
  const { inside, outside, texts } = useMemo(() => contents(review, masked?.stays), [review, masked])
  return (
    <>
      <div className={styles.two}>
        <div><h3>{words.inIt}</h3><ul>{inside.map((line) => <li key={line}><Checkmark16Regular aria-hidden /><span>{line}</span></li>)}</ul></div>
        <div><h3>{words.notInIt}</h3><ul>{outside.map((line) => <li key={line}><Dismiss16Regular aria-hidden /><span>{line}</span></li>)}</ul></div>
      </div>
      <Collapsed title={words.readable(texts.length)}>{() => <ul className={styles.texts}>{texts.map((text) => <li key={text}><Mono>{text}</Mono></li>)}</ul>}</Collapsed>
    </>
  )
}

/** The link with its size, and the ways to take it. */
function Made({ sealed, name }: { readonly sealed: Sealed | null; readonly name: string }) {
  const [said, setSaid] = useState<string | null>(null)
  if (sealed === null) return <p role="status" className={styles.part}>{words.making}</p>
  const { fragment, bytes } = sealed
  const link = fragment === null ? null : new URL(fragment, location.href).href
  const copy = () => {
    if (link !== null) navigator.clipboard.writeText(link).then(() => setSaid(words.copied), () => setSaid(words.copyFailed))
  }
  const save = () => saveFile(`${name}.review.ringfence`, bytes, 'application/octet-stream')
  if (link === null) return <div className={styles.part}><p>{words.isFile(bytes.length, limits.link)}</p><p className={styles.actions}><Button appearance="primary" onClick={save}>{words.save}</Button></p></div>
  return (
    <div className={styles.part}>
      <p className={styles.size}><b>{words.size}</b><span>{words.sizeOf(link.length, limits.link)}</span></p>
      <meter className={styles.meter} min={0} max={limits.link} high={limits.aim} low={limits.aim} optimum={0} value={link.length} aria-label={words.size}>{words.sizeOf(link.length, limits.link)}</meter>
      <p className={styles.quiet}>{words.sizeText(limits.aim, limits.link)}</p>
      <p className={styles.link}>
        <Input readOnly value={link} aria-label={words.link} className={styles.text} onFocus={({ currentTarget }) => currentTarget.select()} />
        <Button appearance="primary" onClick={copy} onBlur={() => setSaid(null)}>{words.copy}</Button>
      </p>
      <p className={styles.actions}>
        <Link href={link} target="_blank" rel="noreferrer">{words.see}</Link> <Link as="button" onClick={save}>{words.saveInstead}</Link> <span role="status">{said}</span>
      </p>
    </div>
  )
}
