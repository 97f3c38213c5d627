/** The scenarios by name: whole worlds, for the demo, for end-to-end tests and for tests of the client. */
import type { Clock } from '../clock.ts'
import type { World } from '../world.ts'
import { china, government } from './clouds.ts'
import { hub } from './hub.ts'
import { open } from './open.ts'
import { secured } from './secured.ts'
import { worldOf } from './snapshot.ts'
import {
  allRefused, blocked, challenged, consentMissing, disabled, expiredToken, guest, halfRefused, hiddenHeaders, many, noWorkspace, slow, throttled, twoAccounts,
} from './variants.ts'

const on = (change: (world: World) => World, snapshot = open) => (clock: Clock): World => change(worldOf(snapshot, clock))
const same = (world: World): World => world

/** Each scenario makes its world anew, with the clock that it is given. */
export const scenarios = {
  open: on(same),
  hub: on(same, hub),
  secured: on(same, secured),
  slow: on((world) => slow(world)),
  throttled: on(throttled),
  halfRefused: on(halfRefused, secured),
  allRefused: on(allRefused),
  hiddenHeaders: on((world) => hiddenHeaders(world)),
  expiredToken: on((world) => expiredToken(world)),
  challenged: on((world) => challenged(world)),
  consentMissing: on((world) => consentMissing(world)),
  adminConsentMissing: on((world) => consentMissing(world, 'adminOnly')),
  blocked: on((world) => blocked(world)),
  noWorkspace: on(noWorkspace),
  disabled: on(disabled),
  guest: on(guest),
  twoAccounts: on(twoAccounts),
  many: on((world) => many(world)),
  government: on(government, secured),
  china: on(china, secured),
} as const satisfies Readonly<Record<string, (clock: Clock) => World>>

/** The name of a scenario. */
export type ScenarioName = keyof typeof scenarios
