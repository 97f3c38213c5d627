const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t', '${': '$${', '%{': '%%{' }

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** What stands between the quotes of an HCL text (templates.md 4.4). */
export const escaped = (literal: string): string =>
  literal.replaceAll(/[$%]\{|[\\"\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (found) => ESCAPES[found] ?? unicode(found))

/** An HCL text. The one place where HCL is quoted. */
export const text = (literal: string): string => `"${escaped(literal)}"`

// `for` would begin a loop, and `null` is no key.
const WORDS = new Set(['for', 'null', 'true', 'false'])

/** The key of an object: bare where that is allowed. */
export const key = (name: string): string => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !WORDS.has(name) ? name : text(name))

/** A name as Terraform's users write it: `jumpBoxPassword` becomes `jump_box_password`. Names that differ without regard to case stay different. */
export const snake = (name: string): string => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
