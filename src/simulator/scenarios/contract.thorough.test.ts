/** The scenarios' bodies and the answers that the simulator makes itself, held against the schemas that Microsoft publishes (azure-types/README.md, "Response body"). */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '../../base/json.ts'
import { virtualClock } from '../clock.ts'
import { openCloud } from '../cloud.ts'
import { textIn } from '../fields.ts'
import { ask, query } from '../fixtures/asking.ts'
import { present, publishedName, schemaIn, validatorOf } from '../fixtures/schemas.ts'
import { typeKeyOf } from '../shelf.ts'
import { hub } from './hub.ts'
import { open } from './open.ts'
import { secured } from './secured.ts'
import { worldOf } from './snapshot.ts'

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.filter((one: Json) => one !== null).map((one: Json) => withoutNulls(one))
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]) => [key, withoutNulls(inner)])) : value
}

/** Gateway connections name their gateways by id alone, though the schema wants more (azure-types/README.md, known deviations). */
const recorded = /^\/properties\/(virtualNetworkGateway[12]|localNetworkGateway2)$/

const complaints = (validate: ValidateFunction, body: Json): readonly string[] => {
  validate(withoutNulls(body))
  return (validate.errors ?? []).filter(({ instancePath }) => !recorded.test(instancePath)).map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`)
}

describe.skipIf(!present)('the bodies of a scenario', () => {
  it.each([['open', open], ['hub', hub], ['secured', secured]] as const)('%s have the published properties and values', (_, file) => {
    const bodies = file['resources'] as readonly JsonObject[]
    const wrong = bodies.flatMap((body) => complaints(validatorOf(typeKeyOf(textIn(body, 'id'))), { ...body, type: shapeName(body) }).map((one) => `${textIn(body, 'id')} ${one}`))
    expect(wrong).toEqual([])
  })
})

/** The types compare without case. */
const shapeName = (body: JsonObject): string => publishedName(typeKeyOf(textIn(body, 'id')))

describe.skipIf(!present)('an answer that the simulator makes itself', () => {
  const cloud = openCloud(worldOf(secured, virtualClock('2026-11-23T08:00:00Z')))
  const operations = present ? (schemaIn('operations.schemas.json') as JsonObject)['$defs'] as JsonObject : {}
  const definitions = Object.fromEntries(Object.entries(operations).filter(([key]) => key !== 'ResourceGroupList'))
  const shapes = new Ajv2020({ strict: false, validateSchema: false, code: { optimize: false } }).addSchema({ $id: 'operations', $defs: definitions })
  const shape = (name: string): ValidateFunction => shapes.getSchema(`operations#/$defs/${name}`) ?? expect.fail(`no shape ${name}`)
  const sub = textIn(secured, 'workspaceId').split('/').slice(0, 3).join('/')
  const network = `${sub}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand`

  it.each([
    ['SubscriptionList', '/subscriptions?api-version=2022-12-01'],
    ['Subscription', `${sub}?api-version=2022-12-01`],
    ['LocationList', `${sub}/locations?api-version=2022-12-01`],
    ['ProviderList', `${sub}/providers?api-version=2025-04-01`],
    ['Provider', `${sub}/providers/Microsoft.Network?api-version=2025-04-01`],
    ['GenericResourceList', `${sub}/resources?api-version=2025-04-01`],
    ['PermissionList', `${network}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`],
    ['VirtualNetworkUsageList', `${network}/usages?api-version=2025-05-01`],
    ['UsageList', `${sub}/providers/Microsoft.Network/locations/westeurope/usages?api-version=2025-09-01`],
    ['UsageList', `${sub}/providers/Microsoft.Compute/locations/westeurope/usages?api-version=2026-04-01`],
    ['UsageList', `${sub}/providers/Microsoft.MachineLearningServices/locations/westeurope/usages?api-version=2026-05-01`],
    ['AmlVmSizeList', `${sub}/providers/Microsoft.MachineLearningServices/locations/westeurope/vmSizes?api-version=2026-05-01`],
    ['ErrorResponse', `${network}x?api-version=2025-05-01`],
    ['ErrorResponse', '/subscriptions'],
  ])('has the shape %s: %s', async (name, path) => {
    expect(complaints(shape(name), (await ask(cloud, path)).body as Json)).toEqual([])
  })

  it('has the shape of a page of a query, also when the query is wrong', async () => {
    expect(complaints(shape('GraphQueryResponse'), (await query(cloud, 'resources', { $top: 2 })).body as Json)).toEqual([])
    expect(complaints(shape('ErrorResponse'), (await query(cloud, 'resources | parse')).body as Json)).toEqual([])
  })
})

describe('the published schemas', () => {
  it.skipIf(present)('are absent: ../shared/azure-types', () => {
    expect(present).toBe(false)
  })
})
