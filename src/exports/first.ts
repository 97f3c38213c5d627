/** What is to be done and known before anything is deployed. */
import { type ArmId, idKey, nameOf, parentOf } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import type { Laid } from './deployables.ts'
import type { ExportInput } from './exportFile.ts'
import { code } from './markdown.ts'
import { readMeWords as words } from './messages.en.ts'
import { describe } from './stages.ts'

/** What no file does and everything waits for, and which endpoints are felt, as sentences of Markdown. */
export function beforeDeploying({ all, omitted, input }: Laid): { readonly actions: readonly string[]; readonly endpoints: readonly string[] } {
  const together = all.map(({ modules }) => new Set(modules.flatMap(({ declarations }) => declarations).map(({ id }) => idKey(id))))
  return {
    actions: omitted.filter(({ because }) => because === 'action').map(({ change }) => words.run(describe(change, input))),
    endpoints: blankNames(input, (endpoint, group) => together.some((ids) => ids.has(idKey(endpoint)) && ids.has(idKey(group)))),
  }
}

/** Which endpoints leave a name without an address for a while, and who writes the records. `atOnce`: whether the zone group is made together with the endpoint. */
export function blankNames({ plan }: ExportInput, atOnce: (endpoint: ArmId, group: ArmId) => boolean): readonly string[] {
  const groups = plan.filter((change) => change.do === 'create' && /\/privateDnsZoneGroups$/i.test(change.type))
  const found = plan.filter((change) => change.do === 'create' && change.interrupts && idKey(change.type) === 'microsoft.network/privateendpoints')
  const isWritten = ({ id }: Change): boolean => groups.some((group) => idKey(parentOf(group.id)) === idKey(id) && atOnce(id, group.id))
  const names = (some: readonly Change[]): string => some.map(({ id }) => code(nameOf(id))).join(', ')
  const [written, others] = [found.filter(isWritten), found.filter((change) => !isWritten(change))]
  const sentences = [
    words.blankNames(names(found)), ...(written.length === 0 ? [] : [words.recordsWritten(names(written))]), ...(others.length === 0 ? [] : [words.recordsByHand(names(others))]),
  ]
  return found.length === 0 ? [] : [sentences.join(' ')]
}
