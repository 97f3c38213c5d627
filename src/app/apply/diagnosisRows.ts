/** The results of the workspace's own diagnosis as rows, each with the step of the wizard that it belongs to. Pure. */
import type { StatusWord } from '../../components/statusWord.ts'
import type { DiagnosisResult } from '../../session/applyState.ts'
import { diagnosisLevels, diagnosisLists, worstFirst } from '../../session/applyWords.ts'
import type { StepId } from '../../steps/choices.ts'
import { titleOf } from '../../steps/words.ts'
import { hrefOf } from '../routes.ts'
import { numberOf, stepIds } from '../../steps/order.ts'

/** A part of a message: text, or an address of Microsoft's that can be followed. */
export interface Piece { readonly text: string; readonly href: string | null }

export interface DiagnosisRow {
  readonly key: string
  readonly word: StatusWord
  readonly level: string
  readonly about: string
  readonly code: string
  readonly message: readonly Piece[]
  readonly step: { readonly name: string; readonly href: string } | null
}

const wordOf: Readonly<Record<DiagnosisResult['level'], StatusWord>> = { error: 'must', warning: 'should', information: 'info' }

/** Codes that one rule of a step is about, in lower case: both spellings that are documented are one code (DIAG-06). */
const rules: Readonly<Record<string, string>> = { customdnsinuse: 'own-dns-servers-forward-to-azure' }

function stepOf({ step, code }: DiagnosisResult): DiagnosisRow['step'] {
  const id: StepId | undefined = stepIds.find((one) => one === step)
  if (id === undefined) return null
  const rule = rules[code.toLowerCase()]
  return { name: `${numberOf(id)} ${titleOf(id)}`, href: hrefOf({ page: 'step', step: id, to: rule === undefined ? null : { by: 'rule', name: rule } }) }
}

const isMicrosoft = (address: string): boolean => URL.canParse(address) && /(^|\.)(microsoft\.com|aka\.ms)$/.test(new URL(address).hostname)

/** A message in pieces. It is text from outside: only documentation of Microsoft's becomes a link. */
export function piecesOf(message: string): readonly Piece[] {
  return message.split(/(https:\/\/[^\s'"<>]*[^\s'"<>.,;:)])/).filter((text) => text !== '').map((text) => ({ text, href: text.startsWith('https://') && isMicrosoft(text) ? text : null }))
}

/** The rows, what is worst first. */
export const diagnosisRows = (results: readonly DiagnosisResult[]): readonly DiagnosisRow[] => worstFirst(results)
  .map((result, index): DiagnosisRow => ({ key: `${index}`, word: wordOf[result.level], level: diagnosisLevels[result.level], about: diagnosisLists[result.list], code: result.code, message: piecesOf(result.message), step: stepOf(result) }))
