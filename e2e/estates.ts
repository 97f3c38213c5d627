/** Snapshot files for the tests, bent from the samples that ship with the page. */
import { readFileSync } from 'node:fs'

/** A body as Azure returned it. */
export interface Body {
  id: string
  type: string
  name?: string
  kind?: string
  properties: Record<string, unknown>
  [name: string]: unknown
}

/** A snapshot file, open to be bent. */
export interface SnapshotFile {
  ringfence: number
  takenAt: string
  workspaceId: string
  resources: Body[]
  refused: { id: string; status: number; code: string; type?: string }[]
  [name: string]: unknown
}

const textOf = (name: 'open' | 'half'): string => readFileSync(new URL(`../public/samples/${name}.json`, import.meta.url), 'utf8')

/** A sample as it ships. */
export const sample = (name: 'open' | 'half'): SnapshotFile => JSON.parse(textOf(name)) as SnapshotFile

/** A sample with some of its texts replaced everywhere, ids included. */
export const renamed = (name: 'open' | 'half', names: Readonly<Record<string, string>>): SnapshotFile =>
  JSON.parse(Object.entries(names).reduce((text, [from, to]) => text.replaceAll(from, to), textOf(name))) as SnapshotFile

const isType = (type: string) => (body: Body) => body.type.toLowerCase() === type.toLowerCase()

/** The first body of a type. Throws where there is none. */
export function first(file: SnapshotFile, type: string): Body {
  const body = file.resources.find(isType(type))
  if (body === undefined) throw new Error(`the sample holds no ${type}`)
  return body
}

/** The workspace's body. */
export const workspaceOf = (file: SnapshotFile): Body => first(file, 'Microsoft.MachineLearningServices/workspaces')

/** The open sample with its workspace bent. */
export function withWorkspace(bend: (workspace: Body) => void): SnapshotFile {
  const file = sample('open')
  bend(workspaceOf(file))
  return file
}

/** The open sample with a second workspace on the same storage account. */
export function twoWorkspaces(): SnapshotFile {
  const file = sample('open')
  const own = workspaceOf(file)
  const id = own.id.replace(/[^/]+$/, 'mlw-parcel-test')
  return { ...file, resources: [...file.resources, { ...own, id, name: 'mlw-parcel-test' }] }
}

const alternating = (text: string): string => Array.from(text, (letter, index) => (index % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join('')

/** The open sample with every id in a body's `properties` in another case than the resource that it names. */
export function oddCase(): SnapshotFile {
  const file = sample('open')
  const odd = (text: string) => text.replaceAll(/"\/subscriptions\/[^"]+"/gi, (id) => alternating(id))
  return { ...file, resources: file.resources.map((body) => ({ ...body, properties: JSON.parse(odd(JSON.stringify(body.properties))) as Record<string, unknown> })) }
}

/** The half-closed sample with every second read besides the workspace's refused. */
export function halfRefused(): SnapshotFile {
  const file = sample('half')
  const others = file.resources.filter((body) => body !== workspaceOf(file))
  const refused = others.filter((_, index) => index % 2 === 0).map(({ id }) => ({ id, status: 403, code: 'AuthorizationFailed' }))
  return { ...file, resources: file.resources.filter(({ id }) => !refused.some((one) => one.id === id)), refused: [...file.refused, ...refused] }
}

/** The open sample with a resource of a type that we do not know. */
export function unknownType(): SnapshotFile {
  const file = sample('open')
  const id = `${file.workspaceId.split('/providers/')[0] ?? ''}/providers/Contoso.Widgets/sprockets/one`
  return { ...file, resources: [...file.resources, { id, name: 'one', type: 'Contoso.Widgets/sprockets', location: 'northeurope', properties: { teeth: 12 } }] }
}

const LONG = 'a-name-that-somebody-chose-with-much-care-and-that-ends-in-what-tells-it-apart-from-others'

/** The open sample with names as long as Azure lets them be: 90 characters for the group, 80 for the network, 64 for the NSG's prefix. */
export const longNames = (): SnapshotFile => renamed('open', {
  'rg-parcel-ml': `rg-${LONG}`.slice(0, 90), 'vnet-parcel-neu': `vnet-${LONG}`.slice(0, 80), 'nsg-parcel-train': `nsg-${LONG}`.slice(0, 80), 'mlw-parcel-dev': 'mlw-parcel-forecasting-and-demo1',
})

/** The open sample with `accounts` more storage accounts, each used by a datastore: some hundreds of findings. */
export function manyAccounts(accounts: number): SnapshotFile {
  const file = sample('open')
  const account = first(file, 'Microsoft.Storage/storageAccounts')
  const datastore = first(file, 'Microsoft.MachineLearningServices/workspaces/datastores')
  const number = (index: number) => String(index + 1).padStart(3, '0')
  const more = Array.from({ length: accounts }, (_, index) => {
    const name = `stparcelbatch${number(index)}`
    return [
      { ...account, id: account.id.replace(/[^/]+$/, name), name },
      { ...datastore, id: datastore.id.replace(/[^/]+$/, `batch_${number(index)}`), name: `batch_${number(index)}`, properties: { ...datastore.properties, isDefault: false, accountName: name } },
    ]
  })
  return { ...file, resources: [...file.resources, ...more.flat()] }
}
