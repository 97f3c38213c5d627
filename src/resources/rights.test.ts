import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armId, childId, groupOf, idKey, isWithin } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { anyEstate } from '../estate/fixtures/arbitrary.ts'
import { hub, hubIds } from '../estate/fixtures/hub.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { covers } from '../estate/rights.ts'
import { linkedActions, operation, rolesHolding } from '../facts/rights.ts'
import { operations } from '../facts/rbac.ts'
import { anyChoices } from '../steps/arbitraryChoices.ts'
import { desiredEstate, propose } from '../steps/index.ts'
import { roleFor } from './customRole.ts'
import { plan } from './index.ts'
import { distinct, needsOf, type Pictures, rightsOf } from './rights.ts'
import { rightsByOwner } from './teamRights.ts'

const pictures = { current: open, desired: secured }
const changes = plan(open, secured)
const needed = (change: Change | undefined) => (change === undefined ? [] : needsOf(pictures)(change).map(({ scope, action }) => [scope.split('/').at(-1), action]))
const create = (id: string) => changes.find((change) => change.do === 'create' && change.id === id)

/** Answers as they are asked for: at each resource group, besides the subscription. */
const inGroups = (entries: Estate['permissions'][number]['entries']): Estate['permissions'] => [ids.subscription, ids.group, ids.networkGroup].map((scope) => ({ scope, entries }))
const permitted = (estate: Estate, ...permissions: Estate['permissions']): Estate => ({ ...estate, permissions })
const all = { actions: ['*'], notActions: [] }

describe('the rights that a change needs', () => {
  it('are its own write, the join of the subnet and the approval at the target for an endpoint (PRE-12, PRE-14)', () => {
    expect(needed(create(securedIds.blobEndpoint))).toEqual([
      ['pep-stdemand-blob', 'Microsoft.Network/privateEndpoints/write'], ['snet-endpoints', 'Microsoft.Network/virtualNetworks/subnets/join/action'],
      ['stdemand', 'Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action'],
    ])
  })

  it('hold no approval where the owner of the target approves by hand', () => {
    const manual: Estate = { ...secured, endpoints: secured.endpoints.map((endpoint) => ({ ...endpoint, manual: true })) }
    const made = plan(open, manual).find(({ id }) => id === securedIds.vaultEndpoint)
    expect(needsOf({ current: open, desired: manual })(made as Change).map(({ action }) => action)).toEqual(['Microsoft.Network/privateEndpoints/write', 'Microsoft.Network/virtualNetworks/subnets/join/action'])
  })

  it('are the join on each zone for a zone group, and on the network for a link', () => {
    const group = secured.zoneGroups.find(({ endpointId }) => endpointId === securedIds.workspaceEndpoint)
    expect(needed(create(group?.id ?? '')).slice(1).map(([, action]) => action)).toEqual(Array(2).fill('Microsoft.Network/privateDnsZones/join/action'))
    expect(needed(create(secured.zoneLinks[0]?.id ?? '')).map(([, action]) => action)).toEqual(['Microsoft.Network/privateDnsZones/virtualNetworkLinks/write', 'Microsoft.Network/virtualNetworks/join/action'])
  })

  it('are the join on all that a written subnet refers to, before or after the change (PRE-30)', () => {
    const table = armId(`${ids.networkGroup}/providers/Microsoft.Network/routeTables/rt-old`)
    const before: Estate = { ...open, subnets: open.subnets.map((subnet) => ({ ...subnet, routeTableId: table })) }
    const after: Estate = { ...secured, subnets: secured.subnets.map((subnet) => (subnet.id === ids.computeSubnet ? { ...subnet, routeTableId: table } : subnet)) }
    const written = plan(before, after).filter(({ id }) => id === ids.computeSubnet)
    const joins = written.map((change) => needsOf({ current: before, desired: after })(change).map(({ action }) => action.split('/').slice(1).join('/')).sort())
    expect(joins).toEqual(Array(written.length).fill(['natGateways/join/action', 'networkSecurityGroups/join/action', 'routeTables/join/action', 'virtualNetworks/subnets/write']))
    expect(written.length).toBeGreaterThan(0)
  })

  it('are the join via service endpoint for a firewall rule that names a subnet', () => {
    const ruled: Estate = { ...open, vaults: open.vaults.map((vault) => ({ ...vault, exceptions: { ...vault.exceptions, subnetIds: [ids.computeSubnet] } })) }
    const rights = plan(open, ruled).flatMap(needsOf({ current: open, desired: ruled })).map(({ action }) => action)
    expect(rights).toEqual(['Microsoft.KeyVault/vaults/write', 'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action'])
  })

  it('are the subnet’s join for a compute, the write of the assignment for a role, and the addresses for Bastion', () => {
    expect(needed(create(securedIds.buildCluster)).map(([, action]) => action)).toEqual(['Microsoft.MachineLearningServices/workspaces/computes/write', 'Microsoft.Network/virtualNetworks/subnets/join/action'])
    expect(new Set(needed(create(securedIds.bastion)).map(([, action]) => action))).toEqual(new Set(operation('rbac-bastion').actions.filter((action) => !action.includes('publicIPAddresses/write'))))
    const [role] = changes.filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments')
    expect(needed(role).map(([, action]) => action)).toEqual(['Microsoft.Authorization/roleAssignments/write'])
  })

  it('are the key action on a Log Analytics workspace of another subscription (MON)', () => {
    const far = armId('/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log')
    const moved: Estate = { ...open, components: open.components.map((component) => ({ ...component, logWorkspaceId: far })) }
    const classic: Estate = { ...open, components: open.components.map((component) => ({ ...component, logWorkspaceId: null })) }
    expect(plan(classic, moved).flatMap(needsOf({ current: classic, desired: moved })).map(({ action }) => action)).toEqual(['Microsoft.Insights/components/write', 'Microsoft.OperationalInsights/workspaces/sharedKeys/action'])
    expect(plan(classic, open).flatMap(needsOf({ current: classic, desired: open })).map(({ action }) => action)).toEqual(['Microsoft.Insights/components/write'])
  })

  it('are a registration at the subscription, and a deletion of its own type', () => {
    const unregistered: Estate = { ...open, providers: open.providers.map((provider) => ({ ...provider, state: 'notRegistered' })) }
    const [first] = plan(unregistered, open)
    expect(first === undefined ? [] : needsOf({ current: unregistered, desired: open })(first)).toEqual([{ scope: ids.subscription, action: 'Microsoft.ContainerRegistry/register/action' }])
    const [deleted] = plan(secured, { ...secured, zoneGroups: [], records: [] }).filter((change) => change.do === 'delete')
    expect(deleted === undefined ? [] : needsOf({ current: secured, desired: open })(deleted).map(({ action }) => action)).toEqual(['Microsoft.Network/privateEndpoints/privateDnsZoneGroups/delete'])
  })

  it('are none of a task by hand', () => {
    const task = { id: childId(ids.vault, 'tasks', 'approveEndpoint'), task: 'approveEndpoint' as const, data: {} }
    expect(plan(open, { ...open, tasks: [task] }).flatMap(needsOf({ current: open, desired: open }))).toEqual([])
  })

  it('are spelled as the operations of the facts spell them, with the roles that hold them', () => {
    const recorded = new Set(Object.values(operations).flatMap(({ actions, ...rest }) => [...actions, ...('conditional' in rest ? rest.conditional.flatMap((each) => each.actions) : [])]))
    expect(linkedActions.filter((action) => !(recorded as ReadonlySet<string>).has(action))).toEqual([])
    expect(rolesHolding('microsoft.authorization/ROLEASSIGNMENTS/write')).toEqual(['Owner', 'Role Based Access Control Administrator', 'User Access Administrator'])
  })
})

