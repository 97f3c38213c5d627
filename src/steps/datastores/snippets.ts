import { nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { suffix } from '../../facts/ask.ts'
import { datasets, datastores } from '../../facts/datastores.ts'
import type { DatastoreKind } from './subject.ts'

/** A piece of Python to copy; `what` names it. */
export interface Snippet {
  readonly what: string
  readonly code: string
}

/** A text as a Python literal; JSON's quoting is valid there. */
const text = (value: string): string => JSON.stringify(value)

type Argument = readonly [name: string, value: string]

const fromEnvironment = (name: string): string => `os.environ[${text(name)}]`

/** The SDK's default is the public cloud's suffix. */
const endpoint = (estate: Estate, kind: 'storage' | 'sql'): readonly Argument[] => (estate.cloud === 'AzureCloud' ? [] : [['endpoint', text(suffix(kind, estate.cloud))]])

/** What each kind is told beside workspace, name and validation; secrets come from the environment, never from here (A, DATA1). */
function argumentsOf(kind: DatastoreKind, estate: Estate): readonly Argument[] {
  const account: readonly Argument[] = [['account_name', text(nameOf(estate.workspace.storageAccountId))], ['account_key', fromEnvironment('STORAGE_ACCOUNT_KEY')], ...endpoint(estate, 'storage')]
  const database: readonly Argument[] = [['server_name', text('my-server')], ['database_name', text('my-database')]]
  const [user, password] = [fromEnvironment('DATABASE_USER'), fromEnvironment('DATABASE_PASSWORD')]
  switch (kind) {
    case 'AzureBlob': return [['container_name', text('my-container')], ...account]
    case 'AzureFile': return [['file_share_name', text('my-share')], ...account]
    case 'AzureSqlDatabase': return [...database, ['username', user], ['password', password], ...endpoint(estate, 'sql')]
    case 'AzurePostgreSql': return [...database, ['user_id', user], ['user_password', password]]
    case 'AzureDataLakeGen1':
    case 'AzureDataLakeGen2': return []
  }
}

const call = (result: string, method: string, given: readonly Argument[]): string => [`${result} = ${method}(`, ...given.map(([name, value]) => `    ${name}=${value},`), ')'].join('\n')

/** The script that registers a datastore with validation skipped (SN-03); null for a kind that skips it by default. */
export function datastoreSnippet(kind: DatastoreKind, estate: Estate): Snippet | null {
  const { label, skipValidationRequired, sdkMethod } = datastores[kind]
  if (!skipValidationRequired) return null
  const imports = 'import os\n\nfrom azureml.core import Datastore, Workspace\n\nworkspace = Workspace.from_config()'
  const given: readonly Argument[] = [['workspace', 'workspace'], ['datastore_name', text('my_datastore')], ...argumentsOf(kind, estate), ['skip_validation', 'True']]
  const comment = '# Nothing is tried now: a wrong name or key shows up at run time. Test from inside the network.'
  return { what: label, code: `${imports}\n\n${comment}\n${call('datastore', sdkMethod, given)}\n` }
}

/** The script that makes a dataset of each kind without validation (SN-04). */
export const datasetSnippets: readonly Snippet[] = datasets.map(({ kind, factory, parameter }) => {
  const query = kind === 'SQL'
  const path = query ? '(datastore, "SELECT * FROM my_table")' : '[(datastore, "my/path")]'
  const [name = '', value = ''] = parameter.split('=')
  const imports = 'from azureml.core import Dataset, Datastore, Workspace\n\nworkspace = Workspace.from_config()\ndatastore = Datastore.get(workspace, "my_datastore")'
  return { what: kind, code: `${imports}\n\n${call('dataset', factory, [[query ? 'query' : 'path', path], [name, value]])}\n` }
})

/** A script as lines of coloured pieces: its comments, and the rest. */
export const linesOf = ({ code }: Snippet): readonly (readonly { readonly kind: 'comment' | 'plain'; readonly text: string }[])[] =>
  code.trimEnd().split('\n').map((line) => [{ kind: line.startsWith('#') ? ('comment' as const) : ('plain' as const), text: line }])

/** The scripts for the kinds that people here register, and those for datasets. */
export const scriptsFor = (kinds: readonly DatastoreKind[], estate: Estate): { readonly datastores: readonly Snippet[]; readonly datasets: readonly Snippet[] } => ({
  datastores: kinds.flatMap((kind) => datastoreSnippet(kind, estate) ?? []),
  datasets: datasetSnippets,
})
