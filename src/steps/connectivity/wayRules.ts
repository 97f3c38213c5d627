/** Whether there is a way in at all (CONN-01), and whether one that is there leads to the workspace (WKSP-26). */
import type { Estate } from '../../estate/estate.ts'
import type { Choices } from '../choices.ts'
import { concernedNetworkIds } from '../concerned.ts'
import { type Place, unknownAt } from '../rule.ts'
import { accessWord } from '../sentences.ts'
import { judgedWays, stopData, unseenAt, wayData } from './leads.ts'
import { unreadWay } from './ways.ts'

/** Must where the public way is or will be shut; while it stays open, a warning. */
const levelOf = (estate: Estate, choices: Choices): Pick<Place, 'level'> =>
  estate.workspace.exposure.publicAccess === 'closed' || choices.workspace.publicAccess === 'disable' ? {} : { level: 'should' }

const dataOf = (estate: Estate, { connectivity }: Choices) => ({ publicNetworkAccess: accessWord(estate.workspace.exposure.publicAccess), method: connectivity.method })

/** A place at the workspace: something of the ways in could not be looked for; null where everything was. */
function unreadPlace(estate: Estate, choices: Choices): Place | null {
  const unread = concernedNetworkIds(estate, choices).map((network) => unreadWay(estate, network)).find((what) => what !== null) ?? null
  return unread === null ? null : { ...unknownAt(estate.workspace.id, unread, dataOf(estate, choices)), ...levelOf(estate, choices) }
}

const isPlanned = (estate: Estate): boolean => estate.tasks.some(({ task }) => task === 'buildGateway')

/** CONN-01: a method that is there, that is planned, or that a person has named. Whether it leads to the workspace is asked separately. */
export function wayExists(estate: Estate, choices: Choices): readonly Place[] {
  if (judgedWays(estate, choices).length > 0 || isPlanned(estate) || choices.connectivity.method === 'alreadyConnected') return []
  return [unreadPlace(estate, choices) ?? { at: estate.workspace.id, ...levelOf(estate, choices), data: dataOf(estate, choices) }]
}

/** WKSP-26: of the ways that are there, one leads to the workspace. The word of a person counts where nothing that is seen speaks against it. */
export function wayLeads(estate: Estate, choices: Choices): readonly Place[] {
  const { method, resolution } = choices.connectivity
  const found = judgedWays(estate, choices)
  const doubtful = found.find(({ stop }) => stop?.verdict === 'unknown')
  const stopped = found.find(({ stop }) => stop?.verdict === 'fails')
  if (found.some(({ stop }) => stop === null) || isPlanned(estate)) return []
  const [at, level, data] = [estate.workspace.id, levelOf(estate, choices), dataOf(estate, choices)]
  if (doubtful !== undefined && doubtful.stop !== null) {
    const isSaid = method === 'alreadyConnected' || resolution === 'attested' || resolution === 'forwarders'
    return isSaid ? [] : [{ ...unseenAt(at, doubtful.stop.hop, { ...data, ...wayData(doubtful) }), ...level }]
  }
  if (stopped === undefined || stopped.stop === null) return []
  return [unreadPlace(estate, choices) ?? { at, ...level, data: { ...data, ...wayData(stopped), ...stopData(stopped.stop.hop) } }]
}
