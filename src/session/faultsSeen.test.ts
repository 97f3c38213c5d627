/** A few of the faults that can strike the reading of a workspace; faultsSeen.thorough.test.ts reads with all. */
import { expect, it } from 'vitest'
import { faultReads } from './fixtures/faultReads.ts'
import { seen } from './fixtures/faultSeen.ts'

it.each(faultReads.filter((_, index) => index % 8 === 1))('$fault strikes a reading for good, and is told in a sentence with a next action', async (one) => {
  expect((await seen(one, 'always')).end).toEqual(one.always)
})
