/** What this tab was about when the page went away: to sign in, or by a reload. No token, and nothing else of a sign-in. */
export type Intent =
  | { readonly to: 'pick'; readonly tenant: string | null; readonly after: 'signIn' }
  /** `before`: the draft that is read again. */
  | { readonly to: 'read'; readonly workspaceId: string; readonly tenant: string | null; readonly before: string | null; readonly after: 'signIn' | 'reload' }

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The intent in a text that was kept before; null where there is none. */
export function intentFrom(text: string | null): Intent | null {
  const kept = text === null ? null : parsed(text)
  if (typeof kept !== 'object' || kept === null) return null
  const { to, workspaceId, tenant, before, after } = kept as Readonly<Record<string, unknown>>
  if (to === 'pick') return { to, tenant: textOrNull(tenant), after: 'signIn' }
  if (to !== 'read' || typeof workspaceId !== 'string' || !workspaceId.startsWith('/subscriptions/')) return null
  return { to, workspaceId, tenant: textOrNull(tenant), before: textOrNull(before), after: after === 'signIn' ? 'signIn' : 'reload' }
}
