/** What a choices file or a link may not hold, since Azure would refuse it or it means another kind of resource. */
import { describe, expect, it } from 'vitest'
import { ids, open } from '../estate/fixtures/open.ts'
import { type Choices, choicesSchema } from './choices.ts'
import { placed } from './examples.ts'
import { propose } from './index.ts'
import { designs, reviewOf } from '../review/fixtures/reviews.ts'
import { seal } from '../review/seal.ts'
import { unseal } from '../review/unseal.ts'
import { revive } from '../session/revive.ts'

const account = (part: Partial<Choices['access']['placement']>): Choices => ({ ...placed, access: { ...placed.access, placement: { ...placed.access.placement, ...part } } })
const network = (name: string, ...prefixes: readonly string[]): Choices => ({ ...placed, addressSpace: { ...placed.addressSpace, network: { use: 'new', name, prefixes } } })
const subnetOf = (id: string): Choices => ({ ...placed, addressSpace: { ...placed.addressSpace, endpointSubnet: { use: 'existing', id: id as typeof ids.network } } })
const admin = (adminName: string): Choices => ({ ...placed, connectivity: { ...placed.connectivity, jumpBox: { ...placed.connectivity.jumpBox, adminName } } })
const cluster = (name: string): Choices => ({ ...placed, registry: { ...placed.registry, build: { use: 'new', name, size: 'Standard_DS3_v2', maxNodes: 2 } } })
const tags = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'x']))

const refused: readonly (readonly [string, Choices])[] = [
  ['a network as the resource group', account({ resourceGroup: ids.network })],
  ['a subscription as the resource group', account({ resourceGroup: ids.subscription })],
  ['an unknown placeholder', account({ namePattern: '-{team}_{kind}-{name}' })],
  ['a pattern that begins with a separator', account({ namePattern: '_{kind}-{name}' })],
  ['an account as the zones’ group', { ...placed, workspace: { ...placed.workspace, zoneGroup: ids.account } }],
  ['a subnet as the network', { ...placed, addressSpace: { ...placed.addressSpace, network: { use: 'existing', id: ids.computeSubnet } } }],
  ['a network as a subnet', subnetOf(ids.network)],
  ['a vault as the registry', { ...placed, registry: { ...placed.registry, absent: { use: 'existing', id: ids.vault } } }],
  ['a vault as the scope', { ...placed, monitoring: { ...placed.monitoring, scope: { use: 'existing', id: ids.vault } } }],
  ['a vault as the Log Analytics workspace', { ...placed, monitoring: { ...placed.monitoring, migrateTo: ids.vault } }],
  ['a network name with a slash', network('a/b c', '10.1.0.0/16')],
  ['a network without a range', network('vnet-a')],
  ['a range with host bits', network('vnet-a', '10.1.7.9/16')],
  ['ranges of one network that overlap', network('vnet-a', '10.0.0.0/8', '10.1.0.0/16')],
  ['a cluster name that ends in a hyphen', cluster('cpu-build-')],
  ...['administrator', 'admin', 'user1', 'guest', 'root', 'test', 'support_388945a0'].map((name) => [`the administrator name ${name}`, admin(name)] as const),
  ['51 tags', account({ tags: tags(51) })],
  ['a tag name with a slash', account({ tags: { 'a/b': 'x' } })],
]

const taken: readonly (readonly [string, Choices])[] = [
  ['the placed choices', placed], ['a group in other letters', account({ resourceGroup: ids.group.replace('resourceGroups', 'resourcegroups') as typeof ids.group })],
  ['two ranges apart', network('vnet-a', '10.1.0.0/16', '10.2.0.0/16')], ['fifty tags', account({ tags: tags(50) })], ['azureuser', admin('azureuser')], ['all placeholders', account({ namePattern: 'contoso-{kind}.{group}_{name}' })],
]

describe('the schema of choices', () => {
  it.each(refused)('refuses %s', (_, choices) => { expect(choicesSchema.safeParse(choices).success).toBe(false) })
  it.each(taken)('takes %s', (_, choices) => { expect(choicesSchema.safeParse(choices).error).toBeUndefined() })

  it('says in its message what is wanted', () => {
    const first = (choices: Choices): string => choicesSchema.safeParse(choices).error?.issues[0]?.message ?? ''
    const vague = refused.map(([name, choices]) => [name, first(choices)]).filter(([, message]) => message === 'Invalid input' || message === '' || message?.startsWith('Invalid string'))
    expect(vague).toEqual([])
  })

  it.each(refused)('leaves a link with %s refused by its reason, not a crash', (_, choices) => {
    expect(unseal(seal({ ...reviewOf(designs.open, 'kept'), choices }).bytes)).toEqual({ is: 'content' })
  })

  it.each(refused)('leaves a kept draft with %s openable: the step has its proposal again, and says so', (_, choices) => {
    const { choices: proposal } = propose(open)
    const revived = revive({ choices, visited: [] } as Parameters<typeof revive>[0], proposal)
    expect([revived.replaced.length, choicesSchema.safeParse(revived.choices).success]).toEqual([1, true])
  })
})
