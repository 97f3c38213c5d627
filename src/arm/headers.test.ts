import { expect, it } from 'vitest'
import { quotaReset, remainingIn, retryAfter, throttleWait } from './headers.ts'

const headers = (values: Record<string, string>): Headers => new Headers(values)

it('Retry-After is read as seconds or as a date, and is never below a second (F32)', () => {
  const read = (text: string): number | null => retryAfter(headers({ 'retry-after': text }))
  expect(['17', '0', '600', '-5'].map(read)).toEqual([17_000, 1000, 600_000, 1000])
  expect(['soon', 'soon 5', '', '1.5', 'NaN', '0x10'].map(read)).toEqual([null, null, null, null, null, null])
  expect(retryAfter(headers({}))).toBeNull()
})

it('a date is measured against the clock of the server, and says nothing where that is hidden (F88)', () => {
  const read = (text: string, date: string): number | null => retryAfter(headers({ 'retry-after': text, ...(date === '' ? {} : { date }) }))
  const sent = 'Thu, 01 Jan 2026 01:00:00 GMT'
  expect(read('Thu, 01 Jan 2026 01:00:30 GMT', sent)).toBe(30_000)
  expect(read('Wed, 31 Dec 2025 00:00:00 GMT', sent)).toBe(1000)
  // This clock may be minutes ahead or a day behind.
  expect([read('Thu, 01 Jan 2026 00:00:30 GMT', ''), read('Fri, 02 Jan 2026 00:01:00 GMT', 'soon')]).toEqual([null, null])
})

it("Resource Graph's reset is hours, minutes and seconds (F22)", () => {
  expect(quotaReset(headers({ 'x-ms-user-quota-resets-after': '00:00:05' }))).toBe(5000)
  expect(quotaReset(headers({ 'x-ms-user-quota-resets-after': '01:02:03.5' }))).toBe(3_723_000)
  expect(quotaReset(headers({ 'x-ms-user-quota-resets-after': '5' }))).toBeNull()
  expect(throttleWait(headers({ 'x-ms-user-quota-resets-after': '00:00:05', 'retry-after': '3' }))).toBe(5000)
  expect(throttleWait(headers({}))).toBeNull()
})

it('what is left is the least that any header tells', () => {
  expect(remainingIn(headers({ 'x-ms-ratelimit-remaining-subscription-reads': '1099', 'x-ms-ratelimit-remaining-subscription-global-reads': '16499' }))).toBe(1099)
  expect(remainingIn(headers({ 'x-ms-ratelimit-remaining-resource': 'Microsoft.Compute/GetOperation3Min;11970' }))).toBeNull()
})
