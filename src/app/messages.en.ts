import type { Notice } from '../session/store.ts'
import type { StartFailure } from '../session/session.ts'
import { count, megabytes } from './words.ts'

/** The sentence of a file that was not opened: what is wrong, and that nothing happened to what was there. */
export function fileFailure(failure: Extract<StartFailure, { what: 'file' }>['failure'], name: string): readonly [string, string] {
  switch (failure.is) {
    case 'tooLarge': return [`${name} has ${megabytes(failure.bytes)}; a snapshot has at most ${megabytes(failure.limit)}.`, 'Take a snapshot of one workspace, not of a whole subscription.']
    case 'notJson': return [`${name} is not JSON: ${failure.why}.`, 'Choose the .json file itself, not a page or an archive that holds it.']
    case 'notSnapshot': return [`${name} is JSON and not a snapshot. Missing or of another kind: ${failure.missing.join(', ')}.`, 'A snapshot begins with "ringfence": 1 and holds the parts listed under "What the file holds".']
    case 'newer': return [`${name} has form ${failure.version}; this version reads form 1.`, 'Open it with the version that wrote it, or take a new snapshot.']
    case 'noWorkspace': return [`${name} names the workspace ${failure.workspaceId} and does not hold it.`, 'Take the snapshot again; the workspace itself has to be in it.']
    case 'workspaceRefused': return [`The workspace ${failure.workspaceId} could not be read when ${name} was taken (${failure.status} ${failure.code}).`, 'Whoever takes the snapshot needs Reader on the workspace.']
    case 'workspaceUnreadable': return [`The workspace ${failure.workspaceId} in ${name} lacks ${failure.missing.join(' and ')}.`, 'Take the snapshot from the full answer to a GET of the workspace; a list leaves properties out.']
  }
}

/** What stopped an estate from being opened, and the one thing to do next. */
export function startFailure(failure: StartFailure): readonly [string, string] {
  switch (failure.what) {
    case 'file': return fileFailure(failure.failure, failure.name)
    case 'unreadable': return [`The browser could not read ${failure.name}.`, 'Check that the file is still there and that you may read it, then choose it again.']
    case 'sample': return [`The sample ${failure.name} could not be loaded.`, 'Check the connection and try again; nothing was changed.']
    case 'program': return [`A part of Ringfence could not be loaded, so ${failure.name} was not opened.`, 'Check the connection, reload the page and try again; drafts are kept.']
    case 'estate': return [`${failure.name} was opened and could not be understood: ${failure.message}.`, 'This is our mistake. The file is unchanged; report this sentence with the resource types that the file holds.']
    case 'signedOut': return ['That page lists the workspaces that you can see, and nobody is signed in.', 'Sign in first.']
    case 'noDraft': return ['That page needs an open workspace, and this browser keeps no draft.', 'Read a workspace, or open a snapshot or a sample first.']
  }
}

/** One line above the page. */
export function noticeText(notice: Notice, titleOf: (step: string) => string, when: (iso: string) => string): string {
  switch (notice.about) {
    case 'resumed': return `Your answers to this snapshot were kept on ${when(notice.savedAt)} and are here again.`
    case 'replaced': return `The draft comes from an earlier version. These steps have their proposed answers again: ${notice.steps.map(titleOf).join(', ')}.`
    case 'readAgain': return `Read again. Your answers are kept. Since ${when(notice.since)}, ${notice.changes === 0 ? 'nothing changed' : `${count(notice.changes, 'thing is', 'things are')} different; the assessment lists ${notice.changes === 1 ? 'it' : 'them'}`}.`
    case 'notSaved': return 'This browser did not keep the draft. Your answers last until this tab is closed.'
    case 'signedOut': return 'Nobody is signed in. Sign in to see the workspaces; what was open is kept as a draft.'
    case 'forgotten': return 'Drafts and settings are removed from this browser.'
  }
}