describe('the rights of a plan', () => {
  const held = (estate: Estate, desired: Estate = secured) => rightsOf(plan(estate, desired), { current: estate, desired })
  const answers = (estate: Estate) => new Set([...held(estate).values()].filter(({ needs }) => needs.length > 0).map((each) => each.right))

  it('are expected where the caller may do everything, refused for a reader, unknown where nobody asked', () => {
    expect(answers(open)).toEqual(new Set(['allowed']))
    expect(answers(permitted(open, ...inGroups([{ actions: ['*/read'], notActions: [] }])))).toEqual(new Set(['refused']))
    expect(answers(permitted(open))).toEqual(new Set(['unknown']))
  })

  it('are judged entry by entry: what one takes away another gives (PRE-15)', () => {
    const contributor = { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] }
    const role = (estate: Estate) => [...held(estate)].filter(([key]) => /roleAssignments/.test(key)).map(([, each]) => each.right)
    expect(new Set(role(permitted(open, ...inGroups([contributor]))))).toEqual(new Set(['refused']))
    expect(new Set(role(permitted(open, { scope: ids.subscription, entries: [contributor, { actions: ['Microsoft.Authorization/roleAssignments/*'], notActions: [] }] })))).toEqual(new Set(['allowed']))
  })

  it('are the weakest of a change’s needs: a network contributor makes an endpoint that nobody approves', () => {
    const network = permitted(open, ...inGroups([{ actions: ['Microsoft.Network/*'], notActions: [] }]))
    const rights = held(network).get(`prepare/0/${securedIds.vaultEndpoint}`)
    expect(rights?.right).toBe('refused')
    expect(rights?.needs.map((need) => need.right)).toEqual(['allowed', 'allowed', 'refused'])
    expect(rights?.needs[2]?.roles).toContain('Key Vault Contributor')
  })

  it('tell what another team owns apart, its own part and the rights that it has to give', () => {
    const { choices: first } = propose(hub)
    const choices = { ...first, workspace: { ...first.workspace, dnsWriter: 'thisPlan' as const } }
    const desired = desiredEstate(hub, choices)
    const planned = plan(hub, desired)
    const teams = rightsByOwner(planned, rightsOf(planned, { current: hub, desired }), { current: hub, desired })
    expect(teams.map(({ owner }) => owner)).toEqual([null, 'rg-hub'])
    const [own, theirs] = teams
    expect(own?.needs.every(({ scope }) => !isWithin(scope, hubIds.group))).toBe(true)
    expect(theirs?.needs.every(({ scope, right }) => isWithin(scope, hubIds.group) && right === 'refused')).toBe(true)
    expect(new Set(theirs?.needs.map(({ action }) => action))).toContain('Microsoft.Network/privateDnsZones/join/action')
    expect(planned.filter(({ key }) => theirs?.changes.includes(key)).every(({ owner }) => owner === 'rg-hub')).toBe(true)
    expect(theirs?.role).toMatchObject({ Name: 'Ringfence plan for mlw-demand, rg-hub', AssignableScopes: [hubIds.group] })
  })

  it('cover every change of every plan: each has a write, a deletion or a registration of its own', () => {
    fc.assert(fc.property(anyEstate.chain((estate) => anyChoices(estate).map((choices) => [estate, choices] as const)), ([estate, choices]) => {
      const desired = desiredEstate(estate, choices)
      const planned = plan(estate, desired)
      const rights = rightsOf(planned, { current: estate, desired })
      expect(planned.filter(({ key, do: what }) => (rights.get(key)?.needs.length === 0) !== (what === 'manual'))).toEqual([])
    }), { numRuns: 15 })
  })
})

