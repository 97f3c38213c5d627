/** The stages in which a plan is deployed: what people do, then what the files do; read-me files and pipelines go through the same ones. */
import { idKey, nameOf, subscriptionOf } from '../base/armId.ts'
import type { Change, Phase } from '../changes/change.ts'
import { byHand, taskText } from './byHand.ts'
import type { Deployable } from './declarations.ts'
import type { Laid } from './deployables.ts'
import type { ExportInput } from './exportFile.ts'
import { cell, code, prose } from './markdown.ts'
import { readMeWords as words } from './messages.en.ts'
import { shellWord } from './shellWord.ts'

/** What people do first, as sentences of Markdown, and the folders that are deployed then, in their order; there may be none. */
export interface Stage {
  readonly phase: Phase
  readonly first: readonly string[]
  readonly folders: readonly Deployable[]
}

/** Whether lockdown changes something that a folder deploys. */
export const locks = ({ modules }: Deployable): boolean => modules.some(({ usesPhase }) => usesPhase)

/** The stages of a plan that is laid out, and what people do after the last. */
export function stagesOf(laid: Laid): { readonly stages: readonly Stage[]; readonly last: readonly string[] } {
  const { all, input } = laid
  const { between, prepared, beforeLockdown, afterLockdown } = byHand(laid)
  const done = (changes: readonly Change[]): readonly string[] => changes.map((change) => handText(change, input))
  const cuts = [...new Set([0, ...between.keys(), all.length])].sort((one, other) => one - other)
  return {
    stages: [
      ...cuts.map((at, index): Stage => ({ phase: 'prepare', first: done(between.get(at) ?? []), folders: all.slice(at, cuts[index + 1]) })),
      { phase: 'lockdown', first: [...done(prepared), words.test, ...done(beforeLockdown)], folders: all.filter(locks) },
    ],
    last: done(afterLockdown),
  }
}

function handText(change: Change, input: ExportInput): string {
  const number = numberOf(change, input)
  const team = change.owner === null ? '' : ` ${words.forTeam(cell(change.owner))}`
  if (change.do === 'manual') return `${words.taskByHand(number, describe(change, input))}${team}`
  return `${change.do === 'delete' ? words.deletion(number, code(change.id)) : words.changeByHand(number, describe(change, input))}${team}`
}

/** The number of a change in its plan, from 1. */
export const numberOf = (change: Change, { plan }: ExportInput): number => plan.findIndex((other) => other.key === change.key && idKey(other.id) === idKey(change.id)) + 1

/** A change as Markdown on one line. */
export function describe(change: Change, input: ExportInput): string {
  switch (change.do) {
    case 'manual':
      return prose(taskText(change, input))
    case 'action':
      return code(change.action === 'register' ? `az provider register --namespace ${shellWord(nameOf(change.id))} --wait --subscription ${subscriptionOf(change.id)}` : `POST ${change.id}/${change.action}?api-version=${change.apiVersion}`)
    case 'create':
    case 'update':
    case 'delete':
      return code(`${change.do} ${change.id}`)
  }
}
