import { memo, type ReactNode } from 'react'
import { nameOf } from '../../base/armId.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { FindingRow } from '../../report/report.ts'
import { wordOf } from '../../steps/counts.ts'
import { ruleWords } from '../../steps/words.ts'
import { reviewWords as words } from './messages.en.ts'
import { NoteRow, Response } from './Response.tsx'
import type { FindingItem, ReviewSection } from './rows.ts'
import styles from './Tables.module.css'

const counted = ['must', 'should', 'info', 'unknown', 'kept'] as const

function Table({ caption, last, children }: { readonly caption: string; readonly last: ReactNode; readonly children: ReactNode }) {
  return (
    <table role="table" className={styles.table}>
      <caption className={styles.hidden}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className={styles.level}>{words.columns.level}</th>
          <th role="columnheader" scope="col" className={styles.rule}>{words.columns.rule}</th>
          <th role="columnheader" scope="col">{words.rules.columns.what}</th>
          <th role="columnheader" scope="col" className={styles.last}>{last}</th>
          <th role="columnheader" scope="col" className={styles.response}>{words.columns.response}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  )
}

const Row = memo(function Row({ each: { item, finding, risk } }: { readonly each: FindingItem }) {
  const { title, what } = ruleWords(finding.step, finding.rule)
  const text = finding.verdict === 'unknown' ? title : what(finding.data)
  const name = nameOf(finding.at)
  return (
    <>
      <tr role="row">
        <td role="cell" className={styles.level}><Level word={wordOf(finding)} /></td>
        <td role="cell" className={styles.rule}><Mono>{finding.requirement}</Mono></td>
        <th role="rowheader" scope="row">{text}{risk !== null && <span className={styles.kind}><ShortName name={name} /></span>}</th>
        <td role="cell" className={styles.last}>
          {risk === null ? <Mono><ShortName name={name} /></Mono> : <>“{risk.reason}” <span className={risk.state === 'expired' ? styles.expired : styles.kind}>{risk.state === 'expired' ? words.risks.expired(risk.until) : words.risks.until(risk.until)}</span></>}
        </td>
        <td role="cell" className={styles.response}><Response item={item} what={`${finding.requirement} ${name}`} /></td>
      </tr>
      <NoteRow item={item} what={`${finding.requirement} ${name}`} span={5} />
    </>
  )
})

/** Findings that somebody accepted, with reason and last day. */
export const RiskTable = ({ accepted }: { readonly accepted: readonly FindingItem[] }) => (
  <Table caption={words.risks.title} last={words.columns.reason}>{accepted.map((each) => <Row key={each.item.key} each={each} />)}</Table>
)

/** Findings of a section that stay and that nobody accepted. */
export const StayingTable = ({ title, staying }: { readonly title: string; readonly staying: readonly FindingItem[] }) => (
  <Table caption={`${title}: ${words.rules.stays(staying.length)}`} last={words.rules.columns.where}>{staying.map((each) => <Row key={each.item.key} each={each} />)}</Table>
)

/** Findings that the plan settles. */
export function SettledTable({ title, settled }: { readonly title: string; readonly settled: readonly FindingRow[] }) {
  return (
    <DataTable caption={`${title}: ${words.rules.settled(settled.length)}`} rows={settled} rowKey={({ key }) => key} columns={[
      { key: 'before', head: words.rules.columns.before, cell: ({ before }) => <Level word={before ?? 'kept'} /> },
      { key: 'rule', head: words.columns.rule, cell: ({ requirement }) => <Mono>{requirement}</Mono> },
      { key: 'what', head: words.rules.columns.what, kind: 'rowHead', cell: ({ title: rule }) => rule },
      { key: 'where', head: words.rules.columns.where, cell: ({ name }) => <ShortName name={name} /> },
      { key: 'after', head: words.rules.columns.after, cell: () => <Level word="kept" /> },
    ]} />
  )
}

/** The counts of every section, before and after. */
export function SectionCounts({ sections }: { readonly sections: readonly ReviewSection[] }) {
  return (
    <DataTable caption={words.rules.caption} narrow="table" rows={sections} rowKey={({ step }) => step} columns={[
      { key: 'section', head: words.rules.section, kind: 'rowHead', cell: ({ title }) => title },
      ...counted.map((word) => ({
        key: word, head: word, kind: 'number' as const,
        cell: ({ before, after }: ReviewSection) => <span className={after[word] === 0 ? styles.zero : styles[word]}>{words.rules.change(before[word], after[word])}</span>,
      })),
    ]} />
  )
}
