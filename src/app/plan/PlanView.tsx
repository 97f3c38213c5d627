import { Button, Checkbox } from '@fluentui/react-components'
import { type ReactNode, useMemo, useState } from 'react'
import { idKey } from '../../base/armId.ts'
import type { Change, Reason } from '../../changes/change.ts'
import { ChangeCard, changeElementId } from './ChangeCard.tsx'
import { ChangeTree } from './ChangeTree.tsx'
import { groupsOf, type Numbered, numbered } from './groups.ts'
import { planMessages as words } from './messages.en.ts'
import styles from './PlanView.module.css'

type Filter = 'all' | 'prepare' | 'lockdown' | 'byHand'

const admits: Readonly<Record<Filter, (change: Change) => boolean>> = {
  all: () => true,
  prepare: ({ phase, do: what }) => phase === 'prepare' && what !== 'manual',
  lockdown: ({ phase, do: what }) => phase === 'lockdown' && what !== 'manual',
  byHand: ({ do: what }) => what === 'manual',
}

const filters: readonly Filter[] = ['all', 'prepare', 'lockdown', 'byHand']

/** Every change of the plan before it exists, property by property, in the order in which it can be done. */
export function PlanView({ heading, plan, reasons, readAt, stepTitle, onExport }: {
  readonly heading: ReactNode
  readonly plan: readonly Change[]
  readonly reasons: ReadonlyMap<string, Reason>
  /** When the estate was read, in words. */
  readonly readAt: string
  readonly stepTitle: (step: string) => string
  readonly onExport: () => void
}) {
  const [filter, setFilter] = useState<Filter>('all')
  const [unchanged, setUnchanged] = useState<'shown' | 'hidden'>('hidden')
  const changes = useMemo(() => numbered(plan), [plan])
  const numbers = useMemo(() => new Map(changes.map(({ number, change }) => [change.key, number])), [changes])
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
        after={change.after.flatMap((key) => numbers.get(key) ?? []).sort((one, other) => one - other)} />
    )} />
  )
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        {heading}
        <Button appearance="primary" onClick={onExport}>{words.export}</Button>
      </div>
      <p className={styles.intro}>{plan.length === 0 ? words.empty : words.intro(plan.length - count('byHand'), count('byHand'), readAt)}</p>
      {plan.length > 0 && (
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
      )}
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
