import { Button, Checkbox } from '@fluentui/react-components'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { idKey } from '../../base/armId.ts'
import type { Change, ChangeKey, Reason } from '../../changes/change.ts'
import type { View } from '../../session/derive.ts'
import { FoldedCharges } from '../../steps/ChargeTable.tsx'
import { charges } from '../../steps/charges.ts'
import { ChangeCard, changeElementId } from './ChangeCard.tsx'
import { ChangeTree } from './ChangeTree.tsx'
import { groupsOf, type Numbered, numbered } from './groups.ts'
import { planMessages as words } from './messages.en.ts'
import styles from './PlanView.module.css'
import { rightsMessages } from './rights.messages.en.ts'
import { Rights } from './Rights.tsx'

// The forecast of paths walks every journey at every moment; it is loaded when it is wanted.
const Paths = lazy(() => import('./Paths.tsx').then((module) => ({ default: module.Paths })))

type Filter = 'all' | 'prepare' | 'lockdown' | 'byHand'

const admits: Readonly<Record<Filter, (change: Change) => boolean>> = {
  all: () => true,
  prepare: ({ phase, do: what }) => phase === 'prepare' && what !== 'manual',
  lockdown: ({ phase, do: what }) => phase === 'lockdown' && what !== 'manual',
  byHand: ({ do: what }) => what === 'manual',
}

const filters: readonly Filter[] = ['all', 'prepare', 'lockdown', 'byHand']

/** The parts of the plan page; the address says which is shown. */
export type PlanPart = 'changes' | 'paths' | 'rights' | 'review'

/** Every change of the plan before it exists, and what it needs to be allowed to do. */
export function PlanView({ heading, part, hrefs, view, readAt, stepTitle, onExport, share, review }: {
  readonly heading: ReactNode
  readonly part: PlanPart
  readonly hrefs: Readonly<Record<PlanPart, string>>
  readonly view: View
  /** When the estate was read, in words. */
  readonly readAt: string
  readonly stepTitle: (step: string) => string
  readonly onExport: () => void
  /** The button that makes a review link, and the part about reviews. */
  readonly share: ReactNode
  readonly review: ReactNode
}) {
  const { plan, reasons, rights, desired, base: { current } } = view
  const numbers = useMemo(() => new Map(plan.map(({ key }, index) => [key, index + 1])), [plan])
  const byHand = plan.filter(admits.byHand).length
  const charged = useMemo(() => charges(current, desired), [current, desired])
  const count = useMemo(() => (wanted: 'refused' | 'unknown') => rights.teams.flatMap(({ needs }) => needs).filter(({ right }) => right === wanted).length, [rights])
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        {heading}
        <span className={styles.actions}>{share}<Button appearance="primary" onClick={onExport}>{words.export}</Button></span>
      </div>
      <p className={styles.intro}>{plan.length === 0 ? words.empty : words.intro(plan.length - byHand, byHand, readAt)}</p>
      <Parts part={part} hrefs={hrefs} notHeld={count('refused')} unknown={count('unknown')} />
      {part === 'changes' && plan.length === 0 && <p>{words.emptyNext} <a href={hrefs.review}>{words.parts.review}</a></p>}
      {part === 'changes' && plan.length > 0 && <FoldedCharges charges={charged} />}
      {part === 'changes' && plan.length > 0 && <Changes plan={plan} numbers={numbers} reasons={reasons} rights={rights} stepTitle={stepTitle} />}
      {part === 'paths' && <Suspense fallback={<p role="status">{words.loading}</p>}><Paths current={view.base.current} desired={view.desired} plan={plan} choices={view.choices} /></Suspense>}
      {part === 'rights' && <Rights rights={rights} numbers={numbers} />}
      {part === 'review' && review}
    </div>
  )
}

const parts: readonly PlanPart[] = ['changes', 'paths', 'rights', 'review']

