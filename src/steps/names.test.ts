import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armId, nameOf } from '../base/armId.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { accessChoices } from './access/choices.ts'
import { placed } from './examples.ts'
import { free, nameFor } from './names.ts'
import { withPrivatePath } from './makePrivatePath.ts'
import type { Choices } from './choices.ts'

const patterned = (namePattern: string, group: string = ids.group): Choices => ({ ...placed, access: { ...placed.access, placement: { ...placed.access.placement, namePattern, resourceGroup: armId(group) } } })
const inGroup = (name: string): string => `${ids.subscription}/resourceGroups/${name}`
const long = 'a-very-long-name-of-a-storage-account-or-workspace-in-this-tenant-blob'

describe('names of new resources', () => {
  it('follow the pattern', () => {
    expect(nameFor(patterned('{kind}-{group}-{name}', inGroup('rg-ml')), 'pep', 'kv-demand')).toBe('pep-rg-ml-kv-demand')
    expect(nameFor(patterned('{name}'.replace('{name}', '{kind}{name}')), 'nsg', 'snet')).toBe('nsgsnet')
  })

  it('of endpoints have 64 characters at most, counting a number behind them', () => {
    const name = nameFor(patterned('{kind}-{name}'), 'pep', long)
    expect([name.length <= 61, name.startsWith('pep-a-very-long')]).toEqual([true, true])
    const id = armId(`${ids.group}/providers/Microsoft.Network/privateEndpoints/${name}`)
    expect(nameOf(free(id, [id])).length).toBeLessThanOrEqual(64)
    expect(nameFor(patterned('{kind}-{name}'), 'snet', long)).toBe(`snet-${long}`)
  })

  it('lose the group before they lose what they are for', () => {
    const group = inGroup('g'.repeat(90))
    expect(nameFor(patterned('{kind}-{group}-{name}', group), 'pep', 'kv-demand')).toMatch(/^pep-g+-kv-demand$/)
    expect(nameFor(patterned('{kind}-{group}-{name}', group), 'pep', 'n'.repeat(57))).toBe(`pep-${'n'.repeat(57)}`)
  })

  it('hold no sign of a group that Azure refuses in a name, and no gap where no group is chosen', () => {
    expect(nameFor(patterned('{group}{kind}-{name}', inGroup('(prod)_ml')), 'pep', 'kv')).toBe('prod-_mlpep-kv')
    const undecided: Choices = { ...placed, access: { ...placed.access, placement: { ...placed.access.placement, namePattern: '{kind}-{group}-{name}', resourceGroup: 'undecided' } } }
    expect(nameFor(undecided, 'vnet', 'mlw')).toBe('vnet-mlw')
  })

  it('are taken by Azure for every pattern that the schema takes', () => {
    const { namePattern } = accessChoices.unwrap().shape.placement.unwrap().shape
    const pieces = fc.array(fc.constantFrom('{group}', '{kind}', '{name}', 'x', '-', '_', '.', 'contoso'), { maxLength: 8 }).map((parts) => parts.join(''))
    const patterns = fc.tuple(pieces, pieces, pieces).map(([one, two, three]) => `${one}{kind}${two}{name}${three}`).filter((text) => namePattern.safeParse(text).success)
    fc.assert(fc.property(patterns, fc.stringMatching(/^[a-z(][a-z()._-]{0,88}[a-z]$/), fc.stringMatching(/^[a-z][a-z0-9-]{0,70}$/), (pattern, group, name) => {
      expect(nameFor(patterned(pattern, inGroup(group)), 'pep', name)).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/)
    }), { numRuns: 200, seed: 7 })
  })

  it('of the endpoints that a private path makes fit', () => {
    const choices = patterned('{kind}-{group}-{name}', inGroup('g'.repeat(90)))
    const after = withPrivatePath(open, choices, { targetId: ids.account, group: 'blob' })
    expect(after.endpoints.map(({ id }) => nameOf(id)).every((name) => name.length <= 64 && name.endsWith('-blob'))).toBe(true)
  })
})
