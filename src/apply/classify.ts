/** What a failed write means for its run: one table from what Azure said to what is done about it (fault-catalogue.md; arm-protocol.md section 9). */
import type { Ground } from '../arm/denial.ts'
import { missingRight } from '../arm/denial.ts'
import { type Fault, silentFault } from '../arm/errors.ts'
import type { Failure } from '../arm/failure.ts'
import type { Comparison } from '../arm/policyRefusal.ts'
import type { Remedy, Trouble, TroubleText, Unlike, Wrote } from './progress.ts'

/** What is done: `retry` after a fresh read, `reconcile` by reading, `wait` for somebody else, `refresh` the picture, `ask` a person, `stop`. */
export type Action = 'retry' | 'reconcile' | 'wait' | 'refresh' | 'ask' | 'stop'

/** A failure of a request, or of an operation that Azure had accepted. */
export interface Met {
  /** `challenged`: Azure demands claims that only a person can meet. */
  readonly is: Failure['is'] | 'challenged' | 'operation'
  readonly status: number | null
  readonly fault: Fault
  readonly by: Ground | null
  readonly ids: Trouble['ids']
  /** Until when Azure asked to wait (milliseconds since 1970), where it said so. */
  readonly until?: number | null
}

/** How long it is tried: attempts, milliseconds in all, the first wait and how waits grow. Every wait has an end. */
export interface Limit { readonly attempts: number; readonly within: number; readonly first: number; readonly growth: number; readonly longest: number }

/** One row. What is left out does not matter; the first row that fits counts. */
export interface Row {
  readonly faults: readonly string[]
  readonly is?: readonly Met['is'][]
  readonly by?: readonly Ground[]
  /** In lower case; `*` at the beginning stands for anything. */
  readonly codes?: readonly string[]
  /** Azure's text, where a code alone is too general; without a match a later row counts. */
  readonly says?: RegExp
  /** What the failed write changed for sure, although Azure had accepted it. */
  readonly wrote?: 'nothing'
  readonly action: Action
  readonly text: TroubleText
  readonly remedy: Remedy
  readonly limit: Limit
}

const minute = 60_000
const once: Limit = { attempts: 1, within: minute, first: 2000, growth: 2, longest: 30_000 }
const never: Limit = { attempts: 0, within: 0, first: 0, growth: 1, longest: 0 }
/** Reads decide; then at most two more sends (F03, F04). */
const twice: Limit = { attempts: 2, within: 10 * minute, first: 5000, growth: 2, longest: 30_000 }
const untilFree: Limit = { attempts: 40, within: 10 * minute, first: 10_000, growth: 1.5, longest: 180_000 }
/** A time was named, and no more than that is waited for. */
const untilTold: Limit = { attempts: 60, within: 10 * minute, first: 1000, growth: 1, longest: 1000 }
/** Too many requests, and no word about time (F08). */
const untilSlower: Limit = { attempts: 40, within: 10 * minute, first: 5000, growth: 2, longest: minute }
/** 13 to 252 seconds were recorded (F91). */
const untilKnown: Limit = { attempts: 60, within: 10 * minute, first: 7000, growth: 1.2, longest: 30_000 }
/** The sign-in library refuses to ask again for a minute (F19). */
const untilSignIn: Limit = { attempts: 5, within: 10 * minute, first: minute, growth: 1.5, longest: 2 * minute }
const untilShown: Limit = { attempts: 6, within: 2 * minute, first: 2000, growth: 2, longest: 60_000 }

const ask = (text: TroubleText, remedy: Remedy): Pick<Row, 'action' | 'text' | 'remedy' | 'limit'> => ({ action: 'ask', text, remedy, limit: never })
const stop = (text: TroubleText, remedy: Remedy = 'report'): Pick<Row, 'action' | 'text' | 'remedy' | 'limit'> => ({ action: 'stop', text, remedy, limit: never })

