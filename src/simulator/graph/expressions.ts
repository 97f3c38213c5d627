/** Reads expressions: paths, literals, calls, comparisons, `and`, `or`. */
import { misread, type Token } from './lexer.ts'
import type { Expression } from './query.ts'

/** A place in the words of a query. */
export interface Reader {
  readonly peek: () => Token
  readonly next: () => Token
  /** Takes the word when it stands here; case matters, as in Kusto. */
  readonly take: (text: string) => Token | null
  readonly need: (text: string) => Token
}

/** A reader at the first word. */
export function readerOf(tokens: readonly Token[]): Reader {
  let at = 0
  const end: Token = { is: 'end', text: '<EOF>', at: 0 }
  const peek = (): Token => tokens[at] ?? tokens.at(-1) ?? end
  const next = (): Token => {
    const token = peek()
    at += 1
    return token
  }
  const take = (text: string): Token | null => (peek().is !== 'text' && peek().text === text ? next() : null)
  const need = (text: string): Token => {
    const token = take(text)
    if (token === null) throw misread('ParserFailure', peek())
    return token
  }
  return { peek, next, take, need }
}

/** Signs of comparison with one value on the right. */
const single = new Set(['==', '!=', '=~', '!~', '<', '>', '<=', '>=', 'has', '!has', 'contains', '!contains', 'startswith', '!startswith', 'endswith', '!endswith'])
/** Signs with a list on the right. */
const several = new Set(['in', 'in~', '!in', '!in~', 'has_any'])

/** Functions, with how many arguments they take. */
const functions: Readonly<Record<string, readonly [number, number]>> = {
  tolower: [1, 1], toupper: [1, 1], tostring: [1, 1], tobool: [1, 1], toint: [1, 1], isnull: [1, 1], isnotnull: [1, 1], isempty: [1, 1], isnotempty: [1, 1], not: [1, 1], array_length: [1, 1],
  strcat: [1, 16], coalesce: [2, 16], split: [2, 3],
}

/** Reads things with commas between them. */
export function listed<T>(reader: Reader, one: (reader: Reader) => T): readonly T[] {
  const items = [one(reader)]
  while (reader.take(',') !== null) items.push(one(reader))
  return items
}

function inList(reader: Reader): readonly Expression[] {
  reader.need('(')
  const items = listed(reader, primary)
  reader.need(')')
  return items
}

function call(reader: Reader, name: Token): Expression {
  const range = functions[name.text]
  if (range === undefined) throw misread('InvalidQueryLanguage', name)
  reader.need('(')
  const of = listed(reader, expression)
  reader.need(')')
  if (of.length < range[0] || of.length > range[1]) throw misread('ParserFailure', name)
  return { is: 'call', name: name.text, of }
}

function insideOf(reader: Reader): readonly (string | number)[] {
  const inside: (string | number)[] = []
  for (;;) {
    if (reader.take('.') !== null) {
      const name = reader.next()
      if (name.is !== 'word') throw misread('ParserFailure', name)
      inside.push(name.text)
      continue
    }
    if (reader.take('[') === null) return inside
    const key = reader.next()
    if (key.is !== 'text' && key.is !== 'number') throw misread('ParserFailure', key)
    inside.push(key.is === 'number' ? Number(key.text) : key.text)
    reader.need(']')
  }
}

const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

function primary(reader: Reader): Expression {
  if (reader.take('(') !== null) {
    const inner = expression(reader)
    reader.need(')')
    return inner
  }
  const token = reader.next()
  if (token.is === 'text') return { is: 'literal', value: token.text }
  if (token.is === 'number') return { is: 'literal', value: Number(token.text) }
  if (token.is !== 'word') throw misread('ParserFailure', token)
  const literal = literals[token.text]
  if (literal !== undefined) return { is: 'literal', value: literal }
  if (reader.peek().text === '(' && reader.peek().is === 'sign') {
    const called = call(reader, token)
    const inside = insideOf(reader)
    return inside.length === 0 ? called : { is: 'call', name: 'inside', of: [called, ...inside.map((value): Expression => ({ is: 'literal', value }))] }
  }
  return { is: 'path', column: token.text, inside: insideOf(reader), at: token.at }
}

function comparison(reader: Reader): Expression {
  const left = primary(reader)
  const { text, is } = reader.peek()
  if (is === 'text') return left
  if (several.has(text)) {
    reader.next()
    return { is: 'compare', sign: text, left, right: inList(reader) }
  }
  if (!single.has(text)) return left
  reader.next()
  return { is: 'compare', sign: text, left, right: [primary(reader)] }
}

function conjunction(reader: Reader): Expression {
  let left = comparison(reader)
  while (reader.take('and') !== null) left = { is: 'and', left, right: comparison(reader) }
  return left
}

/** Reads a whole expression. */
export function expression(reader: Reader): Expression {
  let left = conjunction(reader)
  while (reader.take('or') !== null) left = { is: 'or', left, right: conjunction(reader) }
  return left
}
