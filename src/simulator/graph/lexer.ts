/** Words of a query. */

/** A word with where it stands, for the error that names it. */
export interface Token {
  readonly is: 'word' | 'text' | 'number' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

/** A query that is not understood; `code` is what Resource Graph calls it. */
export interface Misread {
  readonly code: 'ParserFailure' | 'InvalidQueryLanguage' | 'Default'
  readonly token: string
  readonly at: number
}

/** Thrown inside this folder only; `graph.ts` answers it. */
export const misread = (code: Misread['code'], token: Token): Error => new Error(token.text, { cause: { code, token: token.text, at: token.at } satisfies Misread })

/** What the thrown error says, or null when it is another one. */
export function misreadOf(error: unknown): Misread | null {
  const cause = error instanceof Error ? error.cause : null
  return typeof cause === 'object' && cause !== null && 'code' in cause ? (cause as Misread) : null
}

const pattern = /\s+|\/\/[^\n]*|(?<verbatim>@'[^']*'|@"[^"]*")|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>\d+(?:\.\d+)?)|(?<word>!?[A-Za-z_$][\w$-]*~?)|(?<sign>==|=~|!=|!~|<=|>=|[|()[\],.=<>])/y

const unescaped = (text: string): string => text.slice(1, -1).replace(/\\(.)/g, (_, char: string) => ({ n: '\n', t: '\t', r: '\r' })[char] ?? char)

/** `project-away` is one word; `a-b` elsewhere does not occur in the subset, since there is no arithmetic. */
function tokenOf(groups: Readonly<Record<string, string | undefined>>, at: number): Token | null {
  if (groups['verbatim'] !== undefined) return { is: 'text', text: groups['verbatim'].slice(2, -1), at }
  if (groups['text'] !== undefined) return { is: 'text', text: unescaped(groups['text']), at }
  if (groups['number'] !== undefined) return { is: 'number', text: groups['number'], at }
  if (groups['word'] !== undefined) return { is: 'word', text: groups['word'], at }
  return groups['sign'] === undefined ? null : { is: 'sign', text: groups['sign'], at }
}

/** The words of a query, with an end; throws `misread` at a letter that begins none. */
export function wordsOf(query: string): readonly Token[] {
  const tokens: Token[] = []
  const words = new RegExp(pattern.source, 'y')
  while (words.lastIndex < query.length) {
    const at = words.lastIndex
    const match = words.exec(query)
    if (match === null) throw misread('ParserFailure', { is: 'sign', text: query.slice(at, at + 1), at })
    const token = tokenOf(match.groups ?? {}, at)
    if (token !== null) tokens.push(token)
  }
  return [...tokens, { is: 'end', text: '<EOF>', at: query.length }]
}
