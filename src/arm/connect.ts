/** The client as page, command line and demo use it. */
import { type Arm, arm } from './client.ts'
import { azureFetch, type Outside } from './pipeline.ts'
import { waitings } from './waiting.ts'

/** A client with all its policies, for one cloud, one account and one tenant. */
export function connect(outside: Outside): Arm {
  const told = waitings()
  return arm(azureFetch(outside, told), outside.clock, outside.origin, told)
}
