/** A place in a text where a known text stands. */
export interface Found {
  readonly index: number
  readonly text: string
}

/** Finds any of a growing set of texts as a whole between other characters, whatever the case; of several at one place the longest. */
export interface Finder {
  readonly add: (text: string) => void
  readonly find: (text: string) => readonly Found[]
}

const SHORTEST = 3
const isLetter = (character: string | undefined): boolean => character !== undefined && /^[A-Za-z0-9]$/.test(character)

/** The first run of letters and digits at a place, or the one character there: what a known text that begins there begins with as well. */
function headAt(text: string, at: number): string {
  let end = at
  while (isLetter(text[end])) end += 1
  return text.slice(at, Math.max(end, at + 1)).toLowerCase()
}

/**
 * An empty set. Large estates have thousands of names, and each is looked for in every text: a place costs no more look-ups than there
 * are lengths of texts that begin alike.
 */
export function newFinder(): Finder {
  const [known, lengths] = [new Set<string>(), new Map<string, readonly number[]>()]

  const add = (text: string): void => {
    if (text.length < SHORTEST) return
    const [lower, head] = [text.toLowerCase(), headAt(text, 0)]
    known.add(lower)
    const alike = lengths.get(head) ?? []
    if (!alike.includes(lower.length)) lengths.set(head, [...alike, lower.length].sort((one, other) => other - one))
  }

  const longestAt = (text: string, at: number): number | undefined =>
    lengths.get(headAt(text, at))?.find((length) => !isLetter(text[at + length]) && known.has(text.slice(at, at + length).toLowerCase()))

  const find = (text: string): readonly Found[] => {
    const found: Found[] = []
    for (let at = 0; at < text.length; at += 1) {
      const length = isLetter(text[at - 1]) ? undefined : longestAt(text, at)
      if (length === undefined) continue
      found.push({ index: at, text: text.slice(at, at + length) })
      at += length - 1
    }
    return found
  }
  return { add, find }
}
