/** Reports and review links from a command line: the page's own functions on files. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { atOnce } from '../base/slices.ts'
import { version } from '../base/version.ts'
import { digest } from '../changes/digest.ts'
import { currentInput, desiredInput, nothingSaid, type ReportInput } from '../report/input.ts'
import { markdown } from '../report/markdown.ts'
import { reportOf } from '../report/report.ts'
import { sarif } from '../report/sarif.ts'
import type { Review } from '../review/content.ts'
import { contents } from '../review/contents.ts'
import { chanceSizes } from '../review/encrypt.ts'
import { limits } from '../review/limits.ts'
import { linkFailureText } from '../review/messages.en.ts'
import { judgeRisks } from '../review/risks.ts'
import { opensAgain } from '../review/opensAgain.ts'
import { type Sealed, seal, sealLocked } from '../review/seal.ts'
import { type Arrived, unseal, unsealLocked } from '../review/unseal.ts'
import type { Base, View } from '../session/derive.ts'
import { shownTo, viewed } from '../session/review.ts'
import { write } from './files.ts'
import { type Output, Refused } from './output.ts'

/** What these commands are told. */
export interface ReviewValues {
  readonly snapshot?: string | undefined
  readonly format?: string | undefined
  readonly out?: string | undefined
  readonly names?: boolean | undefined
  readonly 'passphrase-env'?: string | undefined
}

/** What they need from outside. */
interface Around {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: { readonly now: () => number }
  /** How often a passphrase is hashed, where that is not what links say (tests). */
  readonly iterations?: number
}

const json = (output: Output, value: unknown): void => output.out(`${JSON.stringify(value, null, 2)}\n`)

/** Prints the report of an estate, or of the estate as it would be. */
export function printReport(picture: Base | View, values: ReviewValues, output: Output): void {
  const input: ReportInput = 'plan' in picture ? desiredInput(picture) : currentInput(picture)
  switch (values.format) {
    case 'markdown': return output.out(markdown(reportOf(input)))
    case 'sarif': return output.out(sarif(input, { version, snapshot: values.snapshot ?? null }))
    case undefined: default: throw new Refused(`report needs --format markdown|sarif${values.format === undefined ? '' : `, not ${JSON.stringify(values.format)}`}`)
  }
}

/** The passphrase in the environment; null where none is asked for. */
function passphraseOf({ 'passphrase-env': name }: ReviewValues, { env }: Around): string | null {
  if (name === undefined) return null
  const passphrase = env[name] ?? ''
  if (passphrase === '') throw new Refused(`the environment variable ${name} is empty; put the passphrase into it`)
  return passphrase
}

const random = (size: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(size))

function sealed(review: Review, passphrase: string | null, { iterations }: Around): Sealed | Promise<Sealed> {
  return passphrase === null ? seal(review) : sealLocked(review, { passphrase, iterations, chance: { salt: random(chanceSizes.salt), iv: random(chanceSizes.iv) } })
}

/** Prints a review link, or writes it into a file; what it contains goes to standard error. */
export async function printLink(view: View, values: ReviewValues, output: Output, around: Around): Promise<void> {
  const madeAt = `${new Date(around.clock.now()).toISOString().slice(0, 19)}Z`
  const design = { estate: view.base.current, choices: view.choices, risks: [] }
  const { review, masked } = atOnce(shownTo({ design, names: values.names === true ? 'kept' : 'masked', madeAt }))
  const { fragment, bytes } = await sealed(review, passphraseOf(values, around), around)
  for (const line of contents(review, masked?.stays).inside) output.err(`ringfence: in the link: ${line}\n`)
  if (!opensAgain(review)) throw new Refused('a review of this plan could not be opened again: it holds a text that is too long, or more things than a review takes; nothing was written. Give the snapshot and the choices to the reviewer instead')
  if (values.out !== undefined) {
    write(values.out, bytes)
    return json(output, { file: values.out, bytes: bytes.length, plan: review.digest })
  }
  if (fragment === null) throw new Refused(`the link would have more than ${limits.link} characters; give --out FILE.review.ringfence`)
  output.out(`${fragment}\n`)
}

/** A link's text, or the bytes of the file that it names. */
function arrivedIn(text: string): Arrived {
  if (text.includes('#/') || !existsSync(text)) return text
  try {
    const { size } = statSync(text)
    if (size > limits.sealed * 2) throw new Refused(`${text} has ${size} bytes; a review file has at most ${limits.sealed}`)
    return new Uint8Array(readFileSync(text))
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused(`could not read ${text}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Prints what the page would show of a review link; gives the view. */
export async function printOpened(text: string | undefined, values: ReviewValues, output: Output, around: Around): Promise<View> {
  if (text === undefined) throw new Refused('open-link needs a link or a file')
  const passphrase = passphraseOf(values, around)
  const arrived = arrivedIn(text)
  const opened = passphrase === null ? unseal(arrived) : await unsealLocked(arrived, passphrase, around.iterations)
  if (opened.is !== 'open') throw new Refused(linkFailureText(opened))
  const { content: review } = opened
  const view = viewOf(review)
  const { accepted, expired } = judgeRisks(view.validation, review.risks, new Date(around.clock.now()).toISOString().slice(0, 10))
  json(output, {
    madeAt: review.madeAt, names: review.names, linkDigest: review.digest, matches: digest(view.plan) === review.digest,
    ...reportOf(desiredInput(view, { ...nothingSaid, accepted, expired })), choices: review.choices, risks: review.risks,
  })
  return view
}

/** A link is somebody else's text: whatever our computation makes of it ends in one line. */
function viewOf(review: Review): View {
  try {
    return atOnce(viewed(review))
  } catch (error) {
    throw new Refused(`the link arrived whole and could not be worked out: ${error instanceof Error ? error.message : String(error)}`)
  }
}