/** The table. Codes come before kinds, since an operation's failure has codes alone. */
export const rows: readonly Row[] = [
  { faults: ['F85'], is: ['stopped'], ...stop('stopped', 'continue') },
  { faults: ['F18'], is: ['signIn'], codes: ['invalidauthenticationtokentenant'], ...ask('otherDirectory', 'signIn') },
  { faults: ['F19'], is: ['signIn', 'challenged'], codes: ['temporarily_unavailable'], action: 'wait', text: 'signInBusy', remedy: 'tryAgain', limit: untilSignIn },
  { faults: ['F12', 'F13', 'F14', 'F16'], is: ['challenged'], ...ask('signInNeeded', 'signIn') },
  { faults: ['F10', 'F11', 'F15', 'F16'], is: ['signIn'], ...ask('signInEnded', 'signIn') },
  { faults: ['F09'], is: ['astray'], ...stop('unexpectedAddress') },
  // The client has waited for ten minutes already (arm/policies/busy); what an operation's status says, nobody has waited for yet.
  { faults: ['F23', 'F36', 'F37'], is: ['busy'], ...ask('busy', 'tryAgain') },
  { faults: ['F23', 'F36', 'F37'], codes: ['anotheroperationinprogress', 'retryableerror', 'retryableerrorduetoanotheroperation', 'referencedresourcenotprovisioned', 'storageaccountoperationinprogress', 'storageaccountbeingcreated'], action: 'wait', text: 'busy', remedy: 'tryAgain', limit: untilFree },
  { faults: ['F91'], codes: ['principalnotfound'], action: 'wait', text: 'identityUnknown', remedy: 'tryAgain', limit: untilKnown },
  { faults: ['F51', 'F52'], codes: ['requestdisallowedbypolicy'], ...ask('policyRefused', 'changePlan') },
  { faults: ['F49'], codes: ['linkedauthorizationfailed'], ...ask('linkedRightMissing', 'askOwner') },
  { faults: ['F50'], codes: ['denyassignmentauthorizationfailed'], ...ask('denyAssigned', 'askOwner') },
  { faults: ['F48'], codes: ['authorizationfailed'], ...ask('rightMissing', 'getRight') },
  { faults: ['F48'], is: ['denied'], ...ask('refused', 'getRight') },
  { faults: ['F54'], codes: ['scopelocked'], ...ask('locked', 'removeLock') },
  { faults: ['F55'], codes: ['missingsubscriptionregistration', 'subscriptionnotregistered'], ...ask('notRegistered', 'register') },
  { faults: ['F56'], codes: ['allocationfailed'], action: 'retry', text: 'noCapacity', remedy: 'tryAgain', limit: twice },
  { faults: ['F56'], codes: ['quotaexceeded', 'operationnotallowed', 'resourcequotaexceeded', 'insufficientquota', 'skunotavailable', '*countlimitreached'], ...ask('quota', 'changePlan') },
  { faults: ['F57'], codes: ['conflicterror', 'vaultalreadyexists'], ...ask('nameHeld', 'changePlan') },
  { faults: ['F62'], codes: ['skunotsupported', '*notsupportedforsku'], ...ask('tierTooLow', 'planAgain') },
  { faults: ['F66'], codes: ['privateendpointcannotbeupdatedinfailedstate'], ...ask('failedEndpoint', 'makeAgain') },
  { faults: ['F68'], codes: ['subnetisfull'], ...ask('subnetFull', 'changePlan') },
  { faults: ['F67'], codes: ['invalidprivatelinkserviceid', 'privatelinkservicenotfound', 'privatelinkserviceidnotfound'], action: 'retry', text: 'wrongGroup', remedy: 'changePlan', limit: untilShown },
  { faults: ['F67'], codes: ['*groupid*', 'requiredgroupidsmissing', 'invalidgroupids', 'unsupportedgroupid'], ...stop('wrongGroup', 'changePlan') },
  { faults: ['F38', 'F39', 'F40'], codes: ['preconditionfailed'], wrote: 'nothing', action: 'refresh', text: 'changedMeanwhile', remedy: 'planAgain', limit: once },
  { faults: ['F38'], is: ['stale'], action: 'refresh', text: 'changedMeanwhile', remedy: 'planAgain', limit: once },
  { faults: ['F44'], codes: ['parentresourcenotfound'], action: 'wait', text: 'parentMissing', remedy: 'planAgain', limit: untilShown },
  { faults: ['F45'], codes: ['resourcegroupnotfound', 'subscriptionnotfound'], ...stop('scopeMissing', 'planAgain') },
  { faults: ['F47'], codes: ['invalidapiversionparameter', 'invalidresourcetype', 'noregisteredproviderfound'], ...stop('versionUnknown') },
  { faults: ['F73', 'F74', 'F75'], codes: ['invalidtemplate', 'invalidtemplatedeployment', 'resourcevalidationfailed'], ...stop('templateInvalid') },
  { faults: ['F76'], codes: ['deploymentquotaexceeded', 'deploymentactive'], ...ask('deploymentBusy', 'tryAgain') },
  { faults: ['F78'], codes: ['requestentitytoolarge', 'jobsizeexceeded'], ...stop('templateTooLarge') },
  { faults: ['F69'], codes: ['badrequest'], says: /overlapping namespace/i, wrote: 'nothing', ...ask('zoneOverlap', 'planAgain') },
  { faults: ['F40', 'F70'], codes: ['roleassignmentexists', 'resourceexists', 'privatednszonegroupalreadyexists'], action: 'reconcile', text: 'existsAlready', remedy: 'planAgain', limit: once },
  { faults: ['F20', 'F21', 'F08'], is: ['throttled'], action: 'wait', text: 'throttled', remedy: 'tryAgain', limit: { ...untilFree, attempts: 3 } },
  { faults: ['F92'], is: ['ambiguous'], codes: ['resourcereadfailed'], action: 'reconcile', text: 'policyUnread', remedy: 'tryAgain', limit: twice },
  { faults: ['F03', 'F06'], is: ['ambiguous'], codes: ['gatewaytimeout', 'requesttimeout', 'servertimeout'], action: 'reconcile', text: 'tooLong', remedy: 'tryAgain', limit: twice },
  { faults: ['F04'], is: ['ambiguous'], codes: ['internalservererror', 'serviceerror'], action: 'reconcile', text: 'internalError', remedy: 'tryAgain', limit: twice },
  { faults: ['F02', 'F05'], is: ['ambiguous'], action: 'reconcile', text: 'answerLost', remedy: 'tryAgain', limit: twice },
  { faults: ['F01'], is: ['silent'], action: 'retry', text: 'noAnswer', remedy: 'tryAgain', limit: once },
  { faults: ['F41', 'F69'], is: ['conflict'], action: 'reconcile', text: 'conflict', remedy: 'planAgain', limit: once },
  { faults: ['F41', 'F69'], is: ['operation'], codes: ['conflict'], wrote: 'nothing', action: 'reconcile', text: 'conflict', remedy: 'planAgain', limit: once },
  { faults: ['F04', 'F35'], is: ['operation'], codes: ['internalservererror', 'serviceerror', 'servertimeout', 'gatewaytimeout'], action: 'reconcile', text: 'internalError', remedy: 'tryAgain', limit: once },
  { faults: ['F26', 'F28', 'F35', 'F93', 'F94'], is: ['operation'], ...ask('operationFailed', 'tryAgain') },
  { faults: ['F43', 'F96'], is: ['notFound'], action: 'refresh', text: 'gone', remedy: 'planAgain', limit: once },
  { faults: ['F67', 'F69', 'F70'], is: ['unexpected'], ...stop('notAccepted') },
]

