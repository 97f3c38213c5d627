import { type ArmId, nameOf } from '../../base/armId.ts'
import type { Change } from '../../changes/change.ts'
import type { Estate } from '../../estate/estate.ts'
import { type Course, distinctJourneys, type Forecast, forecast, gaps, momentsOf } from '../../reach/forecast.ts'
import type { Journey, Route } from '../../reach/journey.ts'
import type { Choices } from '../../steps/choices.ts'
import { journeys } from '../../steps/journeys.ts'
import { byWords, familyWords, pathWords as words, serviceWords } from './paths.messages.en.ts'

/** What a cell shows: how a path stands at a moment. `same`: as in the column before. */
export interface PathCell {
  readonly word: string
  readonly tone: 'private' | 'works' | 'ends' | 'none' | 'unknown'
  readonly same: boolean
}

/** A path's row: journeys that begin at one place, end at one resource and fare alike. */
export interface PathRow {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly note: string
  readonly becomes: Forecast['becomes']
  readonly meant: boolean
  readonly cells: readonly PathCell[]
  readonly forecasts: readonly Forecast[]
}

/** The whole table: its moments as heads, its rows, and the gaps within prepare as sentences. */
export interface PathTable {
  readonly moments: readonly string[]
  readonly rows: readonly PathRow[]
  readonly gaps: readonly string[]
}

/** Which rows a filter lets through. */
export type PathFilter = 'all' | 'changes' | 'ends' | 'unknown'
export const pathFilters: readonly PathFilter[] = ['all', 'changes', 'ends', 'unknown']

/** Whether a row is shown under a filter. */
export function admits(filter: PathFilter, { becomes, cells }: PathRow): boolean {
  switch (filter) {
    case 'all': return true
    case 'changes': return cells.some(({ same }, index) => index > 0 && !same)
    case 'ends': return becomes === 'ends' || becomes === 'breaks'
    case 'unknown': return becomes === 'unknown'
  }
}

/** The table of a plan. */
export function pathTable({ current, desired, plan, choices }: { readonly current: Estate; readonly desired: Estate; readonly plan: readonly Change[]; readonly choices: Choices }): PathTable {
  const course: Course = { current, desired, plan }
  const all = distinctJourneys(journeys(current, choices), journeys(desired, choices))
  const ordered = inOrderOfWho(all)
  const groups = new Map<string, Forecast[]>()
  for (const each of forecast(course, ordered)) {
    const key = [each.journey.who, placeOf(each.journey), targetOf(each.journey), each.meant, ...cellsOf(each).map(({ word }) => word)].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  const numbers = new Map(plan.map(({ key }, index) => [key as string, index + 1]))
  return {
    moments: momentsOf(plan).map(({ after, keys }) => (after === 'nothing' ? words.now : after === 'prepare' ? words.prepared : `${span(keys.flatMap((key) => numbers.get(key) ?? []))} ${familyWords[after]}`)),
    rows: [...groups].flatMap(([id, members]) => rowOf(id, members, current) ?? []),
    gaps: gaps(course, ordered).map(({ journey, from, until }) => words.gap(fromWords(journey), toWords([journey], current), numbers.get(from) ?? 0, numbers.get(until) ?? 0)),
  }
}

const order: readonly Journey['who'][] = ['administrators', 'outside', 'computes', 'build', 'workspace', 'machines', 'otherSubnet', 'listed']

const inOrderOfWho = (all: readonly Journey[]): readonly Journey[] => [...all].sort((one, other) => order.indexOf(one.who) - order.indexOf(other.who))

/** `65`, `65, 66` or `65–68`. */
const span = (numbers: readonly number[]): string => (numbers.length < 3 ? numbers.join(', ') : `${numbers[0] ?? ''}–${numbers.at(-1) ?? ''}`)

function rowOf(id: string, forecasts: readonly Forecast[], estate: Estate): PathRow | undefined {
  const [first] = forecasts
  if (first === undefined) return undefined
  return {
    id, forecasts, from: fromWords(first.journey), to: toWords(forecasts.map(({ journey }) => journey), estate), note: noteOf(first), becomes: first.becomes, meant: first.meant, cells: cellsOf(first),
  }
}

const placeOf = ({ from }: Journey): string => JSON.stringify(from)
const targetOf = ({ goal }: Journey): string => (goal.to === 'tags' ? 'tags' : goal.targetId)

function cellsOf({ routes, lostAt }: Forecast): readonly PathCell[] {
  const plain = routes.map((route, index) => cellOf(route, index === lostAt))
  return plain.map((cell, index) => ({ ...cell, same: plain[index - 1]?.word === cell.word }))
}

function cellOf(route: Route, isLost: boolean): Omit<PathCell, 'same'> {
  if (route.outcome === 'unknown') return { word: words.isUnknown, tone: 'unknown' }
  if (route.outcome === 'reaches') return { word: route.by === null ? words.isUnknown : byWords[route.by], tone: route.by === 'privateEndpoint' ? 'private' : 'works' }
  if (isLost) return { word: words.lost, tone: 'ends' }
  const notYet = route.failsAt === 'origin' || route.hops.some(({ because }) => because === 'targetNotYet')
  return { word: notYet ? words.noneYet : route.failsAt === 'firewall' ? words.closed : words.stopped, tone: 'none' }
}

function noteOf({ becomes, meant }: Forecast): string {
  switch (becomes) {
    case 'ends': return meant ? words.onPurpose : words.notMeant
    case 'breaks': return words.interrupted
    case 'begins': return words.fresh
    case 'keeps': case 'never': case 'unknown': return ''
  }
}

/** Who goes, in words. */
export function fromWords({ who, from }: Journey): string {
  const subnet = from.at === 'subnet' ? nameOf(from.subnetId) : ''
  switch (who) {
    case 'administrators': return words.administrators(from.at === 'subnet' ? words.ways.bastion : from.at === 'gateway' ? words.ways[from.kind] : words.ways.undecided)
    case 'outside': return words.outside
    case 'listed': return words.listed(from.at === 'internet' ? from.addresses.length : 0)
    case 'otherSubnet': return words.subnet(subnet)
    case 'machines': return words.machines(subnet)
    case 'computes': return from.at === 'subnet' ? words.computes(subnet) : words.apart
    case 'build': return words.build
    case 'workspace': return words.workspace
  }
}

/** Where the journeys of a row end, in words; an account that is not the workspace's own is named. */
export function toWords(all: readonly Journey[], { workspace }: Estate): string {
  const goals = all.flatMap(({ goal }) => (goal.to === 'service' ? [goal] : []))
  const [first] = goals
  if (first === undefined) return words.tags
  const own: readonly (ArmId | null)[] = [workspace.id, workspace.storageAccountId, workspace.vaultId, workspace.registryId, workspace.componentId]
  const services = words.and([...new Set(goals.map(({ service }) => serviceWords[service]))])
  return own.includes(first.targetId) ? services : words.of(services, nameOf(first.targetId))
}
