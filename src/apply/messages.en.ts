/** What people read about a trouble: what happened, and the one next action. What was and was not changed is told by `wrote`. */
import { proofNames } from './afterMessages.en.ts'
import type { Remedy, Trouble, TroubleText, Wrote } from './progress.ts'

type Data = Trouble['data']

const one = (data: Data, key: string, otherwise: string): string => {
  const value = data[key]
  return typeof value === 'string' && value !== '' ? value : Array.isArray(value) && value.length > 0 ? value.join(', ') : otherwise
}

/** The proofs that a closing lacks, as the page names them. */
const lacks = (data: Data): string => {
  const names = [data['missing'] ?? []].flat().map((name) => (Object.hasOwn(proofNames, name) ? proofNames[name as keyof typeof proofNames] : name))
  return names.length === 0 ? 'evidence' : names.join('; ')
}

const policyOf = (name: string): string => (name === '' ? 'A policy of your organisation (Azure Policy)' : `The Azure Policy “${name}”`)

/** One or two sentences each: they stand while a run waits, and when it has ended there. */
export const whatHappened: Readonly<Record<TroubleText, (data: Data) => string>> = {
  stopped: (data) => (data['mistake'] === undefined ? 'The run was stopped here.' : `This is our mistake: ${one(data, 'mistake', 'nothing more is known')}. Read the estate again before anything else is sent.`),
  signInNeeded: () => 'Your organisation asks you to sign in again to continue. The running Azure operations are not affected.',
  signInEnded: () => 'Azure no longer accepts this sign-in. The running Azure operations are not affected.',
  signInBusy: () => 'The sign-in service is busy. The running Azure operations are not affected.',
  otherDirectory: () => 'The subscription belongs to another directory than the one that you are signed in to.',
  unexpectedAddress: (data) => `Azure answered with an unexpected address: ${one(data, 'address', 'unknown')}. It was not followed, and no token went there.`,
  answerLost: () => 'No usable answer to the write came back. The resource was read again for a minute and shows no effect of it.',
  tooLong: () => 'Azure took too long to answer the write. The resource was read again for a minute and shows no effect of it.',
  policyUnread: () => 'Azure Policy could not read the resource that it has to check.',
  noAnswer: () => 'No answer from Azure.',
  throttled: () => 'Azure takes no more requests of this account or subscription for now.',
  askedToWait: () => 'Azure asks to wait before this is sent again.',
  busy: (data) => `Another change is still running on ${one(data, 'target', 'the same resource')}.`,
  changedMeanwhile: () => 'Somebody changed this resource after you reviewed it.',
  identityUnknown: () => 'The new identity is not known everywhere in Azure yet. Mostly that takes less than a minute, at times four.',
  parentMissing: () => 'The resource that this one belongs to is not there, or not shown yet.',
  notShownYet: () => 'Azure does not show the resource yet.',
  scopeMissing: () => 'The resource group or subscription was not found. It may be gone, or belong to another directory.',
  existsAlready: () => 'It exists already, with other settings than planned.',
  policyRefused: (data) => `${policyOf(one(data, 'policy', ''))} does not allow this write. It looked at ${one(data, 'fields', 'what Azure does not tell')}.`,
  locked: () => 'A lock on the resource, its group or its subscription stops this write. Ringfence removes no lock.',
  notRegistered: () => 'The subscription is not registered for this kind of resource.',
  rightMissing: (data) => `You do not hold ${one(data, 'action', 'the right that this write needs')} on ${one(data, 'scope', 'this resource')}.`,
  linkedRightMissing: (data) => `The write refers to another resource, where you do not hold ${one(data, 'action', 'the right that it needs')}: ${one(data, 'scope', 'unknown')}.`,
  denyAssigned: () => 'A deny assignment blocks this write. Other roles would not change that.',
  refused: () => 'Azure refused this write and named no right that is missing.',
  quota: () => 'A quota or a limit of the region is used up.',
  noCapacity: () => 'Azure has no capacity of this kind in the region just now.',
  nameHeld: () => 'The name is taken, or held by a deleted vault. Ringfence neither recovers nor purges one.',
  tierTooLow: () => 'The tier of the resource does not offer this. A container registry needs the Premium tier for private endpoints.',
  failedEndpoint: () => 'The private endpoint is in a failed state. No write repairs it: it has to be deleted and made again.',
  wrongGroup: () => 'The target does not offer this part to private endpoints.',
  subnetFull: () => 'The subnet has no free address left.',
  conflict: () => 'Azure reports a conflict; the resource was read again and is not as planned.',
  versionUnknown: () => 'This cloud does not know the version of the interface that Ringfence uses.',
  internalError: () => 'Azure had an internal error.',
  operationFailed: () => 'Azure began the work, and it failed.',
  gone: () => 'The resource is no longer there.',
  notAccepted: () => 'Azure does not accept this write.',
  templateInvalid: () => 'Azure does not accept the template. Nothing was deployed.',
  templateTooLarge: () => 'The template is larger than Azure takes in one deployment.',
  questionLost: () => 'No usable answer to this question came back. Asking writes nothing.',
  deploymentBusy: () => 'The resource group takes no further deployment: 800 are stored there, or one of this name is running. Ringfence deletes none.',
  stillRunning: () => 'Azure is still working on it, longer than Ringfence waits.',
  azureKept: () => 'Azure kept other values than those that were sent.',
  notAsPlanned: () => 'The resource is there already, with other settings than planned.',
  approvalPending: () => 'The connection waits for the approval of the owner of the target.',
  connectionLost: () => 'The owner of the target has rejected or removed the connection. The endpoint stays and has to be made again.',
  noRecords: () => 'The zone group is there and has written no record.',
  zoneOverlap: () => 'The network is linked to another zone of the same name.',
  secretMissing: (data) => `A value is needed that no plan holds: ${one(data, 'parameter', 'a secret')}.`,
  evidenceMissing: (data) => `The closing was not sent. It is not proven: ${lacks(data)}.`,
  evidenceTooOld: () => 'The closing was not sent: reading its proofs took longer than the minute for which they count.',
  evidenceLost: (data) => `What replaces the closed door is no longer there: ${lacks(data)}.`,
  pathWouldBreak: (data) => `The closing was not sent: a path that has to work would fail after it (${one(data, 'paths', 'unknown')}).`,
  byHandOpen: () => 'A task by hand is open.',
  agreementOpen: () => 'A closing waits for your yes.',
  takenBack: (data) => `Taken back, and open as before this run: ${one(data, 'names', 'a closing')}.`,
  preparedOnly: () => 'Everything is prepared, and nothing was closed, as you asked.',
  journalUnavailable: () => 'The progress cannot be stored here, so nothing more is sent. The plan can still be exported.',
}

/** The label of the one next action. */
export const nextAction: Readonly<Record<Remedy, string>> = {
  continue: 'Go on', tryAgain: 'Try again', planAgain: 'Read the estate and plan again', signIn: 'Sign in', getRight: 'Copy the request for the right', askOwner: 'Copy the request for the owner',
  removeLock: 'Have the lock removed, then go on', register: 'Register the provider, then go on', giveSecret: 'Enter the value', changePlan: 'Change the plan', makeAgain: 'Make it again',
  lookLater: 'Look again', readEvidence: 'Read the evidence again', agree: 'Decide on the closing', confirmWayIn: 'Confirm your way in', doByHand: 'Do the task, then go on', takeBack: 'Take the closing back', report: 'Copy the details',
}

/** What this write changed. */
export const whatChanged: Readonly<Record<Wrote, string>> = {
  nothing: 'Nothing was changed by this write.',
  written: 'Azure accepted the write. Reading the resource again shows what it changed.',
  unknown: 'It is not known whether this write had an effect. It is read before anything is sent again.',
}
