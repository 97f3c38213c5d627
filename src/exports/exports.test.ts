import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ArmId, armId, childId, groupId, idKey, resourceId, subscriptionOf } from '../base/armId.ts'
import { anyCharacter } from '../base/fixtures/anyCharacter.ts'
import { isObject, type Json } from '../base/json.ts'
import type { ChangeKey } from '../changes/change.ts'
import { zones } from '../facts/ask.ts'
import { armJson } from './armJson/armJson.ts'
import { bicep } from './bicep/bicep.ts'
import type { Deployable } from './declarations.ts'
import { deployables, laid } from './deployables.ts'
import type { ExportInput } from './exportFile.ts'
import { type Phase, roundsOf } from './fixtures/arm.ts'
import { between } from './fixtures/between.ts'
import type { Sent } from './fixtures/evaluate.ts'
import { writable } from '../resources/writable.ts'
import { hostileInput } from './fixtures/hostile.ts'
import { wholeHostilities } from './fixtures/hostility.ts'
import { journey } from './fixtures/journey.ts'
import { draft, endpoint, hub, inputOf, link, ml, net, networkId, registryId, storageId, trainId, vaultId, workspaceId, zone, zoneId } from './fixtures/plans.ts'
import { fold } from './fold.ts'
import { terraform } from './terraform/terraform.ts'

const whole = (input: ExportInput): readonly Deployable[] => deployables(fold(input).folded, input)

const roundsBefore = new Map<ExportInput, Partial<Record<Phase, readonly (readonly Sent[])[]>>>()

/** What the ARM templates of an input send in a phase, folder by folder in their order. Evaluated once for each input. */
function rounds(input: ExportInput, phase: Phase): readonly (readonly Sent[])[] {
  const found = roundsBefore.get(input)?.[phase] ?? roundsOf(laid(input))(phase)
  roundsBefore.set(input, { ...roundsBefore.get(input), [phase]: found })
  return found
}
const sent = (input: ExportInput, phase: Phase): readonly Sent[] => rounds(input, phase).flat()
const bodyOf = (all: readonly Sent[], id: ArmId): Json => all.find((one) => idKey(one.id) === idKey(id))?.body ?? null
const at = (body: Json, ...path: readonly string[]): Json | undefined => path.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), body)
const bicepText = (input: ExportInput): string => bicep(input).files.filter((file) => file.path !== 'README.md').map((file) => file.text).join('\n')
const only = (make: (plan: ReturnType<typeof draft>) => void, more: Partial<ExportInput> = {}): ExportInput => {
  const plan = draft()
  make(plan)
  return inputOf(plan.changes, more)
}
const one = inputOf(journey())
const teams = inputOf(journey({ hub: 'Hub network', net: 'Netzwerk' }))

describe('every change is in the files or omitted', () => {
  it.each([['one owner', one], ['three owners', teams]])('with %s', (_, input) => {
    for (const read of [bicep, armJson]) {
      const { files, omitted } = read(input)
      const declared = new Set(whole(input).flatMap(({ modules }) => modules.flatMap((module) => module.declarations)).flatMap((own) => own.comments.join(' ').match(/\d+(?=[, .])/g) ?? []))
      const text = files.map((file) => file.text).join('\n')
      input.plan.forEach((change, index) => {
        const isOmitted = omitted.some((other) => other.change === change)
        expect(isOmitted || declared.has(String(index + 1)), `${index + 1} ${change.key}`).toBe(true)
        expect(text).toContain(String(index + 1))
      })
    }
  })

  it('with the reason for each that is omitted', () => {
    expect(bicep(one).omitted.map(({ change, because }) => [change.do, because])).toEqual([['action', 'action'], ['manual', 'manual'], ['delete', 'delete']])
  })

  it('when a body was not read or a resource lies outside a resource group', () => {
    const input = only(({ change }) => {
      change({ do: 'update', id: resourceId(ml, 'Microsoft.Storage/storageAccounts', 'stunread'), patch: { properties: { allowBlobPublicAccess: false } } })
      change({ do: 'create', id: armId(`/subscriptions/${subscriptionOf(ml)}/providers/Microsoft.Authorization/roleAssignments/x`), body: { properties: {} } })
    })
    expect(armJson(input).omitted.map(({ because }) => because)).toEqual(['unknownBody', 'otherScope'])
    expect(bicep(input).files.map((file) => file.path)).toEqual(['README.md'])
  })
})

