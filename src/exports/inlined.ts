import { idKey, nameOf, parentOf } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import type { Folded } from './folded.ts'

/** Child types that a PUT of their parent removes when the parent's body does not list them, and the list that they stand in (templates.md 5.1). */
const LISTS: Readonly<Record<string, string>> = {
  'microsoft.network/networksecuritygroups/securityrules': 'securityRules',
  'microsoft.network/routetables/routes': 'routes',
}

/** Whether a resource of the type loses children that its body does not list. */
export const holdsList = (type: string): boolean => Object.keys(LISTS).some((child) => child.startsWith(`${type.toLowerCase()}/`))

const parentKey = (child: Folded): string => idKey(parentOf(child.id))

/**
 * Rules of a new security group and routes of a new route table, written inside it: as children they would be missing for a
 * moment at each further deployment. Those of an existing parent stay children, since the parent itself is left alone.
 */
export function inlined(all: readonly Folded[]): readonly Folded[] {
  const parents = new Set(all.filter((one) => one.state === 'new').map((one) => idKey(one.id)))
  const isInside = (one: Folded): boolean => one.state === 'new' && LISTS[one.type.toLowerCase()] !== undefined && parents.has(parentKey(one))
  const children = all.filter(isInside)
  if (children.length === 0) return all
  const homes = new Map(children.map((child) => [idKey(child.id), parentOf(child.id)]))
  return all
    .filter((one) => !homes.has(idKey(one.id)))
    .map((one) => withChildren(one, children.filter((child) => parentKey(child) === idKey(one.id))))
    .map((one) => {
      const moved = (ids: Folded['after']['prepare']): Folded['after']['prepare'] => {
        const seen = new Set(ids.map((id) => homes.get(idKey(id)) ?? id))
        return [...seen].filter((id) => idKey(id) !== idKey(one.id))
      }
      return { ...one, after: { prepare: moved(one.after.prepare), byHand: moved(one.after.byHand), lockdown: moved(one.after.lockdown), closings: moved(one.after.closings) } }
    })
}

function withChildren(parent: Folded, children: readonly Folded[]): Folded {
  if (children.length === 0) return parent
  const from = (phase: Folded['from']): readonly Folded[] => children.filter((child) => phase === 'lockdown' || child.from === 'prepare')
  // What the parent's own creation waits for stays a condition of both phases; a rule that only lockdown adds must not delay it.
  const first = [parent, ...from('prepare')]
  return {
    ...parent,
    prepare: listed(parent.prepare, from('prepare').map((child) => [child, child.prepare])),
    lockdown: listed(parent.lockdown, from('lockdown').map((child) => [child, child.lockdown])),
    phases: new Set([parent, ...children].flatMap((one) => [...one.phases])),
    numbers: [parent, ...children].flatMap((one) => one.numbers),
    answers: [parent, ...children].flatMap((one) => one.answers),
    after: {
      prepare: first.flatMap((one) => one.after.prepare),
      byHand: first.flatMap((one) => one.after.byHand),
      lockdown: [parent, ...children].flatMap((one) => one.after.lockdown),
      closings: [parent, ...children].flatMap((one) => one.after.closings),
    },
    locks: [...new Set([parent, ...children].flatMap((one) => one.locks))],
  }
}

function listed(body: Body, children: readonly (readonly [Folded, Body])[]): Body {
  const list = LISTS[children[0]?.[0].type.toLowerCase() ?? '']
  if (list === undefined) return body
  const properties = isObject(body['properties']) ? body['properties'] : {}
  const found = properties[list]
  const before: readonly Json[] = Array.isArray(found) ? found : []
  const items = children.map(([child, own]): Json => ({ name: nameOf(child.id), ...own }))
  return { ...body, properties: { ...properties, [list]: [...before, ...items] } }
}
