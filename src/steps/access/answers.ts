import { type ArmId, groupOf, idKey, parseArmId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { ParsedText } from '../parsed.ts'
import { type AccessChoices, accessChoices } from './choices.ts'
import { fieldWords } from './messages.en.ts'

/** The resource groups of everything in the estate, each once. */
export function knownGroups(estate: Estate): readonly ArmId[] {
  const entries = [estate.workspace, ...estate.storageAccounts, ...estate.vaults, ...estate.registries, ...estate.components, ...estate.networks, ...estate.endpoints, ...estate.zones]
  const groups = new Map(entries.flatMap(({ id }) => { const group = groupOf(id); return group === null ? [] : [[idKey(group), group] as const] }))
  return [...groups.values()].sort()
}

/** Reads the id of a resource group. */
export function groupBy(text: string): ParsedText<ArmId> {
  const id = parseArmId(text)
  return id !== null && groupOf(id) === id ? { ok: true, value: id } : { ok: false, why: fieldWords.groupFault }
}

const placementShape = accessChoices.unwrap().shape.placement.unwrap().shape

/** Reads the pattern of names by its schema. */
export function patternBy(text: string): ParsedText<string> {
  const parsed = placementShape.namePattern.safeParse(text.trim())
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: fieldWords.patternFault }
}

/** A name or a value: in quotes, where a quote is written twice, or bare up to the sign that ends it. */
const quoted = /^\s*"((?:[^"]|"")*)"\s*/
const bare = { name: /^([^=,\n"][^=,\n]*)?/, value: /^([^,\n"][^,\n]*)?/ } as const

function part(text: string, which: keyof typeof bare): { readonly value: string; readonly rest: string } {
  const inQuotes = quoted.exec(text)
  if (inQuotes !== null) return { value: (inQuotes[1] ?? '').replaceAll('""', '"'), rest: text.slice(inQuotes[0].length) }
  const start = text.replace(/^[^\S\n]+/, '')
  const found = bare[which].exec(start)?.[0] ?? ''
  return { value: found.trim(), rest: start.slice(found.length) }
}

/** The pairs of a text, or null where it is none: `name=value`, separated by commas or lines. */
function pairsIn(text: string): readonly (readonly [string, string])[] | null {
  const pairs: (readonly [string, string])[] = []
  let left = text.replace(/^[\s,]+/, '')
  while (left !== '') {
    const name = part(left, 'name')
    if (!name.rest.startsWith('=')) return null
    const { value, rest } = part(name.rest.slice(1), 'value')
    if (rest !== '' && !/^[,\n]/.test(rest)) return null
    pairs.push([name.value, value])
    left = rest.replace(/^[\s,]+/, '')
  }
  return pairs
}

/** Reads tags by their schema, `name=value` separated by commas or lines, quoted where a comma belongs to it. */
export function tagsBy(text: string): ParsedText<AccessChoices['placement']['tags']> {
  const pairs = pairsIn(text)
  const parsed = pairs === null ? null : placementShape.tags.safeParse(Object.fromEntries(pairs))
  return parsed?.success === true ? { ok: true, value: parsed.data } : { ok: false, why: fieldWords.tagsFault }
}

/** In quotes where reading it back bare would give something else. */
const written = (text: string, which: keyof typeof bare): string => {
  const read = part(text, which)
  return text !== '' && !text.includes('"') && read.value === text && read.rest === '' ? text : `"${text.replaceAll('"', '""')}"`
}

/** Tags as they are typed; an empty value needs no quotes. */
export const tagsText = (tags: AccessChoices['placement']['tags']): string =>
  Object.entries(tags).map(([name, value]) => `${written(name, 'name')}=${value === '' ? '' : written(value, 'value')}`).join(', ')

/** Reads the scopes of other teams, one `team: scope id` a line or between semicolons. */
export function teamsBy(text: string): ParsedText<AccessChoices['otherTeams']> {
  const lines = text.split(/[\n;]/).map((line) => line.trim()).filter((line) => line !== '')
  const teams = lines.flatMap((line) => {
    const at = line.indexOf(':')
    const [team, scope] = [line.slice(0, Math.max(0, at)).trim(), parseArmId(line.slice(at + 1))]
    return team === '' || team.length > 80 || scope === null ? [] : [{ scope, team }]
  })
  return teams.length === lines.length ? { ok: true, value: teams } : { ok: false, why: fieldWords.teamsFault }
}

/** The scopes of other teams as they are typed. */
export const teamsText = (teams: AccessChoices['otherTeams']): string => teams.map(({ scope, team }) => `${team}: ${scope}`).join('; ')
