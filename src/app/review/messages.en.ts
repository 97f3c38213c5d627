import type { Drifted } from '../../review/drift.ts'
import type { Holder } from '../../review/grants.ts'
import { count } from '../words.ts'

/** The words of the page that a review link opens. */
export const reviewWords = {
  bar: 'Review link · read only',
  title: 'Review',
  heading: ['Put workspace ', ' behind a virtual network'],
  opening: 'Opening the review …',
  openingText: 'It is computed in this browser; nothing is sent.',
  noPayload: {
    title: 'Open a review',
    text: 'A review link holds an estate and a plan that somebody shares with you. Open the link itself, paste it here, or choose the file that came instead. It is computed in this browser; nothing is sent.',
    paste: 'Review link', open: 'Open', choose: 'Choose file…', or: 'or',
  },
  failed: 'This review was not opened',
  failedProgram: 'A part of Ringfence could not be loaded, so the review was not opened. Check the connection and reload the page.',
  failedFile: 'The browser could not read the file. Nothing was opened. Check that it is still there, then choose it again.',
  failedEstate: (message: string) => `The review arrived whole and could not be worked out. This is our mistake; nothing was changed. Report this sentence: ${message}`,
  locked: {
    title: 'This review is locked', text: 'Whoever sent it chose a passphrase and tells it to you another way. Unlocking takes about a second.',
    label: 'Passphrase', unlock: 'Unlock', trying: 'Unlocking …',
  },
  banner: {
    label: 'What this is',
    what: 'Somebody sent you this picture of an estate and a plan. It has not been compared with Azure.',
    masked: 'Names, ids and address ranges are replaced by pseudonyms.',
    kept: 'Names and ids are those of the sender.',
    how: 'Everything on this page was computed in your browser from the link; nothing is sent, and nothing here can change Azure. There is no server, and a link cannot be called back.',
    made: (when: string) => `made ${when}`,
    plan: (digest: string) => `plan ${digest}`,
    matches: 'matches', differs: 'differs',
    differsText: 'This version of Ringfence plans these answers differently from the one that made the link: the changes below are not those that the sender saw. Ask for a new link.',
  },
  nav: { label: 'In this review', summary: 'Summary', rules: 'Rules before and after', closings: 'Closings', risks: 'Accepted risks', additions: 'Additions', byHand: 'By hand', charges: 'What is billed', paths: 'Paths', topology: 'What is open', firewall: 'Firewall list', now: 'Compared with now', take: 'Take away', reply: 'Your reply' },
  yours: 'Your responses',
  yoursText: (n: number, all: number) => `${n} of ${count(all, 'item', 'items')}. Kept in this browser only.`,
  summary: (adds: number, closes: number, byHand: number) => `${count(adds, 'change adds', 'changes add')}, ${count(closes, 'closes', 'close')}, ${count(byHand, 'is', 'are')} done by hand.`,
  scope: 'It says which rules of one article are kept, broken or unknown, before and after. It does not say that a workspace is safe.',
  before: 'before', after: 'after',
  countsBefore: 'Findings before', countsAfter: 'Findings after',
  closings: { title: 'Closings', text: (n: number) => `${count(n, 'item', 'items')}, the ones that take paths away`, none: 'The plan closes nothing.' },
  risks: { title: 'Accepted risks', text: (n: number) => `${count(n, 'rule that stays', 'rules that stay')} broken on purpose`, none: 'Nobody has accepted a risk.', until: (day: string) => `until ${day}`, expired: (day: string) => `expired ${day}: it counts again` },
  rules: {
    title: 'Rules before and after', text: 'by section of the article', section: 'Section', caption: 'Findings by section, before and after the plan',
    change: (before: number, after: number) => (before === after ? String(after) : `${before} → ${after}`),
    stays: (n: number) => `${count(n, 'finding stays', 'findings stay')}`, settled: (n: number) => `${count(n, 'finding', 'findings')} that the plan settles`, none: 'Nothing stays.',
    columns: { before: 'Before', after: 'After', what: 'What', where: 'Where', response: 'Response' },
  },
  additions: { title: 'Additions', text: (n: number) => `${count(n, 'change', 'changes')} in order; nothing is closed`, show: (n: number) => `Show ${count(n, 'addition', 'additions')}`, hide: 'Fold', acceptAll: (n: number) => `Accept the ${n} without a response`, none: 'The plan adds nothing.' },
  byHand: { title: 'By hand', text: (n: number) => `${count(n, 'task', 'tasks')} that somebody does` },
  columns: { number: 'No.', resource: 'Resource', what: 'What changes', notices: 'Who notices', why: 'Why', response: 'Response', level: 'Level', rule: 'Rule', reason: 'Reason' },
  moreLines: (n: number) => `and ${n} more ${n === 1 ? 'property' : 'properties'}`,
  because: (step: string, requirements: readonly string[]) => [step, ...requirements].join(' '),
  paths: { title: 'Paths', text: 'who keeps which way', show: 'Work out who keeps which way' },
  topology: { title: 'What is open', text: 'what each service lets in, and the private way to it', current: 'Before', desired: 'After', strip: (when: string) => `What is open: ${when.toLowerCase()}` },
  firewall: { text: 'required and situational' },
  responses: { label: (what: string) => `Response to ${what}`, accept: 'Accept', question: 'Question', refuse: 'Refuse', clear: 'Take back', clearOf: (what: string) => `Take back the response to ${what}`, yourQuestion: 'Your question', yourRefusal: 'Why you refuse', none: 'none' },
  now: {
    title: 'Compared with now',
    text: 'This page knows only what the link holds. With a snapshot of the same workspace it says what has been done since, what is open, and what somebody changed otherwise.',
    choose: 'Choose a snapshot…', other: 'Choose another snapshot…', reading: (name: string) => `Reading ${name} …`, working: 'Comparing …',
    failed: (name: string) => `${name} was not compared.`,
    otherWorkspace: 'The snapshot is of another workspace, so nothing was compared. Choose a snapshot of the workspace that this review is about.',
    with: (when: string) => `Compared with the estate as read ${when}. A link holds no principals: roles are compared by whether the workspace's own identity has them, and by how many others do.`,
    counts: (done: number, open: number, otherwise: number, unread: number) => `${done} done, ${open} open, ${otherwise} changed otherwise, ${unread} not readable.`,
    caption: 'Resources since the review', columns: { name: 'Resource', kind: 'Kind', state: 'Now' },
    states: { done: 'done', open: 'open', otherwise: 'changed otherwise', unread: 'not readable' } satisfies Record<Drifted['is'], string>,
    role: (role: string, to: Holder) => `${role === '' ? 'another role' : role} for ${to === 'workspace' ? 'the workspace' : 'somebody else'}`,
    lockdown: 'prepared, not closed', unplanned: 'not in the plan',
    take: 'Begin a draft with these answers',
    takeText: 'The draft is of your snapshot. Every step has to be looked at again, and nothing is applied.',
    takeMasked: 'Names in this link are pseudonyms, so its answers cannot become a draft. Ask for a link that keeps the names.',
  },
  take: {
    title: 'Take away', text: 'What can be written without a snapshot. Bicep and ARM templates restate resources as they were read; a link does not hold that.',
    markdown: 'Report, Markdown', sarif: 'Findings, SARIF 2.1.0', choices: 'Answers, JSON', print: 'Print',
  },
  reply: {
    title: 'Your reply', barLabel: 'Send your responses back', name: 'Your name', nameHint: 'As you type it; nobody checks it. Needed for a reply.', note: 'Note on the whole, optional',
    bar: (n: number, all: number) => [`${n} of ${count(all, 'item', 'items')}`, ' have your response'] as const,
    kinds: (accept: number, question: number, refuse: number) => [accept > 0 ? `${accept} accept` : '', question > 0 ? `${question} question` : '', refuse > 0 ? `${refuse} refuse` : ''].filter((part) => part !== '').join(', '),
    back: 'They go back only if you copy or save them.',
    backLocked: 'They go back only if you copy or save them, locked with the same passphrase.',
    save: 'Save as file', copy: 'Copy reply link', copied: 'Copied. Send the link back to whoever sent the review.', saved: 'Saved. Send the file back to whoever sent the review.',
    copyFailed: 'The browser did not allow copying. Save it as a file.', tooLong: 'The reply is too long for a link. Save it as a file.',
    left: (n: number) => `${count(n, 'accepted item', 'accepted items')} did not fit into the reply; every question and refusal is in it.`,
    nothing: 'There is no response yet. Answer an item first.', noName: 'A reply needs your name. Type it, then copy or save again.',
    noNote: (n: number) => `${count(n, 'question or refusal needs', 'questions or refusals need')} a note. Type it, then copy or save again.`,
  },
  printed: 'Printed from a review link: unverified content.',
} as const

