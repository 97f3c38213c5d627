/** Endpoints of sub-resources that the facts do not hold: they concern nobody, and nobody stumbles over them. */
import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { withEntries } from '../estate/questions.ts'
import { plan } from '../resources/index.ts'
import { comingAddresses } from './addressPlan.ts'
import { undecided } from './choices.ts'
import { desiredEstate, findings, propose } from './index.ts'

const id = armId(`${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/pep-other`)
const withGroup = (group: string, more: Partial<Estate['endpoints'][number]> = {}): Estate => ({
  ...secured,
  endpoints: withEntries(secured.endpoints, [{ id, region: 'westeurope', subnetId: ids.endpointSubnet, targetId: ids.account, groups: [group], status: 'approved', manual: false, names: [{ host: 'stdemand.other.example.net', address: '10.20.2.50' }], ...more }]),
})
const atAll = (estate: Estate) => findings(estate, undecided).filter(({ at, data }) => at === id || Object.values(data).includes(id))

describe('an endpoint of a sub-resource that the facts do not hold', () => {
  // STOR-38 recommends the second; the last is the name of something that every object has.
  it.each(['web', 'blob_secondary', 'management', '', 'toString'])('%s breaks no rule and no plan', (group) => {
    const estate = withGroup(group)
    const { choices } = propose(estate)
    expect(atAll(estate)).toEqual([])
    expect(plan(estate, desiredEstate(estate, choices)).filter((change) => change.id.startsWith(id))).toEqual([])
  })
  it('takes an address while Azure has not counted it', () => {
    const coming = (estate: Estate) => comingAddresses(estate, undecided, ids.endpointSubnet, 'sure')
    expect(coming(withGroup('web', { status: 'pending', names: 'pending' })) - coming(secured)).toBe(1)
  })
})
