/** Snippets of the datastores' step: SN-03 and SN-04. v1 comes first, since v2 has no equal for most of it (gap 1). */
import { childId, nameOf } from '../../base/armId.ts'
import { type Document, indent, line, lines, write } from '../../base/document.ts'
import type { Json } from '../../base/json.ts'
import type { Estate } from '../../estate/estate.ts'
import { bashText, comment } from '../../exports/cli/quoting.ts'
import { suffix } from '../../facts/ask.ts'
import { datasets, datastores } from '../../facts/datastores.ts'
import type { DatastoreKind } from '../../steps/datastores/subject.ts'
import { json, rest } from './bash.ts'
import { words } from './messages.en.ts'
import { type Argument, call, text, truth, withV1 } from './python.ts'
import type { About, Made, Way } from './snippet.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/datastores'
const [NAME, KEY] = ['my_datastore', 'STORAGE_ACCOUNT_KEY']

const fromEnvironment = (name: string): string => `os.environ[${text(name)}]`

/** The SDK's default is the public cloud's suffix. */
const endpoint = (estate: Estate, kind: 'storage' | 'sql'): readonly Argument[] => (estate.cloud === 'AzureCloud' ? [] : [['endpoint', text(suffix(kind, estate.cloud))]])

/** What each kind is told beside workspace, name and validation; secrets come from the environment, never from here (A, DATA1). */
function argumentsOf(kind: DatastoreKind, estate: Estate): readonly Argument[] {
  const account: readonly Argument[] = [['account_name', text(nameOf(estate.workspace.storageAccountId))], ['account_key', fromEnvironment(KEY)], ...endpoint(estate, 'storage')]
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

/** A datastore by REST: the place of its data, and whose rights read it. Without stored credentials that is whoever asks, which a file share does not know. */
interface Registered {
  readonly place: Readonly<Record<string, Json>>
  readonly credentials: 'None' | 'AccountKey'
}

/** Null for a kind that REST does not know, or that skips validation by default (DATA-21). */
function registeredAs(kind: DatastoreKind): Registered | null {
  switch (kind) {
    case 'AzureBlob': return { place: { containerName: 'my-container' }, credentials: 'None' }
    case 'AzureFile': return { place: { fileShareName: 'my-share' }, credentials: 'AccountKey' }
    case 'AzureSqlDatabase':
    case 'AzurePostgreSql':
    case 'AzureDataLakeGen1':
    case 'AzureDataLakeGen2': return null
  }
}

function byRest(kind: DatastoreKind, { place, credentials }: Registered, { workspace: { id, storageAccountId }, cloud }: Estate): Way {
  const body = { properties: { datastoreType: kind, accountName: nameOf(storageAccountId), ...place, endpoint: suffix('storage', cloud), protocol: 'https', credentials: { credentialsType: credentials } } }
  const put = { method: 'put', id: childId(id, 'datastores', NAME), type, asked: '&skipValidation=true' } as const
  if (credentials === 'None') return { tab: 'rest', code: write(rest(cloud, { ...put, body })) }
  // The key goes from the environment through a pipe: no command holds it.
  const keyed = `${json(body)} | .properties.credentials.secrets = {secretsType: "${credentials}", key: env.${KEY}}`
  return { tab: 'rest', code: write([...line(`jq --null-input ${bashText(keyed)} |`), ...indent(rest(cloud, { ...put, more: [['--body', '@-']] }))]) }
}

/** The script that registers a datastore with validation skipped; null for a kind that skips it by default. */
function datastore(kind: DatastoreKind, estate: Estate): Made | null {
  const { label, skipValidationRequired, sdkMethod } = datastores[kind]
  if (!skipValidationRequired) return null
  const given: readonly Argument[] = [['workspace', 'workspace'], ['datastore_name', text(NAME)], ...argumentsOf(kind, estate), ['skip_validation', truth(true)]]
  const body: Document = [...lines(comment(words.datastore.untried)), ...call(`datastore = ${sdkMethod}`, given)]
  const registered = registeredAs(kind)
  return {
    what: words.datastore.what(label),
    notes: [words.datastore.names, words.datastore.environment, registered === null ? words.datastore.v1Only : words.datastore[registered.credentials]],
    ways: [{ tab: 'sdkV1', code: withV1(estate, ['import os', 'from azureml.core import Datastore, Workspace'], body) }, ...(registered === null ? [] : [byRest(kind, registered, estate)])],
  }
}

/** SN-03: a datastore of each kind that people here register by script, unless they do it from inside. */
export const registerDatastores = ({ current, choices: { datastores: { kinds, validation } } }: About): readonly Made[] =>
  validation === 'fromInside' ? [] : kinds.flatMap((kind) => datastore(kind, current) ?? [])

/** SN-04: a dataset of each kind without validation (DATA-08). */
export const makeDatasets = ({ current, choices }: About): readonly Made[] =>
  choices.datastores.validation === 'fromInside' ? [] : datasets.map(({ kind, factory, parameter }) => {
    const query = kind === 'SQL'
    const path = query ? '(datastore, "SELECT * FROM my_table")' : '[(datastore, "my/path")]'
    const [name = '', value = ''] = parameter.split('=')
    const code = withV1(current, ['from azureml.core import Dataset, Datastore, Workspace'],
      lines(`datastore = Datastore.get(workspace, ${text(NAME)})`), call(`dataset = ${factory}`, [[query ? 'query' : 'path', path], [name, value]]))
    return { what: words.dataset.what(kind), notes: [words.dataset.v1Only], ways: [{ tab: 'sdkV1', code }] }
  })
