import { Link, Select } from '@fluentui/react-components'
import { nameOf } from '../base/armId.ts'
import { FindingRow } from '../components/FindingRow.tsx'
import { LevelIcon } from '../components/Level.tsx'
import { ShortName } from '../components/ShortName.tsx'
import type { View } from '../session/derive.ts'
import { becomes, filterCounts, filtered, type Group, groupsOf, type Row } from './assess.ts'
import { findingWords as words } from './designMessages.en.ts'
import { FindingDetail, linkTo } from './FindingDetail.tsx'
import styles from './Findings.module.css'
import { GroupDetail } from './GroupDetail.tsx'
import { go, useSession } from './page.ts'
import { riskAt } from './review/riskAt.ts'
import { today } from './review/today.ts'
import type { AssessmentRoute, LevelFilter } from './routes.ts'
import { stepIds } from '../steps/order.ts'
import { ruleWords, titleOf } from '../steps/words.ts'

const filters: readonly LevelFilter[] = ['all', 'must', 'should', 'info', 'unknown', 'stays']
const columns = ['level', 'what', 'where', 'rule', 'after'] as const

/** The list of findings with its filters; filters and the open finding are in the address. */
export function Findings({ route, rows, view }: { readonly route: AssessmentRoute; readonly rows: readonly Row[]; readonly view: View }) {
  const shown = filtered(rows, route)
  const groups = groupsOf(shown)
  const all = filterCounts(rows, route.section)
  return (
    <section aria-labelledby="findings-title">
      <div className={styles.head} data-filter>
        <h2 id="findings-title" className={styles.heading}>{words.title}</h2>
        <Filters route={route} counts={all} />
        <span className={styles.count} role="status">{groups.length < shown.length ? words.grouped(shown.length, groups.length) : words.shown(shown.length)}</span>
      </div>
      {groups.length === 0
        ? <p>{words.noneHere} {all.all > 0 && route.level !== 'all' && <Link as="button" onClick={() => go({ ...route, level: 'all', open: null })}>{words.showAll(all.all)}</Link>}</p>
        : (
          <table role="table" className={styles.table}>
            <caption className={styles.hidden}>{words.caption}</caption>
            <thead role="rowgroup"><tr role="row">{columns.map((column) => <th key={column} role="columnheader" scope="col" className={styles[column]}>{words.columns[column]}</th>)}</tr></thead>
            <tbody role="rowgroup">
              {groups.map((group) => <Finding key={group.id} group={group} view={view} state={route.open === group.id || group.rows.some(({ id }) => id === route.open) ? 'open' : 'folded'}
                onToggle={(open) => go({ ...route, open })} />)}
            </tbody>
          </table>
        )}
    </section>
  )
}

function Filters({ route, counts }: { readonly route: AssessmentRoute; readonly counts: Readonly<Record<LevelFilter, number>> }) {
  const text = (level: LevelFilter) => (level === 'all' ? `${words.filters.all} ${counts.all}` : `${counts[level]} ${words.filters[level]}`)
  const offered = filters.filter((level) => level === 'all' || level === route.level || counts[level] > 0 || level === 'must' || level === 'should')
  const choose = (value: string) => go({ ...route, level: filters.find((level) => level === value) ?? 'all', open: null })
  return (
    <>
      <div role="group" aria-label={words.filterLabel} className={styles.filters}>
        {offered.map((level) => (
          <button key={level} type="button" aria-pressed={level === route.level} onClick={() => choose(level)} className={counts[level] === 0 ? `${styles.filter} ${styles.none}` : styles.filter}>
            {level !== 'all' && <LevelIcon word={level === 'stays' ? 'must' : level} />}{text(level)}
          </button>
        ))}
      </div>
      <Select aria-label={words.filterLabel} className={styles.narrowFilter} value={route.level} onChange={(_, { value }) => choose(value)}>
        {offered.map((level) => <option key={level} value={level}>{text(level)}</option>)}
      </Select>
      <Select aria-label={words.sectionLabel} value={route.section} onChange={(_, { value }) => go({ ...route, section: stepIds.find((step) => step === value) ?? 'all', open: null })}>
        <option value="all">{words.allSections}</option>
        {stepIds.map((step) => <option key={step} value={step}>{titleOf(step)}</option>)}
      </Select>
    </>
  )
}

function Finding({ group, view, state, onToggle }: {
  readonly group: Group
  readonly view: View
  readonly state: 'open' | 'folded'
  readonly onToggle: (open: string | null) => void
}) {
  const [row] = group.rows
  const { title, what } = ruleWords(row.pair.step, row.pair.rule)
  const alone = group.rows.length === 1
  const risk = useSession(({ session }) => (session.at === 'design' && row.pair.chosen !== null ? riskAt(session.risks, row.pair.chosen) : null))
  const after = alone && risk !== null && risk.until >= today() ? { word: 'info' as const, text: words.after.accepted(row.after ?? '') } : afterOf(group)
  return (
    <FindingRow level={row.now ?? 'kept'} what={alone && row.finding.verdict === undefined ? what(row.finding.data) : title} rule={row.finding.requirement}
      where={alone ? <ShortName name={nameOf(row.finding.at)} /> : words.places(group.rows.length)} after={after} state={state} onToggle={() => onToggle(state === 'open' ? null : group.id)}>
      {alone ? <FindingDetail row={row} view={view} link={linkTo(row)} /> : <GroupDetail group={group} />}
    </FindingRow>
  )
}

/** What becomes of a row or a group, in words. */
function afterOf({ rows }: Group) {
  const { word, stays } = becomes(rows)
  const left = rows.filter(({ after }) => after !== null).length
  const text = word === 'kept'
    ? (rows.length > 1 ? words.after.allKept : words.after.kept)
    : left < rows.length ? words.after.some(left, rows.length, word) : stays === 'still' ? words.after.still(word) : words.after.now(word)
  return { word, text }
}
