import { Button, Link } from '@fluentui/react-components'
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download'
import { Document16Regular } from '@fluentui/react-icons/svg/document'
import { Folder16Regular } from '@fluentui/react-icons/svg/folder'
import { type ReactNode, useMemo, useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { CodeFile } from '../../components/CodeFile.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { ExportFile, Exported, ExportInput } from '../../exports/exportFile.ts'
import { beyondText } from '../../exports/messages.en.ts'
import { highlight, phaseLines } from '../../exports/highlight.ts'
import type { Delivered } from '../../session/deliver.ts'
import { kindOf, taskTitle } from '../plan/messages.en.ts'
import { bytesOf, saveFile, sizeText } from './download.ts'
import styles from './ExportView.module.css'
import { exportMessages as words } from './messages.en.ts'

export type Format = keyof typeof words.formats
const formats: readonly Format[] = ['bicep', 'arm', 'terraform', 'cli']

/** The files of a plan in each format: to read, to copy, to take away; and what they leave out. */
export function ExportView({ heading, input, written, missing, mustLeft, mustHref }: {
  readonly heading: ReactNode
  readonly input: ExportInput
  /** The files and their archive; null while they are being written. */
  readonly written: Delivered | null
  /** Answers that are missing or do not parse yet. */
  readonly missing: number
  /** Rules at level must that the desired estate breaks. */
  readonly mustLeft: number
  readonly mustHref: string
}) {
  const [format, setFormat] = useState<Format>('bicep')
  const { about, plan } = input
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        {heading}
        {plan.length > 0 && written !== null && <Button appearance="primary" icon={<ArrowDownload16Regular />} onClick={() => saveFile(`${nameOf(about.workspaceId)}-ringfence.zip`, written.zip, 'application/zip')}>{words.downloadAll(sizeText(written.zip.length))}</Button>}
      </div>
      <p className={styles.intro}>{plan.length === 0 ? words.empty : words.intro(plan.length)}</p>
      {missing > 0 && <p className={styles.caution}>{words.incomplete(missing)}</p>}
      {mustLeft > 0 && <p className={styles.caution}>{words.mustLeft(mustLeft)} <Link href={mustHref}>{words.showThem}</Link></p>}
      {plan.length > 0 && (
        <>
          <div role="group" aria-label={words.formatsLabel} className={styles.formats}>
            {formats.map((each) => <button key={each} type="button" aria-pressed={each === format} onClick={() => setFormat(each)}>{words.formats[each]}</button>)}
          </div>
          {(written?.exported[format].beyond ?? []).map((one) => <p key={`${one.folder} ${one.what}`} className={styles.caution}>{beyondText(one)}</p>)}
          {written === null
            ? <p role="status" className={styles.writing}>{words.writing}</p>
            : (
              <div className={styles.columns}>
                <Files key={format} files={written.exported[format].files} />
                <NotHere format={format} exported={written.exported[format]} input={input} />
              </div>
            )}
        </>
      )}
    </div>
  )
}

/** A command as it is read in a narrow column: a long one with an option a line. */
const wrapped = (command: string): string => (command.length > 60 ? command.replaceAll(' --', ' \\\n  --') : command)

/** What the files leave out, with the reason, and how they are deployed. */
function NotHere({ format, exported: { omitted, files, look }, input: { plan } }: { readonly format: Format; readonly exported: Exported; readonly input: ExportInput }) {
  const inFolders = files.some(({ path }) => /^\d+-[^/]+\//.test(path))
  return (
    <aside className={styles.aside} aria-label={words.notHere}>
      <h2>{words.notHere}</h2>
      <p className={styles.quiet}>{words.notHereText(omitted.length)}</p>
      <ul className={styles.omitted}>
        {omitted.map(({ change, because }) => (
          <li key={change.key}>
            <span className={styles.number}>{plan.indexOf(change) + 1}</span>
            <span>
              {change.do === 'manual' ? taskTitle(change.task) : <><ShortName name={nameOf(change.id)} /> <span className={styles.quiet}>{kindOf(change.type)}</span></>}
              <span className={styles.because}>{words.because[because]}</span>
            </span>
          </li>
        ))}
      </ul>
      <h2>{words.deploy}</h2>
      <p className={styles.quiet}>{words.deployText[format]}</p>
      {inFolders
        ? <p className={styles.quiet}>{words.folders}</p>
        : look.length > 0 && <pre className={styles.command} tabIndex={0} aria-label={words.deploy}>{look.map(wrapped).join('\n')}</pre>}
    </aside>
  )
}

/** A file's name, which may break before its ending only. */
function FileName({ name }: { readonly name: string }) {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name : <>{name.slice(0, dot)}<wbr />{name.slice(dot)}</>
}

/** Files by the folder that they lie in, in the order in which they are written. */
function foldersOf(files: readonly ExportFile[]): readonly { readonly folder: string; readonly members: readonly ExportFile[] }[] {
  const folders = new Map<string, ExportFile[]>()
  for (const file of files) {
    const folder = file.path.split('/').slice(0, -1).join('/')
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  return [...folders].map(([folder, members]) => ({ folder, members }))
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
        {foldersOf(files).map(({ folder, members }) => (
          <div key={folder}>
            {folder !== '' && <p className={styles.folder} aria-hidden><Folder16Regular /><Mono>{folder}</Mono></p>}
            <ul {...(folder === '' ? {} : { 'aria-label': folder, className: styles.nested })}>
              {members.map((file) => (
                <li key={file.path}>
                  <button type="button" aria-label={file.path} {...(file === open ? { 'aria-current': 'true' as const } : {})} onClick={() => setPath(file.path)}>
                    <Document16Regular aria-hidden /><Mono><FileName name={file.path.slice(folder === '' ? 0 : folder.length + 1)} /></Mono>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
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
