import { nameOf, subscriptionOf } from '../../base/armId.ts'
import type { Owned } from './calls.ts'
import { cliWords as words } from './messages.en.ts'

/** What stands above both scripts. */
export const headOf = ({ team, input: { about } }: Owned): readonly string[] =>
  [words.head(nameOf(about.workspaceId), about.takenAt), ...(team === null ? [] : [words.team(team)]), words.how, words.needs]

/** The subscriptions that a folder's script writes in: where another team's are only read, `--did` stands for what cannot be. */
export const subscriptionsOf = ({ team, input: { plan } }: Owned): readonly string[] =>
  [...new Set(plan.flatMap((change) => (change.owner === team && change.do !== 'manual' ? [subscriptionOf(change.id)] : [])))]
