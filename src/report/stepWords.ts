import type { StepId } from '../steps/choices.ts'
import { stepIds, steps } from '../steps/index.ts'
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

const words: Readonly<Record<StepId, StepMessages>> = { access, addressSpace, outbound, workspace, storage, keyVault, registry, datastores, monitoring, connectivity }

const stepNamed = (name: string): StepId | undefined => stepIds.find((id) => id === name)

/** A step's title; the name itself for a step that does not exist. */
export function titleOf(name: string): string {
  const step = stepNamed(name)
  return step === undefined ? name : words[step].title
}

/** Where the article is published (facts.json source A). */
const ARTICLE = 'https://learn.microsoft.com/azure/machine-learning/v1/how-to-secure-workspace-vnet'

/** The address of a step's section of the article. */
export const articleOf = (step: StepId): string => `${ARTICLE}${steps[step].section}`

/** The words of a rule. Throws for a rule that does not exist, which is a mistake of ours. */
export function ruleWords(step: string, rule: string): RuleMessages {
  const id = stepNamed(step)
  const own: Readonly<Record<string, RuleMessages>> = id === undefined ? {} : words[id].rules
  const found = own[rule]
  if (found === undefined) throw new Error(`no words for the rule ${rule} of ${step}`)
  return found
}
