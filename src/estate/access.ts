import { z } from 'zod'
import { anEntry, anId, listOf } from './entry.ts'

/** A management lock; `scope` is what it protects. */
export const aLock = anEntry({ id: anId, scope: anId, level: z.enum(['CanNotDelete', 'ReadOnly']) })
export type Lock = z.infer<typeof aLock>

/** Whether a subscription may use a namespace. `id` is `/subscriptions/{guid}/providers/{namespace}`. */
export const aProvider = anEntry({ id: anId, namespace: z.string(), state: z.enum(['registered', 'registering', 'notRegistered']) })
export type Provider = z.infer<typeof aProvider>

/** A role given to a principal; `role` is the GUID of the role definition, lower case. `conditional`: for a part only, such as some repositories. */
export const aRoleAssignment = anEntry({ id: anId, scope: anId, principalId: z.string(), role: z.string(), conditional: z.literal(true).optional() })
export type RoleAssignment = z.infer<typeof aRoleAssignment>

/** The caller's rights at a scope, entry by entry, as the permissions API gives them (PRE-15). */
export const aPermission = anEntry({
  scope: anId,
  entries: listOf(anEntry({ actions: listOf(z.string()), notActions: listOf(z.string()) })),
})
export type Permission = z.infer<typeof aPermission>

/** A read that Azure denied or that did not happen: a resource id, or a scope and the type that was to be listed there. */
export const anUnread = anEntry({ id: anId, type: z.string().nullable(), status: z.number(), code: z.string() })
export type Unread = z.infer<typeof anUnread>

/** A scope whose changes need another team's rights. */
export const anOwner = anEntry({ scope: anId, team: z.string() })
export type Owner = z.infer<typeof anOwner>
