import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { idKey } from '../base/armId.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import { rules as accessRules } from './access/rules.ts'
import { propose as proposeAddressSpace } from './addressSpace/propose.ts'
import { rules as addressSpaceRules } from './addressSpace/rules.ts'
import { type Choices, undecided } from './choices.ts'
import { rules as outboundRules } from './outbound/rules.ts'
import type { Level, Rulebook } from './rule.ts'

const shared = new URL('../../../shared/', import.meta.url)
const estates = new URL('estates/', shared)
const cases = new URL('cases/', shared)
const rulebook: Rulebook = { ...accessRules, ...addressSpaceRules, ...outboundRules }
const ours = (id: string): boolean => /^(PRE|ADDR|NET)-/.test(id)
const weight = { must: 0, should: 1, info: 2 } satisfies Record<Level, number>

interface Found { readonly id: string; readonly level: Level; readonly at: string }

/** What our three sections assert of an estate; unknown verdicts apart. */
function found(estate: Estate, choices: Choices): { readonly broken: readonly Found[]; readonly unknown: readonly string[] } {
  const all = Object.values(rulebook).flatMap((rule) => rule.broken(estate, choices).flatMap((place) => [rule.requirement, ...(rule.also ?? [])].map((id) => {
    const level = place.level !== undefined && weight[place.level] > weight[rule.level] ? place.level : rule.level
    return { id, level, at: place.at, verdict: place.verdict }
  })))
  return { broken: all.filter(({ verdict }) => verdict === undefined), unknown: all.filter(({ verdict }) => verdict !== undefined).map(({ id }) => id) }
}

function estateOf(text: string): Estate {
  const opened = openSnapshot(text)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return readEstate(opened.snapshot)
}

interface Expected {
  readonly mustFind: readonly { readonly id: string; readonly at: string | readonly string[]; readonly or?: readonly string[] }[]
  readonly mustNotFind: readonly { readonly id: string }[]
  readonly mustLevelAllowed: readonly string[]
}

const names = existsSync(estates) ? readdirSync(estates).filter((name) => name.endsWith('.expected.json')).map((name) => name.replace('.expected.json', '')) : []
const read = (folder: URL, name: string): string => readFileSync(new URL(name, folder), 'utf8')

describe.skipIf(names.length === 0)('PRE, ADDR and NET on the shared estates', () => {
  it.each(names)('%s reports what it must and nothing that it must not', (name) => {
    const expected = JSON.parse(read(estates, `${name}.expected.json`)) as Expected
    const { broken } = found(estateOf(read(estates, `${name}.json`)), undecided)
    const missing = expected.mustFind.filter(({ id }) => ours(id)).filter(({ id, at, or }) =>
      !broken.some((each) => each.id === id && [at].flat().some((place) => idKey(place) === idKey(each.at))) && !(or ?? []).some((other) => broken.some((each) => each.id === other)))
    const wrong = broken.filter(({ id }) => expected.mustNotFind.some((not) => not.id === id))
    const allowed = [...expected.mustFind.flatMap(({ id, or }) => [id, ...(or ?? [])]), ...expected.mustLevelAllowed]
    const loud = broken.filter(({ id, level }) => level === 'must' && !allowed.includes(id))
    expect({ missing, wrong, loud }).toEqual({ missing: [], wrong: [], loud: [] })
  })
})

interface Case {
  readonly id: string
  readonly kind: string
  readonly input: { readonly base?: string; readonly mutations?: readonly { readonly pointer: string; readonly value?: unknown; readonly remove?: boolean }[]; readonly variantB?: { readonly extraRule: unknown } }
  readonly expected: Wanted & { readonly variantB?: Wanted }
}

interface Wanted {
  readonly mustAppear?: readonly string[]
  readonly mustNotAppear?: readonly string[]
  readonly level?: Readonly<Record<string, string>>
  readonly mustLevelForbidden?: readonly string[]
}

const all = existsSync(cases) ? (JSON.parse(read(cases, 'cases.json')) as readonly Case[]) : []
const mutated = all.filter(({ kind, expected }) => kind === 'snapshot-mutation' && [...(expected.mustAppear ?? []), ...(expected.mustNotAppear ?? []), ...(expected.mustLevelForbidden ?? [])].some(ours))
const letter: Readonly<Record<string, Level>> = { E: 'must', W: 'should', I: 'info' }

async function changed(one: Case, variant: 'plain' | 'b'): Promise<Estate> {
  const { applyMutation } = (await import(/* @vite-ignore */ new URL('mutate.mjs', cases).href)) as { readonly applyMutation: (doc: unknown, mutation: unknown) => unknown }
  const doc: unknown = JSON.parse(read(shared, one.input.base ?? ''))
  for (const mutation of one.input.mutations ?? []) {
    const rules = variant === 'b' && Array.isArray(mutation.value) ? { ...mutation, value: [...mutation.value, one.input.variantB?.extraRule] } : mutation
    applyMutation(doc, rules)
  }
  return estateOf(JSON.stringify(doc))
}

/** What is wrong with the findings of a changed estate, held against what the base reports. */
function faults(before: Estate, after: Estate, wanted: Wanted): readonly string[] {
  const [old, now] = [found(before, undecided).broken, found(after, undecided).broken]
  const isNew = (id: string): boolean => now.filter((each) => each.id === id).length > old.filter((each) => each.id === id).length
  return [
    ...(wanted.mustAppear ?? []).filter(ours).filter((id) => !isNew(id)).map((id) => `${id} does not appear`),
    ...(wanted.mustNotAppear ?? []).filter(ours).filter(isNew).map((id) => `${id} appears`),
    ...(wanted.mustLevelForbidden ?? []).filter(ours).filter((id) => now.some((each) => each.id === id && each.level === 'must')).map((id) => `${id} is must`),
    ...Object.entries(wanted.level ?? {}).filter(([id, level]) => ours(id) && letter[level] !== undefined && now.some((each) => each.id === id && each.level !== letter[level])).map(([id]) => `${id} has another level`),
  ]
}

describe.skipIf(mutated.length === 0)('PRE, ADDR and NET on the shared cases', () => {
  it.each(mutated.map((one) => [one.id, one] as const))('%s is judged as it should be', async (_, one) => {
    const before = estateOf(read(shared, one.input.base ?? ''))
    expect(faults(before, await changed(one, 'plain'), one.expected)).toEqual([])
    expect(one.expected.variantB === undefined ? [] : faults(before, await changed(one, 'b'), one.expected.variantB)).toEqual([])
  })

  it('C41 proposes a second endpoint subnet in a block of its own', async () => {
    const full = mutated.find(({ id }) => id === 'C41')
    if (full === undefined) return
    const choices: Choices = { ...undecided, storage: { ...undecided.storage, parallelRunStep: 'used' } }
    expect(proposeAddressSpace(await changed(full, 'plain'), choices).answers.endpointSubnet).toEqual({ use: 'new', name: 'snet-endpoints-2', prefix: '10.64.5.0/27' })
  })
})
