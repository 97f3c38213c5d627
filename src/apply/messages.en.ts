/** What people read about a trouble: what happened, and the one next action. What was and was not changed is told by `wrote`. */
import type { Remedy, Trouble, TroubleText, Wrote } from './progress.ts'

type Data = Trouble['data']

const one = (data: Data, key: string, otherwise: string): string => {
  const value = data[key]
  return typeof value === 'string' && value !== '' ? value : Array.isArray(value) && value.length > 0 ? value.join(', ') : otherwise
}

/** One sentence each. */
export const whatHappened: Readonly<Record<TroubleText, (data: Data) => string>> = {
  stopped: () => 'The run was stopped here.',
  signInNeeded: () => 'Your organisation asks you to sign in again to continue. The running Azure operations are not affected.',
  otherDirectory: () => 'The subscription belongs to another directory than the one that you are signed in to.',
  unexpectedAddress: (data) => `Azure answered with an unexpected address: ${one(data, 'address', 'unknown')}. It was not followed.`,
  answerLost: () => 'The answer was lost, and reading the resource did not show what became of the write.',
  noAnswer: () => 'No answer from Azure.',
  throttled: () => 'Azure takes no more requests for now.',
  busy: (data) => `Another change is still running on ${one(data, 'target', 'the same resource')}.`,
  changedMeanwhile: () => 'Somebody changed this resource after you reviewed it.',
  identityUnknown: () => 'The new identity is not known everywhere after ten minutes.',
  parentMissing: () => 'The resource that this one belongs to is not there.',
  notShownYet: () => 'Azure accepted the write and does not show the resource yet.',
  scopeMissing: () => 'The resource group or subscription was not found. It may be gone, or belong to another directory.',
  existsAlready: () => 'It exists already, with other settings than planned.',
  policyRefused: (data) => `The Azure Policy ${one(data, 'policy', 'of your organisation')} does not allow this write: ${one(data, 'fields', 'it names no field')}.`,
  locked: () => 'A lock on the resource or its group stops this write.',
  notRegistered: () => 'The subscription is not registered for this kind of resource.',
  rightMissing: (data) => `You do not hold ${one(data, 'action', 'the right that this write needs')} on ${one(data, 'scope', 'this resource')}.`,
  linkedRightMissing: (data) => `The write refers to another resource, where you do not hold ${one(data, 'action', 'the right that it needs')}: ${one(data, 'scope', 'unknown')}.`,
  denyAssigned: () => 'A deny assignment blocks this write. Other roles would not change that.',
  refused: () => 'Azure refused this write.',
  quota: () => 'A quota or a limit of the region is used up.',
  noCapacity: () => 'Azure has no capacity of this kind in the region just now.',
  nameHeld: () => 'The name is taken, or held by a deleted vault.',
  tierTooLow: () => 'The tier of the resource does not offer this.',
  failedEndpoint: () => 'The private endpoint is in a failed state and cannot be repaired by a write.',
  wrongGroup: () => 'The target does not offer this part to private endpoints.',
  subnetFull: () => 'The subnet has no free address left.',
  conflict: () => 'Azure reports a conflict; the resource was read again and is not as planned.',
  versionUnknown: () => 'This cloud does not know the version of the interface that Ringfence uses.',
  internalError: () => 'Azure had an internal error.',
  operationFailed: () => 'Azure accepted the write, and the work failed.',
  gone: () => 'The resource is no longer there.',
  notAccepted: () => 'Azure does not accept this write.',
  templateInvalid: () => 'Azure does not accept the template. Nothing was deployed.',
  templateTooLarge: () => 'The template is larger than Azure takes in one deployment.',
  deploymentBusy: () => 'The resource group takes no further deployment.',
  stillRunning: () => 'Azure is still working on it, longer than Ringfence waits.',
  azureKept: () => 'Azure accepted the write and kept other values.',
  notAsPlanned: () => 'The resource is there already, with other settings than planned.',
  approvalPending: () => 'The connection waits for the approval of the owner of the target.',
  connectionLost: () => 'The connection was rejected or removed by the owner of the target.',
  noRecords: () => 'The zone group is there and has written no record.',
  zoneOverlap: () => 'The network is linked to another zone of the same name.',
  secretMissing: (data) => `A value is needed that no plan holds: ${one(data, 'parameter', 'a secret')}.`,
  evidenceMissing: (data) => `The closing was not sent: the proof is not complete (${one(data, 'missing', 'evidence')}).`,
  evidenceLost: (data) => `What replaces the closed door is no longer there (${one(data, 'missing', 'evidence')}).`,
  pathWouldBreak: (data) => `The closing was not sent: it would cut a path that has to work (${one(data, 'paths', 'unknown')}).`,
  byHandOpen: () => 'A task by hand is open.',
  agreementOpen: () => 'A closing waits for your yes.',
  preparedOnly: () => 'Everything is prepared, and nothing was closed, as you asked.',
  journalUnavailable: () => 'This browser cannot store the progress, so nothing is sent.',
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
  written: 'Azure accepted the write; its effect is as shown.',
  unknown: 'It is not known whether this write had an effect. It is read before anything is sent again.',
}
