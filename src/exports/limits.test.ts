import { describe, expect, it } from 'vitest'
import type { Json } from '../base/json.ts'
import { beyondLimits } from './limits.ts'
import { beyondText } from './messages.en.ts'

const template = (more: { readonly [name: string]: Json }, path = 'azuredeploy.json') => ({ path, language: 'json' as const, text: JSON.stringify({ resources: [], ...more }) })
const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }]))
const resources = (count: number, body: Json = {}) => Array.from({ length: count }, () => ({ type: 'Microsoft.Network/privateEndpoints', body }))
const nested = (inner: { readonly [name: string]: Json }) => ({ type: 'Microsoft.Resources/deployments', properties: { template: { resources: [], ...inner } } })

describe('limits of a deployment (F78)', () => {
  it.each([
    ['nothing', { resources: resources(800), parameters: named(256), variables: named(256) }, []],
    ['resources of the whole', { resources: [nested({ resources: resources(500) }), nested({ resources: resources(299) })] }, ['resources 801 800']],
    ['parameters of a nested template', { resources: [nested({ parameters: named(257) })] }, ['parameters 257 256']],
    ['variables', { variables: named(300) }, ['variables 300 256']],
    ['the size of one resource', { resources: resources(1, 'x'.repeat(1024 * 1024)) }, ['resourceBytes 1048631 1048576']],
    ['the size of the whole, in bytes', { resources: resources(50, 'ä'.repeat(50_000)) }, ['templateBytes 5002815 4194304']],
  ] as const)('%s', (_, more, expected) => {
    expect(beyondLimits([template(more)]).map(({ what, has, most }) => `${what} ${has} ${most}`)).toEqual(expected)
  })

  it('name the folder, our number, the limit, and what to take instead', () => {
    const [one] = beyondLimits([template({ resources: resources(900) }, '2-network-team/azuredeploy.json'), template({ resources: resources(900) }, 'README.md')])
    expect(one === undefined ? '' : beyondText(one)).toBe('Azure would refuse the deployment of 2-network-team: it has 900 resources, and Azure Resource Manager takes 800 in one deployment. The files for Terraform and for Azure CLI send each change on its own; use one of those.')
  })
})
