import { Button, Link } from '@fluentui/react-components'
import { Level } from '../components/Level.tsx'
import type { View } from '../session/derive.ts'
import type { Design } from '../session/session.ts'
import type { StepId } from '../steps/choices.ts'
import { wizardWords as words } from './designMessages.en.ts'
import { goToQuestion } from './focus.ts'
import { go } from './page.ts'
import { assessment, hrefOf, neighbour, type Route, stepRoute } from './routes.ts'
import { today } from './review/today.ts'
import { preload } from './screens.ts'
import { missingIn, stayingCounts } from './states.ts'
import styles from './StepBar.module.css'
import { stepWords } from '../steps/words.ts'

/** The bar below a step: back, what is missing, next. Next always goes on. */
export function StepBar({ step, view, design }: { readonly step: StepId; readonly view: View; readonly design: Design }) {
  const [before, after] = [neighbour(step, 'back'), neighbour(step, 'next')]
  const back: Route = before === null ? assessment : stepRoute(before)
  const next: Route = after === null ? { page: 'plan', rest: [] } : stepRoute(after)
  return (
    <div className={styles.bar}>
      <Button onClick={() => go(back)} className={styles.button}>{words.back}<span className={styles.where}>: {before === null ? words.assessment : stepWords[before].title}</span></Button>
      <Missing step={step} view={view} design={design} />
      <Button appearance="primary" className={styles.button} onClick={() => go(next)} onPointerEnter={() => { if (after !== null) preload(after) }}>
        {words.to(words.next, after === null ? words.plan : stepWords[after].title)}
      </Button>
    </div>
  )
}

function Missing({ step, view, design }: { readonly step: StepId; readonly view: View; readonly design: Design }) {
  const day = today()
  const { answers, toCorrect, must } = missingIn(view, design, step, day)
  const elsewhere = stayingCounts(view, design, day).must - must
  const first = [...toCorrect, ...answers][0]
  const field = first?.split('.').slice(0, 2).join('.')
  return (
    <p className={styles.missing}>
      {answers.length > 0 && <Level word="needed" text={words.missing(answers.length)} />}
      {toCorrect.length > 0 && <Level word="must" text={words.correct(toCorrect.length)} />}
      {field !== undefined && (
        <span data-missing>
          {/* The address stays the step's own when the question is there already, so that a second click works as the first. */}
          <Link href={hrefOf({ page: 'step', step, to: { by: 'question', name: field } })} onClick={(event) => { if (goToQuestion(field)) event.preventDefault() }}>{words.goTo}</Link>
        </span>
      )}
      {must > 0 && <Level word="must" text={words.mustHere(must)} />}
      {elsewhere > 0 && <Link href={hrefOf({ ...assessment, level: 'stays' })} className={styles.elsewhere}>{words.mustElsewhere(elsewhere)}</Link>}
    </p>
  )
}
