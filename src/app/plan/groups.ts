import { type ArmId, idKey, nameOf, parentOf, parseArmId, typeOf } from '../../base/armId.ts'
import { type Json, isObject } from '../../base/json.ts'
import type { Change, Phase } from '../../changes/change.ts'

/** A change with the number that everybody says. */
export interface Numbered {
  readonly number: number
  readonly change: Change
}

/** Changes that concern one resource of the administrator's. */
export interface ChangeGroup {
  readonly name: string
  readonly changes: readonly Numbered[]
}

/** Numbers a plan's changes in its order. */
export const numbered = (plan: readonly Change[]): readonly Numbered[] => plan.map((change, index) => ({ number: index + 1, change }))

/** The changes of a phase by the resource that they are about: endpoints and their groups under their target, zones together. */
export function groupsOf(changes: readonly Numbered[], phase: Phase, zonesTogether: string): readonly ChangeGroup[] {
  const targets = endpointTargets(changes)
  const groups = new Map<string, Numbered[]>()
  for (const each of changes) {
    if (each.change.phase !== phase) continue
    const name = groupName(each.change.id, targets, zonesTogether)
    groups.set(name, [...(groups.get(name) ?? []), each])
  }
  return [...groups].map(([name, members]) => ({ name, changes: members }))
}

function endpointTargets(changes: readonly Numbered[]): ReadonlyMap<string, ArmId> {
  return new Map(changes.flatMap(({ change }) => {
    if (change.do !== 'create' || idKey(change.type) !== 'microsoft.network/privateendpoints') return []
    const target = targetOf(change.body['properties'])
    return target === null ? [] : [[idKey(change.id), target] as const]
  }))
}

function targetOf(properties: Json | undefined): ArmId | null {
  if (!isObject(properties)) return null
  const lists = [properties['privateLinkServiceConnections'], properties['manualPrivateLinkServiceConnections']]
  const first: Json | undefined = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []))[0]
  const inner = isObject(first) ? first['properties'] : undefined
  return isObject(inner) ? parseArmId(inner['privateLinkServiceId']) : null
}

function groupName(id: ArmId, targets: ReadonlyMap<string, ArmId>, zonesTogether: string): string {
  const top = topOf(id)
  const target = targets.get(idKey(top))
  if (target !== undefined) return nameOf(target)
  return idKey(typeOf(top)) === 'microsoft.network/privatednszones' ? zonesTogether : nameOf(top)
}

/** The resource directly in a group or subscription that a child or an extension belongs to. */
function topOf(id: ArmId): ArmId {
  const parent = parentOf(id)
  return /\/providers\//i.test(parent) ? topOf(parent) : id
}
