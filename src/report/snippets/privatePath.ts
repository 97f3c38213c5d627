/** SN-13: a private endpoint with its zones, records and links by plain network commands. */
import { nameOf } from '../../base/armId.ts'
import { spaced, write } from '../../base/document.ts'
import type { PrivateEndpoint } from '../../estate/network.ts'
import { entryOf } from '../../estate/questions.ts'
import { type EndpointGroup, groupSpelled } from '../../facts/ask.ts'
import { command, commented, named, placed } from './bash.ts'
import { endpointCommand } from './endpoint.ts'
import { words } from './messages.en.ts'
import type { About, Made } from './snippet.ts'

/** The new endpoints of some sub-resources, each with what its names need (WKSP-04, WKSP-29). */
export const privatePaths = (...groups: readonly EndpointGroup[]) => (about: About): readonly Made[] =>
  about.desired.endpoints.filter((each) => isNew(about, each) && each.groups.some((group) => groups.some((one) => one === groupSpelled(group)))).map((endpoint) => path(about, endpoint))

const isNew = ({ current }: About, { id }: PrivateEndpoint): boolean => entryOf(current.endpoints, id) === undefined

function path({ current, desired }: About, endpoint: PrivateEndpoint): Made {
  const group = desired.zoneGroups.find(({ endpointId }) => endpointId === endpoint.id)
  const zoneIds = (group?.zones ?? []).map(({ zoneId }) => zoneId)
  const zones = desired.zones.filter(({ id }) => zoneIds.includes(id) && entryOf(current.zones, id) === undefined)
  const links = desired.zoneLinks.filter(({ id, zoneId }) => zoneIds.includes(zoneId) && entryOf(current.zoneLinks, id) === undefined)
  const target = nameOf(endpoint.targetId)
  const isThere = [current.workspace, ...current.storageAccounts, ...current.vaults, ...current.registries, ...current.linkScopes].some(({ id }) => id === endpoint.targetId)
  return {
    what: words.path.what(nameOf(endpoint.id), target),
    notes: [...(isThere ? [] : [words.path.target(target)]), ...(group === undefined ? [words.path.elsewhere] : links.length === 0 ? [] : [words.path.order]), ...(endpoint.manual ? [words.path.manual] : [])],
    ways: [{
      tab: 'cli',
      code: write(spaced(
        commented(words.path.zones, zones.map(({ id }) => command('az network private-dns zone create', named(id)))),
        commented(words.path.endpoint, [endpointCommand(endpoint)]),
        commented(words.path.group, (group?.zones ?? []).map(({ name, zoneId }, index) => command(`az network private-endpoint dns-zone-group ${index === 0 ? 'create' : 'add'}`, [
          ...named(endpoint.id, '--endpoint-name'), ['--name', group === undefined ? '' : nameOf(group.id)], ['--zone-name', name], ['--private-dns-zone', zoneId],
        ]))),
        commented(words.path.links, links.map(({ id, zoneId, networkId, registers, fallsBack }) => command('az network private-dns link vnet create', [
          ['--name', nameOf(id)], ['--zone-name', nameOf(zoneId)], ...placed(zoneId), ['--virtual-network', networkId], ['--registration-enabled', String(registers)],
          ...(fallsBack ? [['--resolution-policy', 'NxDomainRedirect'] as const] : []),
        ]))),
      )),
    }],
  }
}
