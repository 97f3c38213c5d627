import { isObject } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import { restate } from '../changes/restate.ts'
import { readOnlyInMaps, readOnlyPaths, secretPaths } from './wire/paths.ts'

const workspaceType = 'microsoft.machinelearningservices/workspaces'

/** The older switch of a workspace's public access overrides the newer one and the other way round, so a body never says both (WKSP-08). */
function overridden(type: string, { properties }: Body): readonly string[] {
  const both = type === workspaceType && isObject(properties) && typeof properties['publicNetworkAccess'] === 'string'
  return both ? ['properties.allowPublicAccessWhenBehindVnet'] : []
}

/** What a read through a preview interface shows and the version that is written does not have: sent back, it would be refused, or undo what a person has removed (ACR-06). */
const otherVersions: Readonly<Record<string, readonly string[]>> = { 'microsoft.containerregistry/registries': ['properties.networkRuleSet.virtualNetworkRules'] }

/** The paths of a type in any case that only Azure writes or that may never be written down. */
export const readOnlyOf = (type: string): readonly string[] => [...(readOnlyPaths[type.toLowerCase()] ?? []), ...(secretPaths[type.toLowerCase()] ?? [])]

/** A body as read without what only Azure writes, what may never be written down, and what is not to be sent, for a type in any case. Unknown properties stay. */
export function writable(type: string, body: Body): Body {
  const key = type.toLowerCase()
  return restate(body, {}, [...readOnlyOf(key), ...(readOnlyInMaps[key] ?? []), ...(otherVersions[key] ?? []), ...overridden(key, body)])
}
