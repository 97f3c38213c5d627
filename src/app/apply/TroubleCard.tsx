import { Button } from '@fluentui/react-components'
import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle'
import { Pause16Regular } from '@fluentui/react-icons/svg/pause'
import type { ReactNode } from 'react'
import type { Trouble } from '../../apply/progress.ts'
import type { Change } from '../../changes/change.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { Going } from '../../session/applyState.ts'
import { go, useActions } from '../page.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { type TroubleText, troubleText } from './trouble.ts'
import { useEvidence } from './useEvidence.ts'

const words = applyWords.trouble

/** What was tried, what is missing, what was and was not changed, what it blocks; one primary remedy, and the id to quote. */
export function TroubleCard({ trouble, change, going, state }: { readonly trouble: Trouble; readonly change: Change | null; readonly going: Going; readonly state: 'going' | 'ended' }) {
  const { run, plan, workspaceId } = going
  if (run === null) return null
  const text = troubleText(trouble, change, { run, plan, workspaceId })
  return (
    <section role={text.calm === 'not' ? 'alert' : undefined} className={text.calm === 'not' ? `${styles.card} ${styles.stops}` : styles.card} aria-label={text.title}>
      <header className={styles.cardHead}>
        {text.calm === 'not' ? <span className={styles.alarm}><ErrorCircle16Filled aria-hidden /></span> : <Pause16Regular aria-hidden />}<h2>{text.title}</h2>
        {text.code !== '' && <span className={styles.right}><Mono>{text.code}</Mono></span>}
      </header>
      <div className={styles.body}>
        <dl className={styles.facts}>
          {text.tried !== null && <Fact name={words.tried}>{text.tried}</Fact>}
          {text.missing !== text.title && <Fact name={words.missing}><Mono>{text.missing}</Mono></Fact>}
          {text.said !== '' && <Fact name={words.azure}>{text.said}</Fact>}
          {text.unlike.length > 0 && <Fact name={words.unlike}><ul>{text.unlike.map((line) => <li key={line}><Mono>{line}</Mono></li>)}</ul></Fact>}
          <Fact name={words.changed}>{text.changed}</Fact>
          {change !== null && <Fact name={words.blocks}>{text.blocks}</Fact>}
        </dl>
        {state === 'going' ? <p className={styles.quiet}>{words.goesOn}</p> : <Remedies text={text} trouble={trouble} change={change} going={going} />}
      </div>
      {text.correlation !== null && <footer className={styles.foot}><span>{words.correlation}</span><Mono>{text.correlation}</Mono><CopyButton text={text.correlation} what={applyWords.run.correlationId} /></footer>}
    </section>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => <><dt>{name}</dt><dd>{children}</dd></>

function Remedies({ text, trouble, change, going }: { readonly text: TroubleText; readonly trouble: Trouble; readonly change: Change | null; readonly going: Going }) {
  const { act, goOnWithRun, signIn } = useActions()
  const { save } = useEvidence(going)
  const primary = (onClick: () => void) => <Button appearance="primary" onClick={onClick}>{text.label}</Button>
  return (
    <div className={styles.actions}>
      {text.does === 'goOn' && primary(() => goOnWithRun())}
      {text.does === 'signIn' && primary(() => signIn({ account: 'same', tenant: null, claims: null }))}
      {text.does === 'plan' && primary(() => go({ page: 'plan', rest: [] }))}
      {text.does === 'takeBack' && change !== null && primary(() => act({ do: 'takeBack', key: change.key }))}
      {text.does === 'report' && primary(save)}
      {text.does === 'copy' && <CopyButton text={text.request} what={words.request} label={text.label} appearance="secondary" />}
      {text.does !== 'goOn' && <Button onClick={() => goOnWithRun()}>{words.again}</Button>}
      {change !== null && change.do !== 'manual' && going.kind === 'forward' && trouble.text !== 'stopped' && <Button appearance="subtle" onClick={() => goOnWithRun(change.key)}>{words.byHand}</Button>}
    </div>
  )
}
