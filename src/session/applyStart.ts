/** Beginning a run: the estate is read once more, and nothing begins where it or its plan is no longer what was reviewed. */
import { estateForecast, type Forecast } from '../apply/forecast.ts'
import { beginAnew } from '../apply/runs.ts'
import type { Beginning } from '../apply/state.ts'
import type { Failure } from '../arm/failure.ts'
import { stableText } from '../base/stableText.ts'
import type { Change } from '../changes/change.ts'
import { digest } from '../changes/digest.ts'
import { afterwards, findingsOf } from './applyAfter.ts'
import { askedOf, goingOf, hold, type Levers, portsOf } from './applyHold.ts'
import { type Desk, planFrom, type Site } from './applySite.ts'
import type { View } from './derive.ts'
import type { Design } from './session.ts'

/** What was reviewed, and whose button was pressed. */
interface Reviewed { readonly id: string; readonly design: Design; readonly view: View; readonly desk: Desk }

/** Why nothing begins: Azure did not answer, the plan is overtaken, or something else was opened meanwhile. */
type Why = { readonly is: 'failed'; readonly failure: Failure } | { readonly is: 'overtaken'; readonly forecast: Forecast } | { readonly is: 'elsewhere' }

/** Begins the plan on the page. `look` is called where another tab has left a run open. */
export async function start(site: Site, levers: Levers, look: () => Promise<void>): Promise<void> {
  const design = site.design()
  const { view } = site.store.getState()
  if (design === null || view === null || view.choices !== design.choices || site.applying().going !== null) return
  const [id, { over }] = [site.newId(), levers]
  site.put({ going: goingOf(site, design, { id, kind: 'forward', plan: view.plan, isComparing: true }), back: null })
  const run = await hold(site, levers, async (hear) => {
    // The lock of a run that was put away is free a moment after its end is told.
    await over
    const desk = await site.desk(design)
    if (desk === null) return { is: 'not', why: { is: 'program' } }
    const opening = { workspaceId: design.snapshot.workspaceId, ready: () => ready(site, { id, design, view, desk }) }
    const found = await beginAnew<Why>(opening, portsOf(site, desk, levers), site.locks, hear)
    switch (found.is) {
      case 'ended': case 'taken': case 'not': return askedOf(found)
      case 'failed': case 'unkept': return { is: 'not', why: found.is === 'failed' ? found : { is: 'unkept' } }
      case 'elsewhere': case 'overtaken': case 'open': {
        if (site.applying().going?.id === id) site.put({ going: null })
        if (found.is === 'overtaken') site.put({ preflight: { plan: view.plan, state: 'done', at: site.ports.now(), forecasts: [found.forecast], failure: null, mistake: null } })
        if (found.is === 'open') await look()
        return null
      }
    }
  })
  if (run?.end?.is === 'done' || run?.end?.is === 'restored') await afterwards(site, design)
}

/** Reads the estate, and lets the run begin from it where its plan is the one that was reviewed and nothing that it touches was changed. */
async function ready(site: Site, { id, design, view: { plan }, desk }: Reviewed): Promise<{ readonly is: 'ready'; readonly beginning: Beginning } | Why> {
  const collected = await desk.collect(new AbortController().signal)
  if (!collected.ok) return { is: 'failed', failure: collected.failure }
  const { snapshot } = collected
  const again = planFrom(design.choices)(snapshot)
  const forecast = estateForecast(design.snapshot, snapshot, plan)
  if (forecast.result === 'refused' || digest(again.plan) !== digest(plan)) return { is: 'overtaken', forecast: overtaken(forecast, plan, again.plan) }
  const findingsBefore = forecast.details.length === 0 ? null : await findingsOf(site, snapshot)
  const now = site.design()
  if (now?.choices !== design.choices || now.snapshot !== design.snapshot || site.applying().going?.id !== id) return { is: 'elsewhere' }
  site.put({ open: null, past: null })
  site.putGoing({ isComparing: false, before: snapshot, ...(findingsBefore === null ? {} : { findingsBefore }) })
  return { is: 'ready', beginning: { run: id, snapshot, desired: again.desired, plan: again.plan, options: site.applying().options, journeys: again.journeys, kind: 'forward', wayInConfirmedAt: null } }
}

/** What changed, as the forecast tells it; where no resource did, what the plan would do now and did not do before. */
function overtaken(forecast: Forecast, reviewed: readonly Change[], now: readonly Change[]): Forecast {
  const known = new Set(reviewed.map(stableText))
  const fresh = new Set(now.map(stableText))
  const gone = reviewed.filter((change) => !fresh.has(stableText(change))).map(({ key }) => key)
  return { ...forecast, result: 'refused', found: forecast.details.length > 0 ? [] : now.filter((change) => !known.has(stableText(change))).map(({ id }) => id), keys: [...new Set([...forecast.keys, ...gone])] }
}
