import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../base/json.ts'
import { readEstate } from '../../discovery/readEstate.ts'
import { openSnapshot } from '../../discovery/snapshot.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub as hubEstate } from '../../estate/fixtures/hub.ts'
import { open as openEstate } from '../../estate/fixtures/open.ts'
import { secured as securedEstate } from '../../estate/fixtures/secured.ts'
import { hub } from './hub.ts'
import { open } from './open.ts'
import { secured } from './secured.ts'

// The scenario and the fixture of one name are one estate, told twice: in ARM's bodies and in our words.

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1)

/** Registrations and usages have no order that means anything. */
const unordered = (estate: Estate): Estate => ({
  ...estate, providers: estate.providers.toSorted(byId), usages: estate.usages.toSorted((one, other) => byId({ id: one.subnetId }, { id: other.subnetId })),
})

function read(file: JsonObject): Estate {
  const opened = openSnapshot(JSON.stringify(file))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return readEstate(opened.snapshot)
}

describe('a scenario', () => {
  it.each([['open', open, openEstate], ['hub', hub, hubEstate], ['secured', secured, securedEstate]] as const)('%s reads as the fixture of its name', (_, file, estate) => {
    expect(unordered(read(file))).toEqual(unordered(estate))
  })
})
