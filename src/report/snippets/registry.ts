/** Snippets of the registry's step: SN-01 and SN-02. */
import { lines, write } from '../../base/document.ts'
import { command, named, rest, v1Named } from './bash.ts'
import { words } from './messages.en.ts'
import { patched, workspaceType as type } from './patched.ts'
import { call, text, withV1, withV2 } from './python.ts'
import type { About, Made } from './snippet.ts'

const v1 = 'from azureml.core import Workspace'

/** SN-01: the registry's id, which ACR-02 asks for. Sources disagree on CLI v1 (gap 28), so what was read is said. */
export function registryId({ current }: About): readonly Made[] {
  const { workspace: { id, registryId: asRead }, cloud } = current
  const said = words.registryId
  return [{
    what: said.what, notes: [asRead === null ? said.absent : said.asRead(asRead), said.sources],
    ways: [
      { tab: 'cli', code: write(command('az ml workspace show', [...named(id), ['--query', 'container_registry'], ['--output', 'tsv']])) },
      { tab: 'rest', code: write(rest(cloud, { method: 'get', id, type, query: 'properties.containerRegistry' })) },
      { tab: 'sdkV2', code: withV2(current, [], lines('print(client.workspaces.get(client.workspace_name).container_registry)')) },
      { tab: 'cliV1', code: write(command('az ml workspace show', [...v1Named(id), ['--query', 'containerRegistry'], ['--output', 'tsv']])) },
      { tab: 'sdkV1', code: withV1(current, [v1], lines('print(workspace.get_details().get("containerRegistry"))')) },
    ],
  }]
}

/** SN-02: the cluster that builds images (ACR-15), and the empty text that gives building back to the registry (ACR-16). */
export function buildCluster({ current, desired }: About): readonly Made[] {
  const [before, after] = [current.workspace.imageBuildCompute ?? '', desired.workspace.imageBuildCompute ?? '']
  const set = after === '' ? [] : [builds(after, { what: words.buildCluster.set(after), notes: [words.buildCluster.both] }, current)]
  const clear = before === '' && after === '' ? [] : [builds('', { what: words.buildCluster.clear, notes: [words.buildCluster.clearNote, words.buildCluster.both] }, current)]
  return [...set, ...clear]
}

const property = { flag: '--image-build-compute', wire: 'imageBuildCompute', attribute: 'image_build_compute' }

const builds = (cluster: string, saying: Pick<Made, 'what' | 'notes'>, estate: About['current']): Made =>
  ({ ...saying, ways: [...patched(estate, property, cluster), { tab: 'sdkV1', code: withV1(estate, [v1], call('workspace.update', [['image_build_compute', text(cluster)]])) }] })
