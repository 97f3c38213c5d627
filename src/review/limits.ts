/** How much a link may hold, and how much opening one may take. */
export const limits = {
  /** Links up to here survive mail programs; the aim of every usual plan, origin included. */
  aim: 1_024,
  /** Above this many characters a file is written instead. */
  link: 8_000,
  /** Sealed bytes of a file. */
  sealed: 96 * 1024,
  /** Bytes after inflating. */
  inflated: 256 * 1024,
  /** Inflated bytes for one sealed byte. */
  ratio: 50,
} as const

/** What people type, at most. */
export const longest = { reason: 500, note: 1_000, reviewer: 80, risks: 100, responses: 2_000 } as const
