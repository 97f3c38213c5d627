/** The eight shapes of ARM's error bodies as one value (arm-protocol.md section 3). */
import { type Json, type JsonObject, isObject, parseJson } from '../base/json.ts'
import { type PolicyRefusal, refusalsIn } from './policyRefusal.ts'

/** Why something failed, as Azure says it. Text from outside: shown as text, never as markup. */
export interface Cause {
  readonly code: string | null
  readonly message: string
  readonly target: string | null
}

/** An error body understood: the first cause that says something, all such causes, and every code on the way to them. */
export interface Fault extends Cause {
  readonly causes: readonly Cause[]
  readonly codes: readonly string[]
  readonly policies: readonly PolicyRefusal[]
}

const DEEPEST = 8
const MOST_TEXT = 262_144
const MOST_MESSAGE = 4000
const MOST_CAUSES = 50
/** Codes that only say that something inside them failed. */
const WRAPPERS = new Set(['deploymentfailed', 'resourcedeploymentfailure', 'invalidtemplatedeployment'])

/** A fault that says nothing: an empty body, HTML, plain text. */
export const silentFault: Fault = { code: null, message: '', target: null, causes: [], codes: [], policies: [] }

/** The fault in the text of an answer. */
export function faultOf(text: string): Fault {
  if (text.length > MOST_TEXT) return silentFault
  const parsed = parseJson(text)
  return parsed.ok ? faultIn(parsed.value) : silentFault
}

/** The fault in a body, an operation's status or a failed resource. */
export function faultIn(body: Json): Fault {
  const tree = treeOf(body, { code: null, message: '', target: null }, 0)
  if (tree === null) return silentFault
  const causes = telling(leavesOf(tree)).slice(0, MOST_CAUSES)
  const first = causes[0]
  if (first === undefined) return silentFault
  return { ...first, causes, codes: [...new Set(codesOf(tree))], policies: policiesOf(tree) }
}

interface Tree {
  readonly own: Cause
  readonly below: readonly Tree[]
  readonly policies: readonly PolicyRefusal[]
}

/** The value under a name, whatever the case of its letters. */
export function under(object: JsonObject, name: string): Json {
  const key = Object.keys(object).find((own) => own.toLowerCase() === name)
  return key === undefined ? null : (object[key] ?? null)
}

const textUnder = (object: JsonObject, name: string): string | null => {
  const value = under(object, name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function treeOf(value: Json, above: Cause, depth: number): Tree | null {
  if (depth > DEEPEST || !isObject(value)) return null
  const message = textUnder(value, 'message')
  const nested = message === null ? null : jsonIn(message)
  const own: Cause = {
    code: textUnder(value, 'code'),
    message: nested === null && message !== null ? message.slice(0, MOST_MESSAGE) : above.message,
    target: textUnder(value, 'target') ?? above.target,
  }
  const properties = under(value, 'properties')
  const parts = [under(value, 'error'), isObject(properties) ? under(properties, 'error') : null, ...listed(under(value, 'details')), under(value, 'innererror'), ...listed(nested)]
  const below = parts.map((part) => treeOf(part, own, depth + 1)).filter((tree) => tree !== null)
  return { own, below, policies: refusalsIn(under(value, 'additionalinfo')) }
}

const listed = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]).slice(0, MOST_CAUSES) : [typeof value === 'string' ? jsonIn(value) : value])

function jsonIn(text: string): Json {
  if (!/^[{[]/.test(text)) return null
  const parsed = parseJson(text)
  return parsed.ok ? parsed.value : null
}

/** The innermost causes with a code; an object without one counts only where nothing else says anything. */
function leavesOf(tree: Tree): readonly Cause[] {
  const below = tree.below.flatMap(leavesOf)
  const coded = below.filter((cause) => cause.code !== null)
  if (coded.length > 0) return coded
  if (tree.own.code !== null) return [tree.own]
  if (below.length > 0) return below
  return tree.own.message === '' ? [] : [tree.own]
}

/** Without the wrappers, as long as something remains. */
function telling(causes: readonly Cause[]): readonly Cause[] {
  const inner = causes.filter((cause) => cause.code === null || !WRAPPERS.has(cause.code.toLowerCase()))
  return inner.length === 0 ? causes : inner
}

const codesOf = (tree: Tree): readonly string[] => [...(tree.own.code === null ? [] : [tree.own.code]), ...tree.below.flatMap(codesOf)]
const policiesOf = (tree: Tree): readonly PolicyRefusal[] => [...tree.policies, ...tree.below.flatMap(policiesOf)]
