/** Snippets that look things up once all is made: SN-10 and SN-12. */
import { type Document, lines, write } from '../../base/document.ts'
import type { Estate } from '../../estate/estate.ts'
import { comment, powerShellText } from '../../exports/cli/quoting.ts'
import { oneLine } from '../../exports/messages.en.ts'
import { apiVersion } from '../../facts/ask.ts'
import { command, named, rest, word } from './bash.ts'
import { words } from './messages.en.ts'
import { workspaceType } from './patched.ts'
import { withV1, withV2 } from './python.ts'
import type { About, Made } from './snippet.ts'

/** SN-10: the workspace's own diagnostics (DIAG-01, DIAG-04). */
export function diagnostics({ current }: About): readonly Made[] {
  const { cloud, workspace: { id } } = current
  const all = rest(cloud, { method: 'post', id, type: workspaceType, beyond: '/diagnose', body: { value: {} }, more: [['--verbose']] })
  return [{
    what: words.diagnose.what, notes: [words.diagnose.asynchronous, words.diagnose.empty],
    ways: [
      { tab: 'cli', code: write(command('az ml workspace diagnose', named(id))) },
      { tab: 'rest', code: write(all) },
      { tab: 'sdkV2', code: withV2(current, [], lines('print(client.workspaces.begin_diagnose(client.workspace_name).result())')) },
      { tab: 'sdkV1', code: withV1(current, ['from azureml.core import Workspace'], lines('print(workspace.diagnose_workspace({"value": {}}))')) },
    ],
  }]
}

/** The private endpoints of the workspace and of what belongs to it. */
function ownEndpoints({ workspace, storageAccounts, vaults, registries, linkScopes, endpoints }: Estate) {
  const own = new Set([workspace, ...storageAccounts, ...vaults, ...registries, ...linkScopes].map(({ id }) => id))
  return endpoints.filter(({ targetId }) => own.has(targetId))
}

/** SN-12: names and addresses from the endpoints' interfaces, and what this machine resolves (DIAG-07; the endpoint's own list is empty beside a zone group). */
export function namesAndAddresses({ desired }: About): readonly Made[] {
  const ids = ownEndpoints(desired).map(({ id }) => id)
  if (ids.length === 0) return []
  return [{
    what: words.names.what, notes: [words.names.inside, words.names.empty],
    ways: [{ tab: 'cli', code: write(byCli(ids)) }, { tab: 'powerShell', code: write(byPowerShell(ids)) }],
  }]
}

const byCli = (ids: readonly string[]): Document => lines(
  'endpoints=(', ...ids.map((id) => `  ${word(id)}`), ')',
  'for endpoint in "${endpoints[@]}"; do',
  '  interface=$(az network private-endpoint show --ids "$endpoint" --query \'networkInterfaces[0].id\' --output tsv)',
  `  ${comment(words.names.names)}`,
  '  az network nic show --ids "$interface" --query \'ipConfigurations[].{address: privateIPAddress || privateIpAddress, names: privateLinkConnectionProperties.fqdns}\'',
  `  ${comment(words.names.lookUp)}`,
  '  az network nic show --ids "$interface" --query \'ipConfigurations[].privateLinkConnectionProperties.fqdns[]\' --output tsv | while read -r name; do nslookup "$name"; done',
  'done',
)

const byPowerShell = (ids: readonly string[]): Document => lines(
  '$endpoints = @(', ...ids.map((id, index) => `  ${powerShellText(oneLine(id))}${index === ids.length - 1 ? '' : ','}`), ')',
  'foreach ($id in $endpoints) {',
  `  $endpoint = Get-AzResource -ResourceId $id -ApiVersion ${powerShellText(apiVersion('Microsoft.Network/privateEndpoints'))}`,
  `  $interface = Get-AzResource -ResourceId $endpoint.Properties.networkInterfaces[0].id -ApiVersion ${powerShellText(apiVersion('Microsoft.Network/networkInterfaces'))}`,
  '  foreach ($configuration in $interface.Properties.ipConfigurations) {',
  '    foreach ($name in $configuration.properties.privateLinkConnectionProperties.fqdns) {',
  '      "$($configuration.properties.privateIPAddress) $name"',
  '      Resolve-DnsName $name',
  '    }',
  '  }',
  '}',
)