/** The words of the shell. A step's own come with its chunk. */
export const shell = {
  name: 'Ringfence',
  skip: 'Skip to the content',
  menu: 'Menu',
  close: 'Close',
  dismiss: 'Dismiss',
  readAt: (when: string) => `Read ${when}`,
  readBy: (when: string, by: string) => `Read ${when} by ${by}`,
  readFrom: (when: string, file: string) => `Read ${when}, from ${file}`,
  account: (cloud: string, name: string) => `${cloud} · ${name}`,
  opening: (name: string) => `Opening ${name}`,
  openingWhat: 'Only this browser reads it; nothing in Azure changes.',
  updating: 'Working out what follows from your answers …',
  pageTitle: (...parts: readonly string[]) => [...parts, 'Ringfence'].join(' · '),
  rail: { label: 'Pages', current: 'Current', desired: 'Desired', deliver: 'Deliver', assessment: 'Assessment', plan: 'Plan', export: 'Export', exportState: 'templates, scripts', apply: 'Apply' },
  states: {
    must: (n: number) => `${n} must`,
    answer: (n: number) => `${n} to answer`,
    unknown: (n: number) => `${n} unknown`,
    notOpened: 'not opened',
    done: 'done',
  },
  withAccepted: (state: string, n: number) => `${state}, ${n} accepted`,
  changes: (n: number) => count(n, 'change', 'changes'),
  unknownPage: { title: 'There is no such page', text: (path: string) => `Nothing is at ${path}.`, back: 'Go to the start' },
  fault: {
    title: 'Something in Ringfence went wrong',
    text: 'This is our mistake. Nothing in Azure was read or changed, and your answers are kept in this browser.',
    unloaded: ['A part of Ringfence could not be loaded', 'The connection failed, or this site was updated while the page was open. Your answers are kept in this browser. Check the connection and reload the page.'],
    reload: 'Reload the page',
    start: 'Go to the start',
    derive: 'What follows from these answers could not be worked out. The page shows the last answers that worked.',
    what: 'Message to report',
  },
} as const

