/** What findings say: no key of ours, no type where a name is meant, and of what was not read a sentence that is true. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { armId, subscriptionOf } from '../base/armId.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import { hub } from '../estate/fixtures/hub.ts'
import { open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { undecided } from './choices.ts'
import { wordFaults } from './examples.ts'
import { desiredEstate, findings, propose } from './index.ts'
import type { UnreadList } from './unread.ts'
import { findingText } from './words.ts'

function estateOf(file: URL): Estate {
  const opened = openSnapshot(readFileSync(file, 'utf8'))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return readEstate(opened.snapshot)
}

const shared = new URL('../../../shared/estates/', import.meta.url)
const files = existsSync(shared) ? readdirSync(shared).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')) : []
const estates: Readonly<Record<string, Estate>> = {
  open, secured, hub, half: estateOf(new URL('../../public/samples/half.json', import.meta.url)),
  ...Object.fromEntries(files.map((name) => [name, estateOf(new URL(name, shared))])),
}

const refusable: readonly UnreadList[] = [
  'Microsoft.Authorization/locks', 'Microsoft.Authorization/roleAssignments', 'Microsoft.Insights/privateLinkScopes', 'Microsoft.MachineLearningServices/workspaces/computes', 'Microsoft.MachineLearningServices/workspaces/datastores',
  'Microsoft.Network/bastionHosts', 'Microsoft.Network/networkInterfaces', 'Microsoft.Network/privateDnsZones/A', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', 'Microsoft.Network/privateEndpoints',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', 'Microsoft.Network/virtualNetworkGateways', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
]

/** An estate, and the same with each of its lists empty, as if none of it had been read; then with each list refused. */
const blinded = (estate: Estate): readonly Estate[] => [
  estate,
  ...Object.entries(estate).flatMap(([name, value]) => (Array.isArray(value) && value.length > 0 ? [{ ...estate, [name]: [] }] : [])),
  ...refusable.map((type): Estate => ({ ...estate, unread: [...new Set(estate.networks.map(({ id }) => subscriptionOf(id)).concat(subscriptionOf(estate.workspace.id)))].map((each) => ({ id: armId(`/subscriptions/${each}`), type, status: 403, code: 'AuthorizationFailed' })) })),
]

describe.each(Object.entries(estates))('what findings say of %s', (_, estate) => {
  it('holds no key, no type for a name, and nothing that is not there', () => {
    const wrong = blinded(estate).flatMap((each) => {
      const { choices } = propose(each)
      return [...findings(each, undecided), ...findings(desiredEstate(each, choices), choices)].flatMap((finding) => {
        const text = findingText(finding)
        return wordFaults(text, finding.data).map((fault) => `${finding.requirement} ${fault}: ${text}`)
      })
    })
    expect([...new Set(wrong)]).toEqual([])
  })
})
