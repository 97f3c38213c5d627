/** What is known before a run without asking anything further: rights, registrations, locks, addresses. Pure. */
import { type ArmId, idKey, isWithin, subscriptionOf, typeOf } from '../base/armId.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { changedBetween } from '../discovery/compare.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { addressDemand, type LinkGroup } from '../facts/ask.ts'
import { privateLink } from '../facts/privateLink.ts'
import { rightsOf } from '../resources/rights.ts'
import type { Trouble } from './progress.ts'

/** A question of the preflight. */
export type Question = 'estate' | 'rights' | 'providers' | 'locks' | 'addresses' | 'denyAssignments' | 'names' | 'offers' | 'quotas' | 'validate' | 'whatIf'

/** One thing that was found: where, what is said of it, and what fills the words. */
export interface Detail {
  /** An id, or Azure's name of a size, a kind or a counter. */
  readonly at: string
  readonly is:
    | 'appeared' | 'gone' | 'changed' | 'denies' | 'taken' | 'heldByDeletedVault' | 'sizeMissing' | 'sizeRestricted' | 'kindMissing' | 'unread' | 'tooFew' | 'tooFewLater' | 'uncounted'
    | 'agrees' | 'otherwise' | 'notForeseen' | 'notListed' | 'notPlanned' | 'notEvaluated' | 'noise' | 'registersFirst'
  readonly data: Readonly<Record<string, string | number | readonly string[]>>
}

/** An answer. `estimate`: Azure's own forecast, which may list what does not happen (F77); it never opens a gate. */
export interface Forecast {
  readonly question: Question
  readonly result: 'fine' | 'attention' | 'refused' | 'unknown' | 'estimate'
  readonly found: readonly string[]
  readonly details: readonly Detail[]
  readonly keys: readonly ChangeKey[]
  readonly trouble: Trouble | null
}

export const answered = (question: Question, result: Forecast['result'], more: Partial<Pick<Forecast, 'found' | 'details' | 'keys' | 'trouble'>> = {}): Forecast =>
  ({ question, result, found: more.found ?? [], details: more.details ?? [], keys: more.keys ?? [], trouble: more.trouble ?? null })

/** Whether anything that the plan touches is different from when it was reviewed, and what; what it touches comes first. */
export function estateForecast(reviewed: Snapshot, fresh: Snapshot, plan: readonly Change[]): Forecast {
  const { added, removed, changed } = changedBetween(reviewed, fresh)
  const touched = new Set(plan.map(({ id }) => idKey(id)))
  const isTouched = ({ at }: Detail): boolean => touched.has(idKey(at))
  const all: readonly Detail[] = [
    ...added.map(({ id }): Detail => ({ at: id, is: 'appeared', data: {} })), ...removed.map(({ id }): Detail => ({ at: id, is: 'gone', data: {} })),
    ...changed.map(({ id, differences }): Detail => ({ at: id, is: 'changed', data: { paths: differences.map(({ path }) => path) } })),
  ]
  const met = all.filter(isTouched)
  const details = [...met, ...all.filter((detail) => !isTouched(detail))]
  const keys = plan.filter(({ id }) => met.some(({ at }) => idKey(at) === idKey(id))).map(({ key }) => key)
  if (met.length > 0) return answered('estate', 'refused', { details, keys })
  return answered('estate', details.length > 0 ? 'attention' : 'fine', { details })
}

/** The id of the provider that a change writes through. */
export const providerOf = ({ id }: Pick<Change, 'id'>): ArmId => `/subscriptions/${subscriptionOf(id)}/providers/${typeOf(id).split('/')[0] ?? ''}` as ArmId

