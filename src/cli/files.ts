/** The files that commands are given and write. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseJson } from '../base/json.ts'
import { openFailureText } from '../discovery/messages.en.ts'
import { fileSizeLimit, openSnapshot, type Snapshot } from '../discovery/snapshot.ts'
import { type Choices, choicesSchema } from '../steps/choices.ts'
import { Refused } from './output.ts'
import { standardInput } from './standardInput.ts'

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The name under which standard input is read. */
const inputName = '-'

function textOf(path: string, limit: number): string {
  try {
    // What a pipe holds is known once it is read.
    const bytes = path === inputName ? standardInput() : null
    const size = bytes?.length ?? statSync(path).size
    if (size > limit) throw new Refused(`${path} has ${size} bytes; files up to ${limit} bytes are read`)
    return bytes?.toString('utf8') ?? readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused(`could not read ${path}: ${reasonOf(error)}`)
  }
}

/** The snapshot in a file; `option` is how the command line names it. */
export function snapshotIn(path: string | undefined, option: string): Snapshot {
  if (path === undefined || path === '') throw new Refused(`${option} FILE is needed; see --help`)
  const opened = openSnapshot(textOf(path, fileSizeLimit))
  if (!opened.ok) throw new Refused(`${path}: ${openFailureText(opened.failure)}`)
  return opened.snapshot
}

/** The text of a report, whatever it holds. */
export const reportTextIn = (path: string): string => textOf(path, fileSizeLimit)

/** The answers in a file. */
export function choicesIn(path: string): Choices {
  const parsed = parseJson(textOf(path, fileSizeLimit))
  if (!parsed.ok) throw new Refused(`${path} is not JSON: ${parsed.why}`)
  const checked = choicesSchema.safeParse(parsed.value)
  if (checked.success) return checked.data
  const [first] = checked.error.issues
  throw new Refused(`${path} is not a choices file: ${first?.path.join('.') || 'the top level'}: ${first?.message ?? 'unknown'} (ringfence schema choices prints the form)`)
}

/** Writes a file, and the folders that it lies in. */
export function write(path: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  } catch (error) {
    throw new Refused(`could not write ${path}: ${reasonOf(error)}`)
  }
}
