import { Button, Link } from '@fluentui/react-components'
import { type ReactNode, type RefObject, useEffect } from 'react'
import { nameOf } from '../../base/armId.ts'
import type { Going, NotGoing, OpenRun } from '../../session/applyState.ts'
import type { View } from '../../session/derive.ts'
import type { Design } from '../../session/session.ts'
import { failureText } from '../live/failureText.ts'
import { FailureBlock } from '../live/FailureBlock.tsx'
import { SignInAgain } from '../live/SignInAgain.tsx'
import { PageTitle } from '../PageTitle.tsx'
import { useActions, useSession } from '../page.ts'
import { hrefOf, stepRoute } from '../routes.ts'
import { stepIds } from '../../steps/order.ts'
import { when } from '../words.ts'
import pageStyles from './ApplyPage.module.css'
import { type CannotApply, cannotApply } from './cannot.ts'
import { Closings } from './Closings.tsx'
import { DonePage } from './DonePage.tsx'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { PastRun } from './PastRun.tsx'
import { RunPage } from './RunPage.tsx'
import { StartRun } from './StartRun.tsx'
import { timeText } from './times.ts'
import { UndoCard } from './UndoCard.tsx'
import { useAsked } from '../useAsked.ts'

/** Carrying the plan out: before, while it goes, when it paused, and after. */
export function ApplyPage({ view, design }: { readonly view: View; readonly design: Design }) {
  const applying = useSession((state) => state.applying)
  const identity = useSession((state) => state.identity)
  const { lookForRun } = useActions()
  const { going, open, past, back, program } = applying
  const cannot = cannotApply({ view, design, identity })
  const canLook = design.origin.from === 'azure' && identity.is === 'in'
  useEffect(() => {
    if (canLook) lookForRun()
  }, [canLook, design.snapshot.workspaceId, lookForRun])
  const name = nameOf(view.base.current.workspace.id)
  if (going !== null && (!going.isComparing || going.not !== null)) return <><SignInAgain failure={null} tenant={null} after="" /><Ran going={going} name={name} /></>
  if (program === 'unloadable') return <Lone name={name}><Unloadable /></Lone>
  if (open !== null && canLook) return <Lone name={name}><Earlier open={open} /></Lone>
  if (past !== null && back !== null && canLook) return <Lone name={name}><UndoCard back={back} /></Lone>
  if (cannot !== null) return <Lone name={name}><Why cannot={cannot} view={view} /></Lone>
  return <StartRun view={view} design={design} />
}

function Lone({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={pageStyles.padded}>
      <PageTitle title={applyWords.title} context={[applyWords.title, name]} />
      <div className={styles.lone}>{children}</div>
    </div>
  )
}

function Unloadable() {
  const { lookForRun } = useActions()
  return <><p role="alert">{applyWords.cannot.program}</p><Button onClick={lookForRun}>{applyWords.cannot.again}</Button></>
}

function Ran({ going, name }: { readonly going: Going; readonly name: string }) {
  const { run, not } = going
  if (not !== null) return <Lone name={name}><NotRun not={not} /></Lone>
  if (run === null) return <Lone name={name}><p role="status">{going.plan.length === 0 ? applyWords.run.looking : applyWords.run.beginning}</p></Lone>
  return run.end === null || run.end.is === 'paused' ? <RunPage going={going} run={run} /> : <DonePage going={going} run={run} />
}

function NotRun({ not }: { readonly not: NotGoing }) {
  const { putRunAway, goOnWithRun, signIn } = useActions()
  const words = applyWords.not
  const back = <Button onClick={putRunAway}>{words.back}</Button>
  if (not.is === 'failed') {
    const text = failureText(not.failure, { reading: applyWords.not.estate })
    return (
      <FailureBlock title={text.what} lines={[text.stays, text.advice]} text={text}>
        {text.next === 'signIn' ? <Button appearance="primary" onClick={() => signIn({ account: 'same', tenant: null, claims: null })}>{applyWords.cannot.signIn}</Button> : <Button appearance="primary" onClick={() => goOnWithRun()}>{words.again}</Button>}
        {back}
      </FailureBlock>
    )
  }
  const said = not.is === 'otherForm' ? words.otherForm(not.form) : not.is === 'mistake' ? words.mistake(not.message) : words[not.is]
  return <><p role="alert">{said}</p><div className={styles.actions}>{back}</div></>
}

/** A run of an earlier visit: nothing of it goes on by itself. */
function Earlier({ open: { startedAt, done, all, closings, watchedUntil } }: { readonly open: OpenRun }) {
  const { goOnWithRun, planUndo } = useActions()
  const back = useSession((state) => state.applying.back)
  const { isAsked, ask, over, focused } = useAsked()
  const words = applyWords.open
  return (
    <>
      <h2 className={styles.heading}>{words.title}</h2>
      <p>{words.text(when(new Date(startedAt).toISOString()), done, all)} {watchedUntil !== null && words.watch(timeText(watchedUntil))} {words.later}</p>
      <div className={styles.actions}>
        <Button appearance="primary" onClick={() => goOnWithRun()}>{words.go}</Button>
        <Button onClick={() => planUndo('leave')}>{words.undo}</Button>
        {!isAsked && <span ref={focused}><Button appearance="subtle" onClick={ask}>{words.leave}</Button></span>}
      </div>
      {isAsked && <Leaving keep={over} focused={focused} />}
      {back !== null && <UndoCard back={back} />}
      <Closings doors={closings.map(({ key, id, number, at }) => ({ key, name: nameOf(id), number, at, watch: 'over' }))} state="paused" />
    </>
  )
}

/** Before a run is left as it is: what that does, and what it does not. */
function Leaving({ keep, focused }: { readonly keep: () => void; readonly focused: RefObject<HTMLSpanElement | null> }) {
  const { leaveRun } = useActions()
  const words = applyWords.open
  return (
    <div role="group" aria-label={words.leaveSure} className={styles.lone}>
      <p>{words.leaveText}</p>
      <div className={styles.actions}>
        <Button onClick={leaveRun}>{words.leaveSure}</Button>
        <span ref={focused}><Button appearance="subtle" onClick={keep}>{words.leaveNo}</Button></span>
      </div>
    </div>
  )
}

/** One sentence why this plan is not carried out here, and what to do instead. */
function Why({ cannot, view }: { readonly cannot: CannotApply; readonly view: View }) {
  const { signIn } = useActions()
  const words = applyWords.cannot
  const open = stepIds.flatMap((step) => view.open[step].map((name) => ({ ...stepRoute(step), to: { by: 'question' as const, name } })))
  const [first] = open
  return (
    <>
      <p>{cannot === 'missing' ? words.missing(open.length) : words[cannot]}</p>
      <div className={styles.actions}>
        {cannot === 'out' && <Button appearance="primary" onClick={() => signIn()}>{words.signIn}</Button>}
        {cannot === 'missing' && first !== undefined && <Link href={hrefOf(first)}>{words.toAnswer}</Link>}
        {(cannot === 'file' || cannot === 'sample') && <Link href={hrefOf({ page: 'pick' })}>{words.read}</Link>}
        <Link href={hrefOf({ page: 'plan', rest: [] })}>{words.plan}</Link>
        <Link href={hrefOf({ page: 'export', rest: [] })}>{words.export}</Link>
      </div>
      {cannot === 'empty' && <PastRun />}
    </>
  )
}
