import { Button, Radio, RadioGroup } from '@fluentui/react-components'
import { ArrowUndo16Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { Collapsed } from '../../components/Collapsed.tsx'
import type { Applying } from '../../session/applyState.ts'
import { useActions } from '../page.ts'
import { changeName } from '../plan/changeName.ts'
import { kindOf } from '../plan/messages.en.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'

const words = applyWords.undo

/** The way back before it is gone: how much is undone, what stays, and whether what was created goes. */
export function UndoCard({ back: { plan, left, created } }: { readonly back: NonNullable<Applying['back']> }) {
  const { planUndo, undoRun } = useActions()
  return (
    <section className={styles.card} aria-labelledby="undo">
      <header className={styles.cardHead}><ArrowUndo16Regular aria-hidden /><h2 id="undo">{words.title}</h2></header>
      <div className={styles.body}>
        <p role="status">{plan.length === 0 ? words.nothing : words.counts(plan.length, left.length)}</p>
        <RadioGroup aria-label={words.created} value={created} onChange={(_, { value }) => planUndo(value === 'delete' ? 'delete' : 'leave')}>
          <Radio value="leave" label={words.leave} />
          <Radio value="delete" label={words.remove} />
        </RadioGroup>
        {left.length > 0 && (
          <Collapsed title={words.stays} count={left.length}>
            <ul>{left.map((change) => <li key={change.key}>{kindOf(change.type)} {changeName(change)}</li>)}</ul>
          </Collapsed>
        )}
        <div className={styles.actions}>
          {plan.length > 0 && <Button appearance="primary" onClick={undoRun}>{words.button(plan.length)}</Button>}
          <Button onClick={() => planUndo(null)}>{words.cancel}</Button>
        </div>
      </div>
    </section>
  )
}
