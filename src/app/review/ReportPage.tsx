import { Button } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { digest } from '../../changes/digest.ts'
import { Mono } from '../../components/Mono.tsx'
import { clouds } from '../../facts/clouds.ts'
import type { View } from '../../session/derive.ts'
import type { Design } from '../../session/session.ts'
import { PageTitle } from '../PageTitle.tsx'
import { go } from '../page.ts'
import { when } from '../words.ts'
import { BeforeAfter } from './Counts.tsx'
import { reportPageWords as words, reviewWords } from './messages.en.ts'
import { useReplied } from './replied.ts'
import styles from './ReportPage.module.css'
import { AnswersContext } from './Response.tsx'
import { reviewRows } from './rows.ts'
import { ItemSections } from './Sections.tsx'
import { shortDigest } from './ReviewView.tsx'
import { today } from './today.ts'

/** The report of a plan as a page to print and file. */
export function ReportPage({ view, design }: { readonly view: View; readonly design: Design }) {
  const [day] = useState(() => today())
  const rows = useMemo(() => reviewRows(view, design.risks, day), [view, design.risks, day])
  const replied = useReplied(design, view)
  const { current } = view.base
  const name = nameOf(current.workspace.id)
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageTitle title={words.heading[0]} context={[words.title, name]}><span className={styles.name}>{name}</span></PageTitle>
        <span className={styles.tools}><Button onClick={() => go({ page: 'plan', rest: ['review'] })}>{words.back}</Button><Button appearance="primary" onClick={() => print()}>{words.print}</Button></span>
      </div>
      <p className={styles.quiet}>{words.about(when(current.takenAt), clouds[current.cloud].label, shortDigest(digest(view.plan)))} {reviewWords.summary(rows.additions.length, rows.closings.length, rows.byHand.length)} {reviewWords.scope}</p>
      <p className={styles.quiet}><Mono>{current.workspace.id}</Mono></p>
      <BeforeAfter before={rows.report.before} after={rows.report.after} />
      <AnswersContext value={replied}><ItemSections rows={rows} view={view} /></AnswersContext>
    </div>
  )
}
