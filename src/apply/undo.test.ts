/** The way back from every point of a run gives the start: what was there before stands as it did. `POINTS=all` goes through all writes, of the whole plan too, and as many events. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { ids, networks, placed, reference, snapshotOf, subnet, usage } from '../simulator/scenarios/bodies.ts'
import { common, open, openNetwork, services } from '../simulator/scenarios/open.ts'
import { startOf, wentBack } from './fixtures/days.ts'
import { everyPoint, figure, pointsOf } from './fixtures/proving.ts'
import { placeOf, type Planned, plannedFor } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { type Break, firstVisit, siteOf } from './fixtures/visits.ts'

const group = `${networks}/providers/Microsoft.Network/networkSecurityGroups/nsg-training`

/** The open estate, whose computes lie behind a group that is there already. */
const grouped: JsonObject = snapshotOf([
  ...services, placed(group, { securityRules: [] }),
  openNetwork({ subnets: [subnet(ids.network, 'snet-training', '10.20.1.0/24', { networkSecurityGroup: reference(group) })] }),
], { ...common, usages: { [ids.network]: [usage(ids.network, 'snet-training', 6, 251)] } })
/** Its ways out, closed; the endpoints that replace some of them are no part of this run, so no journey is walked. */
const closedOut: Planned = { ...plannedFor(grouped, (choices) => ({ ...choices, outbound: { ...choices.outbound, rules: 'requiredOnly', packages: [] } })), paths: [] }
const inGroup = (all: readonly Change[]): readonly Change[] => {
  const kept = all.filter(({ id, do: what }) => id.startsWith(`${group}/`) && what !== 'manual')
  return kept.map((change) => ({ ...change, after: change.phase === 'prepare' ? change.after : kept.filter(({ phase }) => phase === 'prepare').map(({ key }) => key) }))
}

const starts = [['small', startOf(open, smallPlan)], ['outbound', { file: grouped, planned: closedOut, part: inGroup }], ...(everyPoint ? [['whole', startOf(open)] as const] : [])] as const

describe.each(starts)('the way back from a run of the %s plan', (name, { file, planned, part }) => {
  const writes = part(planned.plan).filter(({ do: what }) => what !== 'manual').length
  it.each<Break['on']>(['write', 'stop'])('gives the start, wherever it was broken off by a %s', async (on) => {
    for (const at of on === 'write' ? pointsOf(writes, 1) : pointsOf(writes * 9, 1, 63)) {
      const site = siteOf(file, placeOf(file), planned, { part })
      const over = await firstVisit(site, { at, on })
      const back = await wentBack(site)
      figure('undo', { name, on, at, over: over.is, end: back.end })
      expect([on, at, back.end, back.is]).toEqual([on, at, 'restored', back.was])
    }
  })
})
