import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { origins } from '../scripts/headers.mjs'
import { type Build, readConfig } from './config.ts'

const good = { clientId: '6d1f0c52-3a7b-4e19-9b84-c2e5f7a01d36', tenant: 'organizations', cloud: 'AzureCloud' }
const read = (value: unknown, build: Build = 'product') => readConfig(JSON.stringify(value), build)
const faultOf = (value: unknown, build?: Build) => {
  const result = read(value, build)
  return result.ok ? null : result.fault
}

describe('a configuration', () => {
  it('as delivered fits, and says that sign-in is not set up', () => {
    const result = readConfig(readFileSync(fileURLToPath(new URL('../public/config.json', import.meta.url)), 'utf8'), 'product')
    expect(result).toMatchObject({ ok: true, config: { clientId: '', tenant: 'organizations', cloud: 'AzureCloud' } })
  })

  it.each([
    ['AzureCloud', 'https://management.azure.com', 'https://login.microsoftonline.com'],
    ['AzureUSGovernment', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
    ['AzureChinaCloud', 'https://management.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn'],
  ])('of %s has the hosts of that cloud', (cloud, arm, authority) => {
    expect(read({ ...good, cloud })).toEqual({ ok: true, config: { ...good, cloud, arm, authority, knownAuthorities: [], metadata: null } })
  })

  it('may name a custom environment, whose sign-in is then a known one', () => {
    const endpoints = { resourceManager: 'https://arm.contoso.example/', authority: 'https://login.contoso.example', knownAuthorities: ['other.contoso.example'] }
    expect(read({ ...good, endpoints, demo: false })).toMatchObject({
      ok: true, config: { arm: 'https://arm.contoso.example', authority: 'https://login.contoso.example', knownAuthorities: ['login.contoso.example', 'other.contoso.example'] },
    })
  })

  it.each([
    [good], [{ ...good, cloud: 'AzureChinaCloud' }], [{ ...good, endpoints: { resourceManager: 'https://arm.contoso.example', authority: 'https://login.contoso.example' } }], [{ ...good, endpoints: { resourceManager: 'https://arm.contoso.example' } }],
  ])('lets the page call what its headers let it call: %o', (value) => {
    const result = read(value)
    const allowed = origins(value)
    expect(result.ok && [result.config.arm, allowed.signIn.includes(result.config.authority)]).toEqual([allowed.arm, true])
  })

  it('may be of the local Azure in the demo build', () => {
    const endpoints = { resourceManager: 'http://localhost:4318', authority: 'http://localhost:4319', authorityMetadata: { issuer: 'x' } }
    expect(read({ ...good, endpoints, demo: true }, 'demo')).toMatchObject({ ok: true, config: { arm: 'http://localhost:4318', metadata: '{"issuer":"x"}' } })
    expect(faultOf({ ...good, endpoints: { resourceManager: 'http://arm.example' } }, 'demo')?.property).toBe('endpoints.resourceManager')
  })
})

describe('a configuration that does not fit', () => {
  it.each([
    ['clientId', { ...good, clientId: 'my app' }, '"my app"', 'the application (client) id of the registration, a GUID, or an empty text while sign-in is not set up'],
    ['clientId', { tenant: 'organizations', cloud: 'AzureCloud' }, 'nothing', 'the application (client) id of the registration, a GUID, or an empty text while sign-in is not set up'],
    ['clientId', { ...good, clientId: 7 }, '7', 'the application (client) id of the registration, a GUID, or an empty text while sign-in is not set up'],
    ['tenant', { ...good, tenant: 'common' }, '"common"', '"organizations" or the id of one directory, a GUID'],
    ['tenant', { ...good, tenant: '' }, '""', '"organizations" or the id of one directory, a GUID'],
    ['cloud', { ...good, cloud: 'azurecloud' }, '"azurecloud"', 'one of AzureCloud, AzureUSGovernment, AzureChinaCloud'],
    ['cloud', { ...good, cloud: 'toString' }, '"toString"', 'one of AzureCloud, AzureUSGovernment, AzureChinaCloud'],
    ['colour', { ...good, colour: 'red' }, '"red"', 'no such property: known are clientId, tenant, cloud, endpoints and demo'],
    ['endpoints', { ...good, endpoints: 'https://x.example' }, '"https://x.example"', 'an object with resourceManager, authority and knownAuthorities, each of which may be left out'],
    ['endpoints.arm', { ...good, endpoints: { arm: 'https://x.example' } }, '"https://x.example"', 'no such property: known are resourceManager, authority and knownAuthorities'],
    ['endpoints.knownAuthorities', { ...good, endpoints: { knownAuthorities: 'x.example' } }, '"x.example"', 'a list of host names, such as ["login.contoso.example"]'],
    ['endpoints.knownAuthorities[1]', { ...good, endpoints: { knownAuthorities: ['x.example', 'https://y.example'] } }, '"https://y.example"', 'a list of host names, such as ["login.contoso.example"]'],
    ['demo', { ...good, demo: true }, 'true', 'false, or no such property: only the demo build (npm run demo) takes true'],
    ['demo', { ...good, demo: 'yes' }, '"yes"', 'false, or no such property: only the demo build (npm run demo) takes true'],
    ['endpoints.authorityMetadata', { ...good, endpoints: { authorityMetadata: {} } }, '{}', 'no such property: only the demo build (npm run demo) takes it'],
    ['', [], '[]', 'a JSON object with clientId, tenant and cloud'],
    ['', null, 'null', 'a JSON object with clientId, tenant and cloud'],
  ])('is told by its property: %s', (property, value, found, fits) => {
    expect(faultOf(value)).toEqual({ property, found, expected: fits })
  })

  it.each([
    'http://arm.contoso.example', 'http://localhost:4318', 'https://arm.contoso.example/path', 'https://arm.contoso.example/?x=1', 'https://user@arm.contoso.example', 'https://arm.contoso.example#x', 'arm.contoso.example', 'javascript:alert(1)', '', 'https://',
  ])('has an address that is no https origin: %s', (address) => {
    for (const property of ['resourceManager', 'authority']) {
      expect(faultOf({ ...good, endpoints: { [property]: address } })).toEqual({ property: `endpoints.${property}`, found: JSON.stringify(address), expected: 'an https origin without a path, such as https://management.contoso.example' })
    }
  })

  it('is told when it is no JSON', () => {
    const result = readConfig('<!doctype html>', 'product')
    expect(!result.ok && [result.fault.property, result.fault.found]).toEqual(['', expect.stringContaining('text that is not JSON')])
  })
})
