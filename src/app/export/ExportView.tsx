import { Button, Link } from '@fluentui/react-components'
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download'
import { type ReactNode, useMemo, useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { CodeFile } from '../../components/CodeFile.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { ExportFile, Exported, ExportInput } from '../../exports/exportFile.ts'
import { highlight, phaseLines } from '../../exports/highlight.ts'
import { kindOf, taskTitle } from '../plan/messages.en.ts'
import { bytesOf, saveFile, sizeText } from './download.ts'
import styles from './ExportView.module.css'
import { exportMessages as words } from './messages.en.ts'

export type Format = keyof typeof words.formats
const formats: readonly Format[] = ['bicep', 'arm']

/** The files of a plan in each format: to read, to copy, to take away; and what they leave out. */
export function ExportView({ heading, input, exported, zip, missing, mustLeft, mustHref }: {
  readonly heading: ReactNode
  readonly input: ExportInput
  readonly exported: Readonly<Record<Format, Exported>>
  /** The archive of all formats with its manifest of hashes. */
  readonly zip: () => Uint8Array
  /** Answers that are missing or do not parse yet. */
  readonly missing: number
  /** Rules at level must that the desired estate breaks. */
  readonly mustLeft: number
  readonly mustHref: string
}) {
  const [format, setFormat] = useState<Format>('bicep')
  const archive = useMemo(() => zip(), [zip])
  const { files, omitted } = exported[format]
  const { about, plan } = input
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        {heading}
        {plan.length > 0 && <Button appearance="primary" icon={<ArrowDownload16Regular />} onClick={() => saveFile(`${nameOf(about.workspaceId)}-ringfence.zip`, archive, 'application/zip')}>{words.downloadAll(sizeText(archive.length))}</Button>}
      </div>
      <p className={styles.intro}>{plan.length === 0 ? words.empty : words.intro(plan.length)}</p>
      {missing > 0 && <p className={styles.caution}>{words.incomplete(missing)}</p>}
      {mustLeft > 0 && <p className={styles.caution}>{words.mustLeft(mustLeft)} <Link href={mustHref}>{words.showThem}</Link></p>}
      {plan.length > 0 && (
        <>
          <div role="group" aria-label={words.formatsLabel} className={styles.formats}>
            {formats.map((each) => <button key={each} type="button" aria-pressed={each === format} onClick={() => setFormat(each)}>{words.formats[each]}</button>)}
          </div>
          <div className={styles.columns}>
            <Files key={format} files={files} />
            <aside className={styles.aside}>
              <h2>{words.notHere}</h2>
              <p className={styles.quiet}>{words.notHereText(omitted.length)}</p>
              <ul className={styles.omitted}>
                {omitted.map(({ change, because }) => (
                  <li key={change.key}>
                    <span className={styles.number}>{plan.findIndex(({ key }) => key === change.key) + 1}</span>
                    <span>
                      {change.do === 'manual' ? taskTitle(change.task) : <><Mono><ShortName name={nameOf(change.id)} /></Mono> <span className={styles.quiet}>{kindOf(change.type)}</span></>}
                      <br /><span className={styles.quiet}>{words.because[because]}</span>
                    </span>
                  </li>
                ))}
              </ul>
              <h2>{words.deploy}</h2>
              <p className={styles.quiet}>{words.deployText}</p>
              <pre className={styles.command} tabIndex={0} aria-label={words.deploy}>{words.command[format](nameOf(about.home), about.home.split('/')[2] ?? '')}</pre>
            </aside>
          </div>
        </>
      )}
    </div>
  )
}

/** The list of a format's files and the one that is open. */
function Files({ files }: { readonly files: readonly ExportFile[] }) {
  const [path, setPath] = useState(files[0]?.path ?? '')
  const open = files.find((file) => file.path === path) ?? files[0]
  const lines = useMemo(() => (open === undefined ? [] : highlight(open.text, open.language)), [open])
  const marked = useMemo(() => new Set(open === undefined ? [] : phaseLines(open.text, open.language)), [open])
  if (open === undefined) return null
  return (
    <>
      <nav aria-label={words.filesLabel} className={styles.files}>
        <p className={styles.quiet}>{words.summary(files.length, sizeText(files.reduce((sum, file) => sum + bytesOf(file.text), 0)))}</p>
        <ul>
          {files.map((file) => (
            <li key={file.path}>
              <button type="button" {...(file === open ? { 'aria-current': 'true' as const } : {})} onClick={() => setPath(file.path)} className={file.path.includes('/') ? styles.nested : undefined}><Mono>{file.path}</Mono></button>
            </li>
          ))}
        </ul>
      </nav>
      <section className={styles.code} aria-label={open.path}>
        <header>
          <h2><Mono>{open.path}</Mono></h2>
          <span className={styles.quiet}>{words.lines(lines.length)}{marked.size > 0 && ` · ${words.marked([...marked].join(', '))}`}</span>
          <span className={styles.tools}>
            <CopyButton text={open.text} what={words.copyFile} />
            <Button appearance="subtle" size="small" icon={<ArrowDownload16Regular />} onClick={() => saveFile(open.path.split('/').at(-1) ?? open.path, open.text, 'text/plain')}>{words.download}</Button>
          </span>
        </header>
        <CodeFile label={words.codeLabel(open.path)} lines={lines} marked={marked} />
      </section>
    </>
  )
}
