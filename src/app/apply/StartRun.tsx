import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import type { ChangeKey } from '../../changes/change.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import type { Preflighting } from '../../session/applyState.ts'
import type { View } from '../../session/derive.ts'
import type { Design } from '../../session/session.ts'
import { SaveSnapshot } from '../live/SaveSnapshot.tsx'
import { useActions, useSession } from '../page.ts'
import { forecastWords } from './forecast.messages.en.ts'
import { forecastRows, type ForecastRow, isOvertaken, isRefused, refusedKeys } from './forecastRows.ts'
import { Foreseen } from './Foreseen.tsx'
import { Frame } from './Frame.tsx'
import { expectedLeft } from './head.ts'
import { applyWords } from './messages.en.ts'
import { numbersText, parsedNumbers } from './numbers.ts'
import styles from './Parts.module.css'
import { PastRun } from './PastRun.tsx'
import { usePathsLost } from './pathsLost.ts'
import { timeText } from './times.ts'

const words = applyWords.start

const nothingDone: ReadonlySet<ChangeKey> = new Set()

/** Before a run: what Azure says of the plan, how the run is to behave, and its button. */
export function StartRun({ view, design }: { readonly view: View; readonly design: Design }) {
  const preflight = useSession((state) => state.applying.preflight)
  const identity = useSession((state) => state.identity)
  const past = useSession((state) => state.applying.past)
  const byHand = useSession((state) => state.applying.options.byHand)
  const isComparing = useSession((state) => state.applying.going !== null)
  const actions = useActions()
  const { plan } = view
  const expected = useMemo(() => expectedLeft(plan, nothingDone), [plan])
  const tasks = plan.filter((change) => change.do === 'manual').length
  const asking = preflight?.state === 'asking'
  const intro = isComparing ? words.comparingText : past !== null && past.endedAt > Date.parse(design.snapshot.takenAt) ? words.overtaken : words.intro
  return (
    <Frame title={applyWords.title} context={nameOf(view.base.current.workspace.id)} intro={<span role="status">{intro}</span>} bar={0}
      actions={(
        <>
          <Button onClick={actions.preflight} disabledFocusable={asking || isComparing}>{asking ? words.asking : preflight === null ? words.ask : words.again}</Button>
          <Button appearance={isRefused(preflight?.plan === plan ? preflight.forecasts : [], byHand) ? 'secondary' : 'primary'} onClick={actions.startRun} disabledFocusable={identity.is !== 'in' || isComparing}>{isComparing ? words.comparing : words.button(plan.length)}</Button>
        </>
      )}
      progress={<><b>{words.progress(plan.length)}</b>{expected !== null && ` · ${words.expected(expected)}${words.byHand(tasks)}`}</>}
      side={<Beforehand design={design} />}
    >
      <Forecast preflight={preflight} view={view} />
      <Options view={view} />
    </Frame>
  )
}

function Beforehand({ design }: { readonly design: Design }) {
  return (
    <>
      <h2 className={styles.heading}>{words.what}</h2>
      <ol className={styles.numbered}>{words.steps.map((step) => <li key={step}>{step}</li>)}</ol>
      <hr className={styles.rule} />
      <h2 className={styles.heading}>{words.kept}</h2>
      <p className={styles.quiet}>{words.keptText}</p>
      <p className={styles.next}><SaveSnapshot design={design} /></p>
      <PastRun />
    </>
  )
}

function Forecast({ preflight, view }: { readonly preflight: Preflighting | null; readonly view: View }) {
  const lost = usePathsLost(view)
  const isOther = preflight !== null && preflight.plan !== view.plan
  const rows: readonly ForecastRow[] = [...(preflight === null || isOther ? [] : forecastRows(preflight.forecasts, preflight.plan)), ...(lost === null ? [] : [lost])]
  return (
    <section aria-labelledby="forecast">
      <h2 id="forecast" className={styles.heading}>{preflight === null || isOther ? words.forecast : words.forecastAt(timeText(Date.parse(preflight.at)))}</h2>
      <p className={styles.quiet}>{preflight === null ? words.notAsked : isOther ? words.other : words.forecastText}</p>
      {preflight?.state === 'failed' && <p role="alert" className={styles.alarm}>{preflight.mistake === null ? words.failed : applyWords.not.mistake(preflight.mistake)}</p>}
      <span role="status" className={styles.status}>{preflight?.state === 'asking' ? words.asking : ''}</span>
      {rows.length > 0 && (
        <DataTable caption={words.caption} rows={rows} rowKey={({ key }) => key} columns={[
          { key: 'asked', head: words.columns.asked, kind: 'rowHead', cell: ({ asked }) => asked },
          { key: 'found', head: words.columns.found, cell: ({ found, whole }) => <span title={whole}>{found}</span> },
          { key: 'result', head: words.columns.result, cell: ({ word, result }) => <Level word={word} text={result} /> },
        ]} />
      )}
      {preflight !== null && !isOther && (
        <>
          {isOvertaken(preflight.forecasts) && <Overtaken />}
          <Foreseen preflight={preflight} />
        </>
      )}
    </section>
  )
}

/** The plan is for an estate that is no more: the one thing to do next. */
function Overtaken() {
  const { readAgain } = useActions()
  return (
    <div className={styles.next}>
      <p role="alert" className={styles.alarm}>{forecastWords.changed}</p>
      <p className={styles.next}><Button appearance="primary" onClick={readAgain}>{forecastWords.readAgain}</Button></p>
    </div>
  )
}

function Options({ view: { plan } }: { readonly view: View }) {
  const options = useSession((state) => state.applying.options)
  const preflight = useSession((state) => state.applying.preflight)
  const { setRunOptions } = useActions()
  const refused = useMemo(() => refusedKeys(preflight?.forecasts ?? []), [preflight])
  const numbersOf = (keys: ReadonlySet<ChangeKey>) => plan.flatMap(({ key }, index) => (keys.has(key) ? [index + 1] : []))
  const [typed, setTyped] = useState(() => numbersText(numbersOf(options.byHand)))
  const parsed = parsedNumbers(typed, plan.length)
  const put = (text: string) => {
    setTyped(text)
    const numbers = parsedNumbers(text, plan.length)
    if (numbers !== null) setRunOptions({ byHand: new Set(numbers.flatMap((number) => plan[number - 1]?.key ?? [])) })
  }
  const skipped = [...refused].every((key) => options.byHand.has(key))
  const skip = (all: boolean) => put(numbersText(numbersOf(new Set(all ? [...options.byHand, ...refused] : [...options.byHand].filter((key) => !refused.has(key))))))
  return (
    <section className={styles.section} aria-labelledby="behaves">
      <h2 id="behaves" className={styles.heading}>{words.behaves}</h2>
      <div className={styles.options}>
        <Checkbox className={styles.check} label={words.askEach} checked={options.askBeforeClosing} onChange={(_, { checked }) => setRunOptions({ askBeforeClosing: checked === true })} />
        <Checkbox className={styles.check} label={words.stop} checked={options.stopAfterPrepare} onChange={(_, { checked }) => setRunOptions({ stopAfterPrepare: checked === true })} />
        {refused.size > 0 && <Checkbox className={styles.check} label={words.skip(numbersText(numbersOf(refused)))} checked={skipped} onChange={(_, { checked }) => skip(checked === true)} />}
        <Field className={styles.field ?? ''} label={words.hand} hint={words.handText} validationState={parsed === null ? 'error' : 'none'} validationMessage={parsed === null ? words.handWrong : null}>
          <Input value={typed} onChange={(_, { value }) => put(value)} />
        </Field>
      </div>
    </section>
  )
}
