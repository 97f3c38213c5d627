import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idKey, resourceId } from '../../base/armId.ts'
import { anyCharacter } from '../../base/fixtures/anyCharacter.ts'
import { isObject, type Json } from '../../base/json.ts'
import { laid } from '../deployables.ts'
import type { Exported, ExportFile, ExportInput } from '../exportFile.ts'
import { type Phase, roundsOf } from '../fixtures/arm.ts'
import type { Sent } from '../fixtures/evaluate.ts'
import { hostileInput } from '../fixtures/hostile.ts'
import { wholeHostilities } from '../fixtures/hostility.ts'
import { journey } from '../fixtures/journey.ts'
import { draft, inputOf, ml, net, registryId, storageId, vaultId, zone, zoneId } from '../fixtures/plans.ts'
import { comparable, type Planned, planned } from '../fixtures/terraform.ts'
import { writeTerraform } from './terraform.ts'

const PHASES: readonly Phase[] = ['prepare', 'lockdown']
const one = inputOf(journey())
const teams = inputOf(journey({ hub: 'Hub network', net: 'Netzwerk' }))

interface Written extends Exported {
  readonly arm: (phase: Phase) => readonly (readonly Sent[])[]
  readonly folders: readonly string[]
}
const writtenBefore = new Map<ExportInput, Written>()

/** Both exports of an input, written once for all tests. */
function written(input: ExportInput): Written {
  const before = writtenBefore.get(input)
  if (before !== undefined) return before
  const plan = laid(input)
  const now = { ...writeTerraform(plan), arm: roundsOf(plan), folders: plan.all.map(({ folder }) => folder) }
  writtenBefore.set(input, now)
  return now
}

const textOf = (input: ExportInput): string => written(input).files.map((file) => file.text).join('\n')
const file = (input: ExportInput, path: string): string => written(input).files.find((own) => own.path === path)?.text ?? ''
const filesOf = (input: ExportInput, folder: string): readonly ExportFile[] => written(input).files.filter(({ path }) => path.startsWith(folder === '' ? '' : `${folder}/`))
const rounds = (input: ExportInput, phase: Phase): readonly (readonly Planned[])[] => written(input).folders.map((folder) => planned(filesOf(input, folder), input, phase))
const flat = (input: ExportInput, phase: Phase): readonly Planned[] => rounds(input, phase).flat()

const found = (all: readonly Planned[], id: string): Planned | undefined => all.find((own) => idKey(own.id) === idKey(id))

/** What both exports of an input mean, phase by phase and folder by folder. */
function meanings(input: ExportInput): { readonly terraform: Json; readonly arm: Json } {
  const all = PHASES.flatMap((phase) => written(input).arm(phase).map((arm, index) => ({ arm, own: rounds(input, phase)[index] ?? [] })))
  return { terraform: all.map(({ own, arm }) => comparable(own, arm)), arm: all.map(({ arm }) => comparable(arm, arm)) }
}

