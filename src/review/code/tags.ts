/** The first byte of every value. Part of each version: what is written here is never given another meaning. */
export const tag = {
  null: 0, false: 1, true: 2, number: 3, int: 4, text: 5, guid: 6, maskedGuid: 7, id: 8, pseudonym: 9, plainPseudonym: 10, range: 11, address: 12, time: 13, digits: 14,
  joined: 15, object: 16, list: 17, earlier: 18, word: 19, shape: 20, hex: 21,
} as const

/** Small numbers in the tag itself: `first` stands for zero, and there are `count` of them. */
export interface Span {
  readonly first: number
  readonly count: number
}

export const small = {
  int: { first: 24, count: 16 }, list: { first: 40, count: 8 }, shape: { first: 48, count: 64 }, word: { first: 112, count: 72 }, earlier: { first: 184, count: 72 },
} as const satisfies Readonly<Record<string, Span>>

/** What no key may be called. */
export const hostile: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Texts shorter than this are not remembered: naming them again costs as much. */
export const remembered = 3
