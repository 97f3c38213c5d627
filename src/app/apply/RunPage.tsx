import { Button } from '@fluentui/react-components'
import { ArrowUndo16Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { Pause16Regular, Pause20Filled } from '@fluentui/react-icons/svg/pause'
import { type ReactNode, useMemo, useState } from 'react'
import type { Run } from '../../apply/progress.ts'
import { nameOf, parseArmId } from '../../base/armId.ts'
import type { ChangeKey } from '../../changes/change.ts'
import type { Going } from '../../session/applyState.ts'
import { useActions, useSession } from '../page.ts'
import { HandCard, SecretCard } from './Asks.tsx'
import { Closings, type Door } from './Closings.tsx'
import { Frame } from './Frame.tsx'
import { GateCard, WayInCard, wayInIsOpen } from './GateCard.tsx'
import { countsOf, doneIn, expectedLeft } from './head.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { type RunGroup, runGroups, type RunRow } from './rows.ts'
import { RunTable } from './RunTable.tsx'
import { Besides, Story } from './Story.tsx'
import { clockText } from './times.ts'
import { isAskedFor } from './trouble.ts'
import { TroubleCard } from './TroubleCard.tsx'
import { UndoCard } from './UndoCard.tsx'
import { useAsked } from '../useAsked.ts'
import { useEvidence } from './useEvidence.ts'
import { useNow } from './useNow.ts'

const words = applyWords.run

/** A run that goes, or that paused: what needs somebody first, then every change by how it stands. */
export function RunPage({ going, run }: { readonly going: Going; readonly run: Run }) {
  const now = useNow()
  const shown = useMemo(() => (run.end === null ? { ...run, now: Math.max(run.now, now) } : run), [run, now])
  const groups = useMemo(() => runGroups(shown, going.plan), [shown, going.plan])
  const rows = groups.flatMap((group) => group.rows)
  const [chosen, setChosen] = useState<ChangeKey | null>(null)
  const story = rows.find(({ key }) => key === chosen) ?? groups.find(({ name }) => name === 'running')?.rows[0]
  const back = useSession((state) => state.applying.back)
  return (
    <Frame {...headOf(shown, going)} context={nameIn(going)} bar={run.changes.length === 0 ? 1 : countsOf(run).done / run.changes.length} progress={<Count run={shown} going={going} />}
      actions={run.end === null ? <Levers run={run} /> : <EndedActions going={going} />}
      side={<><Closings doors={doorsIn(rows, shown)} state={run.end === null ? 'going' : 'paused'} />{story !== undefined && <Story row={story} />}{run.end === null ? <Besides run={run} /> : <WaysOn kind={going.kind} end={run.end} />}</>}
    >
      <span role="status" className={styles.status}>{run.stands === 'needsYou' ? applyWords.live.needs : ''}</span>
      {back !== null && <UndoCard back={back} />}
      <NeedsYou going={going} run={run} groups={groups} />
      <RunTable groups={groups} chosen={story?.key ?? null} choose={setChosen} />
    </Frame>
  )
}

/** What this run has closed and can take back, newest first. */
function doorsIn(rows: readonly RunRow[], { now, end }: Run): readonly Door[] {
  const closed = rows.filter(({ progress: { closes, stand, attested } }) => closes && stand === 'done' && attested === 'no')
  return closed
    .map(({ key, name, number, progress: { ended, watch } }): Door => ({ key, name, number, at: ended ?? 0, watch: watch === null || watch.until <= now ? 'over' : end === null ? 'watched' : 'waits' }))
    .sort((one, other) => other.at - one.at)
}

export const nameIn = ({ workspaceId }: Pick<Going, 'workspaceId'>): string => {
  const id = parseArmId(workspaceId)
  return id === null ? workspaceId : nameOf(id)
}

function headOf(run: Run, { kind }: Going): { readonly title: string; readonly icon?: ReactNode; readonly intro: string } {
  if (run.end?.is === 'paused') {
    const { end } = run
    const number = end.key === null ? undefined : run.changes.find(({ key }) => key === end.key)?.number
    const closed = run.changes.filter(({ closes, stand }) => closes && stand === 'done').length
    const { trouble } = applyWords
    return { title: number === undefined ? trouble.paused : trouble.pausedAt(number), icon: <Pause20Filled aria-hidden />, intro: `${trouble.introRunning} ${closed === 0 ? trouble.nothingClosed : trouble.closed(closed)}` }
  }
  return { title: applyWords.title, intro: kind === 'undo' ? words.undoing : words.intro[run.stands] }
}

function Count({ run, going }: { readonly run: Run; readonly going: Going }) {
  const { changes } = run
  const counts = countsOf(run)
  const left = useMemo(() => expectedLeft(going.plan, doneIn({ changes })), [going.plan, changes])
  const isPreparing = counts.prepared < counts.toPrepare
  const end = run.end?.at ?? run.now
  return (
    <>
      {going.kind === 'undo'
        ? <><b>{words.done(counts.done, counts.all)}</b> {words.putBack}</>
        : isPreparing ? <><b>{words.done(counts.prepared, counts.toPrepare)}</b> {words.prepared}</> : <><b>{words.done(counts.closed, counts.toClose)}</b> {words.closed}</>}
      {' · '}{words.elapsed(clockText(end - run.startedAt))}{' · '}
      <span className={styles.quiet}>{run.end === null && left !== null ? words.more(left) : words.left(counts.left)}</span>
    </>
  )
}

function Levers({ run }: { readonly run: Run }) {
  const { isAsked, ask, over, focused } = useAsked()
  const { act } = useActions()
  const { running } = countsOf(run)
  if (isAsked) {
    return (
      <div role="group" aria-label={words.stopSure} className={styles.actions}>
        <span className={styles.quiet}>{words.stopText(running)}</span>
        <Button onClick={() => { over(); act({ do: 'stop' }) }}>{words.stop}</Button>
        <span ref={focused}><Button appearance="subtle" onClick={over}>{words.stopNo}</Button></span>
      </div>
    )
  }
  return (
    <>
      <Button icon={<Pause16Regular />} disabledFocusable={run.stands === 'pausing'} onClick={() => act({ do: 'pause' })}>{words.pause}</Button>
      <span ref={focused}><Button appearance="subtle" onClick={ask}>{words.stop}</Button></span>
    </>
  )
}

function EndedActions({ going }: { readonly going: Going }) {
  const { planUndo, putRunAway } = useActions()
  const { save } = useEvidence(going)
  return (
    <>
      <Button onClick={save}>{applyWords.trouble.report}</Button>
      {going.kind === 'forward' ? <Button icon={<ArrowUndo16Regular />} onClick={() => planUndo('leave')}>{applyWords.trouble.restore}</Button> : <Button onClick={putRunAway}>{applyWords.done.away}</Button>}
    </>
  )
}

function WaysOn({ kind, end }: Pick<Going, 'kind'> & Pick<Run, 'end'>) {
  const { ways, wayGoOn, wayContinue, wayHand, wayRestore } = applyWords.trouble
  const forward = end?.is === 'paused' && isAskedFor(end.trouble) ? [wayGoOn, wayRestore] : [wayContinue, wayHand, wayRestore]
  return (
    <>
      <h2 className={styles.heading}>{ways}</h2>
      {(kind === 'undo' ? forward.slice(0, 1) : forward).map(([head, text]) => <div key={head} className={styles.next}><p><b>{head}</b></p><p className={styles.quiet}>{text}</p></div>)}
    </>
  )
}

/** Everything that waits for a person: a value, the way in, a closing, tasks, what went wrong. One closing at a time. */
function NeedsYou({ going, run, groups }: { readonly going: Going; readonly run: Run; readonly groups: readonly RunGroup[] }) {
  const rows = groups.find(({ name }) => name === 'needsYou')?.rows ?? []
  const hands = rows.filter(({ progress }) => progress.stand === 'byHand')
  const gates = rows.filter(({ progress }) => progress.stand === 'gate' && progress.trouble === null)
  const troubles = rows.filter(({ progress }) => progress.trouble !== null)
  const { end } = run
  const changeOf = (key: ChangeKey | null) => going.plan.find((change) => change.key === key) ?? null
  return (
    <>
      {end?.is === 'paused' && <TroubleCard trouble={end.trouble} change={changeOf(end.key)} going={going} state="ended" />}
      {troubles.filter(({ key }) => end?.is !== 'paused' || key !== end.key).map(({ key, change, progress: { trouble } }) => trouble !== null && <TroubleCard key={key} trouble={trouble} change={change} going={going} state="going" />)}
      {end === null && going.secret !== null && <SecretCard key={going.secret.secret.parameter} asked={going.secret} />}
      {end === null && <NextGate gates={gates} confirmedAt={run.wayInConfirmedAt} />}
      {end === null && <HandCard rows={hands} workspaceId={going.workspaceId} />}
    </>
  )
}

function NextGate({ gates, confirmedAt }: { readonly gates: readonly RunRow[]; readonly confirmedAt: number | null }) {
  const asking = gates.find((row) => wayInIsOpen(row, confirmedAt))
  const gate = gates.find(({ progress }) => progress.closes && progress.gate !== null) ?? gates.find(({ progress }) => progress.closes)
  return (
    <>
      {asking !== undefined && <WayInCard row={asking} first={confirmedAt === null ? 'first' : 'again'} />}
      {gate !== undefined && <GateCard key={gate.key} row={gate} />}
    </>
  )
}
