import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import { useState } from 'react'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import { changeElementId } from './ChangeCard.tsx'
import { ChangeSign } from './ChangeSign.tsx'
import { changeName } from './changeName.ts'
import styles from './ChangeTree.module.css'
import type { ChangeGroup, Numbered } from './groups.ts'
import { planMessages as words } from './messages.en.ts'

/** The changes of one phase by resource; a click shows a change in the document beside it. */
export function ChangeTree({ title, groups, onShow }: { readonly title: string; readonly groups: readonly ChangeGroup[]; readonly onShow: (number: number) => void }) {
  const count = groups.reduce((sum, { changes }) => sum + changes.length, 0)
  if (count === 0) return null
  return (
    <section>
      <h2 className={styles.title}>{title}</h2>
      <ul className={styles.list}>{groups.map((group) => <Group key={group.name} group={group} onShow={onShow} />)}</ul>
    </section>
  )
}

function Group({ group: { name, changes }, onShow }: { readonly group: ChangeGroup; readonly onShow: (number: number) => void }) {
  const [open, setOpen] = useState(false)
  const [only] = changes
  if (changes.length === 1 && only !== undefined) return <li><Row each={only} name={changeName(only.change)} onShow={onShow} /></li>
  const Chevron = open ? ChevronDown16Regular : ChevronRight16Regular
  return (
    <li>
      <button type="button" className={styles.row} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chevron aria-hidden />
        <span className={styles.name}><Mono><ShortName name={name} /></Mono></span>
        <span className={styles.count}>{words.changes(changes.length)}</span>
      </button>
      {open && <ul className={styles.inner}>{changes.map((each) => <li key={each.number}><Row each={each} name={changeName(each.change)} onShow={onShow} /></li>)}</ul>}
    </li>
  )
}

function Row({ each, name, onShow }: { readonly each: Numbered; readonly name: string; readonly onShow: (number: number) => void }) {
  return (
    <button type="button" className={styles.row} aria-controls={changeElementId(each.number)} onClick={() => onShow(each.number)}>
      <ChangeSign change={each.change} />
      <span className={styles.name}><Mono><ShortName name={name} /></Mono></span>
      <span className={styles.count}>{each.number}</span>
    </button>
  )
}
