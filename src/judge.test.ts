/** The team's estates and cases, which nobody here wrote: what has to be found is found, what must not be said is not said. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Json, type JsonObject, isObject } from './base/json.ts'
import { idKey } from './base/armId.ts'
import { readEstate } from './discovery/readEstate.ts'
import { openSnapshot, type Snapshot } from './discovery/snapshot.ts'
import { undecided } from './steps/choices.ts'
import { findings } from './steps/index.ts'
import type { Finding } from './steps/rule.ts'

const shared = new URL('../../shared/', import.meta.url).pathname
const present = existsSync(`${shared}estates`) && existsSync(`${shared}cases/cases.json`)
if (!present) process.stdout.write('judge.test.ts: ../shared/estates and ../shared/cases are absent; their estates and cases are not judged.\n')

const text = (path: string): string => readFileSync(`${shared}${path}`, 'utf8')
const json = (path: string): Json => JSON.parse(text(path)) as Json

function snapshotOf(value: Json): Snapshot {
  const opened = openSnapshot(JSON.stringify(value))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return opened.snapshot
}

const assessed = (value: Json): readonly Finding[] => findings(readEstate(snapshotOf(value)), undecided)
const assessedBefore = new Map<string, readonly Finding[]>()

/** The findings of an estate as it was filed, judged once for all cases that change it. */
function filed(path: string): readonly Finding[] {
  const found = assessedBefore.get(path) ?? assessed(json(path))
  assessedBefore.set(path, found)
  return found
}
const idsOf = ({ requirement, also }: Finding): readonly string[] => [requirement, ...also]
const asserted = (found: readonly Finding[]): readonly Finding[] => found.filter(({ verdict }) => verdict === undefined)
const mentions = (found: readonly Finding[], id: string): readonly Finding[] => found.filter((finding) => idsOf(finding).includes(id))

interface Expected {
  readonly mustFind: readonly { readonly id: string; readonly at: string | readonly string[]; readonly or?: readonly string[]; readonly why: string }[]
  readonly mustNotFind: readonly { readonly id: string; readonly why: string }[]
  readonly mustLevelAllowed: readonly string[]
  readonly unknown: readonly { readonly id: string }[]
}

/** Requirements younger than the labels; allowed at any level that is right (estates/README.md). */
const younger = ['STOR-40', 'STOR-41', 'ACR-30', 'ACR-31', 'MON-23', 'MON-24', 'NET-36', 'NET-37', 'NET-38', 'NET-39', 'CONN-22', 'CONN-23', 'PRE-30', 'WKSP-28', 'WKSP-29', 'ADDR-25']

describe.runIf(present).each(['01-all-public-default', '04-hub-and-spoke', '05-service-endpoints-right', '10-all-right'])('estate %s', (name) => {
  const found = present ? filed(`estates/${name}.json`) : []
  const expected = present ? (json(`estates/${name}.expected.json`) as unknown as Expected) : { mustFind: [], mustNotFind: [], mustLevelAllowed: [], unknown: [] }

  it('has every finding that the catalogue demands, where it demands it', () => {
    const missing = expected.mustFind.filter(({ id, at, or = [] }) => {
      const places = [at].flat().map(idKey)
      return !asserted(found).some((finding) => [id, ...or].some((each) => idsOf(finding).includes(each)) && places.includes(idKey(finding.at)))
    })
    expect(missing).toEqual([])
  })
  it('has no finding that would be wrong', () => {
    const wrong = expected.mustNotFind.flatMap(({ id, why }) => mentions(asserted(found), id).filter((finding) => finding.requirement === id).map(({ rule, at, data }) => ({ id, why, rule, at, data })))
    expect(wrong).toEqual([])
  })
  it('has nothing else at level must', () => {
    const allowed = new Set([...expected.mustFind.flatMap(({ id, or = [] }) => [id, ...or]), ...expected.mustLevelAllowed, ...younger])
    const extra = asserted(found).filter(({ level, requirement }) => level === 'must' && !allowed.has(requirement)).map(({ rule, requirement, at, data }) => ({ rule, requirement, at, data }))
    expect(extra).toEqual([])
  })
  it('leaves unknown what depends on answers that nobody gave', () => {
    expect(expected.unknown.filter(({ id }) => mentions(asserted(found), id).length > 0)).toEqual([])
  })
})

interface Case {
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly input: { readonly base?: string; readonly mutations?: readonly JsonObject[]; readonly choices?: JsonObject }
  readonly expected: {
    readonly stage?: string
    readonly mustAppear?: readonly string[]
    readonly mustAppearOneOf?: readonly (readonly string[])[]
    readonly mustAppearOrUnknown?: readonly string[]
    readonly mustNotAppear?: readonly string[]
    readonly mustLevelForbidden?: readonly string[]
    readonly level?: Readonly<Record<string, string>>
  }
}

const levels: Readonly<Record<string, string>> = { E: 'must', W: 'should', I: 'info' }
// Those of stage "plan" are judged in planCases.test.ts.
const cases: readonly Case[] = present ? (json('cases/cases.json') as unknown as readonly Case[]).filter(({ kind, expected }) => kind === 'snapshot-mutation' && expected.stage !== 'plan') : []

describe.runIf(present).each(cases.map((each) => [`${each.id}: ${each.title}`, each] as const))('case %s', (_, { input, expected }) => {
  it('is judged as its reporters would want', async () => {
    const { applyMutation } = (await import(/* @vite-ignore */ `${shared}cases/mutate.mjs`)) as { applyMutation: (document: Json, mutation: JsonObject) => Json }
    const base = input.base ?? ''
    const all = assessed((input.mutations ?? []).reduce<Json>((document, mutation) => applyMutation(document, mutation), json(base)))
    const [before, after] = [asserted(filed(base)), asserted(all)]
    const places = (found: readonly Finding[], id: string) => new Set(mentions(found, id).map(({ at, data }) => `${idKey(at)} ${JSON.stringify(data)}`))
    const appears = (id: string): boolean => [...places(after, id)].some((place) => !places(before, id).has(place))
    const said = {
      missing: (expected.mustAppear ?? []).filter((id) => !appears(id)),
      noneOf: (expected.mustAppearOneOf ?? []).filter((group) => !group.some(appears)),
      notEvenUnknown: (expected.mustAppearOrUnknown ?? []).filter((id) => mentions(all, id).length === 0),
      wrong: (expected.mustNotAppear ?? []).filter(appears),
      tooHard: (expected.mustLevelForbidden ?? []).filter((id) => after.some((finding) => finding.requirement === id && finding.level === 'must')),
      otherLevel: Object.entries(expected.level ?? {}).flatMap(([id, letter]) => {
        const wanted = levels[letter]
        return wanted === undefined ? [] : after.filter((finding) => finding.requirement === id && appears(id) && finding.level !== wanted).map(({ rule, level }) => ({ id, rule, level, wanted }))
      }),
    }
    expect(said).toEqual({ missing: [], noneOf: [], notEvenUnknown: [], wrong: [], tooHard: [], otherLevel: [] })
  })
})

it.runIf(present)('every shared estate is an object with resources', () => {
  expect(isObject(json('estates/10-all-right.json'))).toBe(true)
})
