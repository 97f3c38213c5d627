/** What a region offers of what a plan makes: kinds of resources, sizes of machines and computes. A limit is quotas.ts. */
import { idKey, subscriptionOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import { apiVersion } from '../facts/ask.ts'
import { numberAt, objectsAt, textAt, textsAt } from '../resources/accessors.ts'
import { type Asking, creations, type Creation, regionIn } from './asking.ts'
import { answered, type Detail, type Forecast, providerOf } from './forecast.ts'

/** A size as a region offers it. `restricted`: Azure's words for why this subscription may not have it. */
export interface Offer { readonly family: string | null; readonly cores: number | null; readonly restricted: readonly string[] }

/** Something of the plan that is made in a size, with what its region says of the size. */
export interface Sized { readonly change: Creation; readonly region: string; readonly size: string; readonly offer: Offer | 'missing' | 'unread' }

interface Kind {
  readonly sizeAt: string
  /** Where the sizes of a region are listed, below the subscription. */
  readonly list: (region: string) => { readonly path: string; readonly query?: Readonly<Record<string, string>> }
  readonly version: string
  readonly isKind: (item: JsonObject) => boolean
  readonly offer: (item: JsonObject, region: string) => Offer
}

const coresIn = (item: JsonObject): number | null => {
  const text = objectsAt(item, 'capabilities').find((one) => textAt(one, 'name')?.toLowerCase() === 'vcpus')?.['value']
  return text === undefined || Number.isNaN(Number(text)) ? null : Number(text)
}

/** Restrictions of the whole region; a zone that lacks a size does not matter to what names no zone. */
const restrictionsIn = (item: JsonObject, region: string): readonly string[] =>
  objectsAt(item, 'restrictions').filter((one) => textAt(one, 'type')?.toLowerCase() === 'location' && textsAt(one, 'values').some((value) => idKey(value) === region)).flatMap((one) => textAt(one, 'reasonCode') ?? [])

/** What has a size, by its type in lower case. */
const kinds: Readonly<Record<string, Kind>> = {
  'microsoft.compute/virtualmachines': {
    sizeAt: 'properties.hardwareProfile.vmSize', version: apiVersion('Microsoft.Compute/skus'),
    list: (region) => ({ path: 'Microsoft.Compute/skus', query: { $filter: `location eq '${region}'` } }),
    isKind: (item) => textAt(item, 'resourceType')?.toLowerCase() === 'virtualmachines',
    offer: (item, region) => ({ family: textAt(item, 'family'), cores: coresIn(item), restricted: restrictionsIn(item, region) }),
  },
  'microsoft.machinelearningservices/workspaces/computes': {
    sizeAt: 'properties.properties.vmSize', version: apiVersion('Microsoft.MachineLearningServices/locations'),
    list: (region) => ({ path: `Microsoft.MachineLearningServices/locations/${region}/vmSizes` }),
    isKind: (item) => textsAt(item, 'supportedComputeTypes').some((one) => one.toLowerCase() === 'amlcompute'),
    offer: (item) => ({ family: textAt(item, 'family'), cores: numberAt(item, 'vCPUs'), restricted: [] }),
  },
}

/** The sizes that a plan makes something in; each list of a region is read once. */
export async function sizesOf({ plan, list }: Asking): Promise<readonly Sized[]> {
  const found = await Promise.all(creations(plan).map(async (change): Promise<readonly Sized[]> => {
    const [kind, region] = [kinds[idKey(change.type)], regionIn(change)]
    const size = kind === undefined ? null : textAt(change.body, kind.sizeAt)
    if (kind === undefined || region === null || size === null) return []
    const { path, query } = kind.list(region)
    const sizes = await list({ path: `/subscriptions/${subscriptionOf(change.id)}/providers/${path}`, apiVersion: kind.version, query })
    const item = sizes.items.filter(isObject).find((one) => kind.isKind(one) && textAt(one, 'name')?.toLowerCase() === size.toLowerCase())
    return [{ change, region, size, offer: item === undefined ? (sizes.ok ? 'missing' : 'unread') : kind.offer(item, region) }]
  }))
  return found.flat()
}

interface Said { readonly change: Creation; readonly detail: Detail }

function ofSize({ change, region, size, offer }: Sized): readonly Said[] {
  const said = (is: Detail['is'], data: Detail['data'] = {}): readonly Said[] => [{ change, detail: { at: size, is, data: { region, ...data } } }]
  if (offer === 'missing') return said('sizeMissing')
  if (offer === 'unread') return said('unread')
  return offer.restricted.length === 0 ? [] : said('sizeRestricted', { reasons: offer.restricted })
}

const plain = (region: string): string => region.replaceAll(' ', '').toLowerCase()

/** Whether the provider offers the type in the region; a type without regions is offered everywhere. */
async function ofKind({ get }: Asking, change: Creation): Promise<readonly Said[]> {
  const region = regionIn(change)
  if (region === null) return []
  const answer = await get({ path: providerOf(change), apiVersion: apiVersion('Microsoft.Resources/resourceGroups') })
  const [namespace = '', ...segments] = change.type.split('/')
  if (!answer.ok) return [{ change, detail: { at: namespace, is: 'unread', data: { region } } }]
  const type = objectsAt(answer.body, 'resourceTypes').find((one) => textAt(one, 'resourceType')?.toLowerCase() === segments.join('/').toLowerCase())
  if (type === undefined) return [{ change, detail: { at: change.type, is: 'unread', data: { region } } }]
  const regions = textsAt(type, 'locations').map(plain)
  return regions.length === 0 || regions.includes(region) ? [] : [{ change, detail: { at: change.type, is: 'kindMissing', data: { region } } }]
}

/** Sizes and kinds that a region does not offer are refused; what could not be read is unknown. */
export async function offers(asking: Asking, sizes: Promise<readonly Sized[]>): Promise<Forecast> {
  const said = [...(await sizes).flatMap(ofSize), ...(await Promise.all(creations(asking.plan).map((change) => ofKind(asking, change)))).flat()]
  const distinct = [...new Map(said.map(({ detail }) => [JSON.stringify(detail), detail])).values()]
  const missing = said.filter(({ detail }) => detail.is !== 'unread')
  if (missing.length > 0) return answered('offers', 'refused', { details: distinct, keys: [...new Set(missing.map(({ change }) => change.key))] })
  return answered('offers', distinct.length === 0 ? 'fine' : 'unknown', { details: distinct })
}
