/** The words of all steps, for pages that speak of several; a step's own screen brings its own. */
import type { StepId } from '../steps/choices.ts'
import { messages as access } from '../steps/access/messages.en.ts'
import { messages as addressSpace } from '../steps/addressSpace/messages.en.ts'
import { messages as connectivity } from '../steps/connectivity/messages.en.ts'
import { messages as datastores } from '../steps/datastores/messages.en.ts'
import { messages as keyVault } from '../steps/keyVault/messages.en.ts'
import type { StepMessages } from '../steps/messages.ts'
import { messages as monitoring } from '../steps/monitoring/messages.en.ts'
import { messages as outbound } from '../steps/outbound/messages.en.ts'
import { messages as registry } from '../steps/registry/messages.en.ts'
import type { RuleMessages } from '../steps/rule.ts'
import { messages as storage } from '../steps/storage/messages.en.ts'
import { messages as workspace } from '../steps/workspace/messages.en.ts'
import { stepOrder } from './routes.ts'

/** Every step's words. */
export const stepWords: Readonly<Record<StepId, StepMessages>> = { access, addressSpace, outbound, workspace, storage, keyVault, registry, datastores, monitoring, connectivity }

/** A step by its name, for data that carries the name as text. */
export const stepNamed = (name: string): StepId | undefined => stepOrder.find((step) => step === name)

/** A step's title; the name itself for a step that does not exist. */
export function titleOf(name: string): string {
  const step = stepNamed(name)
  return step === undefined ? name : stepWords[step].title
}

/** A step's number as people say it. */
export const numberOf = (step: StepId): number => stepOrder.indexOf(step) + 1

/** The words of a rule. */
export function ruleWords(step: string, rule: string): RuleMessages {
  const id = stepNamed(step)
  const own: Readonly<Record<string, RuleMessages>> = id === undefined ? {} : stepWords[id].rules
  const words = own[rule]
  if (words === undefined) throw new Error(`no words for the rule ${rule} of ${step}`)
  return words
}
