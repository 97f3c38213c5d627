import { LockClosed16Regular } from '@fluentui/react-icons/svg/lock-closed'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import { Link } from '@fluentui/react-components'
import { memo } from 'react'
import { ShortName } from '../components/ShortName.tsx'
import type { Change, Phase } from '../changes/change.ts'
import type { View } from '../session/derive.ts'
import type { StepId } from '../steps/choices.ts'
import { wizardWords as words } from './designMessages.en.ts'
import { kindOf, taskTitle } from './plan/messages.en.ts'
import { hrefOf } from './routes.ts'
import { shownName } from './words.ts'
import { type Alike, alike, changedIn, changesOf } from './stepChanges.ts'
import styles from './StepChanges.module.css'

/** Lines of a phase, and names of a line, that are shown. */
const [SHOWN, NAMED] = [12, 6]
const phases: readonly Phase[] = ['prepare', 'lockdown']

/** What the step's answers will change, by phase. */
export const StepChanges = memo(function StepChanges({ step, view }: { readonly step: StepId; readonly view: View }) {
  const byPhase = phases.map((phase) => ({ phase, changes: alike(changesOf(step, phase, view.plan, view.reasons)) }))
  const all = byPhase.reduce((count, { changes }) => count + sum(changes), 0)
  return (
    <section aria-labelledby="changes-title" className={styles.section}>
      <div className={styles.head}><h2 id="changes-title" className={styles.title}>{words.changes}</h2><span className={styles.quiet}>{words.ofChanges(all, view.plan.length)}</span></div>
      {all === 0 && <p>{words.noChanges}</p>}
      {byPhase.map(({ phase, changes }) => changes.length > 0 && (
        <div key={phase}>
          <h3 className={styles.phase}>{words[phase]}</h3>
          <ul className={styles.list}>{changes.slice(0, SHOWN).map((some) => <Line key={some[0].key} changes={some} />)}</ul>
          {changes.length > SHOWN && <Link href={hrefOf({ page: 'plan', rest: [] })}>{words.moreChanges(sum(changes.slice(SHOWN)))}</Link>}
        </div>
      ))}
    </section>
  )
})

const sum = (groups: readonly Alike[]): number => groups.reduce((total, { length }) => total + length, 0)

function Line({ changes }: { readonly changes: Alike }) {
  const [change] = changes
  const names = [...new Set(changes.map(({ id }) => shownName(id)))]
  const more = names.length - NAMED
  return (
    <li>
      <span className={change.closes ? styles.closes : styles[change.do]}><Sign change={change} /></span>
      <span className={styles.what}>
        {change.do === 'manual' ? taskTitle(change.task) : names.slice(0, NAMED).map((name) => <ShortName key={name} name={name} />)}
        {more > 0 && <span>{words.moreNames(more)}</span>}
        <span className={styles.quiet}>{change.do === 'update' ? updateText(change) : change.do === 'manual' ? words.byHand : kindOf(change.type)}{words.times(changes.length)}</span>
      </span>
    </li>
  )
}

const updateText = ({ patch, before, type }: Extract<Change, { do: 'update' }>): string => {
  const changed = changedIn(patch, before)
  const shown = changed.slice(0, 3).map((one) => `${one.path} ${one.before} → ${one.after}`)
  return shown.length === 0 ? kindOf(type) : `${shown.join('; ')}${changed.length > shown.length ? ' …' : ''}`
}

/** The sign of a change, as text for those who hear it. */
function Sign({ change }: { readonly change: Change }) {
  if (change.closes) return <LockClosed16Regular role="img" aria-label={words.closes} />
  switch (change.do) {
    case 'create': case 'action': return <span aria-label={words.does[change.do]} role="img">+</span>
    case 'update': return <span aria-label={words.does.update} role="img">~</span>
    case 'delete': return <span aria-label={words.does.delete} role="img">−</span>
    case 'manual': return <Person16Regular role="img" aria-label={words.byHand} />
  }
}
