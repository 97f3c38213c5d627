import { describe, expect, it } from 'vitest'
import { pastedIn } from './pasted.ts'

const group = '/subscriptions/8f1c2d7e-41b0-4c7a-9e55-2d10a7c3b6f4/resourceGroups/rg'
const workspaceId = `${group}/providers/Microsoft.MachineLearningServices/workspaces/mlw`
const shown = { cloud: 'AzureCloud', tenant: 'here' } as const

describe('what is typed into the search', () => {
  it.each([
    ['words', 'mlw credit', { is: 'words' }], ['nothing', '', { is: 'words' }], ['a workspace', ` ${workspaceId} `, { is: 'workspace', target: { workspaceId, tenant: 'here' } }],
    ['an address of the portal', `https://portal.azure.com/#@contoso.example/resource${workspaceId}/overview`, { is: 'workspace', target: { workspaceId, tenant: 'contoso.example' } }],
    ['an address of another cloud', `https://portal.azure.us/#@contoso.example/resource${workspaceId}/overview`, { is: 'cloud', cloud: 'AzureUSGovernment' }],
    ['a group', group, { is: 'group' }], ['a subscription', '/subscriptions/8f1c2d7e-41b0-4c7a-9e55-2d10a7c3b6f4', { is: 'subscription' }],
    ['another resource', `${group}/providers/Microsoft.Storage/storageAccounts/st`, { is: 'other', type: 'Microsoft.Storage/storageAccounts' }],
  ])('is %s', (_, text, pasted) => {
    expect(pastedIn(text, shown)).toEqual(pasted)
  })
})
