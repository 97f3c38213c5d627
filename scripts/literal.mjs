/** Prints JSON values as TypeScript literals in the style of this repository, so that generated files read like written ones. */

const WIDTH = 150
const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/

const text = (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
const key = (name) => (PLAIN_KEY.test(name) ? name : text(name))

function flat(value) {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`
  if (value === null || typeof value !== 'object') return String(value)
  const fields = Object.entries(value).map(([name, part]) => `${key(name)}: ${flat(part)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** `value` as a literal: on one line where it fits, else one line for each part. `indent` is the number of blanks before it. */
export function literal(value, indent = 0, before = 0) {
  const line = flat(value)
  if (indent + before + line.length < WIDTH || value === null || typeof value !== 'object') return line
  const pad = ' '.repeat(indent + 2)
  const parts = Array.isArray(value)
    ? value.map((part) => `${pad}${literal(part, indent + 2)},`)
    : Object.entries(value).map(([name, part]) => `${pad}${key(name)}: ${literal(part, indent + 2, key(name).length + 2)},`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.join('\n')}\n${' '.repeat(indent)}${close}`
}

const commented = (source) => (source === undefined ? '' : `  // ${[source].flat().join(', ')}\n`)

/** A list with the sources of each entry in the line above it. `entries` are `{source, value}`. */
export const list = (entries) =>
  `[\n${entries.map(({ source, value }) => `${commented(source)}  ${literal(value, 2)},\n`).join('')}]`

/** A table with the sources of each entry in the line above it. `entries` are `{source, name, value}`. */
export const table = (entries) =>
  `{\n${entries.map(({ source, name, value }) => `${commented(source)}  ${key(name)}: ${literal(value, 2, key(name).length + 2)},\n`).join('')}}`
