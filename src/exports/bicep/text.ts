const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '${': '\\${' }

/** What stands between the quotes of a Bicep text. A lone `$` needs no escape, as in the compiler's own printer (Azure/bicep src/Bicep.Core/Parsing/StringUtils.cs). */
export const escaped = (literal: string): string =>
  literal.replaceAll(/\$\{|[\\'\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (found) => ESCAPES[found] ?? `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`)

/** A Bicep text. The one place where Bicep is quoted. */
export const text = (literal: string): string => `'${escaped(literal)}'`

/** A property's key: bare where that is allowed. */
export const key = (name: string): string => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !['true', 'false', 'null'].includes(name) ? name : text(name))
