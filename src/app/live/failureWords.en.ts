/** The words of failed sign-ins and of a configuration that is not usable. */
import type { SignInFailure, SignInWhy } from '../../session/live.ts'

const nothing = 'Nothing in Azure was read or changed.'

/** What happened, and what to do next. */
const signIns: Readonly<Record<SignInWhy, readonly [string, string]>> = {
  cancelled: ['The sign-in was cancelled.', `${nothing} Sign in when you are ready, or open a file.`],
  consent: ['Nobody has consented to this application for you yet.', `${nothing} Sign in again and accept what it asks for: to call Azure Resource Manager as you.`],
  adminConsent: ['Your organisation lets administrators alone consent to this application.', `${nothing} Ask an administrator of your directory to consent to it, or take a snapshot with the command line.`],
  wrongTenant: ['This account is not in a directory that this site accepts.', `${nothing} Sign in with an account of the right directory, or ask to be invited there.`],
  conditionalAccess: ['A rule of your organisation (conditional access) refused the sign-in.', `${nothing} Sign in from a device and a place that the rule allows, or show the id below to whoever runs your directory.`],
  blockedApp: ['Your organisation does not let this account use this application.', `${nothing} Ask an administrator to assign it to you, or take a snapshot with the command line.`],
  cookies: ['The browser keeps the sign-in service from recognising you, or your session there has ended.', `${nothing} Sign in again. Where that does not help, allow this site and the sign-in service to use cookies.`],
  storage: ['This browser did not keep what a sign-in needs while the page was away.', `${nothing} Allow this site to store data, leave private mode, or use another browser.`],
  clock: ['The clock of this device differs too much from that of the sign-in service.', `${nothing} Set the clock to the network’s time and sign in again.`],
  offline: ['The sign-in service did not answer.', `${nothing} Check the connection and sign in again.`],
  busy: ['The sign-in service is busy.', `${nothing} Sign in again in a minute.`],
  redirectUri: ['The address of this site is not registered with the application.', `${nothing} Whoever hosts this site adds its redirect.html to the registration; the README says how.`],
  ended: ['The sign-in has ended.', 'What is open stays. Sign in again.'],
  unknown: ['The sign-in did not work.', `${nothing} Sign in again; if that fails too, show the code and the id below to whoever hosts this site.`],
}

/** The sentences of a failed sign-in. */
export const signInFailure = ({ why }: Pick<SignInFailure, 'why'>): readonly [string, string] => signIns[why]

/** Words around a failure. */
export const failureWords = {
  correlation: 'the correlation id',
  id: 'Correlation id',
  answered: 'Azure answered',
  again: 'Try again',
  signIn: 'Sign in again',
  otherWorkspace: 'Choose another workspace',
  request: 'Copy the request for the owner',
  requestText: (id: string) => `To check the network settings of our Azure Machine Learning workspace I need to read it. Reader on its resource group holds that right.\n- Microsoft.MachineLearningServices/workspaces/read, ${id}`,
  back: 'Back to what was read before',
  signInBar: 'Your organisation asks you to sign in again to continue. Nothing in Azure was changed.',
  signInButton: 'Sign in again',
  readGoesOn: 'The reading goes on afterwards.',
  listGoesOn: 'The list is fetched afterwards.',
  program: ['A part of Ringfence could not be loaded, so the workspace was not read.', 'Check the connection and try again; drafts are kept.'],
  estate: (message: string): readonly [string, string] => [`The workspace was read and could not be understood: ${message}.`, 'This is our mistake, and nothing in Azure was changed. Report this sentence with the kind of the workspace.'],
} as const

/** The words of a configuration that is not usable. */
export const configWords = {
  title: 'Sign-in is off: config.json is not usable',
  text: 'This concerns whoever hosts the site, not your Azure resources. Nothing was read or changed. Snapshot files, samples and drafts work without this file.',
  caption: 'What is wrong in config.json',
  columns: { entry: 'Entry', found: 'Found', expected: 'Expected' },
  wholeFile: 'the whole file',
  example: 'An example that works',
  again: 'Try again',
} as const
