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

/** Reads the pattern of names by its schema. */
export function patternBy(text: string): ParsedText<string> {
  const parsed = accessChoices.unwrap().shape.placement.unwrap().shape.namePattern.safeParse(text.trim())
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: fieldWords.patternFault }
}

const TAGS = 50

/** Reads tags, one `name=value` a line; Azure takes 50 at most and no `<>%&\?/` in a name. */
export function tagsBy(text: string): ParsedText<AccessChoices['placement']['tags']> {
  const lines = text.split(/[\n,]/).map((line) => line.trim()).filter((line) => line !== '')
  const pairs = lines.map((line) => [line.slice(0, Math.max(0, line.indexOf('='))).trim(), line.slice(line.indexOf('=') + 1).trim()] as const)
  const wrong = pairs.some(([key, value]) => key === '' || key.length > 512 || value.length > 256 || /[<>%&\\?/]/.test(key))
  return wrong || lines.length > TAGS ? { ok: false, why: fieldWords.tagsFault } : { ok: true, value: Object.fromEntries(pairs) }
}

/** Tags as they are typed. */
export const tagsText = (tags: AccessChoices['placement']['tags']): string => Object.entries(tags).map(([key, value]) => `${key}=${value}`).join(', ')

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
