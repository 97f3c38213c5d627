/** Whether the names of what a plan makes are free: those that are taken everywhere, and those that a deleted vault holds (F57). */
import { idKey, nameOf, subscriptionOf, typeOf } from '../base/armId.ts'
import { isObject } from '../base/json.ts'
import { apiVersion } from '../facts/ask.ts'
import { textAt } from '../resources/accessors.ts'
import { type Asking, creations, type Creation, failedAsk, regionIn } from './asking.ts'
import { answered, type Detail, type Forecast, providerOf } from './forecast.ts'

const vaults = 'microsoft.keyvault/vaults'
const checked: ReadonlySet<string> = new Set([vaults, 'microsoft.containerregistry/registries', 'microsoft.storage/storageaccounts'])

type Said = { readonly ok: true; readonly detail: Detail | null } | { readonly ok: false; readonly forecast: Forecast }

const free: Said = { ok: true, detail: null }

/** A deleted vault of this name in the region; the name comes back when it is purged. */
async function deletedVault({ get }: Asking, change: Creation): Promise<Said> {
  const region = regionIn(change)
  if (idKey(change.type) !== vaults || region === null) return free
  const answer = await get({ path: `/subscriptions/${subscriptionOf(change.id)}/providers/Microsoft.KeyVault/locations/${region}/deletedVaults/${nameOf(change.id)}`, apiVersion: apiVersion('Microsoft.KeyVault/locations') })
  if (!answer.ok) return answer.failure.is === 'notFound' ? free : { ok: false, forecast: failedAsk('names', answer.failure) }
  return { ok: true, detail: { at: nameOf(change.id), is: 'heldByDeletedVault', data: { until: textAt(answer.body, 'properties.scheduledPurgeDate') ?? '' } } }
}

async function taken(asking: Asking, change: Creation): Promise<Said> {
  const held = await deletedVault(asking, change)
  if (!held.ok || held.detail !== null) return held
  const answer = await asking.arm.post({ path: `${providerOf(change)}/checkNameAvailability`, apiVersion: change.apiVersion, body: { name: nameOf(change.id), type: typeOf(change.id) }, signal: asking.signal })
  if (!answer.ok) return { ok: false, forecast: failedAsk('names', answer.failure) }
  return isObject(answer.body) && answer.body['nameAvailable'] === false ? { ok: true, detail: { at: nameOf(change.id), is: 'taken', data: {} } } : free
}

/** Names that are taken are refused; what could not be asked is unknown. */
export async function names(asking: Asking): Promise<Forecast> {
  const made = creations(asking.plan).filter(({ type }) => checked.has(idKey(type)))
  const said = await Promise.all(made.map(async (change) => ({ change, said: await taken(asking, change) })))
  const held = said.flatMap(({ change, said: one }) => (one.ok && one.detail !== null ? [{ key: change.key, detail: one.detail }] : []))
  if (held.length > 0) return answered('names', 'refused', { details: held.map(({ detail }) => detail), keys: held.map(({ key }) => key) })
  const [unasked] = said.flatMap(({ said: one }) => (one.ok ? [] : [one.forecast]))
  return unasked === undefined ? answered('names', 'fine') : { ...unasked, result: 'unknown' }
}
