/** Whether anybody can still come in once the public way is shut (WKSP-26). */
import type { Estate } from '../estate/estate.ts'
import type { Choices } from './choices.ts'
import { configure } from './connectivity/configure.ts'
import { rules } from './connectivity/rules.ts'

/**
 * Whether a way in is there, or comes with the answers on connecting, and leads to the workspace. One that could not be looked for is none. One
 * that is there, and of which something is not known, counts: Azure may just be making a part of it, and a run that goes on then must not give up
 * its closing; its gate and a person's word come later.
 */
export function hasWayIn(estate: Estate, choices: Choices): boolean {
  const connected = configure(estate, choices.connectivity, choices)
  const asked = [rules['a-way-in-exists'], rules['a-way-in-leads-to-the-workspace']]
  return asked.every(({ broken }) => broken(connected, choices).every(({ verdict, data }) => verdict === 'unknown' && data?.['way'] !== undefined))
}
