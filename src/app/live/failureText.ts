/** What a failed reading means for the person: one row for every way that asking Azure can fail. Pure. */
import { type Failure, missingRight } from '../../session/reads.ts'

/** What was asked for: one workspace by its name, the list of all, or the list of directories. */
export type About = { readonly reading: string } | 'list' | 'directories'

/** The one thing to do next; the page has a button for each. */
export type Next = 'again' | 'signIn' | 'otherWorkspace' | 'request'

/** What happened, what that did and did not change, the next action in words and as a button, and the id to quote. */
export interface FailureText {
  readonly what: string
  readonly stays: string
  readonly advice: string
  readonly next: Next
  /** What Azure answered, such as `403 AuthorizationFailed`; empty where there was no answer. */
  readonly answer: string
  readonly correlation: string | null
}

type Of<Is extends Failure['is']> = Extract<Failure, { is: Is }>
type Texts = Omit<FailureText, 'answer' | 'correlation'>

const unchanged = 'Reading changes nothing in Azure.'

const lists = { list: 'list of workspaces', directories: 'list of directories' } as const

const thing = (about: About): string => (typeof about === 'string' ? `the ${lists[about]}` : about.reading)
const at = (about: About): string => (typeof about === 'string' ? `The ${lists[about]}` : about.reading)

const astray: Readonly<Record<Of<'astray'>['why'], (where: string) => string>> = {
  origin: (where) => `An answer named another address, ${where}, to go on at. Ringfence did not follow it.`,
  redirect: (where) => `A request was sent on to ${where === 'unknown' ? 'another address' : where}. Ringfence did not follow it.`,
  endless: (where) => `A list did not end after ${where}. Ringfence stopped asking.`,
  path: () => 'The id cannot be asked for: a part of it is not allowed in an address.',
}

const grounds: Readonly<Record<Of<'denied'>['by'], (about: About) => string>> = {
  rights: (about) => `This account may not read ${thing(about)}.`,
  linkedRights: (about) => `This account may not read something that ${thing(about)} points to.`,
  denyAssignment: (about) => `A deny assignment keeps this account from reading ${thing(about)}.`,
  policy: (about) => `A policy of the organisation keeps this account from reading ${thing(about)}.`,
  other: (about) => `Azure refused to show ${thing(about)}.`,
}

function denied({ by, fault }: Of<'denied'>, about: About): Texts {
  const right = missingRight(fault)
  const lacks = right === null ? '' : `It lacks ${right.action} on ${right.scope}. `
  const advice = typeof about === 'string' ? 'Paste the workspace’s resource id instead, or ask for Reader on its subscription.' : 'Ask whoever owns it for Reader on the resource group, then read again.'
  return { what: grounds[by](about), stays: `${lacks}${unchanged}`, advice, next: typeof about === 'string' ? 'again' : 'request' }
}

/** ARM names the directory in every challenge; only this code says that it is another one than the token's. */
const isElsewhere = ({ fault }: Of<'signIn'>): boolean => fault.codes.some((code) => code.toLowerCase() === 'invalidauthenticationtokentenant')

/** Where a sign-in that Azure asks for has to be, when that is not where it is. */
export const otherTenant = (failure: Failure | null): string | null => (failure?.is === 'signIn' && isElsewhere(failure) ? failure.tenant : null)

/** The sign-in's word for a service that is too busy (fault F19): signing in again would not mend that. */
const isPatience = ({ fault }: Of<'signIn'>): boolean => fault.codes.includes('temporarily_unavailable')

/** Whether a person has to sign in before it goes on. */
export const needsSignIn = (failure: Failure | null): failure is Of<'signIn'> => failure?.is === 'signIn' && !isPatience(failure)

function signIn(failure: Of<'signIn'>): Texts {
  const { claims } = failure
  if (isPatience(failure)) return { what: 'The sign-in service is busy.', stays: `You are still signed in. ${unchanged}`, advice: 'Try again in a minute.', next: 'again' }
  if (isElsewhere(failure)) return { what: 'It belongs to another directory than the one that you are signed in to.', stays: unchanged, advice: 'Sign in to that directory; the reading goes on afterwards.', next: 'signIn' }
  const what = claims === null ? 'The sign-in has ended.' : 'Your organisation asks you to sign in again to continue.'
  return { what, stays: `${unchanged} What was open before stays.`, advice: 'Sign in again; the reading goes on afterwards.', next: 'signIn' }
}

