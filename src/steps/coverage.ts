/** What became of each requirement: the catalogue held against rules, notes, tests and exclusions. */
import type { RequirementId, Requirement } from './requirements.ts'
import type { Rulebook } from './rule.ts'

/** What an id is; `open` is what nobody has claimed yet. */
export type Kind = 'rule' | 'information' | 'plan behaviour' | 'excluded' | 'open'

/** One id with its kind and the place of the claim: names of rules, a step, the titles of tests, or the reason for leaving it out. */
export interface Covered {
  readonly id: RequirementId
  readonly kind: Kind
  readonly where: readonly string[]
}

/** Who claims what. `behaviours` are test titles that begin with an id; `notes` and `rulebooks` are by step. */
export interface Claims {
  readonly rulebooks: Readonly<Record<string, Rulebook>>
  readonly notes: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly behaviours: readonly string[]
  readonly excluded: Readonly<Record<string, string>>
}

type Catalogue = Readonly<Partial<Record<string, Requirement>>>
interface Claim { readonly id: string; readonly kind: Kind; readonly where: string }

const ruleClaims = ([step, rules]: readonly [string, Rulebook]): readonly Claim[] =>
  Object.entries(rules).flatMap(([name, rule]) =>
    [rule.requirement, ...(rule.also ?? [])].map((id): Claim => ({ id, kind: 'rule', where: `${step}/${name}` })))

const claimsIn = (claims: Claims): readonly Claim[] => [
  ...Object.entries(claims.rulebooks).flatMap(ruleClaims),
  ...Object.entries(claims.notes).flatMap(([step, notes]) => Object.keys(notes).map((id): Claim => ({ id, kind: 'information', where: step }))),
  ...claims.behaviours.map((title): Claim => ({ id: idBefore(title), kind: 'plan behaviour', where: title })),
  ...Object.entries(claims.excluded).map(([id, reason]): Claim => ({ id, kind: 'excluded', where: reason })),
]

/** The requirement id that a test title begins with; '' when it begins with none. */
export const idBefore = (title: string): string => /^[A-Z]+-\d+(?=\s)/.exec(title)?.[0] ?? ''

/** Every id of the catalogue, in its order, with what became of it. */
export function coverage(catalogue: Catalogue, claims: Claims): readonly Covered[] {
  const all = claimsIn(claims)
  return Object.keys(catalogue).map((id) => {
    const own = all.filter((claim) => claim.id === id)
    return { id: id as RequirementId, kind: own[0]?.kind ?? 'open', where: own.map((claim) => claim.where) }
  })
}

const describe = (claim: Claim): string => `${claim.kind} (${claim.where})`

/** What is wrong with the claims, as sentences: unknown ids, ids of two kinds, and rules whose level differs from an unconditional one. */
export function contradictions(catalogue: Catalogue, claims: Claims): readonly string[] {
  const all = claimsIn(claims)
  const unknown = all.filter((claim) => catalogue[claim.id] === undefined).map((claim) => `${claim.id} is not in the catalogue: ${describe(claim)}`)
  const twice = Object.keys(catalogue).flatMap((id) => {
    const [first, ...others] = all.filter((claim) => claim.id === id)
    const other = others.find((claim) => claim.kind !== first?.kind)
    return first === undefined || other === undefined ? [] : [`${id} is of two kinds: ${describe(first)} and ${describe(other)}`]
  })
  return [...unknown, ...twice, ...levelFaults(catalogue, claims)]
}

function levelFaults(catalogue: Catalogue, claims: Claims): readonly string[] {
  return Object.values(claims.rulebooks).flatMap((rules) =>
    Object.entries(rules).flatMap(([name, rule]) => {
      const level = catalogue[rule.requirement]?.level
      return level === undefined || level === 'conditional' || level === rule.level
        ? []
        : [`${name} has level ${rule.level}, and ${rule.requirement} says ${level}`]
    }))
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** The coverage as a Markdown page. */
export function coveragePage(catalogue: Catalogue, rows: readonly Covered[]): string {
  const kinds: readonly Kind[] = ['rule', 'information', 'plan behaviour', 'excluded', 'open']
  const counts = kinds.map((kind) => `| ${kind} | ${rows.filter((row) => row.kind === kind).length} |`)
  const lines = rows.map(({ id, kind, where }) => `| ${id} | ${kind} | ${cell(catalogue[id]?.text ?? '')} | ${cell(where.join('; '))} |`)
  return [
    '# Requirements and what became of them',
    '',
    'Printed by `npm run golden` from the catalogue, the rules, the notes, the tests and the exclusions; `npm test` fails when it is not current.',
    '',
    '| Kind | Ids |', '| --- | --- |', ...counts,
    '',
    '| Id | Kind | Requirement | Where |', '| --- | --- | --- | --- |', ...lines,
    '',
  ].join('\n')
}
