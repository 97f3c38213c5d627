/** One property of the workspace, written in each way that knows it. */
import { lines, write } from '../../base/document.ts'
import type { Estate } from '../../estate/estate.ts'
import { command, named, rest } from './bash.ts'
import { text, withV2 } from './python.ts'
import type { Way } from './snippet.ts'

/** The type of a workspace. */
export const workspaceType = 'Microsoft.MachineLearningServices/workspaces'

/** How each way calls the property. */
interface Property {
  readonly flag: string
  readonly wire: string
  readonly attribute: string
}

/** The v2 ways to write a property of the workspace. */
export function patched(estate: Estate, { flag, wire, attribute }: Property, value: string): readonly Way[] {
  const { workspace: { id }, cloud } = estate
  const update = lines('workspace = client.workspaces.get(client.workspace_name)', `workspace.${attribute} = ${text(value)}`, 'client.workspaces.begin_update(workspace).result()')
  return [
    { tab: 'cli', code: write(command('az ml workspace update', [...named(id), [flag, value]])) },
    { tab: 'rest', code: write(rest(cloud, { method: 'patch', id, type: workspaceType, body: { properties: { [wire]: value } } })) },
    { tab: 'sdkV2', code: withV2(estate, [], update) },
  ]
}