/** The parts as links; what is not held is counted beside its part. */
function Parts({ part, hrefs, notHeld, unknown }: { readonly part: PlanPart; readonly hrefs: Readonly<Record<PlanPart, string>>; readonly notHeld: number; readonly unknown: number }) {
  return (
    <nav aria-label={words.partsLabel} className={styles.parts}>
      {parts.map((each) => (
        <a key={each} href={hrefs[each]} aria-current={each === part ? 'page' : undefined}>
          {words.parts[each]}{each === 'rights' && notHeld > 0 && <span className={styles.notHeld}> {rightsMessages.notHeld(notHeld)}</span>}
          {each === 'rights' && notHeld === 0 && unknown > 0 && <span className={styles.unknown}> {rightsMessages.unknown(unknown)}</span>}
        </a>
      ))}
    </nav>
  )
}

/** The changes, property by property, in the order in which they can be done; beside them a tree of them. */
function Changes({ plan, numbers, reasons, rights, stepTitle }: {
  readonly plan: readonly Change[]
  readonly numbers: ReadonlyMap<ChangeKey, number>
  readonly reasons: ReadonlyMap<string, Reason>
  readonly rights: View['rights']
  readonly stepTitle: (step: string) => string
}) {
  const [filter, setFilter] = useState<Filter>('all')
  const [unchanged, setUnchanged] = useState<'shown' | 'hidden'>('hidden')
  const changes = useMemo(() => numbered(plan), [plan])
  const shown = changes.filter(({ change }) => admits[filter](change))
  const count = (each: Filter): number => plan.filter(admits[each]).length
  const show = (number: number) => {
    setFilter('all')
    requestAnimationFrame(() => {
      const card = document.getElementById(changeElementId(number))
      card?.scrollIntoView({ block: 'start' })
      card?.focus({ preventScroll: true })
    })
  }
  const phase = (each: 'prepare' | 'lockdown') => (
    <Phase key={each} phase={each} changes={shown.filter(({ change }) => change.phase === each)} render={({ number, change }) => (
      <ChangeCard key={change.key} numbered={{ number, change }} reason={reasons.get(idKey(change.id)) ?? null} stepTitle={stepTitle} unchanged={unchanged}
        rights={change.do === 'manual' ? null : (rights.byChange.get(change.key) ?? null)} after={change.after.flatMap((key) => numbers.get(key) ?? []).sort((one, other) => one - other)} />
    )} />
  )
  return (
    <div className={styles.columns}>
      <nav className={styles.tree} aria-label={words.treeLabel}>
        <ChangeTree title={`${count('prepare')} ${words.prepareHead.toLowerCase()}: ${words.prepareText}`} groups={groupsOf(changes, 'prepare', words.zonesTogether)} onShow={show} />
        <ChangeTree title={`${count('lockdown')} ${words.lockdownHead.toLowerCase()}: ${words.lockdownText}`} groups={groupsOf(changes, 'lockdown', words.zonesTogether)} onShow={show} />
      </nav>
      <div className={styles.document}>
        <div className={styles.tools}>
          <div role="group" aria-label={words.filterLabel} className={styles.filters}>
            {filters.map((each) => <button key={each} type="button" aria-pressed={filter === each} onClick={() => setFilter(each)}>{words[each](count(each))}</button>)}
          </div>
          <Checkbox label={words.unchanged} checked={unchanged === 'shown'} onChange={(_, { checked }) => setUnchanged(checked === true ? 'shown' : 'hidden')} />
        </div>
        {shown.length === 0 ? <p>{words.noneOfThese}</p> : <>{phase('prepare')}{phase('lockdown')}</>}
      </div>
    </div>
  )
}

function Phase({ phase, changes, render }: { readonly phase: 'prepare' | 'lockdown'; readonly changes: readonly Numbered[]; readonly render: (each: Numbered) => ReactNode }) {
  if (changes.length === 0) return null
  return (
    <section>
      <h2 className={styles.phase}>{phase === 'prepare' ? words.prepareHead : words.lockdownHead} <span>{phase === 'prepare' ? words.prepareText : words.lockdownText}</span></h2>
      {changes.map(render)}
    </section>
  )
}