function notFound({ fault }: Of<'notFound'>, about: About): Texts {
  const codes = fault.codes.map((code) => code.toLowerCase())
  const missing = codes.includes('subscriptionnotfound') ? 'Its subscription' : codes.includes('resourcegroupnotfound') ? 'Its resource group' : at(about)
  return {
    what: `${missing} is not there, or this account does not see it.`, stays: `It may have been deleted while it was listed or read. ${unchanged}`,
    advice: 'Choose another workspace, or check the id and the directory.', next: 'otherWorkspace',
  }
}

/** Codes of a cloud that is behind, or ahead of, the version that is asked for (fault F47). */
const otherVersion: ReadonlySet<string> = new Set(['invalidapiversionparameter', 'invalidresourcetype', 'noregisteredproviderfound'])

/** A success whose body is no JSON comes from something between the page and Azure. */
function unexpected({ status, fault }: Of<'unexpected'>, about: About): Texts {
  if (fault.codes.some((code) => otherVersion.has(code.toLowerCase()))) {
    return {
      what: `This cloud does not know the version of the interface in which Ringfence asks for ${thing(about)}.`, stays: `Azure says: ${fault.message} ${unchanged}`,
      advice: 'Tell whoever runs this site, with this sentence.', next: 'again',
    }
  }
  if (status >= 200 && status < 300) {
    return {
      what: 'The answer was not from Azure Resource Manager: a page came instead of data.', stays: `Something between this browser and Azure, such as a proxy or a sign-in page of the network, answered. ${unchanged}`,
      advice: 'Check the network, then try again.', next: 'again',
    }
  }
  return {
    what: `Azure could not answer for ${thing(about)}.`, stays: fault.message === '' ? unchanged : `Azure says: ${fault.message} ${unchanged}`,
    advice: 'Try again in a minute.', next: 'again',
  }
}

function conflict({ fault }: Of<'conflict'>, about: About): Texts {
  const disabled = fault.codes.some((code) => code.toLowerCase() === 'readonlydisabledsubscription')
  return {
    what: disabled ? `The subscription of ${thing(about)} is disabled.` : `Azure says that something else is happening to ${thing(about)}.`,
    stays: unchanged, advice: disabled ? 'Whoever pays for it can enable it; then read again.' : 'Try again in a minute.', next: 'again',
  }
}

const texts: { readonly [Is in Failure['is']]: (failure: Of<Is>, about: About) => Texts } = {
  stopped: (_, about) => ({ what: `Reading ${thing(about)} was stopped.`, stays: 'What was read is dropped. Nothing in Azure was changed.', advice: 'Read it again, or choose another workspace.', next: 'again' }),
  silent: () => ({ what: 'No answer from Azure.', stays: `The network may be down, or something between may hold the requests back. ${unchanged}`, advice: 'Check the connection, then try again.', next: 'again' }),
  ambiguous: (_, about) => ({ what: `The answer for ${thing(about)} was lost on the way.`, stays: unchanged, advice: 'Try again.', next: 'again' }),
  astray: ({ why, at: where }) => ({ what: astray[why](where), stays: `Your token was not sent there. ${unchanged}`, advice: 'Tell whoever runs the network, with this sentence.', next: 'again' }),
  signIn,
  denied,
  notFound,
  throttled: ({ until }, about) => ({
    what: `Azure asks to wait: too many requests are being made for this account or subscription.`, stays: `${at(about)} is not read. ${unchanged}`,
    advice: until === null ? 'Try again in a minute.' : 'Try again after the time that Azure named.', next: 'again',
  }),
  busy: (_, about) => ({ what: `Another operation on ${thing(about)} is running.`, stays: unchanged, advice: 'Try again when it has ended.', next: 'again' }),
  conflict,
  stale: (_, about) => ({ what: `${at(about)} changed while it was read.`, stays: unchanged, advice: 'Try again.', next: 'again' }),
  unexpected,
}

const answerOf = (failure: Failure): string => {
  if (!('fault' in failure) || failure.fault === null || failure.status === null) return ''
  return [failure.status, failure.fault.code ?? ''].join(' ').trim()
}

/** The action that a refused reading lacks, as Azure's text names it; null where it names none. */
export const missingAction = (failure: Failure): string | null => (failure.is === 'denied' ? missingRight(failure.fault)?.action ?? null : null)

/** The text of a failure. The id is Azure's own where browsers show it, else the one that was sent. */
export function failureText(failure: Failure, about: About): FailureText {
  const make = texts[failure.is] as (failure: Failure, about: About) => Texts
  const ids = 'ids' in failure ? failure.ids : null
  return { ...make(failure, about), answer: answerOf(failure), correlation: ids === null ? null : ids.correlation ?? ids.request ?? ids.sent }
}
