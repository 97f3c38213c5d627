/** Commands of the Azure CLI as documents. Whatever a name holds, it stays one word of its command. */
import type { ArmId } from '../../base/armId.ts'
import { type Document, indent, line, lines } from '../../base/document.ts'
import type { Json } from '../../base/json.ts'
import { addressOf, bashText, comment } from '../../exports/cli/quoting.ts'
import { oneLine } from '../../exports/messages.en.ts'
import { apiVersion, type CloudId, cloudOf } from '../../facts/ask.ts'
import { at } from './snippet.ts'

// What means nothing to bash. An `@` in front would make `az` read a file.
const PLAIN = /^[A-Za-z0-9_./:,][A-Za-z0-9_./:,@=-]*$/

/** A text as one word of bash; quoted where it has to be. */
export const word = (text: string): string => (PLAIN.test(text) ? text : bashText(oneLine(text)))

/** A flag and what it is told. */
export type Flag = readonly [flag: string, ...values: readonly string[]]

// `az` takes a value that begins with a hyphen for a flag, unless it is joined to its own.
function written([flag, ...values]: Flag): string {
  const [only, ...more] = values
  return only !== undefined && more.length === 0 && only.startsWith('-') ? `${flag}=${word(only)}` : [flag, ...values.map(word)].join(' ')
}

const WIDTH = 100

/** A command; one that is long has a line for each flag. */
export function command(name: string, flags: readonly Flag[]): Document {
  const parts = flags.map(written)
  const whole = [name, ...parts].join(' ')
  if (whole.length <= WIDTH) return line(whole)
  return [...line(`${name} \\`), ...indent(lines(...parts.map((part, index) => (index === parts.length - 1 ? part : `${part} \\`))))]
}

/** Commands below a comment; nothing where there is none. */
export const commented = (text: string, commands: readonly Document[]): Document => (commands.length === 0 ? [] : [...line(comment(text)), ...commands.flat()])

/** The flags that name a resource. */
export const named = (id: ArmId, flag = '--name'): readonly Flag[] => [[flag, at(id).name], ...placed(id)]

/** The flags that say where a resource lies. */
export const placed = (id: ArmId): readonly Flag[] => [['--resource-group', at(id).group], ['--subscription', at(id).subscription]]

/** The flags by which CLI v1 takes a workspace. */
export const v1Named = (id: ArmId): readonly Flag[] => [['--workspace-name', at(id).name], ['--resource-group', at(id).group], ['--subscription-id', at(id).subscription]]

// Signs that hide or turn what stands beside them; JSON and Python read the escape alike.
const UNSEEN = /[\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g

/** A value as JSON without a sign that hides. */
export const json = (value: Json): string => JSON.stringify(value).replaceAll(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A call of Azure Resource Manager. */
export interface Call {
  readonly method: 'get' | 'put' | 'patch' | 'post' | 'delete'
  readonly id: ArmId
  readonly type: string
  /** What follows the id, such as `/diagnose`. */
  readonly beyond?: string
  /** What follows the version, such as `&skipValidation=true`. */
  readonly asked?: string
  readonly body?: Json
  readonly query?: string
  readonly more?: readonly Flag[]
}

/** The call with the cloud's own host, sent by `az rest`, which signs in. */
export const rest = (cloud: CloudId, { method, id, type, beyond = '', asked = '', body, query, more = [] }: Call): Document =>
  command('az rest', [
    ['--method', method],
    ['--url', `${cloudOf(cloud).arm}${addressOf(id)}${beyond}?api-version=${apiVersion(type)}${asked}`],
    ...(body === undefined ? [] : [['--body', json(body)] as const]),
    ...(query === undefined ? [] : [['--query', query], ['--output', 'tsv']] as const),
    ...more,
  ])
