import type { Estate } from '../../estate/estate.ts'
import type { Choices } from '../choices.ts'
import type { AccessChoices } from './choices.ts'
import { withManagedNetwork } from './managedPath.ts'
import { isNeededProvider } from './rules/place.ts'

/** The estate with the owners of scopes, the tags of new resources, registered providers, and what the managed path asks of people. */
export function configure(estate: Estate, own: AccessChoices, choices: Choices): Estate {
  const registered = estate.providers.map((provider) => (provider.state !== 'registered' && isNeededProvider(estate, choices, provider.id, provider.namespace) ? { ...provider, state: 'registered' as const } : provider))
  const unchanged = registered.every((provider, index) => provider === estate.providers[index])
  return withManagedNetwork({
    ...estate,
    owners: [...own.otherTeams],
    newTags: own.placement.tags,
    providers: unchanged ? estate.providers : registered,
  }, choices)
}
