/** Whether the limits of a region leave room for what a plan makes (F56). Azure's counters have names of their own; one that a list lacks is unknown. */
import { idKey, subscriptionOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { ChangeKey } from '../changes/change.ts'
import { apiVersion } from '../facts/ask.ts'
import { numberAt, textAt } from '../resources/accessors.ts'
import { type Asking, creations, type Creation, regionIn } from './asking.ts'
import { answered, type Detail, type Forecast } from './forecast.ts'
import type { Sized } from './offers.ts'

/** What one change takes of one counter. `later`: not when it is made, but when it is used. */
interface Need {
  readonly key: ChangeKey
  readonly subscription: string
  readonly namespace: string
  readonly region: string
  /** The counters by Azure's names; a list may have one of them or all. */
  readonly counters: readonly string[]
  /** A part of the counter's type, where two have one name. */
  readonly kind: string
  readonly amount: number
  readonly when: 'now' | 'later'
}

/** Counters of networks by type (azure-types example network-usages; Azure/azure-powershell, example of Get-AzQuota for Microsoft.Network). */
const networkCounters: Readonly<Record<string, readonly string[]>> = {
  'microsoft.network/virtualnetworks': ['VirtualNetworks'], 'microsoft.network/networksecuritygroups': ['NetworkSecurityGroups'], 'microsoft.network/networkinterfaces': ['NetworkInterfaces'],
  'microsoft.network/natgateways': ['NatGateways'], 'microsoft.network/privateendpoints': ['PrivateEndpoints'], 'microsoft.network/routetables': ['RouteTables'],
  'microsoft.network/publicipaddresses': ['PublicIPAddresses', 'StandardSkuPublicIpAddresses', 'IPv4StandardSkuPublicIpAddresses'],
}

type Common = Pick<Need, 'key' | 'subscription' | 'region'>

const commonOf = (change: Creation, region: string): Common => ({ key: change.key, subscription: subscriptionOf(change.id), region })

function ofNetworks(change: Creation): readonly Need[] {
  const [counters, region] = [networkCounters[idKey(change.type)], regionIn(change)]
  return counters === undefined || region === null ? [] : [{ ...commonOf(change, region), namespace: 'Microsoft.Network', counters, kind: '', amount: 1, when: 'now' }]
}

/** A machine takes its cores when it is made, a cluster when its first node starts. */
function ofSizes({ change, region, size, offer }: Sized): readonly Need[] {
  const isMachine = idKey(change.type) === 'microsoft.compute/virtualmachines'
  const common = { ...commonOf(change, region), namespace: isMachine ? 'Microsoft.Compute' : 'Microsoft.MachineLearningServices', kind: '', amount: 1, when: 'now' } as const
  const itself: Need = { ...common, counters: [isMachine ? 'virtualMachines' : 'TotalClusters'] }
  const known = typeof offer === 'string' || offer.family === null || offer.cores === null ? null : { family: offer.family, amount: offer.cores }
  if (known === null) return [itself, { ...common, counters: [size] }]
  if (isMachine) return [itself, { ...common, counters: ['cores'], amount: known.amount }, { ...common, counters: [known.family], amount: known.amount }]
  return [itself, { ...common, counters: [known.family], kind: 'dedicatedcores', amount: known.amount, when: 'later' }]
}

/** Needs of the same counter as one. */
function summed(needs: readonly Need[]): readonly (Need & { readonly keys: readonly ChangeKey[] })[] {
  const sums = new Map<string, Need & { readonly keys: readonly ChangeKey[] }>()
  for (const need of needs) {
    const key = JSON.stringify([need.subscription, need.namespace, need.region, need.counters, need.kind])
    const before = sums.get(key)
    sums.set(key, { ...need, amount: need.amount + (before?.amount ?? 0), keys: [...(before?.keys ?? []), need.key] })
  }
  return [...sums.values()]
}

const isCounter = ({ counters, kind }: Need) => (item: JsonObject): boolean =>
  counters.some((name) => name.toLowerCase() === textAt(item, 'name.value')?.toLowerCase()) && (textAt(item, 'type') ?? '').toLowerCase().includes(kind)

interface Said { readonly keys: readonly ChangeKey[]; readonly detail: Detail }

async function room({ list }: Asking, need: ReturnType<typeof summed>[number]): Promise<readonly Said[]> {
  const { subscription, namespace, region, counters, amount, keys, when } = need
  const usages = await list({ path: `/subscriptions/${subscription}/providers/${namespace}/locations/${region}/usages`, apiVersion: apiVersion(`${namespace}/locations`) })
  const found = usages.items.filter(isObject).filter(isCounter(need))
  if (found.length === 0) return [{ keys, detail: { at: counters[0] ?? '', is: 'uncounted', data: { region } } }]
  return found.flatMap((item): readonly Said[] => {
    const [used, limit] = [numberAt(item, 'currentValue'), numberAt(item, 'limit')]
    const at = textAt(item, 'name.value') ?? ''
    if (used === null || limit === null) return [{ keys, detail: { at, is: 'uncounted', data: { region } } }]
    // Azure writes -1 where there is no limit.
    return limit < 0 || limit - used >= amount ? [] : [{ keys, detail: { at, is: when === 'now' ? 'tooFew' : 'tooFewLater', data: { region, need: amount, left: Math.max(0, limit - used), limit } } }]
  })
}

/** A limit that is too low now is refused, one that will be too low later is worth a look; what is not counted is unknown. */
export async function quotas(asking: Asking, sizes: Promise<readonly Sized[]>): Promise<Forecast> {
  const needs = summed([...creations(asking.plan).flatMap(ofNetworks), ...(await sizes).flatMap(ofSizes)])
  const said = (await Promise.all(needs.map((need) => room(asking, need)))).flat()
  const is = (word: Detail['is']): readonly Said[] => said.filter(({ detail }) => detail.is === word)
  const details = [...is('tooFew'), ...is('tooFewLater'), ...is('uncounted')].map(({ detail }) => detail)
  const keysOf = (some: readonly Said[]): readonly ChangeKey[] => [...new Set(some.flatMap(({ keys }) => keys))]
  if (is('tooFew').length > 0) return answered('quotas', 'refused', { details, keys: keysOf(is('tooFew')) })
  if (is('tooFewLater').length > 0) return answered('quotas', 'attention', { details, keys: keysOf(is('tooFewLater')) })
  return answered('quotas', details.length === 0 ? 'fine' : 'unknown', { details })
}
