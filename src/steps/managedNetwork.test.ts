/** A workspace with a managed network gets private ways in, and nothing of ours for its computes. */
import { describe, expect, it } from 'vitest'
import { nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { open } from '../estate/fixtures/open.ts'
import { plan } from '../resources/index.ts'
import { demandRows } from './addressSpace/answers.ts'
import type { Choices } from './choices.ts'
import { desiredEstate, findings, openQuestions, propose } from './index.ts'

const managed: Estate = {
  ...open, workspace: { ...open.workspace, managedNetwork: 'AllowOnlyApprovedOutbound' },
  computes: open.computes.map((compute) => ({ ...compute, subnetId: null })),
}
const { choices, because } = propose(managed)
const desired = desiredEstate(managed, choices)
const made = (estate: Estate, wanted: Choices) => plan(estate, desiredEstate(estate, wanted)).filter((change) => change.do === 'create').map(({ type, id }) => [type.split('/').at(-1), nameOf(id)])

describe('the proposal for a managed network', () => {
  it('makes no subnet for computes and no way out for them', () => {
    expect([choices.access.path, choices.addressSpace.computeSubnet, choices.outbound.egress, choices.outbound.rules]).toEqual(['managedNetwork', 'undecided', 'none', 'keep'])
    expect(made(managed, choices).filter(([type]) => ['natGateways', 'routeTables', 'networkSecurityGroups'].includes(type ?? ''))).toEqual([])
    expect(made(managed, choices).filter(([type]) => type === 'subnets').map(([, name]) => name)).not.toContain('snet-training')
  })

  it('still makes every private way in', () => {
    expect(made(managed, choices).filter(([type]) => type === 'privateEndpoints').length).toBeGreaterThanOrEqual(4)
  })

  it('asks nobody for a subnet, and says why it leaves it out', () => {
    expect(openQuestions(choices, managed).addressSpace).not.toContain('computeSubnet')
    expect(openQuestions(choices, managed).outbound).toEqual([])
    expect([because['addressSpace.computeSubnet']?.word, because['outbound.egress']?.word]).toEqual(['managedNetwork', 'managedNetwork'])
    expect(demandRows(managed, choices).map(({ need }) => need)).not.toContain('computeSubnet')
  })

  it('is settled when it is configured once', () => {
    expect(desiredEstate(desired, choices)).toEqual(desired)
    const broken = findings(desired, choices).filter(({ level, verdict, step }) => level === 'must' && verdict === undefined && (step === 'outbound' || step === 'addressSpace'))
    expect(broken.map(({ rule }) => rule)).toEqual([])
  })
})

describe('answers for an own network on the managed path', () => {
  const own = propose(open).choices
  const switched: Choices = {
    ...own, access: { ...own.access, path: 'managedNetwork' },
    addressSpace: { ...own.addressSpace, computeSubnet: { use: 'new', name: 'snet-training', prefix: '10.20.7.0/24' } },
    // A jump box has a way out of its own; here nobody needs one.
    connectivity: { ...own.connectivity, method: 'alreadyConnected' },
    registry: { ...own.registry, build: { use: 'new', name: 'cpu-build', size: 'Standard_DS3_v2', maxNodes: 2 } },
  }

  it('are kept and change nothing: no subnet, no NAT gateway, and a build cluster without a subnet', () => {
    expect(made(open, switched).filter(([type, name]) => type === 'natGateways' || name === 'snet-training')).toEqual([])
    expect(desiredEstate(open, switched).computes.find(({ id }) => nameOf(id) === 'cpu-build')?.subnetId ?? null).toBeNull()
  })
})
