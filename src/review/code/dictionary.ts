/** What both ends of a link know beforehand. Version n is frozen the day it is used first; later knowledge is a new version. */
import { strToU8 } from 'fflate'
import { bytesOf } from '../base64.ts'
import v1 from '../dictionaries/v1.json'

/** One version's knowledge: public texts, shapes of objects, the words of pseudonyms, and the forms of masked names by kind of resource. */
export interface Dictionary {
  readonly version: number
  readonly words: readonly string[]
  readonly wordNumbers: ReadonlyMap<string, number>
  /** The parts of the words, in lower case: a name made of nothing else names nobody. */
  readonly tokens: ReadonlySet<string>
  /** Those of the words that are ranges and addresses. */
  readonly ranges: readonly string[]
  readonly shapes: readonly (readonly string[])[]
  readonly shapeNumbers: ReadonlyMap<string, number>
  readonly pseudonyms: readonly string[]
  readonly pseudonymNumbers: ReadonlyMap<string, number>
  /** The letters before a pseudonym, by the piece of an id that the name stands behind. */
  readonly forms: readonly (readonly [piece: string, letters: string])[]
  readonly letters: ReadonlyMap<string, string>
  /** Encoded content of usual plans, for deflate to refer to. */
  readonly sample: Uint8Array
}

/** The same shape whatever the order of its keys. */
export const shapeKey = (keys: readonly string[]): string => [...keys].sort().join(' ')

interface Stored {
  readonly version: number
  readonly words: readonly string[]
  readonly shapes: readonly string[]
  readonly pseudonyms: string
  readonly forms: Readonly<Record<string, string>>
  readonly sample: string
}

/** A dictionary as its file holds it, ready for use. */
export function dictionaryFrom(stored: Stored): Dictionary {
  const pseudonyms = stored.pseudonyms.split(' ')
  const shapes = stored.shapes.map((shape) => shape.split(' '))
  return {
    version: stored.version,
    words: stored.words,
    wordNumbers: new Map(stored.words.map((word, index) => [word, index])),
    tokens: new Set(stored.words.flatMap((word) => word.toLowerCase().match(/[^-_.\s/]+/g) ?? [])),
    ranges: stored.words.filter((word) => /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(word)),
    shapes,
    shapeNumbers: new Map(shapes.map((shape, index) => [shapeKey(shape), index])),
    pseudonyms,
    pseudonymNumbers: new Map(pseudonyms.map((word, index) => [word, index])),
    forms: Object.entries(stored.forms),
    letters: new Map(Object.entries(stored.forms)),
    sample: bytesOf(stored.sample) ?? strToU8(''),
  }
}

const versions: ReadonlyMap<number, Dictionary> = new Map([v1].map((stored) => [stored.version, dictionaryFrom(stored)]))

/** The version that new links are written with. */
export const newestVersion = 1

/** The dictionary of a version; undefined for a version that this program does not know. */
export const dictionaryOf = (version: number): Dictionary | undefined => versions.get(version)

/** The dictionary of new links. */
export const newest: Dictionary = dictionaryFrom(v1)
