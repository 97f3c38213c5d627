/** Address rules of service firewalls (storage, key vault, registry): public IPv4 only, no /31 and no /32 (STOR-25, KV-12). */
import { overlaps, parseRange, rangeOf, rangesOf, type Range } from '../base/cidr.ts'
import { privateRanges, reservedRanges } from '../facts/address.ts'

/** What becomes of a text that is meant as an address rule; `why` is a sentence for the field. */
export type AddressRule =
  | { readonly verdict: 'accept'; readonly value: string; readonly why: string | null }
  | { readonly verdict: 'rewrite'; readonly value: string; readonly why: string }
  | { readonly verdict: 'reject'; readonly why: string; readonly instead: readonly string[] }

const reject = (why: string, instead: readonly string[] = []): AddressRule => ({ verdict: 'reject', why, instead })

/** Ranges that are not public: RFC 1918, and what Azure keeps for itself or for multicast (VNET-FAQ, ST-LIM). */
const notPublic = [...rangesOf(privateRanges), ...rangesOf(reservedRanges.filter(({ severity }) => severity === 'error').map(({ cidr }) => cidr))]

/** Whether a text is a public IPv4 address or range. */
export function isPublicRange(text: string): boolean {
  const range = parseRange(text) ?? rangeOf(text)
  return range !== null && !notPublic.some((each) => overlaps(each, range))
}

/** Reads one address rule (STOR-25). Never throws. */
export function addressRule(text: string): AddressRule {
  const trimmed = text.trim()
  const range = parseRange(trimmed) ?? rangeOf(trimmed)
  if (range === null) return reject(trimmed.includes(':') ? 'IPv6 is not accepted here: write an IPv4 address or range.' : 'This is no IPv4 address or range, such as 203.0.113.7 or 198.51.100.0/24.')
  if (range.prefix === 0) return { verdict: 'accept', value: '0.0.0.0/0', why: 'This admits every address: it equals the default action Allow.' }
  const met = notPublic.find((each) => overlaps(each, range))
  if (met !== undefined) return reject(`${range.text} is not public (it meets ${met.text}). Only public addresses can be listed; admit private ones by a subnet or a private endpoint.`)
  return publicRule(trimmed, range)
}

function publicRule(text: string, range: Range): AddressRule {
  const single = text.split('/')[0] ?? text
  if (range.prefix === 32) return text.includes('/') ? { verdict: 'rewrite', value: single, why: 'A range of one address is written as the address alone, without /32.' } : { verdict: 'accept', value: text, why: null }
  if (range.prefix === 31) {
    const [first, second] = bothOf(range)
    return reject('A range of two addresses (/31) is not accepted. List both addresses.', [first, second])
  }
  if (range.hostBits) return { verdict: 'rewrite', value: range.text, why: `${text} has bits after its prefix; the range is ${range.text}.` }
  return { verdict: 'accept', value: range.text, why: null }
}

function bothOf(range: Range): readonly [string, string] {
  const first = range.text.split('/')[0] ?? ''
  return [first, first.replace(/\d+$/, (last) => String(Number(last) + 1))]
}
