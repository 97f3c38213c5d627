import type { ArmId } from '../../base/armId.ts'
import { wellFormed } from '../hosts.ts'
import { oneLine } from '../messages.en.ts'

/** A text of bash: inside single quotes nothing has a meaning but the quote that ends them. */
export const bashText = (text: string): string => `'${wellFormed(text).replaceAll("'", `'\\''`)}'`

// PowerShell takes typographic single quotes for straight ones.
const QUOTES = /['\u2018-\u201B]/g

/** A text of PowerShell: inside single quotes nothing has a meaning but a quote, which is written twice. */
export const powerShellText = (text: string): string => `'${wellFormed(text).replaceAll(QUOTES, '$&$&')}'`

/** An id as it stands in an address: nothing in it has a meaning to a shell, to `az` or to a server. */
export const addressOf = (id: ArmId): string => id.split('/').map(encoded).join('/')

const encoded = (segment: string): string =>
  encodeURIComponent(wellFormed(segment)).replaceAll(/[!'()*~]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)

/** A comment of bash and of PowerShell: whatever it says stays on its line. */
export const comment = (text: string): string => `# ${oneLine(text)}`

/** A file's name that shows what it is about, on every file system. */
export const fileName = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 48)
