import { Select } from '@fluentui/react-components'
import type { Scenarios as Known } from '../../session/reads.ts'
import { startWords } from '../messages.en.ts'
import { useActions } from '../page.ts'
import styles from './SignInPart.module.css'

const words = startWords.scenarios

/** The demo's choice of a world for its local Azure. */
export function Scenarios({ scenarios }: { readonly scenarios: Known }) {
  const { scenario } = useActions()
  return (
    <div className={styles.worlds}>
      <label htmlFor="demo-world">{words.title}</label>
      <Select id="demo-world" size="small" value={scenarios.current} onChange={(_, { value }) => scenario(value)}>
        {scenarios.names.map((name) => <option key={name}>{name}</option>)}
      </Select>
      <span className={styles.small}>{words.text}</span>
    </div>
  )
}