describe('phases', () => {
  it('leave open in prepare what lockdown closes', () => {
    const [before, after] = [sent(one, 'prepare'), sent(one, 'lockdown')]
    expect([at(bodyOf(before, storageId), 'properties', 'allowBlobPublicAccess'), at(bodyOf(after, storageId), 'properties', 'allowBlobPublicAccess')]).toEqual([true, false])
    expect([at(bodyOf(before, vaultId), 'properties', 'publicNetworkAccess'), at(bodyOf(after, vaultId), 'properties', 'publicNetworkAccess')]).toEqual(['Enabled', 'Disabled'])
    expect([at(bodyOf(before, workspaceId), 'properties', 'publicNetworkAccess'), at(bodyOf(after, workspaceId), 'properties', 'publicNetworkAccess')]).toEqual(['Enabled', 'Disabled'])
    expect(at(bodyOf(before, registryId), 'sku', 'name')).toBe('Premium')
  })

  it('put back what Azure left out of its answer with the value that the plan found there', () => {
    const open = { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] }
    const input = only(({ change }) => change({ do: 'update', id: vaultId, phase: 'lockdown', before: { properties: { networkAcls: open } }, patch: { properties: { networkAcls: { ...open, defaultAction: 'Deny' } } } }))
    expect(at(bodyOf(sent(input, 'prepare'), vaultId), 'properties', 'networkAcls')).toEqual(open)
    expect(at(bodyOf(sent(input, 'prepare'), vaultId), 'properties', 'accessPolicies')).toHaveLength(1)
  })

  it('never send a workspace both switches of its public access, not even where only the older one was read (WKSP-08)', () => {
    const old: ExportInput['asRead'] = new Map([...one.asRead, [idKey(workspaceId), { location: 'westeurope', properties: { allowPublicAccessWhenBehindVnet: true, hbiWorkspace: false } }]])
    const input = only(({ change }) => change({ do: 'update', id: workspaceId, phase: 'lockdown', before: { properties: { publicNetworkAccess: 'Enabled' } }, patch: { properties: { publicNetworkAccess: 'Disabled' } } }), { asRead: old, writable })
    expect((['prepare', 'lockdown'] as const).map((phase) => at(bodyOf(sent(input, phase), workspaceId), 'properties'))).toEqual([
      { hbiWorkspace: false, publicNetworkAccess: 'Enabled' }, { hbiWorkspace: false, publicNetworkAccess: 'Disabled' },
    ])
  })

  it('keep the rules of a new security group inside it, and add a deny rule only in lockdown', () => {
    const rules = (phase: Phase): readonly Json[] => {
      const list = at(bodyOf(sent(one, phase), resourceId(net, 'Microsoft.Network/networkSecurityGroups', 'nsg-train')), 'properties', 'securityRules')
      return Array.isArray(list) ? list.map((rule: Json) => at(rule, 'name') ?? null) : []
    }
    expect([rules('prepare'), rules('lockdown')]).toEqual([['AllowEntra'], ['AllowEntra', 'DenyInternet']])
    expect(sent(one, 'prepare').some((own) => own.id.endsWith('nsg-old'))).toBe(false)
  })

  it('make a resource of lockdown only then', () => {
    const rule = childId(resourceId(net, 'Microsoft.Network/networkSecurityGroups', 'nsg-old'), 'securityRules', 'DenyAll')
    const input = only(({ change }) => change({ do: 'create', id: rule, phase: 'lockdown', body: { properties: { access: 'Deny' } } }))
    expect([sent(input, 'prepare').length, sent(input, 'lockdown').length]).toEqual([0, 1])
    expect(bicepText(input)).toContain('= if (closed) {')
  })

  it('replace an endpoint in lockdown, with the deletion left to people', () => {
    const id = resourceId(net, 'Microsoft.Network/privateEndpoints', 'pep-x')
    const input = only(({ change }) => {
      const gone = change({ do: 'delete', id, phase: 'lockdown' })
      change({ do: 'create', id, phase: 'lockdown', after: [gone], body: { properties: {} } })
    })
    expect(bicep(input).omitted.map(({ because }) => because)).toEqual(['delete'])
    expect([sent(input, 'prepare').length, sent(input, 'lockdown').length]).toEqual([0, 1])
  })
})

