/** Names and GUIDs with their pseudonyms: the same text always gets the same one, and no pseudonym stands in an original. */
import { sha256 } from '../../base/sha256.ts'
import type { Dictionary } from '../code/dictionary.ts'
import { lettersOf, maskedGuid, pseudonym } from '../code/texts.ts'
import { type Finder, newFinder } from './finder.ts'

/** A growing table of pseudonyms. Texts compare without case. */
export interface Names {
  /** The pseudonym of a whole name; `piece` is what it stands behind in an id and gives it its letters. */
  readonly whole: (text: string, piece?: string) => string
  readonly guid: (text: string) => string
  /** Whether a text has a pseudonym already. */
  readonly has: (text: string) => boolean
  /** Finds any of them as a whole between other characters. */
  readonly find: Finder['find']
  /** Every original, in lower case, with its pseudonym. */
  readonly pairs: () => ReadonlyMap<string, string>
}

const TRIES = 8
/** The fewest letters of the name of a registry: a pseudonym has as many, where what it stands for has them. */
const FEWEST = 5

/** An empty table. `originals` is all text that will be masked, so that no pseudonym is in it; `key` decides which pseudonym a text gets. */
export function newNames(dictionary: Dictionary, originals: string, key: string): Names {
  const [pairs, guids, used] = [new Map<string, string>(), new Map<string, string>(), new Set<number>()]
  const finder = newFinder()
  const lower = originals.toLowerCase()
  const avoided = dictionary.pseudonyms.map((word) => lower.includes(word))
  // Should every word be in the originals, one that is has to do.
  const isFree = (number: number) => !used.has(number) && (avoided[number % avoided.length] === false || !avoided.includes(false))

  const numberFor = (text: string): number => {
    const digest = sha256(`${key}/${text}`)
    const drawn = [...Array(TRIES).keys()].map((index) => Number.parseInt(digest.slice(index * 4, index * 4 + 4), 16) % dictionary.pseudonyms.length)
    const isFit = (number: number) => isFree(number) && (text.length < FEWEST || (dictionary.pseudonyms[number % avoided.length] ?? '').length >= FEWEST)
    let number = drawn.find(isFit) ?? 0
    while (!isFit(number)) number += 1
    used.add(number)
    return number
  }
  const whole = (text: string, piece = ''): string => {
    const known = pairs.get(text.toLowerCase())
    if (known !== undefined) return known
    const made = lettersOf(dictionary, piece) + pseudonym(dictionary, numberFor(text.toLowerCase()))
    pairs.set(text.toLowerCase(), made)
    finder.add(text)
    return made
  }
  const guid = (text: string): string => {
    const known = guids.get(text.toLowerCase())
    if (known !== undefined) return known
    const made = maskedGuid(guids.size + 1)
    guids.set(text.toLowerCase(), made)
    return made
  }
  return { whole, guid, find: finder.find, has: (text) => pairs.has(text.toLowerCase()), pairs: () => new Map([...guids, ...pairs]) }
}
