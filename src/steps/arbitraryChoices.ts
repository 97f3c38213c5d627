import fc from 'fast-check'
import { groupOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { Choices } from './choices.ts'
import { propose } from './index.ts'

const yesNo = fc.constantFrom('used' as const, 'notUsed' as const)

/**
 * Choices that a person could make for an estate: the proposal with the human questions answered and the rest varied. Ids and
 * layouts stay as proposed, since those are settled by the proposal.
 */
export const anyChoices = (estate: Estate): fc.Arbitrary<Choices> => {
  const { choices } = propose(estate)
  return fc.record({
    studio: yesNo, parallelRunStep: yesNo, reach: fc.constantFrom('privateEndpoint' as const, 'serviceEndpoint' as const), vaultReach: fc.constantFrom('privateEndpoint' as const, 'serviceEndpoint' as const),
    admits: fc.constantFrom('thisWorkspace' as const, 'trustedServices' as const), disabled: fc.boolean(), registry: fc.constantFrom('private' as const, 'publicOnPurpose' as const),
    monitoring: fc.constantFrom('linkScope' as const, 'publicOnPurpose' as const), rules: fc.constantFrom('keep' as const, 'requiredOnly' as const, 'openOnPurpose' as const),
    egress: fc.constantFrom('natGateway' as const, 'firewallRoute' as const), method: fc.constantFrom('alreadyConnected' as const, 'bastion' as const),
    dnsWriter: fc.constantFrom('thisPlan' as const, 'azurePolicy' as const, 'otherTeam' as const), newCompute: fc.constantFrom('withoutPublicIp' as const, 'withPublicIp' as const),
    team: fc.constantFrom(null, 'Network team'),
  }).map((drawn): Choices => ({
    ...choices,
    access: {
      ...choices.access, studio: drawn.studio,
      otherTeams: drawn.team === null ? [] : estate.networks.flatMap(({ id }) => { const scope = groupOf(id); return scope === null ? [] : [{ scope, team: 'Network team' }] }).slice(0, 1),
    },
    addressSpace: { ...choices.addressSpace, otherRanges: [] },
    outbound: { ...choices.outbound, egress: drawn.egress, firewallAddress: drawn.egress === 'firewallRoute' ? '10.50.1.4' : null, rules: drawn.rules, packages: ['python'], newCompute: drawn.newCompute },
    workspace: { ...choices.workspace, reach: 'privateEndpoint', publicAccess: 'disable', dnsWriter: drawn.dnsWriter },
    storage: {
      ...choices.storage, parallelRunStep: drawn.parallelRunStep, admits: drawn.admits,
      publicAccess: drawn.disabled && drawn.reach === 'privateEndpoint' ? 'disabled' : 'selectedNetworks',
      accounts: choices.storage.accounts.map((account) => ({ ...account, reach: drawn.reach })),
    },
    keyVault: { reach: drawn.vaultReach, publicAccess: drawn.disabled && drawn.vaultReach === 'privateEndpoint' ? 'disabled' : 'selectedNetworks' },
    registry: { ...choices.registry, decision: drawn.registry, publicAccess: drawn.registry === 'private' ? 'disable' : 'keep' },
    datastores: { ...choices.datastores, validation: 'skip' },
    monitoring: { ...choices.monitoring, decision: drawn.monitoring },
    connectivity: { ...choices.connectivity, method: drawn.method, resolution: 'attested' },
  }))
}
