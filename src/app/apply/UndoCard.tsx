import { Button, Radio, RadioGroup } from '@fluentui/react-components'
import { ArrowUndo16Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { useEffect, useMemo, useRef } from 'react'
import type { Applying } from '../../session/applyState.ts'
import { useActions } from '../page.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import { UndoParts } from './UndoParts.tsx'
import { undoing } from './undoRows.ts'

const words = applyWords.undo

/** The way back before it is gone: what exactly is put back, what stays, and whether what was created goes. */
export function UndoCard({ back: { plan, left, created } }: { readonly back: NonNullable<Applying['back']> }) {
  const { planUndo, undoRun } = useActions()
  const parts = useMemo(() => undoing(plan, left), [plan, left])
  const head = useRef<HTMLHeadingElement>(null)
  // The button that opens it stands far above.
  useEffect(() => head.current?.focus(), [])
  return (
    <section className={styles.card} aria-labelledby="undo">
      <header className={styles.cardHead}><ArrowUndo16Regular aria-hidden /><h2 id="undo" tabIndex={-1} ref={head}>{words.title}</h2></header>
      <div className={styles.body}>
        <p role="status">{plan.length === 0 ? words.nothing : words.counts(parts.putBack.length, parts.deleted.length, parts.stays.length)}</p>
        <RadioGroup className={`${styles.options} ${styles.check}`} aria-label={words.created} value={created} onChange={(_, { value }) => planUndo(value === 'delete' ? 'delete' : 'leave')}>
          <Radio value="leave" label={<span className={styles.label}>{words.leave}</span>} />
          <Radio value="delete" label={<span className={styles.label}>{words.remove}</span>} />
        </RadioGroup>
        <UndoParts undoing={parts} />
        <div className={styles.actions}>
          {plan.length > 0 && <Button appearance="primary" onClick={undoRun}>{words.button(parts.putBack.length, parts.deleted.length)}</Button>}
          <Button onClick={() => planUndo(null)}>{words.cancel}</Button>
        </div>
      </div>
    </section>
  )
}