describe('order', () => {
  const idOf = new Map<ChangeKey, ArmId>(one.plan.map((change) => [change.key, change.id]))
  const isInside = (id: ArmId): boolean => /nsg-train\/securityRules/i.test(id)

  it.each([['one owner', one], ['three owners', teams]])('keeps what prepare asks, also between modules and folders, with %s', (_, input) => {
    const folders = rounds(input, 'prepare')
    const folderOf = (id: string): number => folders.findIndex((folder) => folder.some((own) => idKey(own.id) === idKey(id)))
    for (const change of input.plan.filter((own) => own.phase === 'prepare' && (own.do === 'create' || own.do === 'update') && !isInside(own.id))) {
      for (const key of change.after) {
        const before = idOf.get(key) ?? change.id
        if (idKey(before) === idKey(change.id)) continue
        const own = folders[folderOf(change.id)]?.find((other) => idKey(other.id) === idKey(change.id))
        expect(folderOf(before) < folderOf(change.id) || (own?.before.includes(idKey(before)) ?? false), `${before} before ${change.id}`).toBe(true)
      }
    }
  })

  it.each([['one owner', one], ['three owners', teams]])('lets no two resources with one lock be written at once, with %s', (_, input) => {
    for (const folder of rounds(input, 'lockdown')) {
      const locked = folder.map((own) => ({ own, locks: new Set(input.plan.filter((change) => idKey(change.id) === idKey(own.id)).flatMap((change) => change.locks.map(idKey))) }))
      for (const [index, first] of locked.entries()) {
        for (const second of locked.slice(index + 1).filter((other) => [...other.locks].some((lock) => first.locks.has(lock)))) {
          expect(first.own.before.includes(idKey(second.own.id)) || second.own.before.includes(idKey(first.own.id)), `${first.own.id} and ${second.own.id}`).toBe(true)
        }
      }
    }
  })

  it('closes one service after another', () => {
    const before = sent(one, 'lockdown').find((own) => idKey(own.id) === idKey(workspaceId))?.before ?? []
    for (const id of [registryId, vaultId, storageId]) expect(before).toContain(idKey(id))
  })

  it('closes the workspace last, also where a subnet that prepare changes stands between the closings', () => {
    const input = only(({ change }) => {
      const opened = change({ do: 'update', id: trainId, patch: { properties: { serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } } })
      change({ do: 'update', id: vaultId, after: [opened], patch: { properties: { networkAcls: { defaultAction: 'Allow', virtualNetworkRules: [{ id: trainId }] } } } })
      const registry = change({ do: 'update', id: registryId, phase: 'lockdown', patch: { properties: { publicNetworkAccess: 'Disabled' } } })
      const vault = change({ do: 'update', id: vaultId, phase: 'lockdown', after: [registry], patch: { properties: { publicNetworkAccess: 'Disabled' } } })
      const subnet = change({ do: 'update', id: trainId, phase: 'lockdown', after: [vault], patch: { properties: { serviceEndpoints: [] } } })
      change({ do: 'update', id: workspaceId, phase: 'lockdown', after: [subnet], patch: { properties: { publicNetworkAccess: 'Disabled' } } })
    })
    const before = sent(input, 'lockdown').find((own) => idKey(own.id) === idKey(workspaceId))?.before ?? []
    for (const id of [registryId, vaultId, trainId]) expect(before).toContain(idKey(id))
  })

  it('does not make the registry wait in prepare for endpoints that its closing waits for', () => {
    expect(sent(one, 'prepare').find((own) => idKey(own.id) === idKey(registryId))?.before).toEqual([])
  })

  it('is the same whatever runs twice', () => {
    expect(bicep(inputOf(journey()))).toEqual(bicep(inputOf(journey())))
  })
})

