/** What ARM's what-if says of each planned resource, beside the plan. It lists what does not happen, too (F77): an estimate, which decides nothing. Pure. */
import { idKey, parseArmId, typeOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import { objectsAt, textAt, valueAt } from '../resources/accessors.ts'
import type { Detail } from './forecast.ts'

/** One entry each for planned resources and for others; `keys` are the changes of which ARM says something else. */
export interface Foreseen { readonly details: readonly Detail[]; readonly keys: readonly ChangeKey[] }

interface Planned { readonly id: string; readonly keys: readonly ChangeKey[]; readonly makes: boolean; readonly paths: readonly string[] }

/** The paths at whose end a patch says something else than what is there. */
function changedPaths(patch: JsonObject, before: JsonObject, path = ''): readonly string[] {
  return Object.entries(patch).flatMap(([name, value]) => {
    const [here, old] = [path === '' ? name : `${path}.${name}`, valueAt(before, name)]
    if (isObject(value)) return changedPaths(value, isObject(old) ? old : {}, here)
    return JSON.stringify(value) === JSON.stringify(old ?? null) ? [] : [here]
  })
}

function plannedBy(plan: readonly Change[]): ReadonlyMap<string, Planned> {
  const found = new Map<string, Planned>()
  for (const change of plan) {
    if (change.do !== 'create' && change.do !== 'update') continue
    const before = found.get(idKey(change.id)) ?? { id: change.id, keys: [], makes: false, paths: [] }
    const paths = change.do === 'update' ? changedPaths(change.patch, change.before) : []
    found.set(idKey(change.id), { ...before, keys: [...before.keys, change.key], makes: before.makes || change.do === 'create', paths: [...before.paths, ...paths] })
  }
  return found
}

interface Effects { readonly real: readonly string[]; readonly noise: number }

/**
 * The paths that a modification changes. Noise is what the template leaves out and a PUT of it would not take away, what ARM itself calls
 * without effect, and a value that ARM did not work out. A list is replaced as a whole, so what leaves a list is none.
 */
function effectsOf(deltas: readonly JsonObject[], path = ''): Effects {
  return deltas.map((delta): Effects => {
    const here = [path, textAt(delta, 'path') ?? ''].filter((part) => part !== '').join('.')
    const [word, children, after] = [textAt(delta, 'propertyChangeType')?.toLowerCase(), objectsAt(delta, 'children'), textAt(delta, 'after')]
    if (word === 'array') return children.every((child) => textAt(child, 'propertyChangeType')?.toLowerCase() === 'noeffect') ? { real: [], noise: 1 } : { real: [here], noise: 0 }
    if (word === 'delete' || word === 'noeffect' || (after?.startsWith('[') === true && after.endsWith(']'))) return { real: [], noise: 1 }
    return children.length > 0 ? effectsOf(children, here) : { real: [here], noise: 0 }
  }).reduce((sum, one) => ({ real: [...sum.real, ...one.real], noise: sum.noise + one.noise }), { real: [], noise: 0 })
}

const reach = (one: string, other: string): boolean => {
  const [inner, outer] = [one.toLowerCase(), other.toLowerCase()]
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`)
}
const meet = (one: string, other: string): boolean => reach(one, other) || reach(other, one)
const beside = (paths: readonly string[], others: readonly string[]): readonly string[] => [...new Set(paths.filter((path) => !others.some((other) => meet(path, other))))]

/** What ARM says of one resource, as a word beside the plan; null where it says that nothing happens to what nobody plans to touch. */
function wordFor(word: string, change: JsonObject, effects: Effects, planned: Planned | undefined): Pick<Detail, 'is' | 'data'> | null {
  if (word === 'unsupported' || word === 'deploy') return { is: 'notEvaluated', data: { reason: textAt(change, 'unsupportedReason') ?? '' } }
  const isQuiet = word === 'nochange' || word === 'ignore' || (word === 'modify' && effects.real.length === 0)
  if (planned === undefined) return isQuiet ? null : { is: 'notPlanned', data: { does: word, paths: effects.real } }
  if (word === 'create' || word === 'delete' || planned.makes) return word === 'create' && planned.makes ? { is: 'agrees', data: {} } : { is: 'otherwise', data: { does: isQuiet ? 'nochange' : word, paths: effects.real } }
  const [more, less] = [beside(effects.real, planned.paths), beside(planned.paths, effects.real)]
  if (more.length > 0) return { is: 'otherwise', data: { does: word, paths: more } }
  return less.length > 0 ? { is: 'notForeseen', data: { paths: less } } : { is: 'agrees', data: {} }
}

/** What the plan does to it: nothing, makes it, or changes these paths. */
const intent = (planned: Planned | undefined): Detail['data'] => (planned === undefined ? {} : planned.makes ? { plan: 'makes' } : { plan: planned.paths })

const isDeployment = (id: string): boolean => {
  const parsed = parseArmId(id)
  return parsed !== null && idKey(typeOf(parsed)) === 'microsoft.resources/deployments'
}

/** The answer of what-if beside the plan. What ARM says nothing of is told; how much was noise stands at the end. */
export function foreseen(changes: readonly JsonObject[], plan: readonly Change[]): Foreseen {
  const planned = plannedBy(plan)
  const listed = new Set<string>()
  const noises: number[] = []
  const said = changes.flatMap((change): readonly Detail[] => {
    const id = textAt(change, 'resourceId') ?? ''
    if (isDeployment(id)) return []
    listed.add(idKey(id))
    const effects = effectsOf(objectsAt(change, 'delta'))
    noises.push(effects.noise)
    const own = planned.get(idKey(id))
    const found = wordFor(textAt(change, 'changeType')?.toLowerCase() ?? '', change, effects, own)
    return found === null ? [] : [{ at: own?.id ?? id, is: found.is, data: { ...found.data, ...intent(own) } }]
  })
  const unlisted = [...planned].filter(([key]) => !listed.has(key)).map(([, own]): Detail => ({ at: own.id, is: 'notListed', data: intent(own) }))
  const noise = noises.reduce((sum, one) => sum + one, 0)
  const details = [...said, ...unlisted]
  return {
    details: noise === 0 ? details : [...details, { at: '', is: 'noise', data: { count: noise } }],
    keys: details.flatMap(({ at, is }) => (is === 'otherwise' || is === 'notForeseen' ? (planned.get(idKey(at))?.keys ?? []) : [])),
  }
}
