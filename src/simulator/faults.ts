/** Which request a switched-on fault strikes. Nothing here is left to chance. */
import type { State } from './state.ts'
import { isLinkPath } from './write/operations.ts'
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
const isPoll = (asked: Asked): boolean => isRead(asked) && isLinkPath(asked.path)
const isPut = (asked: Asked): boolean => isWrite(asked) && asked.method === 'PUT'

/** Which requests each fault can meet at all. */
const meets: Readonly<Record<FaultId, (asked: Asked) => boolean>> = {
  F01: (asked) => isArm(asked) && !isWrite(asked), F02: isWrite, F03: isArm, F04: isArm, F05: isArm, F06: isArm, F07: isArm, F08: isArm, F09: isRead,
  F10: isArm, F11: isArm, F12: isArm, F13: isArm, F14: isArm, F15: isArm, F16: ({ part }) => part === 'token', F18: isArm, F19: ({ part }) => part === 'token',
  F20: isWrite, F21: isArm, F22: ({ part }) => part === 'graph', F23: isWrite,
  F26: isWrite, F28: isWrite, F29: isPoll, F30: isPoll, F31: isPoll, F32: (asked) => isWrite(asked) || isPoll(asked), F33: isWrite, F34: isWrite, F35: isWrite, F36: isWrite, F37: isWrite, F38: isWrite, F39: isWrite,
  F40: isPut, F41: isWrite, F42: isRead,
  F43: isRead, F44: isWrite, F45: isArm, F46: (asked) => isRead(asked) || asked.part === 'graph', F47: isArm, F48: isArm, F49: isWrite, F50: isArm, F51: isWrite, F52: isWrite, F53: isWrite, F54: isWrite, F55: isWrite, F56: isWrite,
  F57: isPut, F64: isPut, F65: isPut, F66: isPut, F67: isPut, F68: isPut, F73: isWrite, F74: isPut, F75: isPut, F76: isPut, F77: isWrite, F78: isWrite, F91: isPut, F92: isWrite, F93: isWrite, F94: isWrite, F95: isArm,
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

/** Every switch of these faults, and of those that pass, that strikes this request. */
export const strikes = (state: State, asked: Asked, faults: readonly FaultId[], passes: (one: Switch) => boolean = () => true): readonly Switch[] =>
  faults.map((name) => struck(state, asked, (one) => one.fault === name && passes(one))).filter((one) => one !== null)
