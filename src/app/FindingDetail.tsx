import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { nameOf, typeOf } from '../base/armId.ts'
import { ArticleLink } from '../components/ArticleLink.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { Level } from '../components/Level.tsx'
import { Mono } from '../components/Mono.tsx'
import { sources } from '../facts/sources.ts'
import type { View } from '../session/derive.ts'
import { steps } from '../steps/index.ts'
import { requirements } from '../steps/requirements.ts'
import type { Finding } from '../steps/rule.ts'
import { unreadSentence } from '../steps/unread.en.ts'
import type { Row } from './assess.ts'
import { findingWords as words } from './designMessages.en.ts'
import { seenIn } from './evidence.ts'
import styles from './Findings.module.css'
import { changeFor } from './inPlan.ts'
import { go, useSession } from './page.ts'
import { hrefOf } from './routes.ts'
import { AcceptRisk } from './review/AcceptRisk.tsx'
import { riskWords } from './review/messages.en.ts'
import { SaidOfFinding } from './review/SaidFact.tsx'
import { ruleWords, stepNamed, stepWords } from '../steps/words.ts'

/** The detail of a finding: why it matters, what was read, where it is said, what to do, and what the choices do. */
export function FindingDetail({ row, view, link }: { readonly row: Row; readonly view: View; readonly link: string }) {
  const { finding } = row
  const { why, remedy } = ruleWords(finding.step, finding.rule)
  const change = row.after === null ? changeFor(finding, view.plan, view.reasons) : null
  return (
    <div className={styles.detail}>
      <dl className={styles.facts}>
        <Fact name={words.why}>{why}</Fact>
        <Fact name={words.asRead}><Evidence finding={finding} /></Fact>
        <Fact name={words.where}><Mono>{finding.at}</Mono></Fact>
        <Fact name={words.source}><Source finding={finding} /></Fact>
      </dl>
      <dl className={styles.facts}>
        <Fact name={words.remedy}>{remedy}</Fact>
        <Fact name={words.choices}>
          {row.after === null ? <Level word="kept" text={change === null ? words.keptBy : words.inPlan(change)} /> : words.notKept}
        </Fact>
        <People row={row} view={view} />
      </dl>
      <Actions row={row} change={change} link={link} />
    </div>
  )
}

/** What people said of a finding that stays: whether it is accepted, and what reviewers answered. */
function People({ row: { pair: { chosen } }, view }: { readonly row: Row; readonly view: View }) {
  const session = useSession((state) => state.session)
  if (chosen === null || session.at !== 'design') return null
  return (
    <>
      <Fact name={riskWords.name}><AcceptRisk finding={chosen} /></Fact>
      <SaidOfFinding finding={chosen} view={view} design={session} draw={(name, said) => <Fact name={name}>{said}</Fact>} />
    </>
  )
}

/** One line of a detail. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}

/** What was read at the place, as property and value. */
export function Evidence({ finding }: { readonly finding: Finding }) {
  const seen = seenIn(finding)
  // A resource provider's name is its type.
  const [type, name] = [typeOf(finding.at), nameOf(finding.at)]
  const unread = unreadSentence(finding.data)
  return (
    <>
      {unread !== null && <p>{unread}</p>}
      {seen.map(({ property, value }) => <p key={property}><Mono>{property} = <b>{value}</b></Mono></p>)}
      <p className={styles.small}><Mono>{type}</Mono>{name === type ? null : <> · <Mono>{name}</Mono></>}</p>
    </>
  )
}

function Source({ finding }: { readonly finding: Finding }) {
  const step = stepNamed(finding.step)
  const ids = [finding.requirement, ...finding.also]
  const pages = [...new Set(ids.flatMap((id) => requirements[id].source.replaceAll('+', '').split(',').map((key) => key.trim())))].filter((key) => key !== 'A' && sources[key] !== undefined)
  return (
    <>
      {step !== undefined && <p><ArticleLink section={steps[step].section} title={stepWords[step].section} /></p>}
      <p className={styles.small}><Mono>{ids.join(', ')}</Mono>{pages.map((key) => ` · ${sources[key]?.title ?? key}`)}</p>
    </>
  )
}

function Actions({ row, change, link }: { readonly row: Row; readonly change: number | null; readonly link: string }) {
  const step = stepNamed(row.pair.step)
  return (
    <p className={styles.actions}>
      {step !== undefined && <Button size="small" onClick={() => go({ page: 'step', step, to: { by: 'rule', name: row.pair.rule } })}>{words.fix}</Button>}
      {change !== null && <Button size="small" onClick={() => go({ page: 'plan', rest: ['change', String(change)] })}>{words.showChange(change)}</Button>}
      <CopyButton text={link} what={row.pair.rule} label={words.copyLink} />
    </p>
  )
}

/** The address of a finding, to be copied. */
export const linkTo = (row: Row): string => new URL(hrefOf({ page: 'assessment', level: 'all', section: 'all', open: row.id }), location.href).href
