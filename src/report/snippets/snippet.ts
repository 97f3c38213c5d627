/** What a snippet is: commands to copy, written from the estate and what it is to become. None holds a secret. */
import { type ArmId, groupOf, nameOf, subscriptionOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Language } from '../../exports/exportFile.ts'
import { retirements } from '../../facts/notices.ts'
import type { Choices, StepId } from '../../steps/choices.ts'
import type { RequirementId } from '../../steps/requirements.ts'

/** The catalogue's numbers ("Snippets to offer" of knowledge/requirements.md). */
export type SnippetId =
  | 'SN-01' | 'SN-02' | 'SN-03' | 'SN-04' | 'SN-05' | 'SN-06' | 'SN-07' | 'SN-08' | 'SN-09' | 'SN-10' | 'SN-11' | 'SN-12' | 'SN-13' | 'SN-14' | 'SN-15'

/** The ways to run a snippet, in the order in which they are offered. */
export type Tab = 'cli' | 'powerShell' | 'rest' | 'sdkV2' | 'cliV1' | 'sdkV1'

const ended = (what: (typeof retirements)[number]['what']): string | null => retirements.find((one) => one.what === what)?.date ?? null

/** What each way is written in, and the day on which its support ended (CLIDEP, V1DEP; PRE-08). */
export const tabs: Readonly<Record<Tab, { readonly language: Language; readonly supportEnded: string | null }>> = {
  cli: { language: 'bash', supportEnded: null },
  powerShell: { language: 'powershell', supportEnded: null },
  rest: { language: 'bash', supportEnded: null },
  sdkV2: { language: 'python', supportEnded: null },
  cliV1: { language: 'bash', supportEnded: ended('Azure ML CLI v1 (azure-cli-ml)') },
  sdkV1: { language: 'python', supportEnded: ended('Azure ML SDK v1') },
}

/** One way to run a snippet. */
export interface Way {
  readonly tab: Tab
  readonly code: string
}

/** Commands for one purpose; the first way is shown first. */
export interface Made {
  readonly what: string
  readonly notes: readonly string[]
  readonly ways: readonly Way[]
}

/** What snippets are written from. */
export interface About {
  readonly current: Estate
  readonly desired: Estate
  readonly choices: Choices
}

/** A row of the table: where its snippets are shown, what they answer, and what they are here; none where they do not apply. */
export interface Part {
  readonly step: StepId
  readonly requirements: readonly RequirementId[]
  readonly make: (about: About) => readonly Made[]
}

/** A snippet with its place in the table. */
export interface Snippet extends Made {
  readonly id: SnippetId
  readonly step: StepId
  readonly requirements: readonly RequirementId[]
}

/** Where a resource lies, as commands ask for it. */
export interface At {
  readonly name: string
  readonly group: string
  readonly subscription: string
}

/** The name, group and subscription of a resource. */
export const at = (id: ArmId): At => ({ name: nameOf(id), group: nameOf(groupOf(id) ?? id), subscription: subscriptionOf(id) })
