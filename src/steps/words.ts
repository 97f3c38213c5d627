/** The words of all steps, for pages and reports that speak of several; a step's own screen brings its own. */
import type { StepId } from './choices.ts'
import { messages as access } from './access/messages.en.ts'
import { messages as addressSpace } from './addressSpace/messages.en.ts'
import { messages as connectivity } from './connectivity/messages.en.ts'
import { messages as datastores } from './datastores/messages.en.ts'
import { messages as keyVault } from './keyVault/messages.en.ts'
import type { StepMessages } from './messages.ts'
import { messages as monitoring } from './monitoring/messages.en.ts'
import { messages as outbound } from './outbound/messages.en.ts'
import { messages as registry } from './registry/messages.en.ts'
import type { Finding, RuleMessages } from './rule.ts'
import { messages as storage } from './storage/messages.en.ts'
import { unreadSentence } from './unread.en.ts'
import { messages as workspace } from './workspace/messages.en.ts'

/** Every step's words. */
export const stepWords: Readonly<Record<StepId, StepMessages>> = { access, addressSpace, outbound, workspace, storage, keyVault, registry, datastores, monitoring, connectivity }

/** A step by its name, for data that carries the name as text. */
export const stepNamed = (name: string): StepId | undefined => (Object.hasOwn(stepWords, name) ? (name as StepId) : undefined)

/** A step's title; the name itself for a step that does not exist. */
export function titleOf(name: string): string {
  const step = stepNamed(name)
  return step === undefined ? name : stepWords[step].title
}

/** The words of a rule. Throws for a rule that does not exist, which is a mistake of ours. */
export function ruleWords(step: string, rule: string): RuleMessages {
  const id = stepNamed(step)
  const own: Readonly<Record<string, RuleMessages>> = id === undefined ? {} : stepWords[id].rules
  const words = own[rule]
  if (words === undefined) throw new Error(`no words for the rule ${rule} of ${step}`)
  return words
}

/** What a finding says of its place: the fault, or what was not read for a verdict and what helps. */
export const findingText = ({ step, rule, data }: Pick<Finding, 'step' | 'rule' | 'data'>): string => unreadSentence(data) ?? ruleWords(step, rule).what(data)