describe('what people do between two changes of prepare', () => {
  it('has what follows in a folder of its own, in every format of templates', () => {
    const input = inputOf(between('endpoint'))
    expect(rounds(input, 'prepare').map((folder) => folder.flatMap(({ type }) => (type.startsWith('Microsoft.Network') ? [type.split('/').at(-1)] : [])))).toEqual([['privateEndpoints'], ['privateDnsZoneGroups', 'virtualNetworkLinks']])
    expect(rounds(input, 'prepare')[1]?.[1]?.before.some((id) => id.endsWith('/default'))).toBe(true)
    for (const read of [bicep, armJson, terraform]) expect(new Set(read(input).files.flatMap(({ path }) => path.split('/').slice(0, -1).slice(0, 1)))).toEqual(new Set(['1-own-team', '2-own-team']))
  })

  it('stands before all deployments where it waits for none of them', () => {
    expect(whole(inputOf(between('nothing'))).map(({ folder }) => folder)).toEqual([''])
  })
})

describe('owners', () => {
  it('have a folder each, in the order in which they wait for each other', () => {
    expect(whole(teams).map(({ folder, team }) => [folder, team])).toEqual([
      ['1-netzwerk', 'Netzwerk'], ['2-hub-network', 'Hub network'], ['3-own-team', null], ['4-hub-network', 'Hub network'], ['5-own-team', null],
    ])
  })

  it('deploy only what is theirs', () => {
    const ownerOf = new Map(teams.plan.map((change) => [idKey(change.id), change.owner]))
    for (const { team, modules } of whole(teams)) {
      for (const own of modules.flatMap((module) => module.declarations)) expect(ownerOf.get(idKey(own.id))).toBe(team)
    }
  })

  it('are named in the read-me in their order', () => {
    const text = bicep(teams).files.find((file) => file.path === 'README.md')?.text ?? ''
    expect(text.indexOf('`1-netzwerk`')).toBeLessThan(text.indexOf('`2-'))
  })

  it('have folders even when two are called alike or without a letter', () => {
    const input = only(({ change }) => {
      for (const [index, owner] of ['Hub!', 'hub', '한국'].entries()) change({ do: 'create', id: zoneId(`z${index}`), owner, body: { location: 'global' } })
    })
    expect(whole(input).map(({ folder }) => folder)).toEqual(['1-hub', '2-hub', '3-other-team'])
  })
})

