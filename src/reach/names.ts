import { nameOf } from '../base/armId.ts'
import { type EndpointGroup, forwarders, regionTag, suffix, zones } from '../facts/ask.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { endpointsOf } from '../estate/questions.ts'
import type { Goal, Service } from './journey.ts'

/** A journey's end that is a service. */
export type ServiceGoal = Extract<Goal, { to: 'service' }>

/** The endpoint group (sub-resource) behind a service. */
export function groupOf(service: Service): EndpointGroup {
  if (service === 'api' || service === 'notebooks') return 'amlworkspace'
  return service === 'ingestion' || service === 'query' ? 'azuremonitor' : service
}

/** The private endpoints that lead to a goal: those of the resource, for a component those of the private link scopes that it is in. */
export function endpointsTo(estate: Estate, { service, targetId }: ServiceGoal): readonly PrivateEndpoint[] {
  const group = groupOf(service)
  const targets = group === 'azuremonitor' ? estate.scopedResources.filter(({ linkedId }) => linkedId === targetId).map(({ scopeId }) => scopeId) : [targetId]
  return targets.flatMap((id) => endpointsOf(estate, id, group))
}

/** The private DNS zone of a service; undefined where no value is documented for the cloud. */
export const zoneOf = (service: Service, estate: Estate): string | undefined => zones(groupOf(service), estate.cloud)[service === 'notebooks' ? 1 : 0]

/** Below which names a zone's records stand for public names: the zone without `privatelink.`, and a vault's two. */
const publicSuffixes = (service: Service, zone: string, estate: Estate): readonly string[] =>
  [zone, zone.replace(/^privatelink\./, ''), ...(service === 'vault' ? forwarders('vault', estate.cloud) : [])]

/** The host that a journey asks for, as people know it. */
export function hostOf(estate: Estate, { service, targetId }: ServiceGoal): string {
  const { cloud, workspace } = estate
  const name = nameOf(targetId).toLowerCase()
  switch (service) {
    case 'api': return `${workspace.guid}.workspace.${regionTag(workspace.region)}.${suffix('amlApi', cloud)}`
    case 'notebooks': return `${regionTag(workspace.region)}.${suffix('notebooks', cloud)}`
    case 'blob': case 'file': case 'queue': case 'table': case 'dfs': return `${name}.${service}.${suffix('storage', cloud)}`
    case 'vault': return `${name}.${suffix('keyVault', cloud)}`
    case 'registry': return `${name}.${suffix('acr', cloud)}`
    // A component has many names; the first that is forwarded stands for them.
    case 'ingestion': case 'query': return forwarders('azuremonitor', cloud)[0] ?? name
  }
}

/** A name of an endpoint in a zone: the record that stands for it, and its address. */
export interface EndpointName {
  readonly host: string
  readonly record: string
  readonly address: string
}

/** The names of an endpoint that belong into a service's zone; one for each record. Wildcards are left out: nobody asks for them as such. */
export function namesIn(estate: Estate, endpoint: PrivateEndpoint, service: Service, zone: string): readonly EndpointName[] {
  if (!Array.isArray(endpoint.names)) return []
  const names: readonly { readonly host: string; readonly address: string }[] = endpoint.names
  const found = names.flatMap(({ host, address }): readonly EndpointName[] => {
    const lower = host.toLowerCase()
    const below = publicSuffixes(service, zone, estate).filter((one) => lower.endsWith(`.${one}`)).sort((one, other) => other.length - one.length)[0]
    return below === undefined || lower.startsWith('*') ? [] : [{ host: lower, record: lower.slice(0, -below.length - 1), address }]
  })
  return [...new Map(found.map((name) => [name.record, name])).values()]
}
