/** Taking one closing back while no run goes in this tab: of the run that paused here, or of that of an earlier visit. */
import { takenBackNow } from '../apply/endings.ts'
import type { Ports } from '../apply/loop.ts'
import type { Run } from '../apply/progress.ts'
import { putBack } from '../apply/putBack.ts'
import { byWorkspace } from '../apply/runs.ts'
import { nameOf } from '../base/armId.ts'
import type { ChangeKey } from '../changes/change.ts'
import type { Desk, Site } from './applySite.ts'
import type { OpenRun } from './applyState.ts'

/** A paused run whose closing is open again. */
function withoutClosing(run: Run, key: ChangeKey, at: number): Run {
  const changes = run.changes.map((change) => (change.key === key
    ? { ...change, stand: 'skipped' as const, trouble: null, watch: null, log: [...change.log, { at, is: 'ended' as const, status: null, detail: 'restored' }] } : change))
  const names = changes.flatMap(({ stand, id }) => (stand === 'skipped' ? [nameOf(id)] : []))
  return { ...run, changes, end: { is: 'paused', at, key: null, trouble: takenBackNow(names) } }
}

function withoutDoor(open: OpenRun, key: ChangeKey): OpenRun {
  const closings = open.closings.filter((one) => one.key !== key)
  return { ...open, done: open.done - 1, closings, watchedUntil: closings.length === 0 ? null : open.watchedUntil }
}

/** Takes the closing back and says what became of it; the rest of the run stays as it is. */
export async function takeOneBack(site: Site, key: ChangeKey, portsOf: (desk: Desk) => Ports): Promise<void> {
  const design = site.design()
  const { going, open, takingBack } = site.applying()
  const run = going === null ? open?.id : going.kind === 'forward' ? going.id : undefined
  if (design === null || run === undefined || takingBack?.as === 'going') return
  site.put({ takingBack: { key, as: 'going', trouble: null }, back: null })
  const desk = await site.desk(design)
  if (desk === null) return site.put({ takingBack: { key, as: 'program', trouble: null } })
  const ended = await putBack({ run, key, signal: new AbortController().signal }, portsOf(desk), byWorkspace(site.locks, design.snapshot.workspaceId))
  site.put({ takingBack: { key, as: ended.is, trouble: ended.is === 'paused' ? ended.trouble : null } })
  if (ended.is !== 'done') return
  const now = site.applying()
  if (now.going?.run?.end?.is === 'paused') site.putGoing({ run: withoutClosing(now.going.run, key, site.clock.now()) })
  if (now.open !== null) site.put({ open: withoutDoor(now.open, key) })
}
