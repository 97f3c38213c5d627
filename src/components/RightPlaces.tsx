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

/** Longer parts of an action do not fit a table's column on one line. */
const ONE_LINE = 24

const piecesOf = (action: string): readonly string[] => action.split(/(?<=\/)/).flatMap((part) => (part.length > ONE_LINE ? part.split(/(?=[A-Z][a-z]+\/?$)/) : [part]))

/** An action that breaks at its slashes, and before the last word of a long part. */
export function Action({ action }: { readonly action: string }) {
  return <span className={styles.action}><Mono>{piecesOf(action).map((piece, index) => <span key={index}>{index > 0 && <wbr />}{piece}</span>)}</Mono></span>
}
