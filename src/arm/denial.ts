/** Why a request was refused with 403, and which right was missing (faults F48 to F51). */
import type { Fault } from './errors.ts'

/** What stands behind a refusal: a missing right, a missing right on another resource, a deny assignment, a policy, or something else. */
export type Ground = 'rights' | 'linkedRights' | 'denyAssignment' | 'policy' | 'other'

/** The ground that a fault's codes name. */
export function groundOf(fault: Fault): Ground {
  const codes = new Set(fault.codes.map((code) => code.toLowerCase()))
  if (codes.has('requestdisallowedbypolicy')) return 'policy'
  if (codes.has('denyassignmentauthorizationfailed')) return 'denyAssignment'
  if (codes.has('linkedauthorizationfailed')) return 'linkedRights'
  return codes.has('authorizationfailed') ? 'rights' : 'other'
}

/** An action that somebody may not take, and where. */
export interface MissingRight {
  readonly action: string
  readonly scope: string
}

/** The missing right that a refusal's text names, on the linked resource where that is the one; null when the text has another form. */
export function missingRight(fault: Fault): MissingRight | null {
  for (const { message } of fault.causes) {
    const pairs = [...message.matchAll(/actions?(?:\(s\))? '([^']+)'[^']*?scopes?(?:\(s\))? '([^']+)'/gi)]
    const [, action, scope] = pairs.at(-1) ?? []
    if (action !== undefined && scope !== undefined) return { action, scope }
  }
  return null
}
