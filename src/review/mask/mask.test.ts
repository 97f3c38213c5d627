import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armId } from '../../base/armId.ts'
import { contains, overlaps, parseRange } from '../../base/cidr.ts'
import { anEstate, type Estate } from '../../estate/estate.ts'
import { anyEstate } from '../../estate/fixtures/arbitrary.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured } from '../../estate/fixtures/secured.ts'
import { plan } from '../../resources/index.ts'
import { anyChoices } from '../../steps/arbitraryChoices.ts'
import { choicesSchema } from '../../steps/choices.ts'
import { desiredEstate, findings, propose } from '../../steps/index.ts'
import type { Finding } from '../../steps/rule.ts'
import { newest } from '../code/dictionary.ts'
import { tenEndpoints } from '../fixtures/draws.ts'
import { held, secrets } from '../fixtures/held.ts'
import { designs } from '../fixtures/reviews.ts'
import { upright } from '../people.ts'
import { type Design, mask } from './mask.ts'
import { maskRanges } from './ranges.ts'

const anyDesign: fc.Arbitrary<Design> = anyEstate.chain((estate) => anyChoices(estate).map((choices) => ({ estate, choices, risks: [] })))

describe('masked text', () => {
  it.each(Object.entries(designs))('of %s holds no original id, name or range', (_, design) => {
    expect(secrets(design).length).toBeGreaterThan(5)
    expect(held(design)).toEqual([])
  })

  it('of drawn designs holds none either', () => {
    fc.assert(fc.property(fc.oneof(anyDesign, tenEndpoints), (design) => {
      expect(held(design)).toEqual([])
    }), { numRuns: 16, seed: 8 })
  })

  it('of tags, teams, patterns, administrators, descriptions and reasons holds nobody', () => {
    const estate: Estate = {
      ...secured,
      machines: secured.machines.map((machine) => ({ ...machine, adminName: 'jmeyer' })),
      securityRules: secured.securityRules.map((rule) => ({ ...rule, description: 'Asked for by Contoso' })),
      datastores: [...secured.datastores, { id: armId(`${ids.workspace}/datastores/x1`), kind: 'AzureSqlDatabase', accountName: 'contososql.example.com', container: 'hr data', isDefault: false, credentials: 'None', identity: 'none' }],
    }
    const { choices } = propose(estate)
    const design: Design = {
      estate, risks: [{ rule: 'registry-is-premium', at: ids.registry, reason: 'crdemand is Hana\'s; hana@contoso.example knows why 10.20.2.0/26 waits', until: '2027-01-01' }],
      choices: {
        ...choices, access: { ...choices.access, placement: { ...choices.access.placement, namePattern: 'contoso-{kind}-{name}', tags: { costCentre: '4711-contoso', owner: 'hana@contoso.example' } }, otherTeams: [{ scope: ids.networkGroup, team: 'Contoso Netz' }] },
        connectivity: { ...choices.connectivity, jumpBox: { ...choices.connectivity.jumpBox, adminName: 'jmeyer' } },
      },
    }
    const { estate: masked, choices: maskedChoices, risks } = mask(design).design
    const text = JSON.stringify({ masked, maskedChoices, risks }).toLowerCase()
    expect(['contoso', 'jmeyer', 'netz', '4711', 'costcentre', 'hana@', 'hr data', 'crdemand', '10.20.2.'].filter((secret) => text.includes(secret))).toEqual([])
    expect(choicesSchema.safeParse(maskedChoices).success && anEstate.safeParse(masked).success).toBe(true)
    expect(risks[0]?.reason).toMatch(/^cr\w+ is Hana's; mail address|^cr\w+ is Hana's; \w+ knows why/)
  })

  it('names the ranges that could not move', () => {
    const crowded: Estate = { ...open, networks: open.networks.map((network) => ({ ...network, prefixes: ['10.20.0.0/16', '10.0.0.0/16', '192.168.0.0/16'] })) }
    expect(mask({ ...designs.open, estate: crowded }).stays).toEqual(['10.0.0.0/16', '192.168.0.0/16'].filter((range) => !newest.words.includes(range)))
    expect(mask(designs.open).stays).toEqual([])
  })

  it('has one pseudonym for one thing, in every link of the workspace', () => {
    const [one, other] = [mask(designs.open), mask(designs.lake)]
    expect(other.design.estate.workspace.id).toBe(one.design.estate.workspace.id)
    expect(other.design.estate.datastores[0]?.accountName).toBe(one.design.estate.storageAccounts[0]?.id.split('/').at(-1))
    expect(other.design.estate.networks).toEqual(one.design.estate.networks)
  })
})

const brokenRules = (estate: Estate, design: Design, back: (text: string) => string): readonly string[] =>
  findings(estate, design.choices).map(({ step, rule, level, verdict, at }: Finding) => [step, rule, level, verdict ?? 'broken', back(at).toLowerCase()].join(' ')).sort()

