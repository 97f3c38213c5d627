import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Json } from '../base/json.ts'
import { connect } from './connect.ts'
import { finish } from './finish.ts'
import { type Asked, type Line, ORIGIN, server } from './fixtures/script.ts'
import { START, virtualClock } from './fixtures/virtualClock.ts'

interface Case {
  readonly id: string
  readonly kind: string
  readonly input: { readonly responses: readonly { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: Json }[] }
}

const file = join(import.meta.dirname, '../../../shared/cases/cases.json')
const isThere = existsSync(file)
if (!isThere) process.stdout.write('the cases of public reports are not here: src/arm/cases.test.ts runs none\n')
const cases = (isThere ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Case[]) : []).filter(({ kind }) => kind === 'arm-exchange')

/** A client on the answers of a case, its placeholders filled in. */
function played(id: string, replace: (text: string) => string = (text) => text, about: ((asked: Asked) => boolean) = () => true) {
  const found = cases.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no case ${id}`)
  const clock = virtualClock()
  const lines = [...(JSON.parse(replace(JSON.stringify(found.input.responses))) as readonly Line[])]
  // What the case is about is answered by its script; whatever else is read is settled.
  const azure = server(clock, (asked) => (about(asked) ? lines.shift() : undefined) ?? { status: 200, body: { properties: { provisioningState: 'Succeeded' } } })
  const client = connect({ fetch: azure.fetch, clock, origin: ORIGIN, tokens: () => Promise.resolve({ ok: true, token: 't' }), newId: () => 'i', run: 'r' })
  return { clock, azure, client, seconds: () => azure.asked.map(({ at }) => (at - START) / 1000) }
}

describe.runIf(isThere)('cases of public reports', () => {
  it('every exchange has a test here', () => {
    expect(cases.map(({ id }) => id)).toEqual(['C23', 'C28', 'C46', 'C48'])
  })

  it('C23: a policy refuses the vault; it is not sent again, and policy, field, operator and values are text (F51)', async () => {
    const { client, azure } = played('C23')
    const answer = await client.patch({ path: '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/kv-credit-prd-7k', apiVersion: '1', body: {} })
    expect(azure.asked.length).toBe(1)
    expect(answer).toMatchObject({
      ok: false,
      failure: {
        is: 'denied', by: 'policy',
        fault: {
          code: 'RequestDisallowedByPolicy', target: 'kv-credit-prd-7k',
          policies: [{ policy: 'Vault firewall', assignment: 'Landing zone', compared: [{ field: 'properties.networkAcls.ipRules[*].value', operator: 'In', wanted: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], sent: [] }] }],
        },
      },
    })
  })

  it('C28: an operation fails with the inner code and its text, not with nested JSON', async () => {
    const { client, clock } = played('C28', (text) => text.replace('"computeOperationsStatus"', `"${ORIGIN}/subscriptions/s/providers/Microsoft.MachineLearningServices/locations/l/computeOperationsStatus/o"`))
    const resource = { path: '/subscriptions/s/resourceGroups/r/providers/Microsoft.MachineLearningServices/workspaces/w/computes/c', apiVersion: '1' }
    const first = await client.put({ ...resource, body: {} })
    if (!first.ok) throw new Error(first.failure.is)
    const outcome = await finish({ arm: client, clock, origin: ORIGIN, write: { method: 'PUT', path: resource.path }, resource, startedAt: clock.now() }, first)
    expect(outcome).toMatchObject({ is: 'failed', state: 'Failed', fault: { code: 'UserError', message: '<public IP false needs a workspace endpoint>' } })
  })

  it('C46: a busy subnet is waited for as long as its text asks, with its network, and no other traffic is held back (F23, F36)', async () => {
    const network = '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v'
    const { client, clock, azure, seconds } = played('C46', (text) => text.replace('<vnet id>', network).replace('<subnet id>', `${network}/subnets/a`), ({ method }) => method === 'PUT')
    const writing = client.put({ path: `${network}/subnets/a`, apiVersion: '1', body: {} })
    const answers = await Promise.all([writing, clock.sleep(1000).then(() => client.get({ path: '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/k', apiVersion: '1' }))])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    const puts = azure.asked.flatMap(({ method }, index) => (method === 'PUT' ? [seconds()[index] ?? 0] : []))
    expect(puts[1]).toBeGreaterThanOrEqual(14)
    expect(puts.length).toBe(3)
    expect(azure.asked.map(({ method, url }) => `${method} ${new URL(url).pathname.split('/').slice(-2).join('/')}`)).toEqual([
      'PUT subnets/a', 'GET vaults/k', 'GET virtualNetworks/v', 'PUT subnets/a', 'GET subnets/a', 'GET virtualNetworks/v', 'PUT subnets/a',
    ])
    expect(seconds()[1]).toBe(1)
  })

  it('C48: a 429 without a word about time is asked again after 5, 10, 20 and 40 seconds, and ends well (F08, F20)', async () => {
    const { client, seconds } = played('C48')
    const answer = await client.get({ path: '/subscriptions/s/providers/Microsoft.Network/locations/l/operations/o', apiVersion: '1' })
    expect(answer).toMatchObject({ ok: true, body: { status: 'Succeeded' } })
    const gaps = seconds().slice(1).map((at, index) => at - (seconds()[index] ?? 0))
    expect(gaps.length).toBe(4)
    for (const [index, least] of [5, 10, 20, 40].entries()) expect(gaps[index]).toBeGreaterThanOrEqual(least)
  })
})