/** The start page. */
export const startWords = {
  title: 'Put an existing Azure Machine Learning workspace behind a virtual network',
  intro: ['Ringfence reads a workspace and what belongs to it, shows where it breaks the rules of the article ', ', asks what you want, and plans the difference. You take the plan away as Bicep or ARM templates, or have it carried out.'],
  article: 'Secure an Azure Machine Learning workspace with virtual networks (v1)',
  file: {
    title: 'Open a snapshot file',
    text: 'A .json file with the workspace and what belongs to it, saved here or by the command line. It stays in this browser, for work without Azure.',
    choose: 'Choose file…',
    drop: 'or drop it anywhere on this page · up to 50 MB',
    dropHere: 'Drop the snapshot to open it',
    contents: 'What the file holds',
    parts: [
      ['ringfence', 'the form of the file: 1'],
      ['takenAt, cloud, workspaceId', 'when it was taken, in which cloud, and of which workspace'],
      ['resources', 'each resource as a GET returned it, with its id'],
      ['permissions, providers, usages', 'the rights of whoever took it, registrations by subscription, addresses in use by network'],
      ['refused', 'what could not be read; what depends on it is shown as unknown'],
    ],
  },
  samples: {
    title: 'Try a sample estate',
    text: 'Invented resources; nothing leaves this page.',
    list: [
      { name: 'open', title: 'Open', text: 'Every service answers any network; registry in the Standard tier' },
      { name: 'half', title: 'Half closed', text: 'Some endpoints exist, names resolve in a hub, parts could not be read' },
    ],
  },
  drafts: { title: 'Continue in this browser', text: 'Drafts stay on this device until you remove them.', saved: (when: string) => `answers kept ${when}`, remove: 'Remove', removeOne: (name: string) => `Remove the draft of ${name}`, lost: 'Its answers cannot be fetched back.', keep: 'Keep it', sure: 'Remove it' },
  rights: {
    title: 'What it does with your rights',
    head: ['When', 'What is done', 'With which right'],
    rows: [
      ['You pick a workspace', 'Reads it, its resources, networks, and your permissions', 'Reader; what you may not read is shown as unknown'],
      ['You open a file', 'Nothing in Azure', 'None'],
      ['You answer questions', 'Nothing in Azure', 'None'],
      ['You export', 'Nothing in Azure; files are written for you', 'None'],
      ['You deploy the files', 'Azure does what the templates say, in your name', 'The rights listed beside each change'],
      ['You press Start on Apply', 'Sends each change of the plan, and reads it back', 'The rights listed beside each change'],
    ],
  },
  not: {
    title: 'What it does not do',
    lines: [
      'It does not write to Azure before you press Start on Apply.',
      'It does not elevate you, assign you a role, or remove a lock or policy.',
      'It has no server: requests go to Azure, and what is read stays in this browser.',
      'It does not read secrets, or open your data.',
      'It does not say that a workspace is safe. It says which rules of one article are kept, broken or unknown.',
    ],
  },
  signIn: {
    title: 'Read a workspace from Azure',
    text: 'You sign in and pick a workspace. Reading takes about 26 requests and changes nothing.',
    looking: 'Looking who is signed in …',
    button: (cloud: string) => `Sign in to ${cloud}`,
    demoButton: 'Sign in to the local sample Azure',
    leaving: (host: string) => `Opening ${host} …`,
    opens: (host: string) => `Opens ${host} in this tab`,
    permission: 'It asks for one permission, to call Azure Resource Manager as you (user_impersonation). With it Ringfence can read what you can read; it sends no write before you press Start on Apply.',
    signedIn: (name: string) => `Signed in as ${name}.`,
    pick: 'Choose a workspace',
    other: 'Use another account',
    off: 'This site is not set up for sign-in, so it cannot read from Azure. Snapshot files and samples work.',
    unloadable: 'The part of Ringfence that signs in could not be loaded. Snapshot files, samples and drafts work.',
    again: 'Try again',
    setUp: {
      title: 'How whoever hosts it sets it up',
      steps: [
        'Register a single-page application in Microsoft Entra, with the redirect URI below.',
        'Give it the delegated permission user_impersonation of Azure Service Management, and nothing else.',
        'Write its application (client) id into config.json beside this page.',
      ],
      more: 'The README has each step for the portal and for the Azure CLI under "Sign-in".',
      headless: 'Where no application may be registered, "ringfence collect" writes a snapshot file with the sign-in of the Azure CLI.',
    },
  },
  installation: { title: 'This installation', cloud: 'Cloud', signIn: 'Sign-in', arm: 'Azure Resource Manager', note: 'The cloud is set in config.json by whoever hosts this site. Azure is asked at these two hosts and nowhere else.' },
  scenarios: { title: 'World of the local sample Azure', label: 'World', text: 'Another world signs you out.' },
  coverage: 'Which requirements are checked, and which are left out',
  review: 'Open a review link or file that somebody sent you',
} as const

/** Settings and shortcuts. */
export const settingsWords = {
  open: 'Settings',
  title: 'Settings',
  theme: 'Colours',
  themes: { system: 'As the system says', light: 'Light', dark: 'Dark' },
  shortcuts: 'Keyboard shortcuts',
  on: 'Use single-key shortcuts',
  keys: [
    ['g a', 'Assessment'], ['g 1 … g 9, g 0', 'Steps 1 to 10'], ['g p', 'Plan'], ['g e', 'Export'], ['g r', 'Apply'], ['n', 'Next missing answer'], ['/', 'Filter of the findings'], ['?', 'This list'], ['Esc', 'Close a detail or this dialog'],
  ],
  keyHead: ['Keys', 'What they do'],
  browser: 'This browser',
  browserText: 'Drafts hold the snapshot and your answers. They are kept in this browser only.',
} as const

/** Removing what this browser keeps. */
export const forgetWords = {
  button: 'Forget this browser',
  text: 'All drafts with their answers, and the settings, are removed from this browser. They cannot be fetched back.',
  keep: 'Keep them',
  sure: 'Remove all drafts and settings',
} as const
