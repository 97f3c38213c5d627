import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCharacter } from '../base/fixtures/anyCharacter.ts'
import { workspaceIdIn } from './address.ts'

const id = '/subscriptions/057e9144-5fbe-4022-a875-cb75421612b4/resourceGroups/rg-ml (west)/providers/Microsoft.MachineLearningServices/workspaces/mlw-churn'
const plain = id.replace(' (west)', '')
const tenant = 'd0c914f7-3ac1-43e6-a5ce-442155a336af'
const encoded = encodeURIComponent(plain)
/** The studio leaves the provider out, and writes the groups small. */
const short = plain.replace('/providers/Microsoft.MachineLearningServices', '').replace('resourceGroups', 'resourcegroups')

describe('a pasted workspace', () => {
  it.each([
    ['an id', plain, null, null],
    ['an id with blanks and a slash around it', `  ${plain}/\n`, null, null],
    ['an id in other letters', plain.toUpperCase(), null, null],
    ['an address of ARM', `https://management.azure.com${plain}?api-version=2025-06-01`, null, null],
    ['the id of a child', `${plain}/computes/cpu`, null, null],
    ['a portal address', `https://portal.azure.com/#@contoso.example/resource${plain}/overview`, 'contoso.example', 'AzureCloud'],
    ['a portal address of a directory by its id', `https://portal.azure.com/#@${tenant}/resource${plain}/overview`, tenant, 'AzureCloud'],
    ['a portal address without a directory', `https://portal.azure.com/#resource${plain}/networking`, null, 'AzureCloud'],
    ['a view of the portal', `https://portal.azure.com/#view/Microsoft_Azure_MLTeamAccounts/MachineLearningWorkspace.ReactView/id/${encoded}`, null, 'AzureCloud'],
    ['a view of the portal, encoded twice', `https://preview.portal.azure.com/?feature.x=true#view/X/id/${encodeURIComponent(encoded)}`, null, 'AzureCloud'],
    ['the portal of Azure Government', `https://portal.azure.us/#@${tenant}/resource${plain}`, tenant, 'AzureUSGovernment'],
    ['the portal that 21Vianet runs', `https://portal.azure.cn/#@${tenant}/resource${plain}`, tenant, 'AzureChinaCloud'],
    ['a studio address', `https://ml.azure.com/home?wsid=${plain}&tid=${tenant}`, tenant, 'AzureCloud'],
    ['a studio address, encoded', `https://ml.azure.com/?tid=${tenant.toUpperCase()}&wsid=${encoded}&flight=x#/compute`, tenant, 'AzureCloud'],
    ['a studio address as the studio writes it', `https://ml.azure.com/runs/keen_sky_1?wsid=${short}&tid=${tenant}`, tenant, 'AzureCloud'],
    ['the same, encoded', `https://ml.azure.com/experiments?tid=${tenant}&wsid=${encodeURIComponent(short)}#overview`, tenant, 'AzureCloud'],
    ['the studio of Azure Government', `https://ml.azure.us/?wsid=${plain}&tid=${tenant}`, tenant, 'AzureUSGovernment'],
    ['the studio that 21Vianet runs', `https://studio.ml.azure.cn/?wsid=${plain}&tid=${tenant}`, tenant, 'AzureChinaCloud'],
  ])('is found in %s', (_, text, found, cloud) => {
    const pasted = workspaceIdIn(text)
    expect(pasted?.workspaceId.toLowerCase()).toBe(plain.toLowerCase())
    expect([pasted?.tenant, pasted?.cloud]).toEqual([found, cloud])
  })

  it.each([
    ['nothing', ''], ['a name', 'mlw-churn'], ['a half address', `https://ml.azure.com/?wsid=${plain.slice(0, -10)}`],
    ['another resource', plain.replace('MachineLearningServices/workspaces', 'Storage/storageAccounts')], ['an id with a blank, which ends it', id],
    ['a portal address of a group', `https://portal.azure.com/#@x/resource${plain.split('/providers/')[0]}`], ['a broken encoding', `%E0%A4%A${plain.slice(1, 60)}`],
    ['the studio\'s short form elsewhere than in its address', short], ['a short form without a name', `https://ml.azure.com/?wsid=${short.slice(0, -9)}`],
    ['a text without end', plain.repeat(500)],
  ])('is not found in %s', (_, text) => {
    expect(workspaceIdIn(text)).toBeNull()
  })

  it('is not taken for one of a cloud whose host is only imitated', () => {
    expect(workspaceIdIn(`https://portal.azure.com.evil.example/#resource${plain}`)?.cloud).toBeNull()
    expect(workspaceIdIn(`https://evilportal.azure.com/#resource${plain}`)?.cloud).toBeNull()
  })

  it('never makes it throw, and is always a workspace', () => {
    const piece = fc.constantFrom(plain, encoded, '%', '%2F', '/subscriptions/', '?tid=', '#@', tenant, '\u0000', '\ud800')
    const holds = fc.property(fc.array(fc.oneof(piece, fc.string({ unit: anyCharacter })), { maxLength: 8 }), (parts) => {
      const found = workspaceIdIn(parts.join(''))
      return found === null || /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.machinelearningservices\/workspaces\/[^/]+$/i.test(found.workspaceId)
    })
    expect(fc.check(holds, { numRuns: 200 }).counterexample).toBeNull()
  })
})
