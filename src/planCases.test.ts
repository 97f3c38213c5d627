/** The shared cases of stage "plan": judged on what is proposed, on the plan and on the rights that it needs. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nameOf } from './base/armId.ts'
import type { Json, JsonObject } from './base/json.ts'
import { readEstate } from './discovery/readEstate.ts'
import { openSnapshot } from './discovery/snapshot.ts'
import type { Estate } from './estate/estate.ts'
import { plan } from './resources/index.ts'
import { rightsOf } from './resources/rights.ts'
import { type Choices, undecided } from './steps/choices.ts'
import { desiredEstate, findings, propose } from './steps/index.ts'

const shared = new URL('../../shared/', import.meta.url).pathname
const present = existsSync(`${shared}cases/cases.json`) && existsSync(`${shared}estates`)

interface Case {
  readonly id: string
  readonly kind: string
  readonly input: { readonly base: string; readonly mutations: readonly JsonObject[] }
  readonly expected: { readonly stage?: string; readonly mustAppear: readonly string[]; readonly mustNotAppear: readonly string[] }
}

const json = (path: string): unknown => JSON.parse(readFileSync(`${shared}${path}`, 'utf8'))
const cases = present ? (json('cases/cases.json') as readonly Case[]).filter(({ kind, expected }) => kind === 'snapshot-mutation' && expected.stage === 'plan') : []

function estateOf(value: Json): Estate {
  const opened = openSnapshot(JSON.stringify(value))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return readEstate(opened.snapshot)
}

/** The estate of a case, before and after its mutations. */
async function worldOf(id: string) {
  const { applyMutation } = (await import(/* @vite-ignore */ `${shared}cases/mutate.mjs`)) as { applyMutation: (document: Json, mutation: JsonObject) => Json }
  const wanted = cases.find((each) => each.id === id)
  if (wanted === undefined) throw new Error(`no case ${id}`)
  const base = json(wanted.input.base) as Json
  const current = estateOf(wanted.input.mutations.reduce<Json>((document, mutation) => applyMutation(document, mutation), structuredClone(base)))
  return { expected: wanted.expected, base: estateOf(base), current, choices: propose(current).choices }
}

/** Requirements that are broken somewhere in one estate and nowhere there in the other. */
function appearing(base: Estate, current: Estate, choices: Choices): ReadonlySet<string> {
  const said = (estate: Estate, by: Choices) => findings(estate, by).filter(({ verdict }) => verdict === undefined).flatMap(({ requirement, also, at, data }) => [requirement, ...also].map((id) => `${id} ${at} ${JSON.stringify(data)}`))
  const before = new Set([...said(base, undecided), ...said(base, choices)])
  return new Set([...said(current, undecided), ...said(current, choices)].filter((each) => !before.has(each)).map((each) => each.split(' ')[0] ?? ''))
}

const planned = (current: Estate, choices: Choices) => {
  const desired = desiredEstate(current, choices)
  const changes = plan(current, desired)
  return { changes, rights: rightsOf(changes, { current, desired }) }
}

it.skipIf(present)('the cases of a plan are absent: ../shared/cases, ../shared/estates', () => { expect(present).toBe(false) })

describe.runIf(present)('the cases of a plan', () => {
  it('are those that are judged here', () => { expect(cases.map(({ id }) => id)).toEqual(['C41', 'C43', 'C45']) })

  it.each(cases.map(({ id }) => id))('%s says what it has to say and nothing that would be wrong', async (id) => {
    const { base, current, choices, expected } = await worldOf(id)
    const found = appearing(base, current, choices)
    expect(expected.mustAppear.filter((each) => !found.has(each))).toEqual([])
    expect(expected.mustNotAppear.filter((each) => found.has(each))).toEqual([])
  })

  it('C41 proposes a second subnet for the missing endpoint, by Azure’s own count, and moves no endpoint', async () => {
    const { current, choices } = await worldOf('C41')
    const used = { ...choices, storage: { ...choices.storage, parallelRunStep: 'used' as const } }
    const { changes } = planned(current, used)
    const subnet = changes.find(({ type }) => type.endsWith('/subnets'))
    expect(subnet).toMatchObject({ do: 'create', body: { properties: { addressPrefix: '10.64.5.0/27' } } })
    expect(changes.filter((change) => change.do === 'create' && change.type === 'Microsoft.Network/privateEndpoints').map(({ id }) => nameOf(id))).toEqual(['pep-stcreditmlprd7k-table'])
    expect(changes.filter((change) => change.do === 'delete')).toEqual([])
  })

  it('C43 leaves the zones to their owner, makes none of its own, and names the missing join and its scope', async () => {
    const { current, choices } = await worldOf('C43')
    const theirs = planned(current, choices)
    expect(theirs.changes.map((change) => (change.do === 'manual' ? change.task.task : change.do))).toEqual(['writeRecords'])
    const own = planned(current, { ...choices, access: { ...choices.access, otherTeams: [] }, workspace: { ...choices.workspace, dnsWriter: 'thisPlan' } })
    expect([...theirs.changes, ...own.changes].filter(({ type, do: what }) => type.endsWith('/privateDnsZones') && what === 'create')).toEqual([])
    const refused = [...own.rights.values()].flatMap(({ needs }) => needs).filter(({ right }) => right === 'refused')
    expect(refused.map(({ action, scope }) => [action, nameOf(scope)])).toContainEqual(['Microsoft.Network/privateDnsZones/join/action', 'privatelink.blob.core.windows.net'])
  })

  it('C45 lists the join on everything that a written subnet refers to', async () => {
    const { current, choices } = await worldOf('C45')
    const subnetId = choices.addressSpace.computeSubnet !== 'undecided' && choices.addressSpace.computeSubnet.use === 'existing' ? choices.addressSpace.computeSubnet.id : null
    const desired: Estate = { ...current, subnets: current.subnets.map((subnet) => (subnet.id === subnetId ? { ...subnet, serviceEndpoints: [...subnet.serviceEndpoints, 'Microsoft.CognitiveServices'] } : subnet)) }
    const write = plan(current, desired).find((change) => change.do !== 'manual')
    const rights = write === undefined ? undefined : rightsOf([write], { current, desired }).get(write.key)
    expect(rights?.needs.map(({ action, right }) => [action.replace('Microsoft.Network/', ''), right])).toEqual([
      ['virtualNetworks/subnets/write', 'allowed'], ['networkSecurityGroups/join/action', 'refused'], ['natGateways/join/action', 'refused'],
    ])
  })
})
