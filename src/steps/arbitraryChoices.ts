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

/** One of the answers, or the one that is there. */
const orAsIs = <Answer>(...answers: readonly Answer[]): fc.Arbitrary<Answer | null> => fc.option(fc.constantFrom(...answers), { freq: 1 })

/**
 * Choices in the middle of a walk: some answers given, others left open or "leave it as it is", and the ways that fewer people take. What they
 * leave open may stay broken; that a plan for them closes nothing that has no private way, and is settled, holds all the same.
 */
export const halfAnswered = (estate: Estate): fc.Arbitrary<Choices> => fc.record({
  choices: anyChoices(estate), path: orAsIs('managedNetwork' as const), endpointSubnet: orAsIs('undecided' as const), computeSubnet: orAsIs('undecided' as const),
  egress: orAsIs('existing' as const, 'none' as const, 'undecided' as const), rules: orAsIs('requiredOnly' as const, 'undecided' as const),
  workspaceReach: orAsIs('undecided' as const), workspaceAccess: orAsIs('keep' as const, 'undecided' as const), accountReach: orAsIs('undecided' as const), accountAccess: orAsIs('keep' as const, 'disabled' as const),
  vaultReach: orAsIs('undecided' as const), vaultAccess: orAsIs('keep' as const, 'disabled' as const), registry: orAsIs('undecided' as const), registryAccess: orAsIs('disable' as const, 'keep' as const),
  absent: orAsIs('later' as const, 'undecided' as const), build: orAsIs('undecided' as const), monitoring: orAsIs('undecided' as const), flags: orAsIs('close' as const),
  method: orAsIs('vpnPointToSite' as const, 'vpnSiteToSite' as const, 'expressRoute' as const, 'undecided' as const), resolution: orAsIs('azureDns' as const, 'forwarders' as const, 'undecided' as const),
}).map(({ choices, ...drawn }): Choices => ({
  ...choices,
  access: { ...choices.access, path: drawn.path ?? choices.access.path },
  addressSpace: { ...choices.addressSpace, endpointSubnet: drawn.endpointSubnet ?? choices.addressSpace.endpointSubnet, computeSubnet: drawn.computeSubnet ?? choices.addressSpace.computeSubnet },
  outbound: { ...choices.outbound, egress: drawn.egress ?? choices.outbound.egress, rules: drawn.rules ?? choices.outbound.rules },
  workspace: { ...choices.workspace, reach: drawn.workspaceReach ?? choices.workspace.reach, publicAccess: drawn.workspaceAccess ?? choices.workspace.publicAccess },
  storage: { ...choices.storage, publicAccess: drawn.accountAccess ?? choices.storage.publicAccess, accounts: choices.storage.accounts.map((account) => ({ ...account, reach: drawn.accountReach ?? account.reach })) },
  keyVault: { reach: drawn.vaultReach ?? choices.keyVault.reach, publicAccess: drawn.vaultAccess ?? choices.keyVault.publicAccess },
  registry: {
    ...choices.registry, decision: drawn.registry ?? choices.registry.decision, publicAccess: drawn.registryAccess ?? choices.registry.publicAccess,
    absent: drawn.absent ?? choices.registry.absent, build: drawn.build ?? choices.registry.build,
  },
  monitoring: { ...choices.monitoring, decision: drawn.monitoring ?? choices.monitoring.decision, publicAccess: drawn.flags ?? choices.monitoring.publicAccess },
  connectivity: { ...choices.connectivity, method: drawn.method ?? choices.connectivity.method, resolution: drawn.resolution ?? choices.connectivity.resolution },
}))