/** The words of the dialog that makes a link. */
export const shareWords = {
  button: 'Share', planButton: 'Share for review',
  refused: 'A review of this plan could not be opened again: it holds a text that is too long, or more things than a review takes. No link was made. Give the snapshot and the choices to the reviewer instead.',
  title: 'Link for a review', close: 'Close',
  intro: 'The whole plan is inside the link. There is no server, and a link cannot be called back. Whoever holds it can read it.',
  names: 'Names, ids and address ranges', proposed: 'proposed',
  masked: 'Replace by pseudonyms', maskedText: (own: string, masked: string) => `${own} becomes ${masked}, the same in every link of this workspace. Address ranges move; what overlaps still does.`, maskedPlain: 'The same in every link of this workspace. Address ranges move; what overlaps still does.',
  kept: 'Keep them', keptText: 'Resource names, groups and subscription ids are readable by every holder and every mail filter. People are left out either way.',
  passphrase: 'Passphrase, optional', passphraseText: 'Encrypts the content with AES-GCM. Send it another way; it cannot be recovered.',
  passphraseShort: 'A short passphrase is guessed in hours. Use four words or more.',
  size: 'Size', sizeOf: (n: number, limit: number) => `${n.toLocaleString('en-GB')} of ${limit.toLocaleString('en-GB')} characters`, sizeText: (aim: number, limit: number) => `Short links survive mail better: the aim is ${aim.toLocaleString('en-GB')}. Above ${limit.toLocaleString('en-GB')} it becomes a file.`,
  isFile: (bytes: number, limit: number) => `This plan needs more than ${limit.toLocaleString('en-GB')} characters, so it becomes a file of ${bytes.toLocaleString('en-GB')} bytes.`,
  inIt: 'In it', notInIt: 'Not in it', readable: (n: number) => `All ${n} names, ids, ranges and typed texts that can be read in it`,
  link: 'Link', copy: 'Copy link', copied: 'Copied', copyFailed: 'The browser did not allow copying; copy the text of the link.', see: 'Open it as the reviewer will see it', save: 'Save as file', saveInstead: 'Save as file instead',
  making: 'Making the link …', incomplete: (n: number) => `${count(n, 'answer is', 'answers are')} still missing; the link holds the plan without ${n === 1 ? 'it' : 'them'}.`,
} as const

