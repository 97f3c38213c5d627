/** Whether the names of an endpoint lead to it, where somebody else writes the records. */
import { parseArmId } from '../base/armId.ts'
import { endpointsOf, entryOf, networkOf } from '../estate/questions.ts'
import { answerFor } from '../reach/dns.ts'
import { hopOf } from '../reach/journey.ts'
import { groupOf, hostOf } from '../reach/names.ts'
import type { Site } from './closing.ts'
import { look } from './look.ts'
import type { Unlike } from './progress.ts'
import { estateSeen, idsKnown } from './state.ts'
import { goalsFor } from './targets.ts'

/** What is not there yet, nothing when all is; `unread` where Azure did not let us see it. */
export type Found = readonly Unlike[] | 'unread'

/** Reads the endpoint, its zones and their records, and asks for each of its names as its network does. */
export async function namesByHand(endpointId: string, { state, desk }: Site): Promise<Found> {
  const { desired } = state.beginning
  const planned = entryOf(desired.endpoints, parseArmId(endpointId))
  if (planned === undefined) return 'unread'
  const { failure, unread } = await look({ id: planned.targetId }, desired, { ids: idsKnown(state) }, desk)
  // What was not read just now may be as it was hours ago.
  if (failure !== null || unread.length > 0) return 'unread'
  const now = estateSeen(state)
  if (!endpointsOf(now, planned.targetId).some(({ id }) => id === planned.id)) return [{ path: planned.id, expected: '', found: '' }]
  const network = networkOf(planned.subnetId)
  const goals = goalsFor({ id: planned.targetId }, desired).filter(({ service }) => planned.groups.includes(groupOf(service)))
  const answers = goals.flatMap((goal) => answerFor(now, goal, network, hopOf('name', 'passes', 'resolvedBy', { at: network })).map((answer) => ({ goal, answer })))
  if (answers.some(({ answer }) => answer.leads === 'unknown')) return 'unread'
  return answers.flatMap(({ goal, answer }) => (answer.leads === 'private' ? [] : [{ path: hostOf(now, goal), expected: addressesOf(now.endpoints.find(({ id }) => id === planned.id)?.names), found: answer.leads }]))
}

const addressesOf = (names: unknown): string => (Array.isArray(names) ? [...new Set(names.map(({ address }: { readonly address: string }) => address))].join(', ') : '')
