import { describe, expect, it } from 'vitest'
import { answering, azureOf, said } from '../discovery/fixtures/azure.ts'
import { scenarios } from '../simulator/scenarios/index.ts'
import { directoriesOf } from './directories.ts'

const answered = (answer: () => Response) => azureOf(scenarios.open, answering((request) => (request.url.includes('/tenants?') ? answer() : null))).arm

describe('the directories of an account', () => {
  it('are those that ARM lists, by name', async () => {
    const { arm } = azureOf(scenarios.guest)
    expect(await directoriesOf(arm)).toMatchObject({ is: 'known', list: [{ name: 'Contoso' }, { name: 'Fabrikam', domain: 'fabrikam.example' }] })
  })

  it('are called by their domain, else their id, where they have no name', async () => {
    expect(await directoriesOf(answered(() => said(200, { value: [{ tenantId: 'b', defaultDomain: 'b.example' }, { tenantId: 'c' }, { id: 'no tenant' }, 1] })))).toEqual({
      is: 'known', list: [{ id: 'b', name: 'b.example', domain: 'b.example' }, { id: 'c', name: 'c', domain: '' }],
    })
  })

  it('are refused where ARM refuses', async () => {
    expect(await directoriesOf(answered(() => said(403, { error: { code: 'AuthorizationFailed', message: 'no' } })))).toMatchObject({ is: 'refused', failure: { is: 'denied' } })
  })
})
