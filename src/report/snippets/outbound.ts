/** Snippets of the step on outbound traffic: SN-09, SN-11 and SN-15. */
import { type ArmId, armId, childId, nameOf, subscriptionOf } from '../../base/armId.ts'
import { lines, write } from '../../base/document.ts'
import { computeSubnets } from '../../estate/questions.ts'
import { powerShellText } from '../../exports/cli/quoting.ts'
import { oneLine } from '../../exports/messages.en.ts'
import { networkRules, regionTag } from '../../facts/ask.ts'
import { command, json, named, rest } from './bash.ts'
import { words } from './messages.en.ts'
import { workspaceType } from './patched.ts'
import type { About, Made } from './snippet.ts'

const TAG = 'AzureMachineLearning'
const routeType = 'Microsoft.Network/routeTables/routes'

/** SN-09: the route of each table on a subnet whose computes have a public IP address (NET-26). */
export function serviceRoutes({ desired }: About): readonly Made[] {
  const isOpen = (subnetId: ArmId): boolean => desired.computes.some((each) => each.subnetId === subnetId && each.publicIp !== false)
  const tables = computeSubnets(desired).flatMap(({ id, routeTableId }) => (routeTableId !== null && isOpen(id) ? [routeTableId] : []))
  return [...new Set(tables)].map((tableId) => {
    const there = desired.routes.find((each) => each.tableId === tableId && each.prefix.toLowerCase() === TAG.toLowerCase())
    const id = there?.id ?? childId(tableId, 'routes', 'machine-learning-direct')
    return {
      what: words.route.what(nameOf(tableId)), notes: [words.route.why],
      ways: [
        { tab: 'cli', code: write(command('az network route-table route create', [...named(tableId, '--route-table-name'), ['--name', nameOf(id)], ['--address-prefix', TAG], ['--next-hop-type', 'Internet']])) },
        { tab: 'rest', code: write(rest(desired.cloud, { method: 'put', id, type: routeType, body: { properties: { addressPrefix: TAG, nextHopType: 'Internet' } } })) },
      ],
    }
  })
}

/** SN-11: the service tags of the required and situational rows with their addresses, as Azure lists them for the region (NET-17). */
export function serviceTags({ current: { cloud, workspace: { id, region } } }: About): readonly Made[] {
  const here = regionTag(region)
  const tags = [...new Set(networkRules(cloud).flatMap(({ tag }) => (tag === undefined || tag === null || tag === 'VirtualNetwork' ? [] : [tag.replace('{region}', here)])))]
  const location = armId(`/subscriptions/${subscriptionOf(id)}/providers/Microsoft.Network/locations/${here}`)
  // A backtick would end the literal of JMESPath.
  const query = `values[?contains(\`${json(tags).replaceAll('`', '\\u0060')}\`, name)].{tag: name, addresses: properties.addressPrefixes}`
  const list = tags.map((tag) => powerShellText(oneLine(tag))).join(', ')
  return [{
    what: words.tags.what, notes: [words.tags.change],
    ways: [
      { tab: 'cli', code: write(command('az network list-service-tags', [['--location', here], ['--subscription', subscriptionOf(id)], ['--query', query]])) },
      {
        tab: 'powerShell',
        code: write(lines(
          `Set-AzContext -Subscription ${powerShellText(oneLine(subscriptionOf(id)))}`, `$tags = Get-AzNetworkServiceTag -Location ${powerShellText(oneLine(here))}`, `$needed = @(${list})`,
          '$tags.Values | Where-Object { $_.Name -in $needed } | ForEach-Object { "$($_.Name)"; $_.Properties.AddressPrefixes }',
        )),
      },
      { tab: 'rest', code: write(rest(cloud, { method: 'get', id: location, type: 'Microsoft.Network/locations', beyond: '/serviceTags' })) },
    ],
  }]
}

/** SN-15: the hosts that the workspace needs, asked of Azure Resource Manager and not of the region's own host (NET-30). */
export const dependencies = ({ current: { cloud, workspace: { id } } }: About): readonly Made[] => [{
  what: words.dependencies.what, notes: [words.dependencies.host],
  ways: [{ tab: 'rest', code: write(rest(cloud, { method: 'get', id, type: workspaceType, beyond: '/outboundNetworkDependenciesEndpoints' })) }],
}]
