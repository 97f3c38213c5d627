/** The short labels of the strip; the same in the drawing and in the list. */
import type { Admits, PrivateWay, StripRow } from '../topology/layout.ts'
import { componentMessages } from './messages.en.ts'
import type { StatusWord } from './statusWord.ts'

const counted = (n: number, one: string, many: string): readonly string[] => (n === 0 ? [] : [`${n} ${n === 1 ? one : many}`])

/** What a firewall lets in, in two or three words. */
export function admitsText(admits: Admits): string {
  switch (admits.is) {
    case 'any': return 'any network'
    case 'none': return 'closed'
    case 'trusted': return 'trusted only'
    case 'unknown': return 'unknown'
    case 'unread': return 'unread'
    case 'some': {
      const parts = [...counted(admits.subnets, 'subnet', 'subnets'), ...counted(admits.addresses, 'address', 'addresses'), ...counted(admits.instances, 'instance', 'instances')]
      return parts.length === 1 ? (parts[0] ?? '') : `${admits.subnets + admits.addresses + admits.instances} exceptions`
    }
  }
}

/** The status word of what a firewall lets in. */
export function admitsWord(admits: Admits): StatusWord {
  if (admits.is === 'unread' || admits.is === 'unknown') return admits.is
  return admits.is === 'any' ? 'open' : 'closed'
}

/** A private path, in two or three words; addresses shortened to first and last. */
export function wayText(way: PrivateWay): string {
  switch (way.is) {
    case 'none': return 'no endpoint'
    case 'notApproved': return 'not approved'
    case 'needsPremium': return 'needs Premium'
    case 'needsMigration': return 'needs migration'
    case 'serviceEndpoint': return 'service endpoint'
    case 'unread': return 'unread'
    case 'endpoints': return addressText(way.addresses, way.elsewhere)
  }
}

function addressText(addresses: readonly string[], elsewhere: number): string {
  const [first, last] = [addresses[0], addresses.at(-1)]
  if (first === undefined || last === undefined) return elsewhere > 0 ? 'from elsewhere' : 'endpoint'
  if (first === last) return first
  const [head, tail] = [first.split('.'), last.split('.')]
  const same = head.slice(0, 3).join('.') === tail.slice(0, 3).join('.')
  return same ? `${first}–${tail[3] ?? ''}` : `${addresses.length} addresses`
}

/** What a row is, with the detail that tells it apart. */
export const kindText = ({ kind, detail }: StripRow): string => [componentMessages.strip.kinds[kind], detail].filter((part) => part !== '').join(', ')

const DRAWN_ACCOUNTS = 3

/** The rows that the drawing has room for; `left` storage accounts are in the list only. */
export function drawn(rows: readonly StripRow[]): { readonly rows: readonly StripRow[]; readonly left: number } {
  const others = rows.filter(({ kind }) => kind === 'storage')
  const shown = new Set(others.slice(0, DRAWN_ACCOUNTS))
  return { rows: rows.filter((row) => row.kind !== 'storage' || shown.has(row)), left: Math.max(0, others.length - DRAWN_ACCOUNTS) }
}

/** A name shortened in the middle to so many characters. */
export const shortened = (name: string, longest: number): string =>
  name.length <= longest ? name : `${name.slice(0, Math.ceil((longest - 1) / 2))}…${name.slice(-Math.floor((longest - 1) / 2))}`
