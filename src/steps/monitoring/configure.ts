import { type ArmId, childId, nameOf, sameId } from '../../base/armId.ts'
import type { Door } from '../../estate/entry.ts'
import type { Estate } from '../../estate/estate.ts'
import { componentOf, endpointsOf, entryOf, networkOf, withEntries, workspaceNetworkIds } from '../../estate/questions.ts'
import type { Component, LinkScope, LogWorkspace } from '../../estate/services.ts'
import { zones } from '../../facts/ask.ts'
import type { Choices } from '../choices.ts'
import { withPrivatePath } from '../makePrivatePath.ts'
import { nameFor, placed } from '../names.ts'
import type { Because, Proposed } from '../step.ts'
import { chosenNetworkId } from '../subnets.ts'
import type { MonitoringChoices } from './choices.ts'
import { group, scopeIdsOf, scopesAreSeen, scopesServing, sharedEndpoints } from './subject.ts'

/** First answers: the article's private link scope, the one that serves the network already where there is one. */
export function propose(current: Estate, earlier: Choices): Proposed<MonitoringChoices> {
  const component = componentOf(current)
  if (component === null || component === 'unread') return { answers: { decision: 'undecided', scope: 'undecided', migrateTo: 'undecided', publicAccess: 'keep' }, because: {} }
  const decision = proposedDecision(current)
  const scope = proposedScope(current, earlier, component)
  const target = component.logWorkspaceId === null ? current.logWorkspaces.find(({ resourcePermissions }) => resourcePermissions) : undefined
  return {
    answers: { decision: decision.answer, scope: scope.answer, migrateTo: target?.id ?? 'undecided', publicAccess: 'keep' },
    because: {
      decision: decision.because,
      scope: scope.because,
      ...(target === undefined ? {} : { migrateTo: { word: 'resourcePermissions', data: { workspace: nameOf(target.id) } } }),
      publicAccess: { word: 'afterATest' },
    },
  }
}

/** 21Vianet has no documented zones for a scope (gaps 46), so a scope there would not resolve by what is known. */
const proposedDecision = (current: Estate): { readonly answer: MonitoringChoices['decision']; readonly because: Because } =>
  zones(group, current.cloud).length === 0 ? { answer: 'publicOnPurpose', because: { word: 'noZones' } } : { answer: 'linkScope', because: { word: 'article' } }

function proposedScope(current: Estate, earlier: Choices, component: Component): { readonly answer: MonitoringChoices['scope']; readonly because: Because } {
  const chosen = chosenNetworkId(earlier)
  const networks = chosen === null ? workspaceNetworkIds(current) : [chosen]
  const [serving] = scopesServing(current, networks)
  if (serving !== undefined) return { answer: { use: 'existing', id: serving }, because: { word: 'servesTheNetwork', data: { scope: nameOf(serving) } } }
  const [holding] = scopeIdsOf(current, component.id)
  if (holding !== undefined) return { answer: { use: 'existing', id: holding }, because: { word: 'holdsTheComponent', data: { scope: nameOf(holding) } } }
  // A second scope in one network would take the names of the first (MON-10): none is made while there may be one that was not readable.
  if (!scopesAreSeen(current, component.id)) return { answer: 'undecided', because: { word: 'scopesUnread' } }
  return { answer: { use: 'new', name: nameFor(earlier, 'ampls', nameOf(current.workspace.id)) }, because: { word: 'noScope' } }
}

/** Applies the answers: migration, scope with its two resources in open mode, endpoint, and last the public flags. */
export function configure(estate: Estate, own: MonitoringChoices, choices: Choices): Estate {
  const component = componentOf(estate)
  if (component === null || component === 'unread') return estate
  const migrated = withMigration(estate, component, own)
  if (own.decision !== 'linkScope') return migrated
  const scope = chosenScope(migrated, own, choices)
  if (scope === null) return migrated
  const entries = scope.entry === null ? [] : [opened(scope.entry)]
  const scoped = withScopedResources({ ...migrated, linkScopes: withEntries(migrated.linkScopes, entries) }, scope.id)
  return closed(withScopeEndpoint(scoped, scope.id, choices), scope.id, own)
}

