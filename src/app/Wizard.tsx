import { Button } from '@fluentui/react-components'
import { Suspense } from 'react'
import { nameOf } from '../base/armId.ts'
import { ArticleLink } from '../components/ArticleLink.tsx'
import { Notes } from '../components/Notes.tsx'
import type { View } from '../session/derive.ts'
import type { Design } from '../session/session.ts'
import type { StepId } from '../steps/choices.ts'
import { steps } from '../steps/index.ts'
import { Arrival } from './Arrival.tsx'
import { StepCommands } from './commands/StepCommands.tsx'
import { countsOf } from '../steps/counts.ts'
import { wizardWords as words } from './designMessages.en.ts'
import { goToFirstQuestion, goToQuestion } from './focus.ts'
import { PageTitle } from './PageTitle.tsx'
import { useActions } from './page.ts'
import { today } from './review/today.ts'
import type { StepRoute } from './routes.ts'
import { numberOf, stepIds } from '../steps/order.ts'
import { screens } from './screens.ts'
import { missingIn } from './states.ts'
import { StepBar } from './StepBar.tsx'
import { StepChanges } from './StepChanges.tsx'
import { StepRules } from './StepRules.tsx'
import { ruleWords, stepWords } from '../steps/words.ts'
import styles from './Wizard.module.css'

interface Props {
  readonly route: StepRoute
  readonly view: View
  readonly design: Design
}

/** A step: its questions, beside them what its rules say and what it will change, below them the way on. */
export function Wizard({ route, view, design }: Props) {
  const { step } = route
  const { title, intro, section, notes } = stepWords[step]
  const { backToProposal, visit } = useActions()
  const { current } = view.base
  const { must: now } = countsOf(view.base.assessment.filter((finding) => finding.step === step))
  const { must: then } = missingIn(view, design, step, today())
  return (
    <div className={styles.step}>
      <div className={styles.content}>
        {/* A step counts as looked at once it is on the page. */}
        <Arrival go={() => visit(step)} />
        <div className={styles.head}>
          <PageTitle title={`${numberOf(step)} ${title}`} context={[`${title}, ${words.step(numberOf(step), stepIds.length)}`, nameOf(current.workspace.id)]} focus={route.to === null ? 'here' : 'elsewhere'} />
          <Button appearance="subtle" size="small" onClick={() => backToProposal(step)}>{words.backToProposal}</Button>
        </div>
        <p className={styles.intro}>{intro} <ArticleLink section={steps[step].section} title={section} /></p>
        <Suspense fallback={<p role="status">{words.loading}</p>}>
          <Questions route={route} view={view} design={design} />
        </Suspense>
        <div className={styles.notes}><Notes notes={notes} title={words.notes} /><StepCommands step={step} view={view} /></div>
      </div>
      <aside className={styles.aside} aria-label={words.rules}>
        <StepRules step={step} view={view} />
        <StepChanges step={step} view={view} />
      </aside>
      <p role="status" className={styles.said}>{words.said(title, now, then)}</p>
      <StepBar step={step} view={view} design={design} />
    </div>
  )
}

function Questions({ route: { step, to }, view, design }: Props) {
  const { choose, keepUnparsed } = useActions()
  const Screen = screens[step]
  const because = (field: string): string | null => {
    const reason = view.base.proposal.because[`${step}.${field}`]
    return reason === undefined ? null : (stepWords[step].because[reason.word]?.(reason.data ?? {}) ?? null)
  }
  return (
    <>
      <Screen current={view.base.current} desired={view.desired} choices={design.choices} proposal={view.base.proposal.choices} because={because} rights={view.rights.teams.flatMap(({ needs }) => needs)} choose={choose} unparsed={design.unparsed} keepUnparsed={keepUnparsed} />
      {to !== null && <Arrival key={`${to.by}/${to.name}`} go={() => arrive(step, to, view)} />}
    </>
  )
}

/** Goes to the question of the address: the named one, that of a rule, else the first that needs an answer, else the first. */
function arrive(step: StepId, to: NonNullable<StepRoute['to']>, view: View): void {
  const own = to.by === 'question' ? to.name : questionOf(step, to.name)
  const open = view.open[step].map((field) => `${step}.${field}`)
  if (![...(own === undefined ? [] : [own]), ...open].some(goToQuestion)) goToFirstQuestion()
}

const questionOf = (step: StepId, rule: string): string | undefined => {
  if (stepWords[step].rules[rule] === undefined) return undefined
  const { question } = ruleWords(step, rule)
  return question === undefined || question.includes('.') ? question : `${step}.${question}`
}
