/** Addresses of requests, made of checked parts, and the links that Azure hands out, followed only on the origin that was configured. */

/** Longer than any link that was seen (3,429 characters), short enough to keep. */
const LONGEST_LINK = 16_384
/** What would end, split or escape a path segment, and what cannot be encoded. */
const HOSTILE = /[?#\\\p{Cc}\p{Cs}]|%2f|%5c/iu

const isPlain = (segment: string): boolean => segment !== '' && segment !== '.' && segment !== '..' && !HOSTILE.test(segment)

/** The address of `path` on `origin`, every segment encoded on its own; null when a segment could lead elsewhere. */
export function address(origin: string, path: string, query: Readonly<Record<string, string>>): string | null {
  if (!path.startsWith('/')) return null
  const segments = path.slice(1).split('/')
  if (!segments.every(isPlain)) return null
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${origin}/${segments.map(encodeURIComponent).join('/')}${parts.length === 0 ? '' : `?${parts.join('&')}`}`
}

/** What a link may be: usable as it stands, or leading to another origin. */
export type Link = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly origin: string }

/** The link as it may be followed: verbatim, and on `origin` alone (a written-out standard port is the same origin). */
export function linkOn(origin: string, link: string): Link {
  if (link.length > LONGEST_LINK || !URL.canParse(link, origin)) return { ok: false, origin: 'unreadable' }
  const url = new URL(link, origin)
  if (url.origin !== new URL(origin).origin || url.username !== '' || url.password !== '') return { ok: false, origin: url.origin }
  return { ok: true, url: URL.canParse(link) ? link : url.href }
}

/** Whether two addresses have one path, whatever their letters' case and their queries. */
export const samePath = (one: string, other: string): boolean =>
  URL.canParse(one) && URL.canParse(other) && pathOf(one) === pathOf(other)

const pathOf = (url: string): string => new URL(url).pathname.replace(/\/+$/, '').toLowerCase()