describe('Terraform', () => {
  it.each([['one owner', one], ['three owners', teams]])('means in both phases what the ARM templates mean, with %s', (_, input) => {
    const { terraform, arm } = meanings(input)
    expect(terraform).toEqual(arm)
  })

  it.each([['one owner', one], ['three owners', teams]])('has every change in its files or omits it, with %s', (_, input) => {
    const { files, omitted } = written(input)
    const told = new Set(files.filter(({ path }) => path.endsWith('main.tf')).flatMap(({ text }) => [...text.matchAll(/^# Changes? ([\d, ]+) of the plan/gm)]).flatMap(([, numbers]) => numbers?.split(', ') ?? []))
    expect(input.plan.filter((change, index) => !told.has(String(index + 1)) && !omitted.some((other) => other.change === change))).toEqual([])
    expect(omitted).toEqual(laid(input).omitted)
  })

  it.each([['one owner', one], ['three owners', teams]])('keeps the order of prepare between all resources of a folder, with %s', (_, input) => {
    const idOf = new Map(input.plan.map((change) => [change.key, idKey(change.id)]))
    for (const all of rounds(input, 'prepare')) {
      const known = new Set(all.map(({ id }) => idKey(id)))
      for (const own of all) {
        const asked = input.plan.filter((change) => change.phase === 'prepare' && idKey(change.id) === idKey(own.id)).flatMap((change) => change.after.flatMap((key) => idOf.get(key) ?? []))
        expect(own.before).toEqual(expect.arrayContaining(asked.filter((before) => known.has(before) && before !== idKey(own.id))))
      }
    }
  })

  it('lets no two resources with one lock be written at once', () => {
    const all = flat(one, 'lockdown')
    const locksOf = (own: Planned): readonly string[] => one.plan.filter((change) => idKey(change.id) === idKey(own.id)).flatMap((change) => change.locks.map(idKey))
    for (const [index, first] of all.entries()) {
      for (const second of all.slice(index + 1).filter((other) => locksOf(other).some((lock) => locksOf(first).includes(lock)))) {
        expect(first.before.includes(idKey(second.id)) || second.before.includes(idKey(first.id)), `${first.id} and ${second.id}`).toBe(true)
      }
    }
  })

  it('says of an existing resource only what the plan changes: no location, nothing read-only, no policy', () => {
    expect(found(flat(one, 'prepare'), vaultId)?.own).toEqual({ properties: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] }, publicNetworkAccess: 'Enabled' } })
    expect(found(flat(one, 'lockdown'), vaultId)?.own).toEqual({ properties: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] }, publicNetworkAccess: 'Disabled' } })
    expect(found(flat(one, 'prepare'), registryId)?.own).toEqual({ sku: { name: 'Premium' }, properties: { publicNetworkAccess: 'Enabled' } })
    for (const own of flat(one, 'lockdown').filter(({ address }) => address.startsWith('azapi_update_resource.'))) expect(Object.keys(isObject(own.own) ? own.own : {})).not.toContain('location')
    expect(textOf(one)).not.toMatch(/provisioningState|systemData|etag|vaultUri|accessPolicies|propertyOfNextYear/)
  })

  it('gives a new resource its location and tags as the provider asks for them', () => {
    expect(file(one, 'main.tf')).toContain('  parent_id = var.resource_groups["rg-net-prd"]\n  location  = var.location\n  tags      = var.tags\n\n  body = {\n')
  })

  it('takes secrets from ephemeral variables without a default into what no state file holds', () => {
    expect(file(one, 'variables.tf')).toContain('variable "jump_box_password" {\n  description = "Password of the jump box."\n  type        = string\n  sensitive   = true\n  ephemeral   = true\n}\n')
    expect(file(one, 'main.tf')).toContain('  sensitive_body = {\n    properties = {\n      osProfile = {\n        adminPassword = var.jump_box_password\n      }\n    }\n  }\n')
    expect(file(one, 'main.tf').match(/jump_box_password/g)?.length).toBe(1)
    expect(file(one, 'terraform.tfvars')).not.toMatch(/^jump_box_password/m)
    expect(file(one, 'README.md')).toContain('`TF_VAR_jump_box_password`')
  })

  it('makes in lockdown, and deletes when that is set back, what only lockdown holds', () => {
    const plan = draft()
    const id = resourceId(net, 'Microsoft.Network/networkSecurityGroups', 'nsg-late')
    const made = plan.change({ do: 'create', id, phase: 'lockdown', body: { location: 'westeurope', properties: {} } })
    plan.change({ do: 'create', id: resourceId(ml, 'Microsoft.Network/networkInterfaces', 'nic'), phase: 'lockdown', after: [made], body: { properties: { networkSecurityGroup: { id } } } })
    const input = inputOf(plan.changes)
    expect(PHASES.map((phase) => flat(input, phase).length)).toEqual([0, 2])
    expect(meanings(input).terraform).toEqual(meanings(input).arm)
    expect(file(input, 'main.tf')).toContain('count = local.closed ? 1 : 0')
    expect(file(input, 'README.md')).toContain('setting back deletes them')
  })

  it('declares no variable that nothing names', () => {
    for (const own of written(teams).folders) {
      const used = new Set([...file(teams, `${own}/main.tf`).matchAll(/var\.(\w+)/g)].map(([, name]) => name))
      for (const [, name] of file(teams, `${own}/variables.tf`).matchAll(/^variable "(\w+)"/gm)) expect(used).toContain(name)
    }
  })

  it('has a folder, and so a state, for each owner', () => {
    expect([...new Set(written(teams).files.map(({ path }) => path.split('/')[0]))]).toEqual(['README.md', 'deploy.yml', 'azure-pipelines.yml', '1-netzwerk', '2-hub-network', '3-own-team', '4-hub-network', '5-own-team'])
    expect(file(teams, 'README.md')).toContain('terraform -chdir=3-own-team plan -var=phase=lockdown -out=lockdown.tfplan')
  })

  it('names groups by their subscription too where two are called alike', () => {
    const plan = draft()
    const other = resourceId(ml, 'x', 'y').replace(/^\/subscriptions\/[^/]+/, '/subscriptions/8d7f2d0b-9b7b-4b8e-9c0a-3d6a3c1d5e77')
    for (const group of [ml, other.slice(0, other.indexOf('/providers/'))]) plan.change({ do: 'create', id: resourceId(group as typeof ml, 'Microsoft.Network/privateDnsZones', 'z.example'), body: { location: 'global' } })
    const { terraform, arm } = meanings(inputOf(plan.changes))
    expect(terraform).toEqual(arm)
  })

  it('tells its cloud to the provider', () => {
    const plan = draft()
    zone(plan, zoneId('z.example'))
    const clouds = (['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const).map((cloud) => file(inputOf(plan.changes, { about: { ...one.about, cloud } }), 'providers.tf'))
    expect(clouds.map((text) => /environment = "(\w+)"/.exec(text)?.[1])).toEqual(['public', 'usgovernment', 'china'])
  })

  it('never changes the type of a value by choosing between two', () => {
    const plan = draft()
    plan.change({ do: 'update', id: storageId, phase: 'lockdown', patch: { properties: { allowBlobPublicAccess: 'no', accessTier: 7, isHnsEnabled: { a: true }, minimumTlsVersion: [] } } })
    const input = inputOf(plan.changes)
    expect(meanings(input).terraform).toEqual(meanings(input).arm)
    expect(file(input, 'main.tf')).toContain('{ prepare = true, lockdown = "no" }[var.phase]')
  })
})

const hostility = wholeHostilities(fc.string({ unit: anyCharacter, maxLength: 12 }))

describe('hostile texts in Terraform', () => {
  it('reach Azure as they are', () => {
    fc.assert(
      fc.property(hostility, (draw) => {
        const { terraform, arm } = meanings(hostileInput(draw))
        expect(terraform).toEqual(arm)
      }),
      { numRuns: Number(process.env['SEEDS'] ?? 5) },
    )
  })

  it('end no comment and begin no block', () => {
    const input = hostileInput({ name: 'n', tagName: 'a\nb', tagValue: '*/\n', description: 'x\nresource "evil" "x" {}', key: 'k', group: 'rg', extra: null, cloud: 'AzureCloud', team: 'a\n# b', step: 'x\ny' })
    const said = new Map([[idKey(storageId), ['we accept\n}\nresource "evil" "x" {}']]])
    const text = textOf({ ...input, said })
    expect(text).not.toMatch(/^ *(resource "evil"|y$)/m)
    expect(text).toContain('# we accept } resource "evil" "x" {}')
  })
})
