import { describe, expect, it } from 'vitest'
import { open } from '../../estate/fixtures/open.ts'
import { secured } from '../../estate/fixtures/secured.ts'
import type { Estate } from '../../estate/estate.ts'
import type { CloudId } from '../../facts/clouds.ts'
import type { Choices } from '../choices.ts'
import { propose } from '../index.ts'
import { type Allowed, allowList, allowParts, passesFirewall } from './allowList.ts'
import type { OutboundChoices } from './choices.ts'

const chosen = (estate: Estate, part: Partial<OutboundChoices> = {}): Choices => {
  const { choices } = propose(estate)
  return { ...choices, outbound: { ...choices.outbound, ...part } }
}

const required = (rows: readonly Allowed[]): readonly string[] => rows.filter(({ when }) => when === null).map(({ to }) => to)
const whenOf = (rows: readonly Allowed[], to: string): readonly (string | null)[] => rows.filter((row) => row.to === to).map(({ when }) => when)

describe('what a firewall has to let through', () => {
  it('tells the required traffic apart from the situational, with tags of the workspace’s region', () => {
    const { tags } = allowList(open, chosen(open))
    expect(required(tags)).toEqual(expect.arrayContaining(['AzureActiveDirectory', 'AzureMachineLearning', `Storage.${open.workspace.region}`, `BatchNodeManagement.${open.workspace.region}`]))
    expect(tags.find(({ to, ports }) => to === 'AzureMachineLearning' && ports.includes('8787'))?.when).toBe('RStudio on a compute instance')
    expect(required(allowList(open, chosen(open, { rstudio: 'used' })).tags).filter((to) => to === 'AzureMachineLearning')).toHaveLength(3)
    expect(tags.findLastIndex(({ when }) => when === null)).toBeLessThan(tags.findIndex(({ when }) => when !== null))
  })

  it('offers the tag of all regions in place of the one that Microsoft’s registry asks nobody to take for hosts of its own (gaps 20)', () => {
    const { tags } = allowList(open, chosen(open))
    const regional = `MicrosoftContainerRegistry.${open.workspace.region}`
    expect(whenOf(tags, regional)).toEqual([null])
    expect(tags.filter(({ to }) => to === 'MicrosoftContainerRegistry')).toEqual([{
      to: 'MicrosoftContainerRegistry', protocol: 'Tcp', ports: ['443'], purpose: tags.find(({ to }) => to === regional)?.purpose, when: `in place of ${regional}, for all regions`,
    }])
  })

  it('says with a tag what sources spell otherwise, so that it is found by their word (gaps 13, 14)', () => {
    const purposes = allowList(open, chosen(open)).tags.map(({ to, purpose }) => `${to}: ${purpose}`).join('\n')
    expect(purposes).toContain(`AzureKeyVault.${open.workspace.region}: Key vault of the Batch service; one of Microsoft’s pages writes the tag Keyvault.region`)
    expect(purposes).toContain('Frontdoor.FirstParty')
  })

  it('names the hosts of the answers as required, and every other one with what calls for it', () => {
    const hosts = (part: Partial<OutboundChoices>) => allowList(open, chosen(open, part)).hosts
    expect(required(hosts({ packages: [] }))).toEqual(['mcr.microsoft.com', '*.data.mcr.microsoft.com'])
    expect(required(hosts({ packages: ['python', 'tensorflow'] }))).toEqual(expect.arrayContaining(['pypi.org', '*.tensorflow.org']))
    expect(whenOf(hosts({ packages: ['tensorflow'] }), '*.pytorch.org')).toEqual(['frameworks from their own sources'])
    expect(whenOf(hosts({ packages: 'undecided' }), 'pypi.org')).toEqual(['Python packages'])
  })

  it.each<CloudId>(['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'])('gives names in place of tags for %s, its own and no placeholder', (cloud) => {
    const list = allowList({ ...open, cloud }, chosen(open))
    expect(list.insteadOfTags.length).toBeGreaterThan(10)
    expect(allowParts.flatMap((part) => list[part]).filter(({ to }) => /[{}]/.test(to))).toEqual([])
    expect(list.insteadOfTags.some(({ to }) => to === 'login.microsoftonline.com')).toBe(cloud === 'AzureCloud')
  })

  it('gives the request for the workspace’s own list as one word of a shell', () => {
    expect(allowList(open, chosen(open)).ownListRequest).toBe(`az rest --method get --url '${open.workspace.id}/outboundNetworkDependenciesEndpoints?api-version=2025-06-01'`)
  })

  it('has each row once', () => {
    for (const estate of [open, secured]) {
      const list = allowList(estate, chosen(estate, { packages: ['python', 'r', 'pytorch', 'tensorflow', 'vscode'] }))
      for (const part of allowParts) {
        const keys = list[part].map(({ to, protocol, ports, purpose }) => [to, protocol, ...ports, purpose].join(' '))
        expect(new Set(keys).size).toBe(keys.length)
      }
    }
  })

  it('is asked for where computes leave through a firewall', () => {
    expect([passesFirewall(open, chosen(open, { egress: 'natGateway' })), passesFirewall(open, chosen(open, { egress: 'firewallRoute' }))]).toEqual([false, true])
  })
})
