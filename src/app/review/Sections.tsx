import { Button } from '@fluentui/react-components'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { Collapsed } from '../../components/Collapsed.tsx'
import { Topology } from '../../components/Topology.tsx'
import { TopologyList } from '../../components/TopologyList.tsx'
import type { View } from '../../session/derive.ts'
import { ChargeTable } from '../../steps/ChargeTable.tsx'
import { chargeWords } from '../../steps/charges.en.ts'
import { AllowTables } from '../../steps/outbound/AllowTables.tsx'
import { fieldWords } from '../../steps/outbound/messages.en.ts'
import { layout } from '../../topology/layout.ts'
import { useNarrow } from '../narrow.ts'
import { useActions, useSession } from '../page.ts'
import { planMessages } from '../plan/messages.en.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { RiskTable, SectionCounts, SettledTable, StayingTable } from './FindingTables.tsx'
import { reviewWords as words } from './messages.en.ts'
import { usePrinting } from './printing.ts'
import { type ChangeItem, nameOfItem, type ReviewRows, type ReviewSection } from './rows.ts'
import styles from './Sections.module.css'

const Paths = lazy(() => import('../plan/Paths.tsx').then((module) => ({ default: module.Paths })))

/** The parts of a review that the list beside it leads to. */
export type Part = Exclude<keyof typeof words.nav, 'label'>

/** The element of a part. */
export const partId = (part: Part): string => `review-${part}`

/** One part of a review with its heading, which takes the focus when it is gone to. */
export function Section({ part, title, text, children }: { readonly part: Part; readonly title: string; readonly text?: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={partId(part)} className={styles.section}>
      <h2 id={partId(part)} tabIndex={-1} className={styles.title}>{title} {text !== undefined && <span>{text}</span>}</h2>
      {children}
    </section>
  )
}

/** The closings first, then what was accepted, what stays and what ends, then what only adds. `part`: who may answer. */
export function ItemSections({ rows, view }: { readonly rows: ReviewRows; readonly view: View }) {
  const { closings, accepted, additions, byHand, sections } = rows
  return (
    <>
      <Section part="closings" title={words.closings.title} text={words.closings.text(closings.length)}>
        {closings.length === 0 ? <p>{words.closings.none}</p> : <ChangeTable caption={words.closings.title} changes={closings} last="notices" />}
      </Section>
      <Section part="risks" title={words.risks.title} text={words.risks.text(accepted.length)}>
        {accepted.length === 0 ? <p className={styles.quiet}>{words.risks.none}</p> : <RiskTable accepted={accepted} />}
      </Section>
      <Section part="rules" title={words.rules.title} text={words.rules.text}>
        <div className={styles.counts}><SectionCounts sections={sections} /></div>
        {sections.map((section) => <Findings key={section.step} section={section} />)}
      </Section>
      <Additions additions={additions} />
      {byHand.length > 0 && (
        <Section part="byHand" title={words.byHand.title} text={words.byHand.text(byHand.length)}>
          <ChangeTable caption={words.byHand.title} changes={byHand} last="why" />
        </Section>
      )}
      {rows.report.charges !== null && <Section part="charges" title={chargeWords.title}><ChargeTable charges={rows.report.charges} /></Section>}
      <PathsPart view={view} />
      <Section part="topology" title={words.topology.title} text={words.topology.text}><Open view={view} /></Section>
      {rows.report.allowed !== null && <Section part="firewall" title={fieldWords.allowed.title} text={words.firewall.text}><AllowTables list={rows.report.allowed} /></Section>}
    </>
  )
}

function Findings({ section: { title, staying, settled } }: { readonly section: ReviewSection }) {
  const printing = usePrinting()
  if (staying.length + settled.length === 0) return null
  return (
    <div className={styles.findings}>
      <h3 className={styles.sub}>{title}</h3>
      {staying.length > 0 && <StayingTable title={title} staying={staying} />}
      {settled.length > 0 && (printing === 'yes'
        ? <SettledTable title={title} settled={settled} />
        : <Collapsed title={words.rules.settled(settled.length)}>{() => <SettledTable title={title} settled={settled} />}</Collapsed>)}
    </div>
  )
}

function Additions({ additions }: { readonly additions: readonly ChangeItem[] }) {
  const [state, setState] = useState<'folded' | 'open'>('folded')
  const printing = usePrinting()
  const open = state === 'open' || printing === 'yes'
  return (
    <Section part="additions" title={words.additions.title} text={words.additions.text(additions.length)}>
      {additions.length === 0 ? <p>{words.additions.none}</p> : (
        <>
          <p className={styles.tools}>
            <Button size="small" aria-expanded={open} onClick={() => setState(open ? 'folded' : 'open')}>{open ? words.additions.hide : words.additions.show(additions.length)}</Button>
            <AcceptAll additions={additions} />
          </p>
          {open && <ChangeTable caption={words.additions.title} changes={additions} last="why" />}
        </>
      )}
    </Section>
  )
}

function AcceptAll({ additions }: { readonly additions: readonly ChangeItem[] }) {
  const review = useSession((state) => state.review)
  const { respond } = useActions()
  if (review?.is !== 'open') return null
  const left = additions.map(({ item }) => nameOfItem(item)).filter((name) => review.responses.items[name] === undefined)
  return left.length === 0 ? null : <Button size="small" appearance="subtle" onClick={() => respond(left, { response: 'accept', note: '' })}>{words.additions.acceptAll(left.length)}</Button>
}

function PathsPart({ view }: { readonly view: View }) {
  const [wanted, setWanted] = useState<'no' | 'yes'>('no')
  const printing = usePrinting()
  const { base: { current }, desired, plan, choices } = view
  // What was not worked out is no part of what is printed.
  if (wanted === 'no' && printing === 'yes') return null
  return (
    <Section part="paths" title={words.paths.title} text={words.paths.text}>
      {wanted === 'no'
        ? <p className={styles.tools}><Button size="small" onClick={() => setWanted('yes')}>{words.paths.show}</Button></p>
        : <Suspense fallback={<p role="status">{planMessages.loading}</p>}><Paths current={current} desired={desired} plan={plan} choices={choices} /></Suspense>}
    </Section>
  )
}

function Open({ view }: { readonly view: View }) {
  const narrow = useNarrow()
  const { base: { current: before }, desired } = view
  const strips = useMemo(() => [['current', layout(before)], ['desired', layout(desired)]] as const, [before, desired])
  return (
    <div className={styles.two}>
      {strips.map(([picture, strip]) => {
        const title = words.topology.strip(words.topology[picture])
        return (
          <div key={picture}>
            <h3 className={styles.sub}>{words.topology[picture]}</h3>
            {narrow ? <TopologyList strip={strip} title={title} /> : <><Topology strip={strip} title={title} /><span className={styles.hidden}><TopologyList strip={strip} title={title} /></span></>}
          </div>
        )
      })}
    </div>
  )
}