/** The role for a whole plan whose scopes all are the administrator's. */
const customRole = (planned: readonly Change[], span: Pictures) => roleFor(distinct(planned.flatMap(needsOf(span))), span.current.workspace.id, null)

describe('the role for a plan', () => {
  it('holds each action once, sorted, the reads that go with them and the deployment', () => {
    const role = customRole(changes, pictures)
    expect(role).toMatchObject({ IsCustom: true, NotActions: [], AssignableScopes: [ids.subscription] })
    const registered = { ...open, providers: secured.providers }
    expect(customRole(plan(registered, secured), { current: registered, desired: secured })?.AssignableScopes).toEqual([ids.group, ids.networkGroup])
    expect((role?.Actions ?? []).toSorted()).toEqual(role?.Actions)
    expect(new Set(role?.Actions.map(idKey)).size).toBe(role?.Actions.length)
    expect(role?.Actions).toEqual(expect.arrayContaining(['Microsoft.Network/privateEndpoints/read', 'Microsoft.Network/virtualNetworks/subnets/read', 'Microsoft.Resources/deployments/*', 'Microsoft.Authorization/roleAssignments/write']))
    expect(role?.Actions.filter((action) => action.startsWith('*'))).toEqual([])
  })

  it('is none for an empty plan', () => {
    expect(customRole([], pictures)).toBeNull()
  })

  it('lets every change be expected when it is the only role that one has', () => {
    fc.assert(fc.property(anyEstate.chain((estate) => anyChoices(estate).map((choices) => [estate, choices] as const)), ([estate, choices]) => {
      const desired = desiredEstate(estate, choices)
      const planned = plan(estate, desired)
      const role = customRole(planned, { current: estate, desired })
      const bare = permitted(estate, ...(role?.AssignableScopes ?? []).map((scope) => ({ scope, entries: [{ actions: role?.Actions ?? [], notActions: [] }] })))
      const rights = rightsOf(planned, { current: bare, desired })
      expect([...rights].filter(([, each]) => each.right !== 'allowed')).toEqual([])
    }), { numRuns: 15 })
  })

  it('holds no action that no change needs', () => {
    const role = customRole(changes, pictures)
    const wanted = changes.flatMap(needsOf(pictures)).map(({ action }) => idKey(action))
    const extra = (role?.Actions ?? []).filter((action) => !wanted.includes(idKey(action)) && !action.endsWith('/read'))
    expect(extra).toEqual(['Microsoft.Resources/deployments/*'])
    expect(groupOf(ids.workspace)).toBe(ids.group)
  })
})

describe('patterns of roles', () => {
  it('cover what a regular expression of them would', () => {
    const part = fc.constantFrom('a', 'b', '/', 'ab', 'A', '.')
    const text = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''))
    const pattern = fc.array(fc.oneof(part, fc.constant('*')), { maxLength: 5 }).map((parts) => parts.join(''))
    fc.assert(fc.property(pattern, text, (one, other) => {
      const expression = new RegExp(`^${one.split('*').map((each) => each.replaceAll('.', '\\.')).join('.*')}$`, 'i')
      expect(covers(one, other)).toBe(expression.test(other))
    }), { numRuns: 500 })
  })
  it('keep entries apart from one another', () => {
    expect([covers('*', 'x'), covers('a*b*', 'ab'), covers('a*a', 'a')]).toEqual([true, true, false])
    expect(all.actions).toEqual(['*'])
  })
})
