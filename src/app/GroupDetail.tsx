import { Button, Link } from '@fluentui/react-components'
import { useState } from 'react'
import { nameOf } from '../base/armId.ts'
import { ShortName } from '../components/ShortName.tsx'
import type { Group } from './assess.ts'
import { findingWords as words } from './designMessages.en.ts'
import { evidenceLine, sameEvidence } from './evidence.ts'
import { Evidence, Fact } from './FindingDetail.tsx'
import styles from './Findings.module.css'
import { go } from './page.ts'
import { ruleWords, stepNamed } from '../steps/words.ts'

const FIRST = 20

/** The detail of findings of one rule: the evidence once when it is the same, the places, and their one question. */
export function GroupDetail({ group }: { readonly group: Group }) {
  const [shown, setShown] = useState(FIRST)
  const [first] = group.rows
  const { why, remedy } = ruleWords(first.pair.step, first.pair.rule)
  const step = stepNamed(first.pair.step)
  const same = sameEvidence(group.rows.map(({ finding }) => finding)) === 'same'
  return (
    <div className={styles.detail}>
      <dl className={styles.facts}>
        <Fact name={words.why}>{why}</Fact>
        {same && <Fact name={words.asRead}><p>{words.evidenceSame(group.rows.length)}</p><Evidence finding={first.finding} /></Fact>}
      </dl>
      <dl className={styles.facts}><Fact name={words.remedy}>{remedy}</Fact></dl>
      <ul className={styles.places}>
        {group.rows.slice(0, shown).map((row) => (
          <li key={row.id}>
            <ShortName name={nameOf(row.finding.at)} />
            {!same && <span className={styles.small}> {evidenceLine(row.finding)}</span>}
          </li>
        ))}
      </ul>
      {shown < group.rows.length && <p>{words.rest(shown, group.rows.length)} <Link as="button" onClick={() => setShown(group.rows.length)}>{words.showRest}</Link></p>}
      {step !== undefined && <p className={styles.actions}><Button size="small" onClick={() => go({ page: 'step', step, to: { by: 'rule', name: first.pair.rule } })}>{words.fixAll(group.rows.length)}</Button></p>}
    </div>
  )
}
