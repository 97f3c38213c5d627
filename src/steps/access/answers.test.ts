import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hub, hubIds } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { groupBy, knownGroups, patternBy, tagsBy, tagsText, teamsBy, teamsText } from './answers.ts'

describe('texts of the prerequisites', () => {
  it('lists the groups of everything in the estate once', () => {
    expect(knownGroups(open)).toEqual([ids.group, ids.networkGroup])
    expect(knownGroups(hub)).toEqual([ids.group, ids.networkGroup, hubIds.group])
  })

  it('takes the id of a resource group and nothing below or above it', () => {
    expect(groupBy(` ${ids.group}/ `)).toEqual({ ok: true, value: ids.group })
    expect([groupBy(ids.network), groupBy(ids.subscription), groupBy('rg-ml')].map(({ ok }) => ok)).toEqual([false, false, false])
  })

  it('takes a pattern with {kind} and then {name}', () => {
    expect(patternBy('{kind}-{group}-{name}')).toEqual({ ok: true, value: '{kind}-{group}-{name}' })
    expect([patternBy('{name}-{kind}'), patternBy('fixed'), patternBy('{kind} {name}')].map(({ ok }) => ok)).toEqual([false, false, false])
  })

  it('reads tags and writes them back', () => {
    expect(tagsBy('owner=ana, cost centre=4711')).toEqual({ ok: true, value: { owner: 'ana', 'cost centre': '4711' } })
    expect(tagsText({ owner: 'ana', note: 'a=b' })).toBe('owner=ana, note=a=b')
    expect([tagsBy('owner'), tagsBy('=x'), tagsBy('a/b=x')].map(({ ok }) => ok)).toEqual([false, false, false])
    expect(tagsBy('')).toEqual({ ok: true, value: {} })
  })

  it('keeps a comma, a quote, a line and blanks inside a tag', () => {
    const tags = { owner: 'Ana, Ben', 'a=b': 'say "hi"', note: ' x\ny ', empty: '' }
    expect(tagsText({ owner: 'Ana, Ben' })).toBe('owner="Ana, Ben"')
    expect(tagsBy(tagsText(tags))).toEqual({ ok: true, value: tags })
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[<>%&\\?/]/.test(text) && text !== '__proto__')
    fc.assert(fc.property(fc.dictionary(name, fc.string({ maxLength: 20 }), { maxKeys: 5, noNullPrototype: true }), (drawn) => {
      expect(tagsBy(tagsText(drawn))).toEqual({ ok: true, value: drawn })
    }))
    expect([tagsBy('a="b" c'), tagsBy('a="b'), tagsBy('"a"b=c')].map(({ ok }) => ok)).toEqual([false, false, false])
  })

  it('reads the scopes of other teams and writes them back', () => {
    const teams = [{ scope: hubIds.group, team: 'platform team' }, { scope: ids.network, team: 'network' }]
    expect(teamsBy(teamsText(teams))).toEqual({ ok: true, value: teams })
    expect([teamsBy('platform team'), teamsBy(`${hubIds.group}`)].map(({ ok }) => ok)).toEqual([false, false])
  })
})
