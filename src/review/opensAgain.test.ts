import { expect, it } from 'vitest'
import { designs, reviewOf } from './fixtures/reviews.ts'
import { opensAgain } from './opensAgain.ts'

it('is true of plans as they are, and false where a file brought a text that no reader takes', () => {
  const { estate } = designs.open
  const long = { ...designs.open, estate: { ...estate, networks: estate.networks.map((network) => ({ ...network, region: 'w'.repeat(5_000) })) } }
  expect([opensAgain(reviewOf(designs.open)), opensAgain(reviewOf(designs.open, 'kept')), opensAgain(reviewOf(long, 'kept'))]).toEqual([true, true, false])
})
