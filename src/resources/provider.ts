import { nameOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { textAt, wordAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'

const states = ['registered', 'registering', 'notRegistered'] as const

/** Namespaces of a subscription; registering one is a POST, not a write. */
export const provider: ResourceType<'providers'> = {
  type: 'Microsoft.Resources/providers',
  // The interface of the subscription itself, which registrations belong to.
  apiVersion: apiVersion('Microsoft.Resources/resourceGroups'),
  list: 'providers',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    if (id === null) return null
    return { id, namespace: textAt(body, 'namespace') ?? nameOf(id), state: wordAt(body, 'registrationState', states) ?? 'notRegistered' }
  },
  acts: (before, after) => (after.state !== 'notRegistered' && (before === null || before.state === 'notRegistered') ? 'register' : null),
}
