import type { Language } from './exportFile.ts'

/** A piece of a line, and how it is shown. */
export interface Span {
  readonly kind: 'comment' | 'string' | 'keyword' | 'plain'
  readonly text: string
}

/** The lines of a text as spans. The spans of a line, joined, are the line. */
export const highlight = (text: string, language: Language): readonly (readonly Span[])[] =>
  text.split('\n').map((line) => spansOf(line, language))

/** The numbers, from 1, of the lines whose value the phase decides. */
export function phaseLines(text: string, language: Language): readonly number[] {
  return text.split('\n').flatMap((line, index) => (decides(line, language) ? [index + 1] : []))
}

function decides(line: string, language: Language): boolean {
  if (language === 'json') return /"\[.*variables\('closed'\)/.test(line)
  if (language === 'hcl') return saysPlainly(line, language, /\blocal\.closed\b|\[var\.phase\]/)
  return language === 'bicep' && !line.startsWith('var closed') && saysPlainly(line, language, /\bclosed\b/)
}

const saysPlainly = (line: string, language: Language, word: RegExp): boolean => spansOf(line, language).some(({ kind, text }) => kind === 'plain' && word.test(text))

const KEYWORDS =
  'param|var|resource|module|output|existing|targetScope|using|if|true|false|null|string|int|bool|object|array|any|for|in|import|metadata|type|func'

// One alternative per kind, in the order of `KINDS`. A Bicep text ends at the first quote that no backslash escapes: ours never hold quotes inside `${}`.
const BICEP = new RegExp(`(//.*$|#disable-next-line.*$)|('(?:[^'\\\\]|\\\\.)*'?)|(@[A-Za-z]+|\\b(?:${KEYWORDS})\\b(?!\\s*:))`, 'g')
const JSON_TOKENS = /(?!)()|("(?:[^"\\]|\\.)*"?)|(\b(?:true|false|null)\b)/g
const HCL = /(#.*$)|("(?:[^"\\]|\\.)*"?)|(^[a-z]+(?= ["{])|\b(?:true|false|null)\b(?! +=))/g
// A text of bash and PowerShell as the exports write it: only the next quote ends it.
const SHELL = /(^\s*#.*$)|('[^']*'?)|(\b(?:break|case|continue|default|do|done|elif|else|esac|export|fi|for|foreach|function|if|in|local|param|return|shift|switch|then|try)\b)/g
// Python as the snippets write it: texts in double quotes.
const PYTHON = /(#.*$)|("(?:[^"\\]|\\.)*"?)|(\b(?:False|True|from|import)\b)/g
// Keys are the keywords of YAML; a text of ours stands between double quotes.
const YAML = /(^\s*#.*$)|("(?:[^"\\]|\\.)*"?)|((?<=^[\s-]*)[A-Za-z][\w-]*(?=:))/g
const TOKENS: Partial<Readonly<Record<Language, RegExp>>> = { bash: SHELL, bicep: BICEP, bicepparam: BICEP, hcl: HCL, json: JSON_TOKENS, powershell: SHELL, python: PYTHON, yaml: YAML }
const KINDS = ['comment', 'string', 'keyword'] as const

function spansOf(line: string, language: Language): readonly Span[] {
  if (line === '') return []
  const tokens = TOKENS[language]
  if (tokens === undefined) return [{ kind: 'plain', text: line }]
  const spans: Span[] = []
  let end = 0
  for (const found of line.matchAll(tokens)) {
    if (found.index > end) spans.push({ kind: 'plain', text: line.slice(end, found.index) })
    const kind = KINDS[found.slice(1).findIndex((group) => group !== undefined)] ?? 'plain'
    spans.push({ kind, text: found[0] })
    end = found.index + found[0].length
  }
  return end < line.length ? [...spans, { kind: 'plain', text: line.slice(end) }] : spans
}