/** The table's row for what was met; the last row takes what no other knows. */
export function classify(met: Met): Row {
  const codes = met.fault.codes.map((code) => code.toLowerCase())
  const found = rows.find((row) => (row.is === undefined || row.is.includes(met.is)) && (row.by === undefined || (met.by !== null && row.by.includes(met.by))) && (row.codes === undefined || row.codes.some((one) => codes.some((code) => fits(one, code)))) && (row.says === undefined || row.says.test(met.fault.message)))
  return found ?? { faults: [], ...stop('notAccepted') }
}

const fits = (pattern: string, code: string): boolean => {
  const text = pattern.replaceAll('*', '')
  return pattern.startsWith('*') ? (pattern.endsWith('*') ? code.includes(text) : code.endsWith(text)) : code === text
}

const noIds: Trouble['ids'] = { request: null, correlation: null, sent: null }

/** What a failed request says. */
export function metIn(failure: Failure): Met {
  switch (failure.is) {
    case 'stopped': return { is: 'stopped', status: null, fault: silentFault, by: null, ids: noIds }
    case 'silent': return { is: 'silent', status: null, fault: silentFault, by: null, ids: failure.ids }
    case 'astray': return { is: 'astray', status: null, fault: { ...silentFault, message: failure.at }, by: null, ids: noIds }
    case 'ambiguous': return { is: 'ambiguous', status: failure.status, fault: failure.fault ?? silentFault, by: null, ids: failure.ids }
    case 'denied': return { is: 'denied', status: failure.status, fault: failure.fault, by: failure.by, ids: failure.ids }
    case 'signIn': return { is: failure.claims === null ? 'signIn' : 'challenged', status: failure.status, fault: failure.fault, by: null, ids: failure.ids }
    case 'throttled': return { is: 'throttled', status: failure.status, fault: failure.fault, by: null, ids: failure.ids, until: failure.until }
    case 'notFound': case 'busy': case 'conflict': case 'stale': case 'unexpected':
      return { is: failure.is, status: failure.status, fault: failure.fault, by: null, ids: failure.ids }
  }
}

