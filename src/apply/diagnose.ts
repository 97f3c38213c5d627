/** The workspace's own diagnosis, asked of ARM (DIAG-01). */
import { finish } from '../arm/finish.ts'
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
import type { Fault } from '../arm/errors.ts'
import type { Failure } from '../arm/failure.ts'
import { type ArmId, typeOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { type DiagnosisResult, resultsIn } from './diagnosisReport.ts'

/**
 * What became of asking for a diagnosis. No results mean that no problem was found, which proves nothing more (DIAG-04). `unseen`: Azure took
 * it and its result could not be read; `running`: it took longer than we wait; `notAsked`: nobody is signed in.
 */
export type Diagnosis = { readonly at: number } & (
  | { readonly is: 'results'; readonly results: readonly DiagnosisResult[] }
  | { readonly is: 'refused'; readonly failure: Failure }
  | { readonly is: 'failed'; readonly fault: Fault }
  | { readonly is: 'unseen' | 'running' | 'notAsked' })

/** Everything is asked; each part is an empty object, as the documented request has it. */
const asked = { value: { udr: {}, nsg: {}, resourceLock: {}, dnsResolution: {}, storageAccount: {}, keyVault: {}, containerRegistry: {}, applicationInsights: {}, others: {} } }

/** Runs the diagnosis and follows it to its end. */
export async function diagnose(arm: Arm, { clock, origin, signal }: { readonly clock: Clock; readonly origin: string; readonly signal: AbortSignal }, workspaceId: ArmId): Promise<Diagnosis> {
  const version = apiVersion(typeOf(workspaceId))
  const path = `${workspaceId}/diagnose`
  const startedAt = clock.now()
  const answer = await arm.post({ path, apiVersion: version, body: asked, signal })
  if (!answer.ok) return { at: clock.now(), is: 'refused', failure: answer.failure }
  const outcome = await finish({ arm, clock, origin, write: { method: 'POST', path }, resource: { path: workspaceId, apiVersion: version, signal }, startedAt }, answer)
  const at = clock.now()
  switch (outcome.is) {
    case 'done': return { at, is: 'results', results: resultsIn(outcome.body) }
    case 'interrupted': return { at, is: 'refused', failure: outcome.failure }
    case 'failed': return { at, is: 'failed', fault: outcome.fault }
    case 'running': return { at, is: 'running' }
    case 'look': return { at, is: 'unseen' }
  }
}
