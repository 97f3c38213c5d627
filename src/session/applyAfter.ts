/** After a run: the estate is read again and compared, the workspace diagnoses itself, and the evidence is written down. */
import { diagnose } from '../apply/diagnose.ts'
import { evidenceOf } from '../apply/evidence.ts'
import { verified } from '../apply/verify.ts'
import { parseArmId } from '../base/armId.ts'
import { isObject } from '../base/json.ts'
import { planFrom, type Site } from './applySite.ts'
import type { After, ApplyActions } from './applyState.ts'
import { draftKey, kept, sliced } from './openings.ts'
import type { Design } from './session.ts'

const nothingYet: After = { state: 'reading', verification: null, assessment: null, diagnosis: null, failure: null, checked: {} }

/** Reads back what a run made, and judges it. */
export async function afterwards(site: Site, design: Design): Promise<void> {
  const { going } = site.applying()
  if (going === null) return
  const put = (part: Partial<After>) => site.putGoing({ after: { ...(site.applying().going?.after ?? nothingYet), ...part } })
  put(nothingYet)
  const desk = await site.desk(design)
  if (desk === null) return put({ state: 'failed' })
  const { signal } = new AbortController()
  const found = await verified(() => desk.collect(signal), planFrom(design.choices), going.kind === 'forward' ? going.plan : [])
  if (!found.ok) return put({ state: 'failed', failure: found.failure })
  const { verification } = found
  put({ state: 'read', verification })
  const core = await site.ports.core()
  const base = await sliced(core.baseOf(core.readEstate(verification.snapshot)), site.ports.breathe, () => true)
  put({ assessment: base?.assessment ?? null })
  const workspace = parseArmId(going.workspaceId)
  if (going.kind !== 'forward' || workspace === null) return
  const diagnosis = await diagnose(desk.arm, { clock: site.clock, origin: desk.origin, signal }, workspace)
  put({ diagnosis: diagnosis.ok ? diagnosis.results : 'refused' })
}

async function evidence(site: Site): Promise<string | null> {
  const { going } = site.applying()
  if (going === null || going.run === null) return null
  const { run, plan, before, after } = going
  const entries = await site.journal.read(going.id)
  const diagnosis = after?.diagnosis ?? null
  const file = evidenceOf({ run, plan, entries, before, verification: after?.verification ?? null, diagnosis: diagnosis === 'refused' ? null : diagnosis, writtenAt: site.ports.now() })
  const said = { namesChecked: after?.checked ?? {} }
  return `${JSON.stringify(isObject(file) ? { ...file, attestedAfterwards: said } : file, null, 1)}\n`
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
export const afterActions = (site: Site): Pick<ApplyActions, 'checkName' | 'readBack' | 'evidence' | 'openAfter'> => ({
  checkName: (host, said) => {
    const after = site.applying().going?.after ?? null
    if (after !== null) site.putGoing({ after: { ...after, checked: { ...after.checked, [host]: said } } })
  },
  readBack: () => {
    const design = site.design()
    if (design !== null) void afterwards(site, design)
  },
  evidence: () => evidence(site),
  openAfter: () => void openAfter(site),
})
