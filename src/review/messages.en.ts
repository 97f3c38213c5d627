import type { Kind } from './envelope.ts'
import type { Merged } from './reply.ts'
import type { LinkFailure } from './unseal.ts'

const number = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')
const some = (value: number, one: string, many: string): string => `${number(value)} ${value === 1 ? one : many}`

const nouns: Readonly<Record<Kind, string>> = { review: 'review link', reply: 'reply' }

/** Why a link or file was not opened: what happened, and the one next action. Nothing of it was used. */
export function linkFailureText(failure: LinkFailure, kind: Kind = 'review'): string {
  const noun = nouns[kind]
  switch (failure.is) {
    case 'foreign': return `This is no ${noun} of Ringfence. Nothing was opened. Ask the sender for the link again, or for a file.`
    case 'truncated':
      return failure.sent === null
        ? `This ${noun} is incomplete: only ${some(failure.arrived, 'character', 'characters')} arrived. Ask for it as a file.`
        : `This ${noun} is incomplete: ${some(failure.sent, 'character was', 'characters were')} sent, ${number(failure.arrived)} arrived. Ask for it as a file.`
    case 'altered': return `This ${noun} was changed on its way: its checksum does not match. Nothing was opened. Ask for it as a file.`
    case 'newer': return `This ${noun} was made by a newer Ringfence (format ${failure.version}; this page reads up to ${failure.known}). Open it on the page of whoever sent it.`
    case 'tooLarge': return `This ${noun} is larger than any that Ringfence writes. Nothing was opened. Ask the sender what it is.`
    case 'locked': return `This ${noun} is locked. Enter the passphrase that you were told another way.`
    case 'wrongPassphrase': return 'This passphrase does not open it. Nothing was opened. Check the spelling, or ask for the passphrase again.'
    case 'content': return `This ${noun} arrived whole, and holds something that Ringfence does not write. Nothing was opened. Ask the sender how it was made.`
  }
}

/** Why a reply was not taken over. */
export function refusedText(because: Extract<Merged, { is: 'refused' }>['because']): string {
  switch (because) {
    case 'otherWorkspace': return 'This reply is about another workspace. Nothing was taken over. Open the plan that it answers, then import it again.'
    case 'otherPlan': return 'This reply answers another plan: nothing in it fits an item of this one. Nothing was taken over. Open the plan that it answers, or send a new link.'
  }
}

/** What became of a reply that was taken over. */
export function mergedText({ plan, answered, changed, gone }: Extract<Merged, { is: 'merged' }>): string {
  const took = `${some(answered.length, 'answer was', 'answers were')} taken over.`
  if (plan === 'same') return took
  return `The plan has changed since it was answered. ${took} ${some(changed.length, 'answered item is', 'answered items are')} different now and ${some(gone.length, 'is', 'are')} gone: their answers do not count.`
}

interface Named { readonly workspace: string; readonly resources: number; readonly groups: number; readonly subscriptions: number }

const counts = ({ resources, groups, subscriptions }: Named): string =>
  `${some(resources, 'resource', 'resources')} in ${some(groups, 'resource group', 'resource groups')} of ${some(subscriptions, 'subscription', 'subscriptions')}`

/** What a link contains, one sentence for each thing. */
export const contentsWords = {
  masked: {
    names: (named: Named): string => `Pseudonyms for workspace (${named.workspace}) and ${counts(named)}. The same workspace has the same pseudonyms in every link.`,
    ranges: (ranges: number): string => `${some(ranges, 'address range or address', 'address ranges and addresses')}, moved elsewhere: what overlaps still does.`,
    tags: (tags: number): string => `${some(tags, 'tag', 'tags')} for new resources, as pseudonyms.`,
    teams: (teams: number): string => `${some(teams, 'team', 'teams')} that own scopes, as pseudonyms.`,
  },
  kept: {
    names: (named: Named): string => `The names and ids of workspace ${named.workspace} and ${counts(named)}, readable by every holder and every mail filter.`,
    ranges: (ranges: number): string => `${some(ranges, 'address range or address', 'address ranges and addresses')}, as they are.`,
    tags: (tags: number): string => `${some(tags, 'tag', 'tags')} for new resources, as you typed them.`,
    teams: (teams: number): string => `${some(teams, 'team', 'teams')} that own scopes, as you typed them.`,
  },
  stays: (ranges: readonly string[]): string => `As they are, because Microsoft names what they overlap, or because no other place of their size is free: ${ranges.join(', ')}.`,
  settings: 'The settings that rules and plan read: how open each service is, what it lets in, networks, subnets, endpoints, zones, rights, role assignments without their principals.',
  answers: 'Your answers to the questions of all ten steps.',
  risks: (risks: number): string => `${some(risks, 'accepted risk', 'accepted risks')} with reason and expiry.`,
  frame: ({ cloud, takenAt, digest }: { readonly cloud: string; readonly takenAt: string; readonly digest: string }): string =>
    `The cloud (${cloud}), when the estate was read (${takenAt}), when the link was made, and the digest of the plan (${digest}).`,
  outside: ['Tokens, keys, secrets, access policies', 'People, mail addresses, object ids', 'Bodies of resources as Azure returned them, and their tags'],
} as const
