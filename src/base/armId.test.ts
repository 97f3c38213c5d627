import { describe, expect, it } from 'vitest'
import { armId, childId, groupId, groupOf, isWithin, nameOf, parentOf, parseArmId, resourceId, spelling, subscriptionOf, typeOf } from './armId.ts'

const vnet = armId('/subscriptions/a/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v')

describe('ARM ids', () => {
  it('are parsed without a trailing slash and blanks', () => {
    expect(parseArmId(' /subscriptions/a/resourceGroups/rg/ ')).toBe('/subscriptions/a/resourceGroups/rg')
  })
  it.each(['', 'subscriptions/a', '/providers/x', null, 3, {}])('refuse %j', (text) => {
    expect(parseArmId(text)).toBeNull()
  })
  it('tell type, name, group, subscription', () => {
    const subnet = childId(vnet, 'subnets', 's')
    expect([typeOf(subnet), nameOf(subnet), groupOf(subnet), subscriptionOf(subnet)]).toEqual(['Microsoft.Network/virtualNetworks/subnets', 's', '/subscriptions/a/resourceGroups/rg', 'a'])
  })
  it('tell the type of an extension by its last provider', () => {
    expect(typeOf(resourceId(vnet, 'Microsoft.Authorization/locks', 'l'))).toBe('Microsoft.Authorization/locks')
  })
  it('tell groups and subscriptions', () => {
    expect([typeOf(armId('/subscriptions/a')), typeOf(groupId('a', 'rg'))]).toEqual(['Microsoft.Resources/subscriptions', 'Microsoft.Resources/resourceGroups'])
  })
  it('lead to parents step by step', () => {
    expect(parentOf(childId(vnet, 'subnets', 's'))).toBe(vnet)
    expect(parentOf(vnet)).toBe('/subscriptions/a/resourceGroups/rg')
    expect(parentOf(resourceId(vnet, 'Microsoft.Authorization/locks', 'l'))).toBe(vnet)
    expect(parentOf(groupId('a', 'rg'))).toBe('/subscriptions/a')
  })
  it('lie within scopes by whole segments, without case', () => {
    expect(isWithin(vnet, '/SUBSCRIPTIONS/a/resourcegroups/RG')).toBe(true)
    expect(isWithin(vnet, '/subscriptions/a/resourceGroups/r')).toBe(false)
  })
  it('get the spelling of the resource, else the first in order, whatever the order of input', () => {
    const lower = armId(vnet.toLowerCase())
    expect(spelling([vnet], [lower])(lower)).toBe(vnet)
    const [one, other] = [armId('/subscriptions/a/X'), armId('/subscriptions/a/x')]
    expect(spelling([], [one, other])(other)).toBe(spelling([], [other, one])(one))
  })
  it('of children begin with the letters of their parent, so that a child leads to its parent', () => {
    const shouting = armId(vnet.replace('/virtualNetworks/v', '/VIRTUALNETWORKS/V'))
    const subnet = childId(shouting, 'subnets', 's')
    const spelled = spelling([vnet, subnet])
    expect(spelled(subnet)).toBe(childId(vnet, 'subnets', 's'))
    expect(parentOf(spelled(subnet))).toBe(spelled(shouting))
    expect(spelled(childId(subnet, 'things', 't'))).toBe(`${vnet}/subnets/s/things/t`)
  })
})