/** The words of the plan's part for reviews, and of a reply that arrives. */
export const planReviewWords = {
  intro: 'Share the plan with somebody who has no access to Azure, take the answers back, and file what was decided.',
  share: 'Share', shareText: 'A link holds the plan and everything needed to judge it, and no server sees it.',
  replies: 'Replies', noReplies: 'No reply was taken over yet.', importText: 'A reviewer sends a reply as a link or a file. It is read in this browser and shown beside each item.',
  paste: 'Reply link', open: 'Read the reply', choose: 'Choose file…', remove: 'Remove', removeOf: (name: string) => `Remove the reply of ${name}`,
  by: (name: string, when: string) => `${name}, ${when}`, asTyped: 'The name is as typed; nobody has proved it.', counts: (accept: number, question: number, refuse: number) => `${accept} accepted, ${count(question, 'question', 'questions')}, ${refuse} refused.`,
  table: (name: string) => `Questions and refusals of ${name}`, columns: { item: 'Item', response: 'Response', note: 'Note', state: 'Now' }, holds: 'as answered', changed: 'different now', gone: 'gone',
  allAccepted: 'No question and no refusal.',
  risks: 'Accepted risks', noRisks: 'No risk is accepted. A finding that stays can be accepted in the assessment, with a reason and a last day.',
  risksCaption: 'Accepted risks', riskColumns: { rule: 'Rule', where: 'Where', reason: 'Reason', until: 'Until', act: '' }, takeBack: 'Take back', takeBackOf: (rule: string) => `Take back the acceptance of ${rule}`, idle: 'kept now',
  report: 'Report', reportText: 'Findings before and after, accepted risks, changes in order and the answers of reviewers. It says which rules of one article are kept, broken or unknown; it does not say that a workspace is safe.',
  markdown: 'Markdown', sarif: 'SARIF 2.1.0', print: 'Printable page',
  reading: 'Reading the reply …', replyTitle: 'A reply to your plan', take: 'Take it over', shareButton: 'Make a review link',
  otherDraft: (workspace: string, readAt: string) => `This reply answers another draft that this browser keeps: ${workspace}, read ${readAt}. Nothing was taken over.`, openDraft: 'Open that draft',
  untied: (workspace: string, readAt: string) => `No draft in this browser is known to have made the link that it answers, so it was read against the one that is open: ${workspace}, read ${readAt}.`,
  since: (held: number, changed: number, gone: number) => `The plan has changed since: ${held} of the answers still hold, ${changed} ${changed === 1 ? 'item is' : 'items are'} different now and ${gone} ${gone === 1 ? 'is' : 'are'} gone.`,
  noneHolds: 'The plan has changed so far that no answer holds any more.',
  said: { accept: 'accepted', question: 'question', refuse: 'refused' }, response: 'Reviewer', saidBy: (what: string, who: string) => `${what} by ${who}`, changedSince: 'answered before this changed',
} as const

/** The words of accepting a risk. */
export const riskWords = {
  open: 'Accept this risk', title: 'Accept this risk', text: 'The rule stays broken here on purpose. The reason and the last day go into review links, reports and exports; after that day the finding shows again.',
  reason: 'Reason', reasonMissing: 'Type why this may stay.', until: 'Last day', untilPast: 'Choose a day from today on.', untilHint: 'A year from now at most is usual.', save: 'Accept', cancel: 'Cancel',
  accepted: (until: string) => `Accepted until ${until}`, expired: (until: string) => `The acceptance expired on ${until}; the finding counts again.`, change: 'Change', takeBack: 'Take back', name: 'Risk',
} as const

/** The words of the printable page. */
export const reportPageWords = { title: 'Report', print: 'Print', back: 'Back to the plan', heading: ['Plan for '], about: (readAt: string, cloud: string, digest: string) => `As read ${readAt} from ${cloud}; plan ${digest}.` } as const
