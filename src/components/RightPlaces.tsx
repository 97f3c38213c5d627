import type { ArmId } from '../base/armId.ts'
import { rightPlaces } from '../estate/rights.ts'
import { Mono } from './Mono.tsx'
import { componentMessages } from './messages.en.ts'
import { ShortName } from './ShortName.tsx'
import styles from './RightPlaces.module.css'

/**
 * Where a right is needed: one or two resources by name, several by their resource group.
 *
 *     <RightPlaces scopes={needs.map(({ scope }) => scope)} />
 */
export function RightPlaces({ scopes }: { readonly scopes: readonly ArmId[] }) {
  return (
    <ul className={styles.places}>
      {rightPlaces(scopes).map(({ name, group, scopes: inside }) => (
        <li key={inside[0]} title={inside.join('\n')}>
          {name === null ? <>{componentMessages.several(inside.length)} <Mono><ShortName name={group} /></Mono></> : <Mono><ShortName name={name} /></Mono>}
        </li>
      ))}
    </ul>
  )
}

/** An action that breaks at its slashes only. */
export function Action({ action }: { readonly action: string }) {
  return <span className={styles.action}><Mono>{action.split('/').map((part, index) => <span key={index}>{index > 0 && <>/<wbr /></>}{part}</span>)}</Mono></span>
}
