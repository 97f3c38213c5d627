import { nameOf, subscriptionOf } from '../../base/armId.ts'
import { type Owned, spokenOf } from './calls.ts'
import { cliWords as words } from './messages.en.ts'

/** What stands above both scripts. */
export const headOf = ({ team, input: { about } }: Owned): readonly string[] =>
  [words.head(nameOf(about.workspaceId), about.takenAt), ...(team === null ? [] : [words.team(team)]), words.how, words.needs]

/** The subscriptions that a folder's script reads or writes in. */
export const subscriptionsOf = (owned: Owned): readonly string[] => [...new Set(spokenOf(owned).map(([, change]) => subscriptionOf(change.id)))]
