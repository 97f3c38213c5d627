import { Button, Link } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { nameOf } from '../base/armId.ts'
import { Collapsed } from '../components/Collapsed.tsx'
import { componentMessages } from '../components/messages.en.ts'
import { LevelIcon } from '../components/Level.tsx'
import { Topology } from '../components/Topology.tsx'
import { TopologyList } from '../components/TopologyList.tsx'
import { ruleNames, type View } from '../session/derive.ts'
import type { Design } from '../session/session.ts'
import { layout } from '../topology/layout.ts'
import { rowsOf, sectionsOf } from './assess.ts'
import { countsOf } from '../steps/counts.ts'
import { overviewWords as words } from './designMessages.en.ts'
import { CountsBar } from './CountsBar.tsx'
import { Findings } from './Findings.tsx'
import { SaveSnapshot } from './live/SaveSnapshot.tsx'
import { WhatChanged } from './live/WhatChanged.tsx'
import styles from './Overview.module.css'
import { useNarrow } from './narrow.ts'
import { PageTitle } from './PageTitle.tsx'
import { go } from './page.ts'
import { assessment, type AssessmentRoute, stepRoute } from './routes.ts'
import { stepIds } from '../steps/order.ts'
import { today } from './review/today.ts'
import { SectionTable } from './SectionTable.tsx'
import { stayingCounts } from './states.ts'
import { titleOf } from '../steps/words.ts'
import { Unread } from './Unread.tsx'
import { listed, when } from './words.ts'

/** What breaks the rules now, and what of it the choices settle. */
export function Overview({ route, view, design }: { readonly route: AssessmentRoute; readonly view: View; readonly design: Design }) {
  const { current, assessment: found } = view.base
  const rows = useMemo(() => rowsOf(view.pairs), [view.pairs])
  const sections = useMemo(() => sectionsOf(found, ruleNames), [found])
  const rules = stepIds.flatMap(ruleNames).length
  const first = stepIds[0] ?? 'access'
  const workspace = nameOf(current.workspace.id)
  const others = design.snapshot.resources.length - 1
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <div>
          <PageTitle title={words.title} context={[words.page, workspace]} />
          <p className={styles.intro}>{words.intro(workspace, others, when(current.takenAt), rules)}{current.unread.length > 0 && ` ${words.unread(current.unread.length)}`}</p>
        </div>
        <span className={styles.actions}><SaveSnapshot design={design} /><Button appearance="primary" onClick={() => go(stepRoute(first))}>{words.begin(titleOf(first))}</Button></span>
      </div>
      <WhatChanged />
      <CountBar view={view} design={design} kept={sections.reduce((sum, { kept }) => sum + kept, 0)} />
      <Nothing view={view} />
      <Unread view={view} />
      <div className={styles.two}>
        <SectionTable sections={sections} />
        <Strip view={view} />
      </div>
      <Findings route={route} rows={rows} view={view} />
      {current.otherTypes.length > 0 && <p className={styles.others}>{words.otherTypes(listed(current.otherTypes.map(({ type, count }) => `${type} (${count})`)))}</p>}
    </div>
  )
}

function CountBar({ view, design, kept }: { readonly view: View; readonly design: Design; readonly kept: number }) {
  const now = countsOf(view.base.assessment)
  const then = stayingCounts(view, design, today())
  const answers = Object.values(view.open).flat().length
  const own = JSON.stringify(design.choices) === JSON.stringify(view.base.proposal.choices) ? words.withProposal : words.withChoices
  return (
    <div className={styles.counts}>
      <CountsBar label={words.countsLabel} counts={{ ...now, kept }} />
      <p>
        {own} <b className={then.must > 0 ? styles.must : undefined}>{words.must(then.must)}</b>, {then.accepted > 0 && `${words.accepted(then.accepted)}, `}{words.answersOpen(answers)}
        {then.must > 0 && <> <Link as="button" onClick={() => go({ ...assessment, level: 'stays' })}>{words.stays}</Link></>}
      </p>
    </div>
  )
}

/** The sentence for an estate in which nothing is broken and nothing unknown; it promises no more than that. */
function Nothing({ view }: { readonly view: View }) {
  const { must, should, unknown } = countsOf(view.base.assessment)
  if (must + should + unknown + view.base.current.unread.length > 0) return null
  return (
    <div className={styles.nothing}>
      <LevelIcon word="kept" />
      <p><b>{words.none}</b> {view.plan.length === 0 && words.noneEmpty} {words.noneText}</p>
    </div>
  )
}

const pictures = ['current', 'prepared', 'desired'] as const

function Strip({ view }: { readonly view: View }) {
  const [picture, setPicture] = useState<(typeof pictures)[number]>('current')
  const narrow = useNarrow()
  const { base, prepared, desired } = view
  const shown = { current: base.current, prepared, desired }[picture]
  const strip = useMemo(() => layout(shown), [shown])
  const title = `${words.open}: ${words.pictures[picture]}`
  return (
    <section aria-labelledby="strip-title" className={styles.strip}>
      <div className={styles.stripHead}>
        <h2 id="strip-title" className={styles.heading}>{words.open}</h2>
        <div role="group" aria-label={words.openLabel} className={styles.pictures}>
          {pictures.map((one) => <button key={one} type="button" aria-pressed={one === picture} onClick={() => setPicture(one)}>{words.pictures[one]}</button>)}
        </div>
      </div>
      {narrow ? <TopologyList strip={strip} title={title} /> : (
        <>
          <Topology strip={strip} title={title} />
          <p className={styles.legend}>{componentMessages.strip.legend}</p>
          <Collapsed title={componentMessages.strip.asList}>{() => <TopologyList strip={strip} title={title} />}</Collapsed>
        </>
      )}
    </section>
  )
}
