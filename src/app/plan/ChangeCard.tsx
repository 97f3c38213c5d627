import { Link } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { stableText } from '../../base/stableText.ts'
import type { Change, ManualTask, Reason } from '../../changes/change.ts'
import type { ChangeRights } from '../../estate/rights.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import styles from './ChangeCard.module.css'
import { ChangeSign } from './ChangeSign.tsx'
import { type DiffRow, diffRows, shownPath } from './diffRows.ts'
import type { Numbered } from './groups.ts'
import { changeName } from './changeName.ts'
import { kindOf, noticed, planMessages as words, takenBack, taskWords } from './messages.en.ts'
import { commandWords } from '../commands/messages.en.ts'
import { commandOf } from '../commands/taskCommands.ts'
import { SaidOfChange } from '../review/SaidFact.tsx'
import { hrefOf, stepRoute } from '../routes.ts'
import { RightFact } from './RightFact.tsx'

/** The element id of a change, for the tree and for links to it. */
export const changeElementId = (number: number): string => `change-${number}`

/** One change as a card: what it does property by property, why, after what, and who notices. */
export function ChangeCard({ numbered: { number, change }, reason, after, rights, stepTitle, unchanged }: {
  readonly numbered: Numbered
  readonly reason: Reason | null
  /** The numbers of the changes that have to be done before. */
  readonly after: readonly number[]
  /** What the change needs to be allowed to do; null for a task by hand. */
  readonly rights: ChangeRights | null
  readonly stepTitle: (step: string) => string
  readonly unchanged: 'shown' | 'hidden'
}) {
  const headId = `${changeElementId(number)}-head`
  return (
    <article id={changeElementId(number)} aria-labelledby={headId} className={styles.card} tabIndex={-1}>
      <header className={styles.head}>
        <span className={styles.number}>{number}</span>
        <ChangeSign change={change} />
        <h3 id={headId} className={styles.name}>{change.do === 'manual' ? changeName(change) : <Mono><ShortName name={changeName(change)} /></Mono>}</h3>
        <span className={styles.kind}>{kindOf(change.type)} · {words.does[change.do]}{change.closes ? `, ${words.closes}` : ''}</span>
        <span className={styles.copy}><CopyButton text={stableText(bodyOf(change))} what={words.copyBody} /></span>
      </header>
      {change.do === 'manual'
        ? <p className={styles.task}>{taskWords[change.task.task].text(change.task.data)}<TaskCommands task={change.task} stepTitle={stepTitle} /></p>
        : change.do === 'action' ? <p className={styles.task}>{words.registers}</p> : <Diff change={change} rows={diffRows(change).filter(({ same }) => unchanged === 'shown' || !same)} />}
      <dl className={styles.facts}>
        {reason !== null && <Fact name={words.whyHere}>{stepTitle(reason.step)}{reason.requirements.length > 0 && <>, {words.requirement.toLowerCase()} <Mono>{reason.requirements.join(', ')}</Mono></>}</Fact>}
        <Fact name={words.whyAfter}>{afterText(after)}</Fact>
        {rights !== null && <Fact name={words.right}><RightFact rights={rights} owner={change.owner} /></Fact>}
        {rights === null && change.owner !== null && <Fact name={words.owner}>{change.owner}</Fact>}
        <Fact name={words.noticed}>{noticed(change)}</Fact>
        <Fact name={words.takeBack}>{takenBack(change)}</Fact>
        <SaidOfChange of={change.key} draw={(name, said) => <Fact name={name}>{said}</Fact>} />
      </dl>
    </article>
  )
}

const LISTED = 12

const afterText = (after: readonly number[]): string => {
  if (after.length === 0) return words.nothingBefore
  const more = after.length - LISTED
  return `${after.slice(0, LISTED).join(', ')}${more > 0 ? ` ${words.moreAfter(more)}` : ''}`
}

/** Where the commands for a task are, when it has some. */
function TaskCommands({ task, stepTitle }: { readonly task: ManualTask; readonly stepTitle: (step: string) => string }) {
  const command = commandOf(task)
  return command === null ? null : <> <Link inline href={hrefOf(stepRoute(command.step))}>{commandWords.onPage(stepTitle(command.step))}</Link>.</>
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function bodyOf(change: Change) {
  const { id, type, apiVersion } = change
  switch (change.do) {
    case 'create': return { id, type, apiVersion, body: change.body }
    case 'update': return { id, type, apiVersion, before: change.before, patch: change.patch }
    case 'delete': return { id, type, apiVersion, before: change.before }
    case 'action': return { id, type, apiVersion, method: change.method, action: change.action }
    case 'manual': return { id, task: change.task.task, data: { ...change.task.data } }
  }
}

/** The property table of a change: two columns for what is new, three for what changes. */
function Diff({ change, rows }: { readonly change: Change; readonly rows: readonly DiffRow[] }) {
  const both = change.do === 'update' || change.do === 'delete'
  return (
    <table role="table" className={styles.diff}>
      <caption className={styles.hidden}>{changeName(change)}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">{words.property}</th>
          {both && <th role="columnheader" scope="col">{words.asRead}</th>}
          <th role="columnheader" scope="col">{both ? words.planned : words.fresh}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={row.path} className={row.same ? styles.same : undefined}>
            <th role="rowheader" scope="row" title={row.path}><Mono>{shownPath(row.path)}</Mono></th>
            {both && <td role="cell" className={row.same ? undefined : styles.removed}><Value value={row.before} sign={row.same ? '' : '−'} /></td>}
            <td role="cell" className={row.same || row.after === undefined ? undefined : styles.added}><Value value={row.after} sign={row.same ? '' : '+'} /></td>
          </tr>
        ))}
        {change.do === 'create' && change.secrets.map(({ path, parameter }) => (
          <tr role="row" key={path}>
            <th role="rowheader" scope="row" title={path}><Mono>{shownPath(path)}</Mono></th>
            <td role="cell"><Mono>{parameter}</Mono> · {words.secret}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ value, sign }: { readonly value: DiffRow['before']; readonly sign: string }) {
  if (value === undefined) return <span className={styles.absent}>{sign === '−' ? '− absent' : 'absent'}</span>
  const text = JSON.stringify(value, null, Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' ? 1 : 0)
  return <Mono>{sign === '' ? '' : <span>{sign} </span>}<span className={styles.value}>{text}</span></Mono>
}