describe('existing resources', () => {
  it('C52: a subnet is restated as a child of its network with every property that was read', () => {
    const input = only(({ change }) => change({ do: 'update', id: trainId, patch: { properties: { privateEndpointNetworkPolicies: 'Enabled' } } }))
    expect(sent(input, 'prepare').map((own) => own.type)).toEqual(['Microsoft.Network/virtualNetworks/subnets'])
    expect(bodyOf(sent(input, 'prepare'), trainId)).toEqual({
      properties: {
        addressPrefix: '10.64.0.0/24', delegations: [], privateEndpointNetworkPolicies: 'Enabled', privateLinkServiceNetworkPolicies: 'Enabled', ipamPoolPrefixAllocations: [],
        serviceEndpoints: [{ service: 'Microsoft.Storage', locations: ['westeurope', 'northeurope'] }],
      },
    })
    expect(bicepText(input)).toContain("existing = {\n  name: 'vnet-credit-prd'\n}")
  })

  it('that are networks keep their subnets by not naming them', () => {
    expect(at(bodyOf(sent(one, 'prepare'), networkId), 'properties')).toEqual({ addressSpace: { addressPrefixes: ['10.64.0.0/22', '10.64.8.0/24'] }, enableDdosProtection: false })
  })

  it('keep tags, policies, unknown properties and literals that look like expressions', () => {
    const body = bodyOf(sent(one, 'lockdown'), storageId)
    expect(at(body, 'tags')).toEqual({ Kostenstelle: "4711 – O'Brien", '[formula]': '[1+1]' })
    expect(at(bodyOf(sent(one, 'lockdown'), workspaceId), 'properties', 'propertyOfNextYear')).toEqual({ kept: true })
    expect(JSON.stringify(at(bodyOf(sent(one, 'lockdown'), vaultId), 'properties', 'accessPolicies'))).toContain('40860cf7')
    expect(at(bodyOf(sent(one, 'lockdown'), vaultId), 'tags')).toBeUndefined()
  })

  it('lose what is read-only, and say when they were read', () => {
    const text = bicepText(one)
    expect(JSON.stringify(sent(one, 'lockdown'))).not.toMatch(/provisioningState|systemData|etag|vaultUri/)
    expect(text).toContain('restated as read at 2026-09-21T14:02:33Z')
    expect(text).toMatch(/SHA-256 of the body as read: [0-9a-f]{64}/)
  })

  it('that are only neighbours are never declared', () => {
    const input = only((plan) => endpoint(plan, { id: storageId, group: 'blob', zones: [zoneId('privatelink.blob.core.windows.net')] }))
    expect(sent(input, 'lockdown').map((own) => own.type)).toEqual(['Microsoft.Network/privateEndpoints', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'])
  })
})

describe('clouds', () => {
  const inCloud = (cloud: ExportInput['about']['cloud']): ExportInput => {
    const names = [...zones('vault', cloud), ...zones('blob', cloud), ...zones('registry', cloud), ...zones('amlworkspace', cloud)]
    return only((plan) => {
      for (const name of names) zone(plan, zoneId(name))
    }, { about: { ...one.about, cloud } })
  }

  it.each(['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const)('C54: zones carry their documented names, by no suffix that is wrong: %s', (cloud) => {
    const input = inCloud(cloud)
    const names = sent(input, 'prepare').map((own) => own.id.split('/').at(-1))
    expect(names).toEqual([...zones('vault', cloud), ...zones('blob', cloud), ...zones('registry', cloud), ...zones('amlworkspace', cloud)].sort())
    expect(bicepText(input)).not.toMatch(/keyvaultDns|privatelink\.vault\.azure\.net|core\.windows\.net/)
    expect(bicepText(input)).toContain("'privatelink.blob.${environment().suffixes.storage}'")
  })

  it('C54: an existing zone is referred to by a parameter, and none is made', () => {
    const id = zoneId('privatelink.vaultcore.azure.net')
    const input = only((plan) => endpoint(plan, { id: vaultId, group: 'vault', zones: [id] }))
    const parameters = bicep(input).files.find((file) => file.path === 'main.bicepparam')?.text
    expect(parameters).toContain(`= '${id}'`)
    expect(sent(input, 'lockdown').some((own) => own.type.endsWith('privateDnsZones'))).toBe(false)
  })
})

describe('scopes', () => {
  it('are reached by modules: the hub in its own subscription', () => {
    expect(bicep(one).files.find((file) => file.path === 'main.bicep')?.text).toContain(`scope: resourceGroup('${subscriptionOf(hub)}', 'rg-hub-dns')`)
    expect(sent(one, 'prepare').filter((own) => own.type.endsWith('virtualNetworkLinks')).every((own) => own.id.startsWith(hub))).toBe(true)
  })

  it('of a role assignment are the resource that it is given on', () => {
    const assignment = sent(one, 'prepare').find((own) => own.type.endsWith('roleAssignments'))
    expect(assignment?.id).toBe(`${storageId}/providers/Microsoft.Authorization/roleAssignments/4c84d637-b64c-43ae-b14b-1f87348e3c5e`)
    expect(at(assignment?.body ?? null, 'properties', 'roleDefinitionId')).toBe(`/subscriptions/${subscriptionOf(ml)}/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe`)
  })
})

describe('secrets', () => {
  it('have a secure parameter and no value in any file', () => {
    const texts = [...bicep(one).files, ...armJson(one).files]
    expect(bicepText(one)).toMatch(/@secure\(\)\n@minLength\(1\)\nparam jumpBoxPassword string\n/)
    expect(texts.find((file) => file.path === 'azuredeploy.json')?.text).toContain('"type": "securestring"')
    expect(texts.find((file) => file.path === 'azuredeploy.parameters.json')?.text).not.toContain('jumpBoxPassword')
  })
})

const hostility = wholeHostilities(fc.string({ unit: anyCharacter, maxLength: 12 }))

describe('hostile texts', () => {
  it('reach Azure as they are', () => {
    fc.assert(
      fc.property(hostility, (draw) => {
        const input = hostileInput(draw)
        const all = sent(input, 'prepare')
        const bare = input.plan.filter((change) => change.do === 'create' && !/networkSecurityGroups/i.test(change.id))
        for (const change of bare) expect(bodyOf(all, change.id)).toEqual(change.do === 'create' ? change.body : null)
        expect(at(bodyOf(sent(input, 'lockdown'), storageId), 'properties', draw.key)).toEqual(draw.extra)
        expect(at(bodyOf(all, vaultId), 'tags')).toEqual({ [draw.tagName]: draw.tagValue })
      }),
      { numRuns: 25 },
    )
  })

  it('lose half characters in the values of parameters as everywhere', () => {
    const half = '\ud800'
    const input = only(({ change }) => {
      for (const name of ['a', 'b']) change({ do: 'create', id: zoneId(name), body: { location: 'global', tags: { [half]: half } } })
    })
    expect(whole(input).flatMap(({ parameters }) => parameters).find(({ name }) => name === 'tags')?.value).toEqual({ '\uFFFD': '\uFFFD' })
  })

  it('break no line of a comment, a parameter or the read-me', () => {
    const input = hostileInput({ name: 'n', tagName: 'a\nb', tagValue: '*/\n', description: "x\nparam evil string\r\n| a | `b`", key: 'k', group: 'rg', extra: null, cloud: 'AzureCloud', team: 'a\n# b', step: 'x\ny' })
    expect(bicepText(input)).not.toMatch(/^(param evil|y)/m)
    const text = bicep(input).files.find((file) => file.path === 'README.md')?.text ?? ''
    expect(text).not.toMatch(/^# b|^param evil/m)
  })
})

describe('limits', () => {
  it('of 64 characters for a deployment name hold for the longest names', () => {
    const group = groupId(subscriptionOf(ml), `rg-${'x'.repeat(85)}`)
    const input = only(({ change }) => {
      change({ do: 'create', id: zoneId('z', group), body: { location: 'global' } })
      change({ do: 'create', id: zoneId('z', ml), body: { location: 'global' } })
    })
    for (const module of whole(input).flatMap((own) => own.modules)) expect(`${module.deployment}-lockdown`.length).toBeLessThanOrEqual(64)
    expect(sent(input, 'lockdown').length).toBe(2)
  })

  it('of 256 parameters hold for hundreds of ids', () => {
    const input = only(({ change }) => {
      for (let index = 0; index < 300; index += 1) {
        change({ do: 'create', id: childId(zoneId(`z${index}`), 'virtualNetworkLinks', 'l'), body: { location: 'global', properties: { virtualNetwork: { id: resourceId(net, 'Microsoft.Network/virtualNetworks', `vnet${index}`) } } } })
      }
    })
    expect(whole(input)[0]?.parameters.length).toBeLessThan(200)
    expect(sent(input, 'lockdown').length).toBe(300)
  })

  it('give an empty plan a read-me that says so', () => {
    expect(bicep(inputOf([])).files.map((file) => file.path)).toEqual(['README.md'])
  })
})

it('a region, tags and ids are said once, as described parameters', () => {
  const main = bicep(one).files.find((file) => file.path === 'main.bicep')?.text ?? ''
  const parameters = main.match(/^param /gm)?.length ?? 0
  expect(main.match(/^@description\(/gm)?.length).toBe(parameters)
  expect(main).toContain("param phase string = 'prepare'")
  expect(bicepText(one).match(/'westeurope'$/gm)?.length).toBe(2)
})

it('a plan with links waits for the groups that write into the zone', () => {
  const input = only((plan) => {
    const own = zoneId('privatelink.vaultcore.azure.net')
    const made = zone(plan, own)
    const [, dns] = endpoint(plan, { id: vaultId, group: 'vault', zones: [own], after: [made] })
    link(plan, own, [dns])
  })
  const linked = sent(input, 'prepare').find((own) => own.type.endsWith('virtualNetworkLinks'))
  expect(linked?.before.some((id) => id.endsWith('/privatednszonegroups/default'))).toBe(true)
})
