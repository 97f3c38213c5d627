/** Which request a switched-on fault strikes. Nothing here is left to chance. */
import type { State } from './state.ts'
import type { FaultId, Switch } from './switches.ts'

/** What of a request a fault can be about. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly part: 'arm' | 'graph' | 'token'
}

const isRead = ({ method }: Asked): boolean => method === 'GET' || method === 'HEAD'
const isWrite = ({ method, part }: Asked): boolean => part === 'arm' && method !== 'GET' && method !== 'HEAD'
const isArm = ({ part }: Asked): boolean => part !== 'token'

/** Which requests each fault can meet at all. */
const meets: Readonly<Record<FaultId, (asked: Asked) => boolean>> = {
  F01: (asked) => isArm(asked) && !isWrite(asked), F02: isWrite, F03: isArm, F04: isArm, F05: isArm, F06: isArm, F07: isArm, F08: isArm, F09: isRead,
  F10: isArm, F11: isArm, F12: isArm, F13: isArm, F14: isArm, F15: isArm, F16: ({ part }) => part === 'token', F18: isArm, F19: ({ part }) => part === 'token',
  F20: isWrite, F21: isArm, F22: ({ part }) => part === 'graph', F23: isWrite,
  F43: isRead, F44: isWrite, F45: isArm, F46: (asked) => isRead(asked) || asked.part === 'graph', F47: isArm, F48: isArm, F49: isWrite, F50: isArm, F51: isWrite, F52: isWrite, F54: isWrite, F55: isWrite, F56: isWrite,
}

const isAbout = (one: Switch, asked: Asked): boolean =>
  meets[one.fault](asked) && (one.on?.method ?? asked.method).toUpperCase() === asked.method && asked.path.toLowerCase().includes((one.on?.path ?? '').toLowerCase())

/** The first switch among these faults that strikes this request. Every switch that the request is about counts it. */
export function struck(state: State, asked: Asked, among: (one: Switch) => boolean): Switch | null {
  let found: Switch | null = null
  for (const [index, one] of state.world.faults.entries()) {
    if (!among(one) || !isAbout(one, asked)) continue
    const met = (state.met.get(index) ?? 0) + 1
    state.met.set(index, met)
    const first = one.on?.nth ?? 1
    const times = one.on?.times ?? 1
    if (met >= first && (times === 'always' || met < first + times)) found ??= one
  }
  return found
}
