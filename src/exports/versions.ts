import type { Change } from '../changes/change.ts'
import { apiVersion } from '../facts/ask.ts'

/** How a type is spelled and called. */
export interface TypeVersion {
  readonly type: string
  readonly apiVersion: string
}

/** Finds the version for a type: the plan's, else the recorded one, else null. */
export function versionsOf(plan: readonly Change[]): (type: string) => TypeVersion | null {
  const planned = new Map<string, TypeVersion>(plan.map(({ type, apiVersion: version }) => [type.toLowerCase(), { type, apiVersion: version }]))
  return (type) => planned.get(type.toLowerCase()) ?? recorded(type)
}

function recorded(type: string): TypeVersion | null {
  try {
    return { type, apiVersion: apiVersion(type) }
  } catch {
    return null
  }
}
