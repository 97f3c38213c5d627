/** The way back from every point of a run gives the start: what was there before stands as it did. `POINTS=all` goes through all writes, of the whole plan too, and as many events. */
import { describe, expect, it } from 'vitest'
import { open } from '../simulator/scenarios/open.ts'
import { startOf, wentBack } from './fixtures/days.ts'
import { everyPoint, figure, pointsOf } from './fixtures/proving.ts'
import { placeOf } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { type Break, firstVisit, siteOf } from './fixtures/visits.ts'

const starts = [['small', startOf(open, smallPlan)], ...(everyPoint ? [['whole', startOf(open)] as const] : [])] as const

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