describe('a masked design', () => {
  it('breaks the same rules at the same places and has the same plan, in pseudonyms', () => {
    fc.assert(fc.property(fc.oneof(anyDesign, tenEndpoints, fc.constantFrom<Design>(...Object.values(designs))), (design) => {
      const { design: masked, unmask } = mask(design)
      const [own, other] = [desiredEstate(design.estate, design.choices), desiredEstate(masked.estate, masked.choices)]
      expect(brokenRules(masked.estate, masked, unmask)).toEqual(brokenRules(design.estate, design, (text) => text))
      expect(brokenRules(other, masked, unmask)).toEqual(brokenRules(own, design, (text) => text))
      const guid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
      const keys = (from: Estate, to: Estate, back: (text: string) => string) => plan(from, to).map(({ key }) => back(key).toLowerCase().replace(guid, '')).sort()
      expect(keys(masked.estate, other, unmask)).toEqual(keys(design.estate, own, (text) => text))
    }), { numRuns: 9, seed: 12 })
  })

  it('has records under the names of its hosts, whatever these are made of', () => {
    const guid = 'b3d0c1a2-1111-4222-8333-444455556666'
    const renamed = (estate: Estate): Estate => JSON.parse(JSON.stringify(estate).replaceAll('.workspace.westeurope', '.place.westeurope').replaceAll(estate.workspace.guid, guid).replaceAll('ml-mlw-demand-westeurope', 'ml-ctl-westeurope')) as Estate
    const design: Design = { ...designs.secured, estate: renamed(designs.secured.estate) }
    const { design: masked, unmask } = mask(design)
    expect(brokenRules(masked.estate, masked, unmask)).toEqual(brokenRules(design.estate, design, (text) => text))
  })

  it('fits the schemas', () => {
    fc.assert(fc.property(anyDesign, (design) => {
      const { estate, choices } = mask(design).design
      expect([anEstate.safeParse(estate).error, choicesSchema.safeParse(choices).error]).toEqual([undefined, undefined])
    }), { numRuns: 6, seed: 2 })
  })
})

describe('names with limits', () => {
  const named = (machine: string, registry: string): Design => {
    const choices = designs.secured.choices
    return { ...designs.secured, choices: { ...choices, registry: { ...choices.registry, absent: { use: 'new', name: registry } }, connectivity: { ...choices.connectivity, jumpBox: { ...choices.connectivity.jumpBox, name: machine } } } }
  }
  const problems = (design: Design) => { const { choices } = mask(design).design; return choicesSchema.safeParse(choices).error?.issues.map(({ path }) => path.join('.')) ?? [] }

  it('are not too short for a registry, whichever pseudonym is drawn', () => {
    expect(Array.from({ length: 60 }, (_, index) => `crfresh${index}`).flatMap((name) => problems(named('vm-jump', name)))).toEqual([])
  })

  it('are not too long for a machine, however many parts they have', () => {
    expect(problems(named('ab1-cd2-ef3-gh4', 'crfresh'))).toEqual([])
    const { design, unmask } = mask(named('ab1-cd2-ef3-gh4', 'crfresh'))
    expect(unmask(design.choices.connectivity.jumpBox.name)).toBe('ab1-cd2-ef3-gh4')
  })

  it('nor is a reason whose names grew', () => {
    const reason = `${Object.values(ids).map((id) => id.split('/').at(-1) ?? '').join(' ')} `.repeat(20).slice(0, 500).trim()
    const [risk] = mask({ ...designs.secured, risks: [{ rule: 'registry-is-premium', at: ids.registry, reason, until: '2027-01-01' }] }).design.risks
    expect(risk?.reason.length).toBeLessThanOrEqual(500)
  })
})

describe('a link with names', () => {
  it('holds no principal and no mail address all the same', () => {
    const tagged = { ...designs.secured, choices: { ...designs.secured.choices, access: { ...designs.secured.choices.access, placement: { ...designs.secured.choices.access.placement, tags: { owner: 'hana@contoso.example' } } } } }
    const text = JSON.stringify(upright(tagged))
    expect([open.workspace.principalId ?? '', 'contoso.example'].filter((secret) => text.includes(secret))).toEqual([])
    expect(upright(upright(tagged))).toEqual(upright(tagged))
  })
})

describe('masked ranges', () => {
  it('overlap and contain each other as the originals do, and keep their lengths', () => {
    const anyRange = fc.tuple(fc.constantFrom(10, 10, 127, 169, 172, 192, 203), fc.constantFrom(0, 16, 17, 18, 31, 100, 168, 254), fc.nat(7), fc.nat(255), fc.integer({ min: 8, max: 32 }))
      .map(([a, b, c, d, prefix]) => parseRange(`${a}.${b}.${c * 32}.${d}/${prefix}`)?.text ?? '10.0.0.0/8')
    fc.assert(fc.property(fc.uniqueArray(anyRange, { minLength: 2, maxLength: 8 }), fc.string(), (ranges, key) => {
      const move = maskRanges(ranges, newest.ranges, key)
      const relations = (list: readonly string[]) => list.flatMap((one) => [...list, ...newest.ranges.filter((each) => each.includes('/'))].map((other) => {
        const [first, second] = [parseRange(one), parseRange(other)]
        return first === null || second === null ? 'none' : contains(first, second) ? 'contains' : overlaps(first, second) ? 'overlaps' : 'apart'
      }))
      expect(relations(ranges.map(move))).toEqual(relations(ranges))
      expect(ranges.map(move).map((text) => text.split('/')[1])).toEqual(ranges.map((text) => text.split('/')[1]))
    }), { numRuns: 80, seed: 31 })
  })

  it('are other ranges, unless Microsoft names what they overlap or there are few of their size', () => {
    const ranges = ['10.20.0.0/16', '10.20.1.0/24', '192.168.7.0/24', '172.20.0.0/16', '203.0.113.7', '10.20.1.9', '172.17.3.0/24', '10.0.0.0/8', '168.63.129.16', '127.0.0.1']
    const moved = ranges.map(maskRanges(ranges, newest.ranges, 'key'))
    expect(ranges.map((range, index) => (range === moved[index] ? 'stays' : 'moves'))).toEqual([...Array(6).fill('moves'), ...Array(4).fill('stays')])
    expect(moved[5]?.split('.').slice(0, 2)).toEqual(moved[0]?.split('.').slice(0, 2))
    expect(moved[5]?.endsWith('.1.9')).toBe(true)
  })
})
