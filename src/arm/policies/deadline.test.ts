import { expect, it } from 'vitest'
import { connect } from '../connect.ts'
import { type Line, ORIGIN, server } from '../fixtures/script.ts'
import { START, virtualClock } from '../fixtures/virtualClock.ts'

const ask = { path: '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/v', apiVersion: '2024-11-01', body: {}, notAfter: START + 60_000 }
const throttled: Line = { status: 429, headers: { 'retry-after': '40' } }
const busy: Line = { status: 409, body: { error: { code: 'AnotherOperationInProgress', message: 'Another operation is in progress.' } } }

function client(script: readonly Line[]) {
  const clock = virtualClock()
  const azure = server(clock, script)
  const arm = connect({ fetch: azure.fetch, clock, origin: ORIGIN, tokens: () => Promise.resolve({ ok: true, token: 't' }), newId: () => 'i', run: 'r' })
  return { arm, clock, azure, at: () => azure.asked.map(({ at }) => at - START) }
}

it('lets a request go as usual, without its mark', async () => {
  const { arm, azure } = client([{ status: 200, body: {} }])
  expect((await arm.patch(ask)).ok).toBe(true)
  expect(azure.asked.flatMap(({ headers }) => [...headers.keys()]).filter((name) => name.startsWith('ringfence'))).toEqual([])
})

it.each([
  ['throttled', [throttled, throttled, { status: 200, body: {} }], [0, 41_000], 'throttled'],
  ['kept out by other work', [busy, busy, busy, busy, busy, busy, { status: 200, body: {} }], [0, 10_000, 25_000, 47_500], 'busy'],
] as const)('is sent again while it may be when %s; then the refusal is the answer', async (_, script, sent, is) => {
  const { arm, at } = client(script)
  const answer = await arm.patch(ask)
  expect([answer.ok ? null : answer.failure.is, at()]).toEqual([is, sent])
})

it('gives back what this client itself held back too long, unsent, and pauses nothing for it', async () => {
  const { arm, clock, azure, at } = client([throttled, { status: 200, body: {} }])
  await clock.sleep(30_000)
  const [first, second] = await Promise.all([arm.patch({ ...ask, notAfter: undefined }), arm.patch(ask)])
  expect([first.ok, second.ok ? null : second.failure.is, at()]).toEqual([true, 'throttled', [30_000, 71_000]])
  expect(azure.asked).toHaveLength(2)
  expect((await arm.patch({ ...ask, notAfter: undefined })).ok).toBe(true)
})
