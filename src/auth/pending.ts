/** What a person left the page to sign in for. It waits in this tab's storage while they are away; no token is ever in it. */
import { isObject, parseJson } from '../base/json.ts'
import type { Ask } from './people.ts'

/** The part of the browser's storage that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const KEY = 'ringfence.signIn'

/** Keeps the ask; false where this browser stores nothing, so that nobody could come back. */
export function keepAsk(shelf: () => Shelf, ask: Ask): boolean {
  try {
    shelf().setItem(KEY, JSON.stringify(ask))
    return true
  } catch {
    return false
  }
}

/** Takes the ask back, once; null when there is none, or what is there is not ours. */
export function takeAsk(shelf: () => Shelf): Ask | null {
  try {
    const text = shelf().getItem(KEY)
    shelf().removeItem(KEY)
    return text === null ? null : askIn(text)
  } catch {
    return null
  }
}

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function askIn(text: string): Ask | null {
  const parsed = parseJson(text)
  if (!parsed.ok || !isObject(parsed.value)) return null
  const { account, tenant, claims } = parsed.value
  return account === 'choose' || account === 'same' ? { account, tenant: textOr(tenant), claims: textOr(claims) } : null
}

/** Whether this tab's storage shows a sign-in, ended or under way: MSAL's own keys (msal-browser `cache/CacheKeys`), or ours. Yes where it cannot be looked at. */
export function wasUsed(shelf: () => Pick<Storage, 'length' | 'key'>): 'yes' | 'no' {
  try {
    const kept = shelf()
    const keys = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '')
    return keys.some((key) => key.startsWith('msal') || key === KEY) ? 'yes' : 'no'
  } catch {
    return 'yes'
  }
}
