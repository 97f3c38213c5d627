/** The client as page, command line and demo use it. */
import { type Arm, arm } from './client.ts'
import { azureFetch, type Outside } from './pipeline.ts'

/** A client with all its policies, for one cloud, one account and one tenant. */
export const connect = (outside: Outside): Arm => arm(azureFetch(outside), outside.clock, outside.origin)
