import { memo } from 'react'
import { nameOf } from '../base/armId.ts'
import { Collapsed } from '../components/Collapsed.tsx'
import { Level } from '../components/Level.tsx'
import { Mono } from '../components/Mono.tsx'
import { ruleNames, requirementOf, type View } from '../session/derive.ts'
import type { StepId } from '../steps/choices.ts'
import { findingWords, wizardWords as words } from './designMessages.en.ts'
import { AcceptRisk } from './review/AcceptRisk.tsx'
import { rulesOf, type StepRule } from './stepRules.ts'
import styles from './StepRules.module.css'
import { ruleWords } from '../steps/words.ts'

/** The rules of the step beside its questions: now, and with the choices. Kept ones are folded. */
export const StepRules = memo(function StepRules({ step, view }: { readonly step: StepId; readonly view: View }) {
  const rules = rulesOf(step, ruleNames(step), view.pairs)
  const telling = rules.filter(({ now, after }) => now !== null || after !== null)
  const kept = rules.filter(({ now, after }) => now === null && after === null)
  return (
    <section aria-labelledby="rules-title">
      <div className={styles.head}><h2 id="rules-title" className={styles.title}>{words.rules}</h2><span className={styles.quiet}>{words.nowThen}</span></div>
      {telling.length === 0 && <p>{words.noRules}</p>}
      <ul className={styles.list}>{telling.map((rule) => <Rule key={rule.rule} step={step} rule={rule} view={view} />)}</ul>
      {kept.length > 0 && (
        <Collapsed title={<Level word="kept" text={words.keptBoth(kept.length)} />}>
          <ul className={styles.kept}>{kept.map(({ rule }) => <li key={rule}><span>{ruleWords(step, rule).title}</span><Mono>{requirementOf(step, rule)}</Mono></li>)}</ul>
        </Collapsed>
      )}
    </section>
  )
})

const stateText = ({ now, after }: StepRule) => (after === null ? findingWords.after.kept : now === after ? findingWords.after.still(after) : after)

function Rule({ step, rule, view }: { readonly step: StepId; readonly rule: StepRule; readonly view: View }) {
  const { title, remedy } = ruleWords(step, rule.rule)
  const left = view.pairs.filter((pair) => pair.step === step && pair.rule === rule.rule && pair.chosen !== null)
  return (
    <li className={styles.rule}>
      <p>{title}</p>
      <p className={styles.states}>
        <Level word={rule.now ?? 'kept'} /> <span aria-hidden="true">→</span> <Level word={rule.after ?? 'kept'} text={stateText(rule)} />
        <span className={styles.id}><Mono>{requirementOf(step, rule.rule)}</Mono>{rule.places > 1 && ` ×${rule.places}`}</span>
      </p>
      {left.length > 0 && rule.after !== 'info' && (
        <Collapsed title={findingWords.remedy}>
          <p>{remedy}</p>
          <ul className={styles.places}>{left.slice(0, 8).map(({ chosen }, index) => chosen !== null && <li key={`${chosen.at}/${index}`}><Mono>{nameOf(chosen.at)}</Mono> {chosen.verdict === undefined && ruleWords(step, rule.rule).what(chosen.data)}<AcceptRisk finding={chosen} /></li>)}</ul>
        </Collapsed>
      )}
    </li>
  )
}
