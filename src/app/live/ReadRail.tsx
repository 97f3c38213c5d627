import { Circle20Regular } from '@fluentui/react-icons/svg/circle'
import { ClipboardTaskListLtr20Regular } from '@fluentui/react-icons/svg/clipboard-task-list-ltr'
import { DocumentArrowDown20Regular } from '@fluentui/react-icons/svg/document-arrow-down'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { TaskListSquareLtr20Regular } from '@fluentui/react-icons/svg/task-list-square-ltr'
import type { ReactNode } from 'react'
import { shell } from '../messages.en.ts'
import rail from '../Rail.module.css'
import { numberOf, stepIds } from '../../steps/order.ts'
import { titleOf } from '../../steps/words.ts'
import styles from './ReadPage.module.css'

const words = shell.rail

function Item({ icon, title, number, current = 'no' }: { readonly icon: ReactNode; readonly title: string; readonly number?: number; readonly current?: 'page' | 'no' }) {
  return (
    <span className={rail.item} {...(current === 'page' ? { 'aria-current': 'page' as const } : {})}>
      <span className={rail.icon}>{icon}</span>
      {number !== undefined && <span className={rail.number}>{number}</span>}
      <span className={rail.title}>{title}</span>
    </span>
  )
}

/** Where the rail will be once there is something to go to: seen and not heard, and nothing in it can be pressed. */
export function ReadRail() {
  return (
    <div className={styles.rail} aria-hidden="true">
      <div className={rail.rail}>
        <p className={rail.part}>{words.current}</p>
        <Item icon={<ClipboardTaskListLtr20Regular />} title={words.assessment} current="page" />
        <p className={rail.part}>{words.desired}</p>
        {stepIds.map((step) => <Item key={step} icon={<span className={rail.notOpened}><Circle20Regular /></span>} title={titleOf(step)} number={numberOf(step)} />)}
        <p className={rail.part}>{words.deliver}</p>
        <Item icon={<TaskListSquareLtr20Regular />} title={words.plan} />
        <Item icon={<DocumentArrowDown20Regular />} title={words.export} />
        <Item icon={<Play20Regular />} title={words.apply} />
      </div>
    </div>
  )
}
