import type { Change } from '../changes/change.ts'
import type { Answer } from './input.ts'
import type { CountedWord } from '../steps/counts.ts'
import type { ChangeRow } from './report.ts'

const doing: Readonly<Record<Change['do'], string>> = { create: 'create', update: 'update', delete: 'delete', action: 'call', manual: 'by hand' }
const said: Readonly<Record<Answer['response'], string>> = { accept: 'accepted', question: 'question', refuse: 'refused' }

/** The words of a report. */
export const reportWords = {
  titles: { current: (workspace: string): string => `Assessment of ${workspace}`, desired: (workspace: string): string => `Plan for ${workspace}` },
  about: ({ cloud, takenAt }: { readonly cloud: string; readonly takenAt: string }): string => `Read from ${cloud} at ${takenAt}. It says which rules of one article are kept, broken or unknown; it does not say that a workspace is safe.`,
  plan: (digest: string, count: number): string => `Plan ${digest}, ${count} ${count === 1 ? 'change' : 'changes'}.`,
  noPlan: 'No choices were given, so there is no plan.',
  reviewer: (name: string): string => `Answers by ${name}, as typed; nobody has proved the name.`,
  countHead: { current: '| must | should | info | unknown | rules kept |', desired: '| | must | should | info | unknown | rules kept |' },
  before: 'before',
  after: 'after',
  findings: 'Findings',
  findingHead: { current: '| Level | Rule | Where | What | Remedy |', desired: '| Before | After | Rule | Where | What | Remedy |' },
  answerHead: ' Answer |',
  none: 'No finding.',
  kept: 'kept',
  word: (word: CountedWord | null): string => word ?? 'kept',
  risks: 'Accepted risks',
  riskHead: '| Level | Rule | Where | Reason | Until |',
  expired: (until: string): string => `${until}, expired: it counts again`,
  changes: { prepare: 'Changes that only add (prepare)', lockdown: 'Changes that only close (lockdown)' },
  changeHead: '| No. | Do | Resource | What changes | Because |',
  tasks: 'Tasks by hand',
  change: ({ do: what, interrupts, owner }: ChangeRow): string => [doing[what], ...(interrupts ? ['can be felt'] : []), ...(owner === null ? [] : [`by ${owner}`])].join(', '),
  answer: ({ response, note }: Answer): string => (note === '' ? said[response] : `${said[response]}: ${note}`),
  accepted: ({ reason, until }: { readonly reason: string; readonly until: string }): string => `Accepted until ${until}: ${reason}`,
  all: (count: number): string => `${count} ${count === 1 ? 'property' : 'properties'}`,
} as const