const withMigration = (estate: Estate, component: Component, { migrateTo }: MonitoringChoices): Estate =>
  component.logWorkspaceId !== null || migrateTo === 'undecided' ? estate : { ...estate, components: withEntries(estate.components, [{ ...component, logWorkspaceId: migrateTo }]) }

/** The chosen scope, its entry null where the snapshot does not hold it; null while it has no place. */
function chosenScope(estate: Estate, { scope }: MonitoringChoices, choices: Choices): { readonly id: ArmId; readonly entry: LinkScope | null } | null {
  if (scope === 'undecided') return null
  if (scope.use === 'existing') return { id: scope.id, entry: entryOf(estate.linkScopes, scope.id) ?? null }
  const id = placed(choices, 'Microsoft.Insights/privateLinkScopes', scope.name)
  if (id === null) return null
  // Once it is made, Azure spells its provider and group otherwise than we do (F81).
  const entry = estate.linkScopes.find((made) => sameId(made.id, id)) ?? { id, location: 'global', query: 'Open', ingestion: 'Open', exclusions: [] }
  return { id: entry.id, entry }
}

/** Open mode, and no endpoint excluded from it (MON-06, MON-07). */
const opened = (scope: LinkScope): LinkScope => ({
  ...scope, query: 'Open', ingestion: 'Open', exclusions: scope.exclusions.filter(({ query, ingestion }) => query !== 'PrivateOnly' && ingestion !== 'PrivateOnly'),
})

/** Component and Log Analytics workspace in the scope (MON-05, MON-08). */
function withScopedResources(estate: Estate, scopeId: ArmId): Estate {
  const component = componentOf(estate)
  if (component === null || component === 'unread') return estate
  const wanted = [component.id, ...(component.logWorkspaceId === null || entryOf(estate.logWorkspaces, component.logWorkspaceId) === undefined ? [] : [component.logWorkspaceId])]
  const missing = wanted.filter((linkedId) => !scopeIdsOf(estate, linkedId).includes(scopeId))
  return { ...estate, scopedResources: withEntries(estate.scopedResources, missing.map((linkedId) => ({ id: childId(scopeId, 'scopedResources', `scoped-${nameOf(linkedId)}`), scopeId, linkedId }))) }
}

/**
 * An endpoint in the chosen network, unless one elsewhere serves its names already: two would overwrite each other's records (MON-10).
 * Where no zones are documented, none: its names would lead nowhere that is known.
 */
function withScopeEndpoint(estate: Estate, scopeId: ArmId, choices: Choices): Estate {
  const network = chosenNetworkId(choices)
  const serves = network !== null && sharedEndpoints(estate, scopeId, [network]).some((endpoint) => networkOf(endpoint.subnetId) !== network)
  return serves || zones(group, estate.cloud).length === 0 ? estate : withPrivatePath(estate, choices, { targetId: scopeId, group })
}

/** The public flags are closed only where the scope has an endpoint that replaces them (MON-14). */
function closed(estate: Estate, scopeId: ArmId, { publicAccess }: MonitoringChoices): Estate {
  const component = componentOf(estate)
  const isReached = endpointsOf(estate, scopeId, group).some(({ status }) => status === 'approved')
  if (publicAccess !== 'close' || !isReached || component === null || component === 'unread') return estate
  // What a perimeter decides stays with the perimeter.
  const shut = (door: Door): Door => (door === 'unknown' ? door : 'closed')
  const exposed = <Some extends Component | LogWorkspace>(entry: Some): Some => ({ ...entry, exposure: { ingestion: shut(entry.exposure.ingestion), query: shut(entry.exposure.query) } })
  const logs = entryOf(estate.logWorkspaces, component.logWorkspaceId)
  return {
    ...estate,
    components: withEntries(estate.components, [exposed(component)]),
    logWorkspaces: logs === undefined ? estate.logWorkspaces : withEntries(estate.logWorkspaces, [exposed(logs)]),
  }
}
