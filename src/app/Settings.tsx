import { Button, Checkbox, Radio, RadioGroup } from '@fluentui/react-components'
import { Settings20Regular } from '@fluentui/react-icons/svg/settings'
import { useRef, useState } from 'react'
import type { Settings } from '../session/settings.ts'
import { DataTable } from '../components/DataTable.tsx'
import { Mono } from '../components/Mono.tsx'
import { Forget } from './Forget.tsx'
import { settingsWords as words, shell } from './messages.en.ts'
import { useActions, useSession } from './page.ts'
import styles from './Settings.module.css'
import { settingsId } from './settingsId.ts'

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark']

/** The button and its dialog: colours, shortcuts, and what this browser keeps. */
export function SettingsButton() {
  const dialog = useRef<HTMLDialogElement>(null)
  // A question that was asked and not answered is gone when the dialog is opened again.
  const [closed, setClosed] = useState(0)
  return (
    <>
      <Button appearance="subtle" icon={<Settings20Regular />} onClick={() => dialog.current?.showModal()} aria-label={words.open} title={words.open} />
      <dialog ref={dialog} id={settingsId} className={styles.dialog} aria-labelledby="settings-title" onClose={() => setClosed((times) => times + 1)}>
        <SettingsForm key={closed} close={() => dialog.current?.close()} />
      </dialog>
    </>
  )
}

function SettingsForm({ close }: { readonly close: () => void }) {
  const settings = useSession((state) => state.settings)
  const { set } = useActions()
  return (
    <>
      <h2 id="settings-title" className={styles.title}>{words.title}</h2>
      <h3 className={styles.part}>{words.theme}</h3>
      <RadioGroup className={styles.check} aria-label={words.theme} layout="horizontal" value={settings.theme} onChange={(_, { value }) => set({ theme: themes.find((theme) => theme === value) ?? 'system' })}>
        {themes.map((theme) => <Radio key={theme} value={theme} label={<span className={styles.label}>{words.themes[theme]}</span>} />)}
      </RadioGroup>
      <h3 className={styles.part}>{words.shortcuts}</h3>
      <Checkbox className={styles.check} checked={settings.shortcuts === 'on'} onChange={(_, { checked }) => set({ shortcuts: checked === true ? 'on' : 'off' })} label={<span className={styles.label}>{words.on}</span>} />
      <DataTable caption={words.shortcuts} narrow="table" rows={words.keys} rowKey={([keys]) => keys} columns={[
        { key: 'keys', head: words.keyHead[0], kind: 'rowHead', cell: ([keys]) => <Mono>{keys}</Mono> },
        { key: 'what', head: words.keyHead[1], cell: ([, what]) => what },
      ]} />
      <h3 className={styles.part}>{words.browser}</h3>
      <p className={styles.text}>{words.browserText}</p>
      <Forget done={close} />
      <p className={styles.end}><Button appearance="primary" onClick={close}>{shell.close}</Button></p>
    </>
  )
}