/** What a failed operation says: it was accepted, and then it failed. */
export const metInOperation = (fault: Fault): Met => ({ is: 'operation', status: 200, fault, by: null, ids: noIds })

/** Whether the client itself held a request back until it was too late: no attempt of it has an id. */
export const isUnsent = ({ is, ids }: Pick<Met, 'is' | 'ids'>): boolean => is === 'throttled' && ids.sent === null

/** What holds a write back is waited for between two readings, not by the client, which gives back what would go out later than its reading or its proofs count. */
export const readAgain = (met: Met, row: Row): Row =>
  met.is === 'busy' ? { ...row, action: 'wait', limit: untilFree } : met.is === 'throttled' ? { ...row, limit: isUnsent(met) || typeof met.until === 'number' ? untilTold : untilSlower } : row

/** Milliseconds until the next attempt, never less than `least`; null when the row's limit is reached. `before` counts attempts that this row has had, `spent` the time since the first. */
export function nextWait({ limit }: Pick<Row, 'limit'>, before: number, spent: number, least = 0): number | null {
  if (before >= limit.attempts) return null
  const wait = Math.max(least, Math.min(limit.longest, limit.first * limit.growth ** before))
  return spent + wait > limit.within ? null : wait
}

/** One comparison of a policy, in its own words: the field, how and with what it was compared, what was sent (F51). */
const comparedText = ({ field, operator, wanted, sent }: Comparison): string =>
  `${field} (${[operator, wanted.join(', ')].filter((part) => part !== null && part !== '').join(' ')}), ${sent.length === 0 ? 'nothing sent' : `sent ${sent.join(', ')}`}`

/** The trouble to tell of what was met. */
export function troubleOf(met: Met, row: Pick<Row, 'text' | 'remedy' | 'wrote'>, wrote: Wrote): Trouble {
  const right = missingRight(met.fault)
  const policy = met.fault.policies[0]
  return {
    text: row.text, remedy: row.remedy, wrote: row.wrote ?? wrote, status: met.status, code: met.fault.code, said: met.fault.message, ids: met.ids, unlike: [],
    data: {
      ...(right === null ? {} : { action: right.action, scope: right.scope }),
      ...(policy === undefined ? {} : { policy: policy.policy ?? '', assignment: policy.assignment ?? '', fields: policy.compared.map(comparedText) }),
      ...(met.fault.target === null ? {} : { target: met.fault.target }),
      ...(met.is === 'astray' ? { address: met.fault.message } : {}),
    },
  }
}

/** A trouble that no answer of Azure stands behind. */
export const ownTrouble = (text: TroubleText, remedy: Remedy, more: { readonly wrote?: Wrote; readonly data?: Trouble['data']; readonly unlike?: readonly Unlike[] } = {}): Trouble =>
  ({ text, remedy, wrote: more.wrote ?? 'nothing', status: null, code: null, said: '', ids: noIds, data: more.data ?? {}, unlike: more.unlike ?? [] })
