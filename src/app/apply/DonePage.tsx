import { Button } from '@fluentui/react-components'
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import { useMemo } from 'react'
import type { Run } from '../../apply/progress.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { After, Going } from '../../session/applyState.ts'
import type { Finding } from '../../steps/rule.ts'
import { countsOf as findingCounts } from '../assess.ts'
import { useActions } from '../page.ts'
import { changeName } from '../plan/changeName.ts'
import { kindOf } from '../plan/messages.en.ts'
import { when } from '../words.ts'
import { backRows } from './backRows.ts'
import { Frame } from './Frame.tsx'
import { countsOf } from './head.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { runGroups } from './rows.ts'
import { nameIn } from './RunPage.tsx'
import { RunTable } from './RunTable.tsx'
import { clockText } from './times.ts'
import { useEvidence } from './useEvidence.ts'

const words = applyWords.done

/** A run that ended: what was read back from Azure, apart from what a person attests; or what was put back and what stays. */
export function DonePage({ going, run }: { readonly going: Going; readonly run: Run }) {
  const { after } = going
  const { readBack, openAfter, putRunAway } = useActions()
  const { save } = useEvidence(going)
  const isRestored = run.end?.is === 'restored'
  const time = clockText((run.end?.at ?? run.now) - run.startedAt)
  const counts = countsOf(run)
  const verification = after?.verification ?? null
  const equal = verification !== null && verification.unlike.length === 0 && verification.again.every((change) => change.do === 'manual')
  const stays = run.end?.is === 'restored' ? going.left.length + run.end.stays.length : 0
  const undone = run.end?.is === 'restored' ? run.end.restored.length : 0
  const title = isRestored ? `${words.restored(undone)}${stays === 0 ? '' : words.staysTitle(stays)}` : `${words.title(counts.done, counts.all)}${equal ? words.asDesired : ''}`
  return (
    <Frame title={title} icon={isRestored ? <ArrowUndo20Regular aria-hidden /> : <span className={styles.ends}><CheckmarkCircle20Filled aria-hidden /></span>} context={nameIn(going)} intro={<span role="status">{introOf(after, isRestored ? 'restored' : 'done')}</span>} bar={1}
      progress={isRestored ? words.undone(undone, time) : words.summary(counts.prepared, counts.closed, time)}
      actions={(
        <>
          <Button onClick={putRunAway}>{words.away}</Button>
          <Button onClick={save}>{words.evidence}</Button>
          {after?.state === 'failed' && <Button onClick={readBack}>{words.again}</Button>}
          <Button appearance="primary" disabledFocusable={verification === null} onClick={openAfter}>{isRestored ? words.plan : words.assessment}</Button>
        </>
      )}
    >
      {isRestored ? <Restored going={going} run={run} /> : <Back going={going} />}
      {after?.assessment !== null && after?.assessment !== undefined && <Assessments before={going.findingsBefore} beforeAt={going.before.takenAt} after={after.assessment} afterAt={verification?.snapshot.takenAt ?? ''} />}
    </Frame>
  )
}

function introOf(after: After | null, as: 'done' | 'restored'): string {
  if (after === null || after.state === 'reading') return words.reading
  if (after.state === 'failed' || after.verification === null) return words.failed
  const time = when(after.verification.snapshot.takenAt)
  return as === 'done' ? words.read(time) : words.readBack(time)
}

function Back({ going }: { readonly going: Going }) {
  const rows = useMemo(() => backRows(going), [going])
  const { after } = going
  if (after === null || rows.length === 0) return null
  return (
    <div className={styles.two}>
      <section aria-labelledby="read-back">
        <h2 id="read-back" className={styles.heading}>{words.back}</h2>
        <p className={styles.small}>{words.backText}</p>
        <DataTable caption={words.back} rows={rows} rowKey={({ key }) => key} columns={[
          { key: 'what', head: words.columns.what, kind: 'rowHead', cell: ({ what }) => what },
          { key: 'result', head: words.columns.result, cell: ({ word, result, whole }) => <span title={whole}><Level word={word} text={result} /></span> },
        ]} />
      </section>
      <Inside after={after} />
    </div>
  )
}

/** What Azure cannot show: names, as a machine inside the network resolves them. */
function Inside({ after: { verification, checked } }: { readonly after: After }) {
  const { checkName } = useActions()
  const lookUps = [...new Map((verification?.lookUps ?? []).map((one) => [`${one.host} ${one.address}`, one])).values()]
  const columns = words.insideColumns
  return (
    <section aria-labelledby="inside">
      <h2 id="inside" className={styles.heading}>{words.inside}</h2>
      <p className={styles.small}>{words.insideText}</p>
      {lookUps.length === 0 ? <p>{words.noNames}</p> : (
        <DataTable caption={words.inside} rows={lookUps} rowKey={({ host, address }) => `${host} ${address}`} columns={[
          { key: 'name', head: columns.name, kind: 'rowHead', cell: ({ host }) => <Mono>{host}</Mono> },
          { key: 'expected', head: columns.expected, cell: ({ address }) => <span className={styles.whole}><Mono>{address}</Mono></span> },
          { key: 'said', head: columns.said, cell: ({ host }) => {
            const said = checked[host]
            if (said !== undefined) return <span className={styles.said}><Person16Regular aria-hidden />{said === 'yes' ? words.saidYes : words.saidNo}</span>
            return (
              <span className={styles.said}>
                <Button size="small" aria-label={words.sayYes(host)} onClick={() => checkName(host, 'yes')}>{words.yes}</Button>
                <Button size="small" aria-label={words.sayNo(host)} onClick={() => checkName(host, 'no')}>{words.no}</Button>
              </span>
            )
          } },
        ]} />
      )}
    </section>
  )
}

function Restored({ going, run }: { readonly going: Going; readonly run: Run }) {
  const groups = useMemo(() => runGroups(run, going.plan), [run, going.plan])
  return (
    <>
      {going.left.length > 0 && (
        <section aria-labelledby="stays">
          <h2 id="stays" className={styles.heading}>{applyWords.undo.stays} {going.left.length}</h2>
          <ul>{going.left.map((change) => <li key={change.key}>{kindOf(change.type)} {changeName(change)}: {words.why[change.do]}</li>)}</ul>
        </section>
      )}
      <RunTable groups={groups} chosen={null} choose={() => undefined} />
    </>
  )
}

const levels = ['must', 'should', 'info', 'unknown'] as const

function Assessments({ before, beforeAt, after, afterAt }: { readonly before: readonly Finding[]; readonly beforeAt: string; readonly after: readonly Finding[]; readonly afterAt: string }) {
  const row = (findings: readonly Finding[], at: string) => {
    const counts = findingCounts(findings)
    return <><span>{when(at)}</span><ul>{levels.map((level) => <li key={level}><Level word={level} text={`${counts[level]} ${level}`} /></li>)}</ul></>
  }
  return (
    <section className={styles.section} aria-labelledby="before-after">
      <h2 id="before-after" className={styles.heading}>{words.beforeAfter}</h2>
      <div className={styles.counts}>{row(before, beforeAt)}{row(after, afterAt)}</div>
      <p className={styles.quiet}>{words.beforeAfterText}</p>
    </section>
  )
}
