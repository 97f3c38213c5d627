/** Reads the subset of the query language that this simulator answers; anything else is a query error that names the word. */
import { expression, listed, type Reader, readerOf } from './expressions.ts'
import { misread, type Token, wordsOf } from './lexer.ts'
import type { Expression, Named, Query, Step } from './query.ts'

function word(reader: Reader): Token {
  const token = reader.next()
  if (token.is !== 'word') throw misread('ParserFailure', token)
  return token
}

/** A column without a name of its own is called after its path, as Kusto does it. */
function nameOf(of: Expression, at: Token): string {
  if (of.is === 'path') return [of.column, ...of.inside].join('_')
  const first = of.is === 'call' ? of.of[0] : undefined
  if (first !== undefined && first.is === 'path') return nameOf(first, at)
  throw misread('ParserFailure', at)
}

function named(reader: Reader): Named {
  const at = reader.peek()
  const of = expression(reader)
  if (reader.take('=') === null) return { name: nameOf(of, at), of }
  if (of.is !== 'path' || of.inside.length > 0) throw misread('ParserFailure', at)
  return { name: of.column, of: expression(reader) }
}

function ordered(reader: Reader): { readonly of: Expression; readonly direction: 'asc' | 'desc' } {
  const of = expression(reader)
  if (reader.take('asc') !== null) return { of, direction: 'asc' }
  reader.take('desc')
  return { of, direction: 'desc' }
}

function whole(reader: Reader): number {
  const token = reader.next()
  if (token.is !== 'number' || token.text.includes('.')) throw misread('ParserFailure', token)
  return Number(token.text)
}

function step(reader: Reader): Step {
  const token = word(reader)
  switch (token.text) {
    case 'where': return { is: 'where', condition: expression(reader) }
    case 'project':
    case 'extend': return { is: token.text, columns: listed(reader, named) }
    case 'project-away':
    case 'distinct': return { is: token.text, names: listed(reader, (inner) => word(inner).text) }
    case 'order':
    case 'sort':
      reader.need('by')
      return { is: 'order', by: listed(reader, ordered) }
    case 'limit':
    case 'take': return { is: 'take', count: whole(reader) }
    case 'count': return { is: 'count' }
    default: throw misread('InvalidQueryLanguage', token)
  }
}

/** The query in a text; throws `misread`. A query that begins with an operator is about the table `resources`, as in Azure. */
export function parse(text: string): Query {
  const reader = readerOf(wordsOf(text))
  const first = reader.peek()
  const implied = first.text === 'where' || first.text === 'project'
  const table = implied ? 'resources' : word(reader).text
  const steps: Step[] = implied ? [step(reader)] : []
  while (reader.take('|') !== null) steps.push(step(reader))
  if (reader.peek().is !== 'end') throw misread('ParserFailure', reader.peek())
  return { table, steps }
}
