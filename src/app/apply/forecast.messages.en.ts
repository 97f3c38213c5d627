import type { Detail } from '../../session/applyState.ts'
import { count, listed, when } from '../words.ts'

type Data = Detail['data']

const text = (data: Data, key: string): string => {
  const value = data[key]
  return value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value)
}

const MOST_PATHS = 4

/** A few paths, and how many more. */
const paths = (data: Data, key = 'paths'): string => {
  const value = data[key]
  const all = typeof value === 'object' ? value : []
  return all.length <= MOST_PATHS ? listed(all) : `${all.slice(0, MOST_PATHS).join(', ')} and ${all.length - MOST_PATHS} more`
}

const does: Readonly<Record<string, (of: string) => string>> = {
  create: () => 'ARM would make it', delete: () => 'ARM would delete it', nochange: () => 'ARM finds it there already, without a change',
  modify: (of) => (of === '' ? 'ARM finds it there already' : `ARM also foresees ${of}`),
}

const other = (data: Data): string => does[text(data, 'does')]?.(paths(data)) ?? `ARM says ${text(data, 'does')}`

/** What is said of one thing that a forecast found; `at` is its name. */
export const detailWords: Readonly<Record<Detail['is'], (at: string, data: Data) => string>> = {
  appeared: (at) => `${at} is new`, gone: (at) => `${at} is gone`, changed: (at, data) => `${at}, ${paths(data)}`,
  denies: (at, data) => (text(data, 'scope') === '' ? at : `${at} on ${text(data, 'scope')}`),
  taken: (at) => `${at} is taken`, heldByDeletedVault: (at, data) => `${at} is held by a deleted vault${text(data, 'until') === '' ? '' : ` until ${when(text(data, 'until'))}`}; recover it, choose another name, or have it purged`,
  sizeMissing: (at, data) => `${at} is not among the sizes of ${text(data, 'region')}`, sizeRestricted: (at, data) => `${at} is not open to this subscription in ${text(data, 'region')} (${text(data, 'reasons')})`,
  kindMissing: (at, data) => `${at} is not offered in ${text(data, 'region')}`, unread: (at, data) => `${at} in ${text(data, 'region')} could not be read`,
  tooFew: (at, data) => `${at} in ${text(data, 'region')}: ${text(data, 'need')} needed, ${text(data, 'left')} of ${text(data, 'limit')} left`,
  tooFewLater: (at, data) => `${at} in ${text(data, 'region')}: the cluster can be made, but its first node needs ${text(data, 'need')}, and ${text(data, 'left')} of ${text(data, 'limit')} are left`,
  uncounted: (at, data) => `${at} in ${text(data, 'region')} is not counted for us`,
  agrees: () => 'as planned', otherwise: (_, data) => other(data), notForeseen: (_, data) => `ARM foresees no change of ${paths(data)}`, notListed: () => 'ARM does not list it', notPlanned: (_, data) => `not in the plan: ${other(data)}`,
  notEvaluated: (_, data) => `ARM did not work it out${text(data, 'reason') === '' ? '' : `: ${text(data, 'reason')}`}`, noise: (_, data) => `${count(Number(data['count'] ?? 0), 'entry is', 'entries are')} known noise`,
  registersFirst: () => 'ARM looks at it once the providers are registered, which this plan does first',
}

/** What the plan does to a resource that what-if was asked about. */
export const planWords = (data: Data): string => (data['plan'] === undefined ? 'not touched' : data['plan'] === 'makes' ? 'makes it' : paths(data, 'plan'))

/** The words around what-if and a changed estate. */
export const forecastWords = {
  foreseen: 'ARM what-if beside the plan', columns: { resource: 'Resource', plan: 'This plan', arm: 'ARM what-if' },
  foreseenText: 'An estimate by Azure, which may list changes that do not happen. It decides nothing: each change is read again before it is written, and read back after it.',
  noise: (n: number) => `${count(n, 'further entry is', 'further entries are')} known noise and left out: what a template does not name is listed as deleted, and stays.`,
  asPlanned: (n: number) => `${count(n, 'resource', 'resources')} as planned`, otherwise: (n: number) => `${n} otherwise`, notPlanned: (n: number) => `${n} that the plan does not name`, notSaid: (n: number) => `${n} not foreseen by ARM`,
  changed: 'The estate is no longer as it was when you reviewed the plan. Nothing was written. Read it again: your answers are kept, and the plan is made anew.', readAgain: 'Read again and plan again',
} as const
