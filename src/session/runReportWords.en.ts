import type { ChangeStand, Evidence } from '../apply/progress.ts'
import type { Change } from '../changes/change.ts'

const doing: Readonly<Record<Change['do'], string>> = { create: 'create', update: 'update', delete: 'delete', action: 'call', manual: 'by hand' }
const stands: Readonly<Record<ChangeStand, string>> = {
  waiting: 'not begun', gate: 'behind its gate', reading: 'being read', sent: 'sent', polling: 'Azure works', verifying: 'being read back', done: 'done', ambiguous: 'not known', stale: 'changed meanwhile', paused: 'stopped', skipped: 'taken back', byHand: 'task, open',
}
const results: Readonly<Record<Evidence['result'], string>> = { read: 'read from Azure', stored: 'stored in the browser', attested: 'attested', missing: 'missing', unread: 'could not be read' }

/** The words of the report of a run. */
export const runReportWords = {
  title: { forward: (workspace: string) => `Run on ${workspace}`, undo: (workspace: string) => `Way back of a run on ${workspace}` },
  ends: { done: 'Done', restored: 'Restored', paused: 'Paused' },
  going: 'Going on',
  head: (end: string, done: number, all: number): string => `${end}: ${done} of ${all} changes are done.`,
  times: (began: string, ended: string | null, written: string): string => `Begun ${began}${ended === null ? '' : `, ended ${ended}`}; written down ${written}. All times are UTC.`,
  about: (run: string, digest: string): string => `Run ${run}, of the plan with the digest ${digest}.`,
  what: 'This report holds what was planned, what was sent and what Azure answered, and what the estate is like before and after. It holds no token, key or password; their places say (left out). Whole bodies are in evidence.json beside it.',
  paused: 'Why it paused',
  correlation: (id: string): string => `Correlation id: ${id}`,
  azureSays: (said: string): string => `Azure says: ${said}`,
  plan: 'The plan, and what became of it', planHead: '| No. | Do | Resource | What changes | Became | Began | Ended |',
  takenBack: 'Closings that were taken back: their doors were open again', takenBackHead: '| No. | Taken back |',
  left: 'What stays as it is', leftHead: '| Resource | Type |',
  requests: 'What was sent', requestHead: '| No. | Sent | Method | Resource | API version | Attempt | Answer | Became |', requestsNone: 'Nothing was sent.',
  keptHere: 'Kept here before the closings, not read from Azure',
  azure: 'Read from Azure', proofs: 'Proofs before the closings', proofHead: '| No. | Proof | Found | Result | Read |',
  back: 'Read back afterwards', backText: (at: string, equal: number, all: number): string => `The estate was read again at ${at}. ${equal} of ${all} changed entries are as planned.`, backNone: 'The estate was not read again after this run.',
  checkHead: '| What | Holds | Does not | Could not be read |', unlikeHead: '| No. | Property | Expected | Found |', gone: 'the resource is not there',
  again: (n: number): string => (n === 0 ? 'A new plan from this estate holds no change.' : `A new plan from this estate holds ${n} ${n === 1 ? 'change' : 'changes'}.`),
  kept: 'Where Azure stored a different value', diagnosis: 'Workspace diagnostics', diagnosisAt: (at: string): string => `Run by the workspace, read at ${at}.`, diagnosisHead: '| Level | About | Code | Message |', diagnosisNone: 'The workspace was not asked.',
  counts: 'Findings before and after', countHead: '| | must | should | info | unknown |', before: (at: string): string => `before, ${at}`, after: (at: string): string => `after, ${at}`,
  attested: 'Attested by a person', attestedText: 'Azure shows none of this; a person said it.', statements: { wayIn: 'The way in was tried, and the studio opened.', byHand: 'A task by hand is done.', closing: 'This closing may go out.' },
  statementHead: '| No. | Said | What | Resource |', names: 'Names, as a machine inside the network resolves them', nameHead: '| Name | Expected | As expected |', said: { yes: 'yes', no: 'no' }, unsaid: 'nobody said', nothingAttested: 'Nobody attested anything in this run.',
  does: (what: Change['do']): string => doing[what], stand: (stand: ChangeStand): string => stands[stand], result: (result: Evidence['result']): string => results[result],
  byPerson: 'done, by a person’s word', answer: { none: 'none' }, became: { done: 'done', refused: 'refused', failed: 'failed', lost: 'not known' }, unsettled: 'not known yet',
} as const
