import { describe, expect, it } from 'vitest'
import { type ArmId, armId, childId } from '../../base/armId.ts'
import { anEstate, type Estate } from '../../estate/estate.ts'
import { hub } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { Vault } from '../../estate/services.ts'
import { type Choices, undecided } from '../choices.ts'
import { type Examples, checkExamples, placesIn, placed } from '../examples.ts'
import type { KeyVaultChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { messages } from './messages.en.ts'
import { rules } from './rules.ts'
import { keyVault as step } from './step.ts'

type Bent = Omit<Partial<Vault>, 'exposure' | 'exceptions'> & { readonly exposure?: Partial<Vault['exposure']>; readonly exceptions?: Partial<Vault['exceptions']> }
const withVault = (estate: Estate, { exposure, exceptions, ...rest }: Bent): Estate => ({
  ...estate, vaults: estate.vaults.map((vault) => ({ ...vault, ...rest, exposure: { ...vault.exposure, ...exposure }, exceptions: { ...vault.exceptions, ...exceptions } })),
})
const withEndpoint = (targetId: ArmId, bent: Partial<Estate['endpoints'][number]>): Estate => ({ ...secured, endpoints: secured.endpoints.map((endpoint) => (endpoint.targetId === targetId ? { ...endpoint, ...bent } : endpoint)) })
const noVault = (estate: Estate): Estate => ({ ...estate, vaults: [] })
const unread = (estate: Estate, type: string): Estate => ({ ...estate, unread: [{ id: ids.subscription, type, status: 403, code: 'AuthorizationFailed' }] })
const unlisted = unread(open, 'Microsoft.Network/privateEndpoints')
const choosing = (keyVault: Partial<KeyVaultChoices>, more: Choices = undecided): Choices => ({ ...more, keyVault: { ...more.keyVault, ...keyVault } })
const elsewhere = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-other`)
const moved = withEndpoint(ids.vault, { subnetId: childId(elsewhere, 'subnets', 'snet-x') })
const peered: Estate = { ...moved, peerings: [{ id: childId(ids.network, 'virtualNetworkPeerings', 'p'), networkId: ids.network, remoteNetworkId: elsewhere, remotePrefixes: [], connected: true, usesRemoteGateways: false }] }
const foreign = (estate: Estate): Estate => ({
  ...estate, connections: [...estate.connections, { id: childId(ids.vault, 'privateEndpointConnections', 'foreign'), targetId: ids.vault, endpointId: armId('/subscriptions/other/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pep-x'), status: 'approved' }],
})

/** The vault by service endpoint in the training subnet. */
const served: Estate = {
  ...withVault(secured, { exposure: { publicAccess: 'open' }, exceptions: { subnetIds: [ids.computeSubnet] } }),
  endpoints: secured.endpoints.filter(({ targetId }) => targetId !== ids.vault),
  connections: secured.connections.filter(({ targetId }) => targetId !== ids.vault),
  subnets: secured.subnets.map((subnet) => (subnet.id === ids.computeSubnet ? { ...subnet, serviceEndpoints: ['Microsoft.KeyVault'] } : subnet)),
}
const hidden = withVault(secured, { exposure: { defaultAction: 'unknown' }, exceptions: { trustedServices: 'unknown' } })
/** publicNetworkAccess is another word than Enabled and Disabled, such as SecuredByPerimeter. */
const perimeter = (estate: Estate): Estate => withVault(estate, { exposure: { publicAccess: 'unknown' } })

/** The default account with a key of the customer's, in the workspace's vault unless said otherwise. */
const keyed = (estate: Estate, vaultId: ArmId | null = ids.vault): Estate => ({ ...estate, storageAccounts: estate.storageAccounts.map((each) => ({ ...each, customerKey: { vaultId } })) })

const examples: Record<keyof typeof rules, Examples> = {
  'way-to-vault-is-decided': { breaks: [open, withVault(open, { exposure: { publicAccess: 'closed' } })], keeps: [secured, served, foreign(open), [open, choosing({ reach: 'privateEndpoint' })]], unknown: [unlisted, noVault(open)] },
  'vault-is-in-the-workspace-network': {
    breaks: [moved, peered, withVault(served, { exceptions: { subnetIds: [childId(elsewhere, 'subnets', 'snet-x')] } })], keeps: [secured, served, open, [open, choosing({ reach: 'privateEndpoint' })]],
    unknown: [foreign(moved), unlisted, noVault(secured), { ...moved, networks: [] }, unread(moved, 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings')],
  },
  'vault-has-a-private-path': {
    breaks: [withEndpoint(ids.vault, { status: 'rejected' }), { ...secured, zoneLinks: [] }, { ...secured, records: [] }, { ...secured, records: secured.records.map((record) => ({ ...record, addresses: ['10.99.0.20'] })) }, [open, choosing({ reach: 'privateEndpoint' })]],
    keeps: [secured, served, open], unknown: [withEndpoint(ids.vault, { names: null }), foreign(open), unlisted, noVault(secured)],
  },
  'only-selected-networks-reach-the-vault': { breaks: [withVault(served, { exposure: { defaultAction: 'open' } })], keeps: [served, secured, open], unknown: [withVault(served, { exposure: { publicAccess: 'unknown', defaultAction: 'open' } }), unlisted, noVault(served)] },
  'compute-subnets-reach-the-vault': {
    breaks: [withVault(served, { exceptions: { subnetIds: [ids.endpointSubnet] } }), { ...served, subnets: secured.subnets }, [open, choosing({ reach: 'serviceEndpoint' })]], keeps: [served, secured, open],
    unknown: [{ ...served, subnets: [] }, unread(served, 'Microsoft.MachineLearningServices/workspaces/computes'), unlisted, noVault(served)],
  },
  'trusted-services-reach-a-vault-behind-a-service-endpoint': { breaks: [withVault(served, { exceptions: { trustedServices: 'refused' } })], keeps: [served, withVault(secured, { exceptions: { trustedServices: 'refused' } })], unknown: [withVault(served, { exceptions: { trustedServices: 'unknown' } }), perimeter(served), unlisted, noVault(served)] },
  'trusted-services-reach-a-vault-behind-an-endpoint': { breaks: [withVault(secured, { exceptions: { trustedServices: 'refused' } })], keeps: [secured, open, withVault(served, { exceptions: { trustedServices: 'refused' } })], unknown: [hidden, perimeter(secured), perimeter(withVault(secured, { exceptions: { trustedServices: 'refused' } })), unlisted, noVault(secured)] },
  'trusted-services-reach-the-vault-of-your-keys': {
    breaks: [keyed(withVault(secured, { exceptions: { trustedServices: 'refused' } })), keyed(withVault(open, { exposure: { publicAccess: 'closed' }, exceptions: { trustedServices: 'refused' } }))],
    keeps: [open, secured, keyed(secured), keyed(withVault(open, { exceptions: { trustedServices: 'refused' } })), withVault(secured, { exceptions: { trustedServices: 'refused' } })],
    unknown: [keyed(secured, null), keyed(secured, armId(`${ids.group}/providers/Microsoft.KeyVault/vaults/kv-keys`)), keyed(hidden), keyed(perimeter(secured))],
  },
  // The estate does not hold the word itself, so a perimeter is never more than possible: nothing breaks this rule.
  'public-access-of-the-vault-is-not-left-to-a-perimeter': { breaks: [], keeps: [open, secured, served, hidden], unknown: [perimeter(open), perimeter(secured), perimeter(served), noVault(secured)] },
  'public-endpoint-of-the-vault-stays-on-for-admitted-subnets': { breaks: [withVault(served, { exposure: { publicAccess: 'closed' } })], keeps: [served, secured, open], unknown: [withVault(served, { exposure: { publicAccess: 'unknown' } }), unlisted, noVault(served)] },
  'vault-lists-are-accepted': {
    breaks: [withVault(secured, { exceptions: { addresses: ['10.1.0.0/16'] } }), withVault(secured, { exceptions: { subnetIds: Array.from({ length: 200 }, (_, index) => childId(ids.network, 'subnets', `s${index}`)) } })],
    keeps: [secured, open, withVault(secured, { exceptions: { addresses: ['203.0.113.7/32', '198.51.100.0/24'] } })], unknown: [noVault(open)],
  },
  'deleted-secrets-can-be-restored': { breaks: [withVault(open, { softDelete: false })], keeps: [open, secured], unknown: [noVault(open)] },
}

describe('the rules about the key vault', () => {
  checkExamples('keyVault', rules, examples)

  it('report a peered network at level should, an unconnected one at must, also where a peering was cut', () => {
    const level = (estate: Estate) => placesIn(rules['vault-is-in-the-workspace-network'], estate).map((place) => place.level)
    const cut: Estate = { ...peered, peerings: peered.peerings.map((peering) => ({ ...peering, connected: false })) }
    expect([level(peered), level(moved), level(cut)]).toEqual([['should'], [undefined], [undefined]])
  })
  it('ask of an undecided vault for the choice alone', () => {
    expect(Object.values(rules).filter((rule) => placesIn(rule, open).length > 0).map(({ requirement }) => requirement)).toEqual(['KV-02'])
  })
})

const desired = (estate: Estate, own: KeyVaultChoices = propose(estate).answers): Estate => configure(estate, own, choosing(own, placed))

describe('the key vault, configured', () => {
  it.each([['open', open], ['secured', secured], ['hub', hub], ['served', served], ['a hidden firewall', hidden]])('%s: the proposal leaves no rule broken that must hold, is valid, and twice is once', (_, estate) => {
    const own = propose(estate).answers
    const result = desired(estate, own)
    expect(anEstate.safeParse(result).error).toBeUndefined()
    expect(desired(result, own)).toEqual(result)
    const broken = Object.entries(rules).filter(([, rule]) => rule.broken(result, choosing(own, placed)).some(({ level = rule.level, verdict }) => level === 'must' && verdict === undefined))
    expect(broken.map(([name]) => name)).toEqual([])
  })
  it.each([['undecided', open, undecided.keyVault], ['not in the snapshot', noVault(open), { reach: 'privateEndpoint', publicAccess: 'disabled' }]] as const)('%s: changes nothing', (_, estate, own) => {
    expect(desired(estate, own)).toEqual(estate)
  })
  it.each([['secured', secured], ['served', served], ['a hidden firewall', hidden]])('%s: leaves what is right as it is', (_, estate) => {
    expect(desired(estate)).toEqual(estate)
  })
  it('by private endpoint: endpoint and Deny, trusted services let in', () => {
    const result = desired(withVault(open, { exceptions: { trustedServices: 'refused', addresses: ['203.0.113.7'] } }))
    expect(result.endpoints.map(({ groups }) => groups)).toEqual([['vault']])
    expect(result.vaults[0]).toMatchObject({ exposure: { publicAccess: 'open', defaultAction: 'closed' }, exceptions: { trustedServices: 'allowed', subnetIds: [], addresses: ['203.0.113.7'] } })
  })
  it('by service endpoint: subnet and rule, enabled with Deny', () => {
    const result = desired(open, { reach: 'serviceEndpoint', publicAccess: 'disabled' })
    expect(result.subnets[0]?.serviceEndpoints).toEqual(['Microsoft.KeyVault'])
    expect(result.vaults[0]).toMatchObject({ exposure: { publicAccess: 'open', defaultAction: 'closed' }, exceptions: { trustedServices: 'allowed', subnetIds: [ids.computeSubnet] } })
  })
  it('by service endpoint: puts it on every admitted subnet of the network (KV-06)', () => {
    const estate = withVault(served, { exceptions: { subnetIds: [ids.computeSubnet, securedIds.jumpBoxSubnet] } })
    const result = desired(estate)
    expect(result.subnets.find(({ id }) => id === securedIds.jumpBoxSubnet)?.serviceEndpoints).toEqual(['Microsoft.KeyVault'])
    expect(placesIn(rules['compute-subnets-reach-the-vault'], result)).toEqual([])
  })
  it('leaves public access with the perimeter that decides it, and sets the rest', () => {
    const bypassed = perimeter(withVault(open, { exceptions: { trustedServices: 'refused' } }))
    expect(desired(bypassed).vaults[0]).toMatchObject({ exposure: { publicAccess: 'unknown', defaultAction: 'closed' }, exceptions: { trustedServices: 'allowed' } })
    expect(desired(perimeter(served)).vaults[0]?.exposure.publicAccess).toBe('unknown')
    expect(desired(perimeter(hidden)).vaults).toEqual(perimeter(hidden).vaults)
  })
  it('is switched off when that is chosen, and stays open when that is chosen', () => {
    expect(desired(open, { reach: 'privateEndpoint', publicAccess: 'disabled' }).vaults[0]?.exposure).toEqual({ publicAccess: 'closed', defaultAction: 'closed' })
    expect(desired(open, { reach: 'privateEndpoint', publicAccess: 'keep' }).vaults[0]?.exposure).toEqual(open.vaults[0]?.exposure)
  })
  describe('without a private way', () => {
    const nowhere = (own: Partial<KeyVaultChoices>, more: Partial<Choices['addressSpace']> = {}) =>
      [{ ...undecided.keyVault, publicAccess: 'selectedNetworks' as const, ...own }, { ...placed, addressSpace: { ...placed.addressSpace, ...more } }] as const
    const closing = (estate: Estate, own: Partial<KeyVaultChoices>, more: Partial<Choices['addressSpace']> = {}) => {
      const [answers, choices] = nowhere(own, more)
      const all = choosing(answers, choices)
      const result = configure(estate, answers, all)
      expect(configure(result, answers, all)).toEqual(result)
      const musts = Object.entries(rules).filter(([, rule]) => rule.broken(result, all).some(({ level = rule.level, verdict }) => level === 'must' && verdict === undefined)).map(([name]) => name)
      return { exposure: result.vaults[0]?.exposure, musts }
    }
    const stays = open.vaults[0]?.exposure
    const computesUnplaced: Estate = { ...open, computes: [] }
    interface Blocked { readonly where: string; readonly estate: Estate; readonly own: Partial<KeyVaultChoices>; readonly more: Partial<Choices['addressSpace']>; readonly rule: keyof typeof rules }
    const nowherePlaced = { endpointSubnet: 'undecided' } as const
    const admittingOther = withVault(open, { exceptions: { subnetIds: [childId(elsewhere, 'subnets', 'snet-x')] } })
    it.each<Blocked>([
      { where: 'no subnet is chosen for the endpoint', estate: open, own: { reach: 'privateEndpoint' }, more: nowherePlaced, rule: 'vault-has-a-private-path' },
      { where: 'no subnet is chosen and it is to be off', estate: open, own: { reach: 'privateEndpoint', publicAccess: 'disabled' }, more: nowherePlaced, rule: 'vault-has-a-private-path' },
      { where: 'the network could not be read', estate: { ...open, networks: [] }, own: { reach: 'privateEndpoint' }, more: {}, rule: 'vault-has-a-private-path' },
      { where: 'no subnet of computes is to be admitted', estate: computesUnplaced, own: { reach: 'serviceEndpoint' }, more: { computeSubnet: 'undecided' }, rule: 'compute-subnets-reach-the-vault' },
      { where: 'only another subnet is admitted', estate: admittingOther, own: { reach: 'privateEndpoint' }, more: nowherePlaced, rule: 'vault-has-a-private-path' },
    ])('stays as open as it is where $where, and the finding that says so must hold', ({ estate, own, more, rule }) => {
      const { exposure, musts } = closing(estate, own, more)
      expect([exposure, musts]).toEqual([stays, expect.arrayContaining([rule])])
    })
    it('closes where the subnet of the computes is admitted already', () => {
      expect(closing(withVault(open, { exceptions: { subnetIds: [ids.computeSubnet] } }), { reach: 'privateEndpoint' }, { endpointSubnet: 'undecided' }).exposure?.defaultAction).toBe('closed')
    })
  })
  it('is proposed by the way that is there, with a reason in words', () => {
    expect([open, served, secured].map((estate) => propose(estate).answers)).toEqual([
      { reach: 'privateEndpoint', publicAccess: 'selectedNetworks' }, { reach: 'serviceEndpoint', publicAccess: 'selectedNetworks' }, { reach: 'privateEndpoint', publicAccess: 'disabled' },
    ])
    expect(Object.values(propose(open).because).every(({ word }) => word in messages.because)).toBe(true)
    expect(step.open(undecided.keyVault, open)).toEqual(['reach'])
    expect(securedIds.vaultEndpoint).toBe(desired(open).endpoints[0]?.id)
  })
})
