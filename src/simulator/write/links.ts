/** The links that long-running work is followed by, in each service's form (arm-protocol.md section 5.4, S6 to S15). */
import { subscriptionOf } from '../router.ts'
import type { State } from '../state.ts'
import type { Operation } from './operations.ts'

/** The poll addresses of private endpoints carried this version, whatever the request had. */
const endpointVersion = '2022-01-01'

/** Polling addresses are signed and long (arm-protocol.md section 5.4): this stands for the certificate. */
const certificate = 'MIIHhzCCBm-gAwIBAgITHgUr'.repeat(120)

const signature = (key: string): string => `&t=639000000000000000&c=${certificate}&s=${key.replaceAll('-', '')}&h=${key.slice(-12)}`

interface Form {
  readonly status: string | null
  readonly result: string | null
  /** Whether the address carries the port, as private DNS has it. */
  readonly port?: ':443'
  readonly isSigned?: boolean
  readonly version?: string
}

const opaque = (key: string): string => btoa(`job|${key}`).replaceAll('=', '')

function formOf({ style, id, key, method }: Operation, location: string): Form {
  const subscription = `/subscriptions/${subscriptionOf(id) ?? ''}`
  const at = (namespace: string, what: string): string => `${subscription}/providers/${namespace}/locations/${location}/${what}/${key}`
  const group = id.split('/').slice(0, 5).join('/')
  const isDeletion = method === 'DELETE'
  switch (style) {
    case 'network': {
      const isEndpoint = id.toLowerCase().includes('/privateendpoints/')
      return { status: at('Microsoft.Network', 'operations'), result: isDeletion ? at('Microsoft.Network', 'operationResults') : null, isSigned: true, ...(isEndpoint ? { version: endpointVersion } : {}) }
    }
    case 'dns': return { status: `${group}/providers/Microsoft.Network/privateDnsOperationStatuses/${opaque(key)}`, result: `${group}/providers/Microsoft.Network/privateDnsOperationResults/${opaque(key)}`, port: ':443' }
    case 'storage': return { status: null, result: at('Microsoft.Storage', 'asyncoperations') }
    case 'vault': return { status: null, result: at('Microsoft.KeyVault', 'operationResults') }
    case 'registry': {
      const below = `${id.split('/').slice(0, 9).join('/')}/operationStatuses/registries-${key}`
      return { status: isDeletion ? null : below, result: isDeletion ? at('Microsoft.ContainerRegistry', 'operationResults') : null, version: '2025-06-01-preview' }
    }
    case 'learning': return { status: at('Microsoft.MachineLearningServices', 'workspaceOperationsStatus'), result: at('Microsoft.MachineLearningServices', 'workspaceOperationsStatus') }
    case 'learningCompute': return { status: at('Microsoft.MachineLearningServices', 'computeOperationsStatus'), result: isDeletion ? at('Microsoft.MachineLearningServices', 'computeOperationsStatus') : null }
    case 'monitor': return { status: `${group}/providers/microsoft.insights/privateLinkScopeOperationStatuses/${key}`, result: `${group}/providers/microsoft.insights/privateLinkScopeOperationStatuses/${key}` }
    case 'machine': return { status: at('Microsoft.Compute', 'operations'), result: isDeletion ? at('Microsoft.Compute', 'operationResults') : null }
    case 'group': return { status: null, result: `${subscription}/operationresults/${opaque(key)}` }
    case 'deployment': return { status: `${id.replace('/resourceGroups/', '/resourcegroups/')}/operationStatuses/0858${key.replaceAll('-', '').slice(-16)}`, result: null }
    case 'logs':
    case 'now': return { status: null, result: null }
  }
}

/** Where the same path serves both links, a parameter tells them apart. */
const told = (style: Operation['style'], kind: 'status' | 'result'): string => {
  if (style === 'learning' || style === 'learningCompute') return `&type=${kind === 'status' ? 'async' : 'location'}`
  if (style === 'storage') return ''
  return style === 'monitor' ? `&kind=${kind}` : ''
}

/** The headers that lead to a piece of work; what they lead to is remembered. */
export function linksOf(state: State, operation: Operation, location: string): Readonly<Record<string, string>> {
  const form = formOf(operation, location)
  const version = form.version ?? operation.version
  const headers: Record<string, string> = {}
  const lead = (kind: 'status' | 'result', path: string | null): void => {
    if (path === null) return
    const search = `${operation.style === 'storage' ? '?monitor=true&' : '?'}api-version=${version}${told(operation.style, kind)}${form.isSigned === true ? signature(operation.key) : ''}`
    state.works.links.set(`${path.toLowerCase()}${search}`, { operation, kind, headers })
    headers[kind === 'status' ? 'azure-asyncoperation' : 'location'] = `${state.world.endpoints.arm}${form.port !== undefined && state.world.endpoints.arm.startsWith('https:') ? form.port : ''}${path}${search}`
  }
  lead('status', form.status)
  lead('result', form.result)
  return headers
}
