import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../base/json.ts'
import type { Body } from './change.ts'
import { difference, replaced } from './difference.ts'
import { restate } from './restate.ts'

const key = fc.constantFrom('a', 'b', 'c', 'publicNetworkAccess')
const leaf: fc.Arbitrary<Json> = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'Y', 'z'))
const { body }: { body: Body } = { body: {} }
const tree = fc.letrec<{ value: Json; body: Body }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf, { maxLength: 3 }), tie('body')),
  body: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).body

describe('difference', () => {
  it('is empty between equal bodies, whatever the order of keys and list items', () => {
    expect(difference({ a: 1, b: ['x', { c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }, 'x'], a: 1 })).toEqual(body)
    fc.assert(fc.property(tree, (one) => { expect(difference(one, one)).toEqual({}) }))
  })

  it('holds only what differs', () => {
    expect(difference({ properties: { open: true, kept: 1, inner: { a: 1, b: 2 } } }, { properties: { open: false, kept: 1, inner: { a: 1, b: 3 } } }))
      .toEqual({ properties: { open: false, inner: { b: 3 } } })
  })

  it('gives atomic paths whole', () => {
    const acls = (defaultAction: string) => ({ properties: { networkAcls: { defaultAction, bypass: 'None', ipRules: [] } } })
    expect(difference(acls('Allow'), acls('Deny'), ['properties.networkAcls'])).toEqual(acls('Deny'))
  })

  it('counts an item twice in a list as twice', () => {
    expect(difference({ a: ['x', 'x', 'z'] }, { a: ['x', 'z', 'z'] })).toEqual({ a: ['x', 'z', 'z'] })
  })

  it('says null for what is gone', () => {
    expect(difference({ properties: { natGateway: { id: '/x' }, b: 1 } }, { properties: { b: 1 } })).toEqual({ properties: { natGateway: null } })
  })

  it('leads from one body to the other: after restating nothing is left of it', () => {
    fc.assert(fc.property(tree, tree, (one, other) => {
      expect(difference(restate(one, difference(one, other), []), other)).toEqual({})
    }))
  })

  it('never names a path whose value is the same', () => {
    fc.assert(fc.property(tree, tree, (one, other) => {
      const patch = difference(one, other)
      expect(Object.keys(patch).every((name) => JSON.stringify(one[name] ?? null) !== JSON.stringify(other[name] ?? null))).toBe(true)
    }))
  })
})

describe('what a patch replaces', () => {
  it('has the shape of the patch and the values from before', () => {
    expect(replaced({ properties: { open: true, kept: 1 } }, { properties: { open: false, added: 'x' } })).toEqual({ properties: { open: true, added: null } })
  })

  it('is whole at atomic paths, so that undo writes everything back', () => {
    const before = { properties: { networkAcls: { defaultAction: 'Allow', ipRules: ['x'] } } }
    expect(replaced(before, { properties: { networkAcls: { defaultAction: 'Deny' } } }, ['properties.networkAcls'])).toEqual(before)
  })

  it('undoes the patch', () => {
    fc.assert(fc.property(tree, tree, (one, other) => {
      const patch = difference(one, other)
      expect(difference(restate(restate(one, patch, []), replaced(one, patch), []), one)).toEqual({})
    }))
  })
})
