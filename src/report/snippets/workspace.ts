/** Snippets of the workspace's step: SN-06 and SN-07. */
import { lines, spaced, write } from '../../base/document.ts'
import { comment } from '../../exports/cli/quoting.ts'
import { command, rest, v1Named } from './bash.ts'
import { words } from './messages.en.ts'
import { patched, workspaceType as type } from './patched.ts'
import { call, truth, withV1 } from './python.ts'
import type { About, Made } from './snippet.ts'

const v1 = 'from azureml.core import Workspace'

const property = { flag: '--public-network-access', wire: 'publicNetworkAccess', attribute: 'public_network_access' }

/** SN-06: public access by the newer property, which no v1 tool writes (WKSP-08). */
export const publicAccess = ({ current }: About): readonly Made[] => [
  { what: words.publicAccess.off, notes: [words.publicAccess.last, words.publicAccess.older], ways: patched(current, property, 'Disabled') },
  { what: words.publicAccess.on, notes: [words.publicAccess.endpoints, words.publicAccess.older], ways: patched(current, property, 'Enabled') },
]

/** SN-07: legacy mode, read, and set where it is on or is to be; the v2 tools cannot write it (V2API, WKSP-13, WKSP-14). */
export function legacyMode({ current, desired }: About): readonly Made[] {
  const { workspace: { id, legacyMode: isOn }, cloud } = current
  // On, and to stay on: the other way is what somebody may want to know.
  const wanted = desired.workspace.legacyMode && !isOn
  const [read, readV1] = [rest(cloud, { method: 'get', id, type, query: 'properties.v1LegacyMode' }), command('az ml workspace show', [...v1Named(id), ['--query', 'v1LegacyMode']])]
  const version = command('az extension show', [['--name', 'azure-cli-ml'], ['--query', 'version'], ['--output', 'tsv']])
  const readBack = lines(comment(words.legacy.readBack))
  const reading: Made = { what: words.legacy.read, notes: [], ways: [{ tab: 'rest', code: write(read) }, { tab: 'cliV1', code: write(readV1) }] }
  if (!isOn && !wanted) return [reading]
  return [
    reading,
    {
      what: words.legacy.set(wanted), notes: [words.legacy.tools, words.legacy.delay],
      ways: [
        { tab: 'rest', code: write(spaced(rest(cloud, { method: 'patch', id, type, body: { properties: { v1LegacyMode: wanted } } }), [...readBack, ...read])) },
        {
          tab: 'cliV1',
          code: write(spaced(
            [...lines(comment(words.legacy.version)), ...version], command('az ml workspace update', [...v1Named(id), ['--v1-legacy-mode', truth(wanted)]]), [...readBack, ...readV1],
          )),
        },
        { tab: 'sdkV1', code: withV1(current, [v1], call('workspace.update', [['v1_legacy_mode', truth(wanted)]])) },
      ],
    },
  ]
}
