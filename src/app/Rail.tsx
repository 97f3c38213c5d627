import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Circle20Regular } from '@fluentui/react-icons/svg/circle'
import { CircleHalfFill20Regular } from '@fluentui/react-icons/svg/circle-half-fill'
import { ClipboardTaskListLtr20Regular } from '@fluentui/react-icons/svg/clipboard-task-list-ltr'
import { DocumentArrowDown20Regular } from '@fluentui/react-icons/svg/document-arrow-down'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle'
import { EyeOff20Regular } from '@fluentui/react-icons/svg/eye-off'
import { TaskListSquareLtr20Regular } from '@fluentui/react-icons/svg/task-list-square-ltr'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import type { View } from '../session/derive.ts'
import type { Design } from '../session/session.ts'
import { RailState } from './apply/RailState.tsx'
import { countsOf } from '../steps/counts.ts'
import { shell } from './messages.en.ts'
import styles from './Rail.module.css'
import { today } from './review/today.ts'
import { assessment, hrefOf, pageKey, type Route, stepRoute } from './routes.ts'
import { numberOf, stepIds } from '../steps/order.ts'
import { preload } from './screens.ts'
import { stateOf, type StepState } from './states.ts'
import { stepWords } from '../steps/words.ts'

const icons = { must: ErrorCircle20Filled, answer: CircleHalfFill20Regular, unknown: EyeOff20Regular, notOpened: Circle20Regular, done: CheckmarkCircle20Regular } satisfies Record<StepState['is'], unknown>

const words = shell.rail

const stateText = ({ is, n, accepted }: StepState): string => {
  const state = shell.states[is]
  const text = typeof state === 'string' ? state : state(n)
  return accepted === 0 ? text : shell.withAccepted(text, accepted)
}

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last), ArrowUp: (at) => Math.max(at - 1, 0), Home: () => 0, End: (_, last) => last,
}

/** One tab stop with arrows: the link that is current can be tabbed to, the others are reached from it. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const move = moves[event.key]
  if (move === undefined) return
  const links = [...event.currentTarget.closest('nav')?.querySelectorAll<HTMLElement>('a') ?? []]
  const at = links.findIndex((link) => link === document.activeElement)
  event.preventDefault()
  links[move(at, links.length - 1)]?.focus()
}

interface Looks {
  readonly icon: ReactNode
  readonly title: string
  readonly state: ReactNode
  readonly number?: number
}

/** The whole map of a visit: Current, Desired, Deliver. */
export const Rail = memo(function Rail({ view, design, route }: { readonly view: View | null; readonly design: Design; readonly route: Route }) {
  const here = pageKey(route)
  const onRail = ['assessment', 'plan', 'export', 'apply'].includes(route.page) || route.page === 'step'
  const item = (to: Route, looks: Looks) => <Item to={to} current={pageKey(to) === here ? 'page' : onRail || to !== assessment ? 'no' : 'entry'} {...looks} />
  const day = today()
  const must = view === null ? 0 : countsOf(view.base.assessment).must
  return (
    <nav aria-label={words.label} className={styles.rail}>
      <h2 className={styles.part}>{words.current}</h2>
      {item(assessment, { icon: <ClipboardTaskListLtr20Regular />, title: words.assessment, state: view !== null && <span className={must > 0 ? styles.must : undefined}>{shell.states.must(must)}</span> })}
      <h2 className={styles.part}>{words.desired}</h2>
      <ol className={styles.steps}>
        {stepIds.map((step) => {
          const state: StepState = view === null ? { is: 'notOpened', n: 0, accepted: 0 } : stateOf(view, design, step, day)
          const Icon = icons[state.is]
          const text = view !== null && <span className={styles[state.is]}>{stateText(state)}</span>
          return <li key={step} onPointerEnter={() => preload(step)}>{item(stepRoute(step), { icon: <span className={styles[state.is]}><Icon /></span>, title: stepWords[step].title, state: text, number: numberOf(step) })}</li>
        })}
      </ol>
      <h2 className={styles.part}>{words.deliver}</h2>
      {item({ page: 'plan', rest: [] }, { icon: <TaskListSquareLtr20Regular />, title: words.plan, state: view !== null && shell.changes(view.plan.length) })}
      {item({ page: 'export', rest: [] }, { icon: <DocumentArrowDown20Regular />, title: words.export, state: words.exportState })}
      {item({ page: 'apply', rest: [] }, { icon: <Play20Regular />, title: words.apply, state: view !== null && <RailState /> })}
    </nav>
  )
})

function Item({ to, current, icon, title, state, number }: Looks & {
  readonly to: Route
  /** `entry`: not where the visitor is, and where the tab key enters the rail. */
  readonly current: 'page' | 'entry' | 'no'
}) {
  return (
    <a href={hrefOf(to)} onKeyDown={moveFocus} title={title} className={styles.item} tabIndex={current === 'no' ? -1 : 0} {...(current === 'page' ? { 'aria-current': 'page' as const } : {})}>
      <span className={styles.icon} aria-hidden="true">{icon}</span>
      {number !== undefined && <span className={styles.number}>{number}</span>}
      <span className={styles.title}>{title}</span>
      <span className={styles.state}>{state}</span>
    </a>
  )
}
