import { Button } from '@fluentui/react-components'
import { ArrowUndo16Regular, ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { useMemo } from 'react'
import type { Run } from '../../apply/progress.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import type { After, Going } from '../../session/applyState.ts'
import type { Finding } from '../../steps/rule.ts'
import { countsOf as findingCounts } from '../../steps/counts.ts'
import { useActions, useSession } from '../page.ts'
import { when } from '../words.ts'
import { type BackRow, backRows, isAsDesired } from './backRows.ts'
import { Diagnosis } from './Diagnosis.tsx'
import { Frame } from './Frame.tsx'
import { countsOf } from './head.ts'
import { Inside } from './Inside.tsx'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { nameIn } from './RunPage.tsx'
import { clockText } from './times.ts'
import { UndoCard } from './UndoCard.tsx'
import { UndoParts } from './UndoParts.tsx'
import { undoing } from './undoRows.ts'
import { useEvidence } from './useEvidence.ts'

const words = applyWords.done

/** A run that ended: what was read back from Azure, apart from what a person attests; or what was put back and what stays. */
export function DonePage({ going, run }: { readonly going: Going; readonly run: Run }) {
  const { after } = going
  const { readBack, openAfter, planUndo, putRunAway } = useActions()
  const wayBack = useSession((state) => state.applying.back)
  const { save } = useEvidence(going)
  const isRestored = run.end?.is === 'restored'
  const time = clockText((run.end?.at ?? run.now) - run.startedAt)
  const counts = countsOf(run)
  const verification = after?.verification ?? null
  const title = isRestored ? words.restored(counts.done, going.left.length) : `${words.title(counts.done, counts.all)}${isAsDesired(going) ? words.asDesired : ''}`
  return (
    <Frame title={title} icon={isRestored ? <ArrowUndo20Regular aria-hidden /> : <span className={styles.ends}><CheckmarkCircle20Filled aria-hidden /></span>} context={nameIn(going)} intro={<span role="status">{introOf(after, isRestored ? 'restored' : 'done')}</span>} bar={1}
      progress={isRestored ? words.undone(counts.done, time) : words.summary(counts.prepared, counts.closed, time)}
      actions={(
        <>
          <Button onClick={putRunAway}>{words.away}</Button>
          {!isRestored && <Button icon={<ArrowUndo16Regular />} onClick={() => planUndo('leave')}>{applyWords.trouble.restore}</Button>}
          <Button onClick={save}>{words.evidence}</Button>
          {after?.state === 'failed' && <Button onClick={readBack}>{words.again}</Button>}
          <Button appearance={wayBack === null ? 'primary' : 'secondary'} disabledFocusable={verification === null} onClick={openAfter}>{isRestored ? words.plan : words.assessment}</Button>
        </>
      )}
    >
      {wayBack !== null && <UndoCard back={wayBack} />}
      {isRestored ? <Restored going={going} /> : <Back going={going} />}
      {after?.state === 'read' && <Diagnosis diagnosis={after.diagnosis} />}
      {after?.assessment !== null && after?.assessment !== undefined && <Assessments before={going.findingsBefore} beforeAt={going.before.takenAt} after={after.assessment} afterAt={verification?.snapshot.takenAt ?? ''} />}
    </Frame>
  )
}

function introOf(after: After | null, as: 'done' | 'restored'): string {
  if (after === null || after.state === 'reading') return words.reading
  if (after.state === 'failed' || after.verification === null) return words.failed
  const { snapshot, unlike } = after.verification
  const time = when(snapshot.takenAt)
  return unlike.length > 0 ? words.differ(time, unlike.length) : words[as === 'done' ? 'read' : 'readBack'](time)
}

function Back({ going }: { readonly going: Going }) {
  const rows = useMemo(() => backRows(going), [going])
  const { after } = going
  if (after === null || rows.length === 0) return null
  return <div className={styles.two}><ReadBack rows={rows} /><Inside after={after} /></div>
}

function ReadBack({ rows }: { readonly rows: readonly BackRow[] }) {
  return (
    <section aria-labelledby="read-back">
      <h2 id="read-back" className={styles.heading}>{words.back}</h2>
      <p className={styles.small}>{words.backText}</p>
      <DataTable caption={words.back} rows={rows} rowKey={({ key }) => key} columns={[
        { key: 'what', head: words.columns.what, kind: 'rowHead', cell: ({ what }) => what },
        { key: 'result', head: words.columns.result, cell: ({ word, result, whole }) => <span title={whole}><Level word={word} text={result} /></span> },
      ]} />
    </section>
  )
}

function Restored({ going }: { readonly going: Going }) {
  const rows = useMemo(() => backRows(going), [going])
  const parts = useMemo(() => undoing(going.plan, going.left), [going])
  return (
    <>
      {rows.length > 0 && <ReadBack rows={rows} />}
      <h2 className={styles.heading}>{words.undoneHead}</h2>
      <UndoParts undoing={parts} />
    </>
  )
}

const levels = ['must', 'should', 'info', 'unknown'] as const

function Assessments({ before, beforeAt, after, afterAt }: { readonly before: readonly Finding[]; readonly beforeAt: string; readonly after: readonly Finding[]; readonly afterAt: string }) {
  const row = (findings: readonly Finding[], at: string) => {
    const counts = findingCounts(findings)
    return <><span>{when(at)}</span><ul>{levels.map((level) => <li key={level} className={counts[level] === 0 ? styles.zero : undefined}><Level word={level} text={`${counts[level]} ${level}`} /></li>)}</ul></>
  }
  return (
    <section className={styles.section} aria-labelledby="before-after">
      <h2 id="before-after" className={styles.heading}>{words.beforeAfter}</h2>
      <div className={styles.counts}>{row(before, beforeAt)}{row(after, afterAt)}</div>
      <p className={styles.quiet}>{words.beforeAfterText}</p>
    </section>
  )
}