/** The rights of each change, as the permissions API says them: expected, never promised. */
export function rightsForecast(plan: readonly Change[], current: Estate, desired: Estate): Forecast {
  const all = rightsOf(plan, { current, desired })
  const of = (right: 'refused' | 'unknown'): readonly ChangeKey[] => [...all].filter(([, one]) => one.right === right).map(([key]) => key)
  const found = [...new Set([...all.values()].flatMap(({ needs }) => needs.filter(({ right }) => right !== 'allowed').map(({ action, scope }) => `${action} ${scope}`)))]
  if (of('refused').length > 0) return answered('rights', 'refused', { found, keys: of('refused') })
  return of('unknown').length > 0 ? answered('rights', 'unknown', { found, keys: of('unknown') }) : answered('rights', 'fine')
}

/** Providers that the plan writes through and registers in none of its changes; the platform's own are always registered. */
export function neededProviders(plan: readonly Change[]): readonly ArmId[] {
  const registered = new Set(plan.filter((change) => change.do === 'action').map(({ id }) => idKey(id)))
  const written = plan.filter((change) => change.do !== 'manual' && change.do !== 'action').map(providerOf)
  return [...new Map(written.map((id) => [idKey(id), id])).values()].filter((id) => !/microsoft\.(authorization|resources)$/i.test(id) && !registered.has(idKey(id)))
}

/** Providers that are not registered, and that no change of the plan registers. */
export function providersForecast(plan: readonly Change[], { providers }: Pick<Estate, 'providers'>): Forecast {
  const needed = neededProviders(plan)
  const stateOf = (id: string) => providers.find((provider) => idKey(provider.id) === idKey(id))?.state
  const missing = needed.filter((id) => stateOf(id) === 'notRegistered')
  const unseen = needed.filter((id) => stateOf(id) === undefined)
  const keys = plan.filter((change) => missing.some((id) => idKey(id) === idKey(providerOf(change)))).map(({ key }) => key)
  if (missing.length > 0) return answered('providers', 'refused', { found: missing, keys })
  return unseen.length > 0 ? answered('providers', 'unknown', { found: unseen }) : answered('providers', 'fine')
}

/** Locks over what the plan writes: ReadOnly stops every write, CanNotDelete a deletion (F54). */
export function locksForecast(plan: readonly Change[], { locks }: Estate): Forecast {
  const over = (change: Change) => locks.filter(({ scope, level }) => isWithin(change.id, scope) && (level === 'ReadOnly' || change.do === 'delete'))
  const stopped = plan.filter((change) => change.do !== 'manual' && over(change).length > 0)
  const found = [...new Set(stopped.flatMap(over).map(({ id }) => id as string))]
  return stopped.length === 0 ? answered('locks', 'fine') : answered('locks', 'refused', { found, keys: stopped.map(({ key }) => key) })
}

/** Whether the existing subnets have room for the new endpoints; Azure counts its own five as used (F68). */
export function addressesForecast(plan: readonly Change[], current: Estate, desired: Estate): Forecast {
  const made = plan.filter((change) => change.do === 'create' && idKey(change.type) === 'microsoft.network/privateendpoints')
  const demand = new Map<string, { readonly need: number; readonly keys: readonly ChangeKey[] }>()
  for (const { id, key } of made) {
    const endpoint = desired.endpoints.find((one) => one.id === id)
    if (endpoint === undefined) continue
    const need = endpoint.groups.reduce((sum, group) => sum + (isGroup(group) ? addressDemand(group) : 1), 0)
    const before = demand.get(endpoint.subnetId) ?? { need: 0, keys: [] }
    demand.set(endpoint.subnetId, { need: before.need + need, keys: [...before.keys, key] })
  }
  const full = [...demand].flatMap(([subnetId, { need, keys }]) => {
    const usage = current.usages.find((one) => one.subnetId === subnetId)
    return usage !== undefined && usage.limit - usage.used < need ? [{ text: `${subnetId}: ${need} of ${usage.limit - usage.used}`, keys }] : []
  })
  return full.length === 0 ? answered('addresses', 'fine') : answered('addresses', 'refused', { found: full.map(({ text }) => text), keys: full.flatMap(({ keys }) => keys) })
}

const isGroup = (group: string): group is LinkGroup => Object.hasOwn(privateLink, group)
