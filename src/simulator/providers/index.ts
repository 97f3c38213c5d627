/** From what a path names to the provider that answers it. */
import type { Reply } from '../reply.ts'
import type { Route } from '../router.ts'
import type { Ask } from './ask.ts'
import { permissions } from './authorization.ts'
import { provider, providers } from './registrations.ts'
import { list, resource } from './resources.ts'
import { groups, locations, resources, subscription, subscriptions, tenants } from './subscriptions.ts'

/** The answer to a read. Resource Graph is a POST with a body and is answered in `graph/`. */
export function answerOf(ask: Ask, route: Exclude<Route, { readonly is: 'graph' }>): Reply {
  switch (route.is) {
    case 'tenants': return tenants(ask)
    case 'subscriptions': return subscriptions(ask)
    case 'subscription': return subscription(ask, route.id)
    case 'locations': return locations(ask, route.id)
    case 'groups': return groups(ask, route.scope)
    case 'resources': return resources(ask, route.scope)
    case 'providers': return providers(ask, route.scope)
    case 'provider': return provider(ask, route.scope, route.namespace)
    case 'permissions': return permissions(ask, route.scope)
    case 'resource': return resource(ask, route.id)
    case 'list': return list(ask, route.scope, route.type)
  }
}
