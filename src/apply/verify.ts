/** Afterwards: the estate is collected again and compared with what was wanted; differences are named. */
import type { Failure } from '../arm/failure.ts'
import { type ArmId, idKey, typeOf } from '../base/armId.ts'
import { isObject } from '../base/json.ts'
import type { Body, Change, ChangeKey } from '../changes/change.ts'
import type { Collected } from '../discovery/collecting.ts'
import { bodiesAsRead, readEstate } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import { endpointsOf } from '../estate/questions.ts'
import { hostOf } from '../reach/names.ts'
import { valueAt } from '../resources/accessors.ts'
import type { Unlike } from './progress.ts'
import { type Check, checksOf } from './readBack.ts'
import type { PlanAgain } from './resume.ts'
import { unlikeWanted } from './standing.ts'

/** A change whose resource is not as it was wanted; `missing`: it is not there, or could not be read. */
export interface NotAsWanted { readonly key: ChangeKey; readonly missing: 'yes' | 'no'; readonly unlike: readonly Unlike[] }

/** A name that somebody inside the network looks up, and the address that it must have (DIAG-07). */
export interface LookUp { readonly host: string; readonly address: string; readonly targetId: ArmId }

/** What reading back showed. `again` is the plan that would follow; it is empty but for tasks when all is as desired. */
export interface Verification {
  readonly snapshot: Snapshot
  readonly compared: number
  readonly unlike: readonly NotAsWanted[]
  /** What holds besides: endpoints, names, doors. */
  readonly checks: readonly Check[]
  readonly again: readonly Change[]
  readonly lookUps: readonly LookUp[]
}

/** Collects and compares. */
export async function verified(collect: () => Promise<Collected>, planAgain: PlanAgain, plan: readonly Change[]): Promise<{ readonly ok: true; readonly verification: Verification } | { readonly ok: false; readonly failure: Failure }> {
  const collected = await collect()
  return collected.ok ? { ok: true, verification: compared(collected.snapshot, planAgain, plan) } : collected
}

/** The comparison of a snapshot with what a plan wanted. Pure but for `planAgain`. */
export function compared(snapshot: Snapshot, planAgain: PlanAgain, plan: readonly Change[]): Verification {
  const bodies = bodiesAsRead(snapshot)
  const judged = plan.filter((change) => change.do === 'create' || change.do === 'update' || change.do === 'delete').filter((change) => !isReplacedLater(change, plan))
  const unlike = judged.flatMap((change): readonly NotAsWanted[] => {
    const body = bodies.get(idKey(change.id))
    if (change.do === 'delete') return body === undefined ? [] : [{ key: change.key, missing: 'no', unlike: [] }]
    if (body === undefined) return [{ key: change.key, missing: 'yes', unlike: [] }]
    const found = unlikeWanted(change, body).filter(({ path }) => !laterWrites(change, plan).some((patch) => isUnder(patch, path)))
    return found.length === 0 ? [] : [{ key: change.key, missing: 'no', unlike: found }]
  })
  const found = readEstate(snapshot)
  const { desired, plan: again } = planAgain(snapshot)
  return { snapshot, compared: judged.length, unlike, checks: checksOf(found, desired), again, lookUps: lookUpsOf(found) }
}

const laterThan = (change: Change, plan: readonly Change[]): readonly Change[] => plan.slice(plan.indexOf(change) + 1).filter(({ id }) => id === change.id)

const isReplacedLater = (change: Change, plan: readonly Change[]): boolean => laterThan(change, plan).some((later) => later.do === 'delete' || (change.do === 'delete' && later.do === 'create'))

const laterWrites = (change: Change, plan: readonly Change[]) => laterThan(change, plan).flatMap((later) => (later.do === 'update' ? [later.patch] : []))

/** Whether a patch writes at a path, or at something that holds it. */
const isUnder = (patch: Body, path: string): boolean => {
  const segments = path.split('.')
  return segments.some((_, index) => {
    const here = segments.slice(0, segments.length - index).join('.')
    const value = valueAt(patch, here)
    return value !== undefined && (index === 0 || !isObject(value))
  })
}

const isVault = (id: ArmId): boolean => idKey(typeOf(id)) === 'microsoft.keyvault/vaults'

/** Every name of the endpoints that lead to the workspace and its services, once; a vault by the name that people use. Wildcards are left out: nobody asks for them as such. */
function lookUpsOf(estate: Estate): readonly LookUp[] {
  const { workspace } = estate
  const targets = [workspace.id, workspace.storageAccountId, workspace.vaultId, ...(workspace.registryId === null ? [] : [workspace.registryId]), ...estate.linkScopes.map(({ id }) => id)]
  const found = targets.flatMap((targetId) => endpointsOf(estate, targetId).flatMap(({ names }) => (Array.isArray(names) ? names : []).map(({ host, address }: { readonly host: string; readonly address: string }): LookUp =>
    ({ host: isVault(targetId) ? hostOf(estate, { to: 'service', service: 'vault', targetId }) : host, address, targetId }))))
  return [...new Map(found.filter(({ host }) => !host.startsWith('*')).map((one) => [`${one.host} ${one.address}`, one])).values()]
}
