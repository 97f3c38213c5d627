import { expect, it } from 'vitest'
import { address, linkOn, samePath } from './address.ts'

const origin = 'https://management.azure.com'

it('an address is made of encoded segments and values', () => {
  expect(address(origin, '/subscriptions/s/resourceGroups/a b(1)/providers/Microsoft.Network/privateDnsZones/z/A/@', { 'api-version': '2024-06-01', $filter: "a eq 'b'&c" }))
    .toBe("https://management.azure.com/subscriptions/s/resourceGroups/a%20b(1)/providers/Microsoft.Network/privateDnsZones/z/A/%40?api-version=2024-06-01&$filter=a%20eq%20'b'%26c")
})

it('a path that could lead elsewhere has no address', () => {
  for (const path of ['', 'subscriptions', '/a/../b', '/a/./b', '//evil.example/a', '/a//b', '/a/', '/a?x=1', '/a#b', '/a%2fb', '/a%5Cb', '/a\\b', '/a\nb', '/a\ud800']) {
    expect([path, address(origin, path, {})]).toEqual([path, null])
  }
})

it('links are followed verbatim and on one origin only (F09)', () => {
  const signed = 'https://management.azure.com:443/subscriptions/s/providers/X/operations/1?api-version=2022-01-01&t=639&c=MII%2b&s=a_b-c'
  expect(linkOn(origin, signed)).toEqual({ ok: true, url: signed })
  expect(linkOn(origin, '/subscriptions?$skiptoken=a')).toEqual({ ok: true, url: 'https://management.azure.com/subscriptions?$skiptoken=a' })
  for (const link of ['https://evil.example/x', '//evil.example/x', 'http://management.azure.com/x', 'https://management.azure.com:8443/x', 'https://management.azure.com@evil.example/', 'https://u:p@management.azure.com/', 'javascript:alert(1)', `${origin}/${'x'.repeat(20_000)}`]) {
    expect([link, linkOn(origin, link).ok]).toEqual([link, false])
  }
})

it('paths compare without case, query and trailing slash', () => {
  expect(samePath('https://a/X/y/?q', 'https://a:443/x/Y')).toBe(true)
  expect(samePath('https://a/x', 'https://a/x/z')).toBe(false)
  expect(samePath('no address', 'no address')).toBe(false)
})
