/** After a run: the estate is read again and compared, the workspace diagnoses itself, and the evidence is written down. */
import { type Diagnosis, diagnose } from '../apply/diagnose.ts'
import { recordOf } from '../apply/evidence.ts'
import { verified } from '../apply/verify.ts'
import { withoutTokens } from '../apply/withoutTokens.ts'
import { parseArmId } from '../base/armId.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { bundle } from '../exports/bundle.ts'
import type { Finding } from '../steps/rule.ts'
import { planFrom, type Site } from './applySite.ts'
import type { After, ApplyActions } from './applyState.ts'
import { draftKey, kept, sliced } from './openings.ts'
import { runReport } from './runReport.ts'
import type { Design } from './session.ts'

const nothingYet: After = { state: 'reading', verification: null, assessment: null, diagnosis: null, failure: null, checked: {} }

const putAfter = (site: Site, part: Partial<After>): void => site.putGoing({ after: { ...(site.applying().going?.after ?? nothingYet), ...part } })

/** Reads back what a run made or put back, and judges it. */
export async function afterwards(site: Site, design: Design): Promise<void> {
  const { going } = site.applying()
  if (going === null) return
  putAfter(site, nothingYet)
  const desk = await site.desk(design)
  if (desk === null) return putAfter(site, { state: 'failed' })
  const { signal } = new AbortController()
  const found = await verified(() => desk.collect(signal), planFrom(design.choices), going.plan)
  if (!found.ok) return putAfter(site, { state: 'failed', failure: found.failure })
  // A way back wants the estate as it was, so what holds of the desired one says nothing of it.
  const verification = going.kind === 'undo' ? { ...found.verification, checks: [] } : found.verification
  putAfter(site, { state: 'read', verification })
  putAfter(site, { assessment: await findingsOf(site, verification.snapshot) })
  await diagnosed(site, design)
}

/** The findings on an estate as it was read. */
export async function findingsOf({ ports }: Site, snapshot: Snapshot): Promise<readonly Finding[] | null> {
  const core = await ports.core()
  return (await sliced(core.baseOf(core.readEstate(snapshot)), ports.breathe, () => true))?.assessment ?? null
}

/** Asks the workspace for its own diagnosis; `diagnosis` null says that it is being asked. */
async function diagnosed(site: Site, design: Design): Promise<void> {
  const put = (diagnosis: Diagnosis | null) => putAfter(site, { diagnosis })
  const { going } = site.applying()
  const workspace = parseArmId(going?.workspaceId)
  put(null)
  const desk = await site.desk(design)
  if (desk === null || workspace === null) return put({ at: site.clock.now(), is: 'notAsked' })
  put(await diagnose(desk.arm, { clock: site.clock, origin: desk.origin, signal: new AbortController().signal }, workspace))
}

/** The record of a run and its report, packed together; null where there is no run. */
async function evidence(site: Site): Promise<Uint8Array | null> {
  const { going } = site.applying()
  if (going === null || going.run === null) return null
  const { run, kind, plan, left, before, findingsBefore, after } = going
  const diagnosis = after?.diagnosis ?? null
  const record = recordOf({ run, kind, plan, left, entries: await site.journal.read(going.id), before, verification: after?.verification ?? null, diagnosis, checked: after?.checked ?? {}, writtenAt: site.ports.now() })
  const files = [
    { path: 'evidence.json', language: 'json', text: `${JSON.stringify(record, null, 1)}\n` } as const,
    { path: 'report.md', language: 'markdown', text: runReport(record, { diagnosis, findings: { before: findingsBefore, after: after?.assessment ?? null } }) } as const,
  ]
  return bundle(files.map((file) => ({ ...file, text: withoutTokens(file.text) })), { plan: record.planDigest, takenAt: before.takenAt })
}

/** Opens what was read back, with the answers that led to it. */
async function openAfter(site: Site): Promise<void> {
  const [design, snapshot] = [site.design(), site.applying().going?.after?.verification?.snapshot]
  if (design === null || snapshot === undefined) return
  if (draftKey(design.snapshot) !== draftKey(snapshot)) {
    const failure = await site.fresh({ snapshot, origin: design.origin, earlier: kept(design, site.ports.now()), current: () => true })
    if (failure !== null) return
    site.settle()
  }
  site.ports.goTo('/assessment')
}

/** The actions that follow a run. */
export function afterActions(site: Site): Pick<ApplyActions, 'checkName' | 'readBack' | 'diagnoseAgain' | 'evidence' | 'openAfter'> {
  const designing = (act: (design: Design) => Promise<void>) => () => {
    const design = site.design()
    if (design !== null) void act(design)
  }
  return {
    checkName: (host, said) => putAfter(site, { checked: { ...site.applying().going?.after?.checked, [host]: said } }),
    readBack: designing((design) => afterwards(site, design)),
    diagnoseAgain: designing((design) => diagnosed(site, design)),
    evidence: () => evidence(site),
    openAfter: () => void openAfter(site),
  }
}
